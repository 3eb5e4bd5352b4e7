package dev.vnetproof.importer.noun;

import dev.vnetproof.model.Direction;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.SecurityRule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What Azure refuses of a network security group, and what it adds. */
public final class SecurityGroups {
  /** Rules of one group (networking limits, 2022-12-05). */
  private static final int MAX_RULES = 1_000;

  public static final int MIN_DEFAULT_PRIORITY = 65_000;

  private SecurityGroups() {}

  /** What is wrong with the number of a group's rules; empty where nothing is. */
  public static Optional<String> excess(List<SecurityRule> rules) {
    return rules.size() <= MAX_RULES
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "holds %,d rules; expected at most 1,000, Azure's limit",
                rules.size()));
  }

  /** The priorities that rules of one group take: one rule each in a direction. */
  public static final class Priorities {
    private final Map<Direction, Map<Integer, SecurityRule>> taken = new EnumMap<>(Direction.class);

    /** What is wrong with the priority of a rule that comes to the others. */
    public Optional<String> take(SecurityRule rule) {
      SecurityRule first =
          taken
              .computeIfAbsent(rule.direction(), d -> new HashMap<>())
              .putIfAbsent(rule.priority(), rule);
      return Optional.ofNullable(first)
          .map(
              other ->
                  "`%s` is the priority of both `%s` and `%s`, direction %s; expected one rule each"
                      .formatted(
                          rule.priority(),
                          other.name(),
                          rule.name(),
                          rule.direction().azureName()));
    }
  }

  /** Azure's own rules cannot be removed: those that the input leaves out are as documented. */
  public static List<SecurityRule> completed(List<SecurityRule> given) {
    if (given.isEmpty()) {
      return NetworkSecurityGroup.DEFAULT_RULES;
    }
    List<SecurityRule> rules = new ArrayList<>(given);
    for (SecurityRule documented : NetworkSecurityGroup.DEFAULT_RULES) {
      if (given.stream()
          .noneMatch(
              rule ->
                  rule.direction() == documented.direction()
                      && rule.priority() == documented.priority())) {
        rules.add(documented);
      }
    }
    return rules;
  }
}
