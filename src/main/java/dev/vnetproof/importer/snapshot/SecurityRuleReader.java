package dev.vnetproof.importer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.noun.AddressTexts;
import dev.vnetproof.importer.noun.SecurityGroups;
import dev.vnetproof.importer.noun.Words;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.space.PortSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a network security group. */
final class SecurityRuleReader {
  private SecurityRuleReader() {}

  static NetworkSecurityGroup group(Fields fields) {
    String name = fields.name();
    Datum<List<SecurityRule>> rules =
        fields.objects(
            "securityRules",
            rule -> rule(rule, SecurityRule.MIN_PRIORITY, SecurityRule.MAX_CUSTOM_PRIORITY));
    List<SecurityRule> defaults =
        fields
            .objects(
                "defaultSecurityRules",
                rule -> rule(rule, SecurityGroups.MIN_DEFAULT_PRIORITY, SecurityRule.MAX_PRIORITY))
            .orElse(List.of());
    fields.end();
    requireOnePriorityEach(fields.problems, rules.orElse(List.of()));
    requireOnePriorityEach(fields.problems, defaults);
    SecurityGroups.excess(rules.orElse(List.of()))
        .ifPresent(excess -> fields.problems.semantic(fields.at("securityRules"), excess));
    return new NetworkSecurityGroup(name, rules, SecurityGroups.completed(defaults));
  }

  private static void requireOnePriorityEach(SnapshotProblems problems, List<SecurityRule> rules) {
    SecurityGroups.Priorities priorities = new SecurityGroups.Priorities();
    for (SecurityRule rule : rules) {
      if (!problems.isStructural(rule.pointer() + "/priority")
          && !problems.isStructural(rule.pointer() + "/direction")) {
        priorities
            .take(rule)
            .ifPresent(twin -> problems.semantic(rule.pointer() + "/priority", twin));
      }
    }
  }

  private static SecurityRule rule(Fields fields, int lowPriority, int highPriority) {
    SecurityRule rule =
        new SecurityRule(
            fields.requiredText("name"),
            fields.requiredInteger("priority", lowPriority, highPriority),
            fields.requiredWord("direction", Words.DIRECTION, Direction.INBOUND),
            fields.word("access", Words.ACCESS),
            fields.word("protocol", Words.PROTOCOL),
            addresses(
                fields,
                "sourceAddressPrefix",
                "sourceAddressPrefixes",
                "sourceApplicationSecurityGroups"),
            ports(fields, "sourcePortRange", "sourcePortRanges"),
            addresses(
                fields,
                "destinationAddressPrefix",
                "destinationAddressPrefixes",
                "destinationApplicationSecurityGroups"),
            ports(fields, "destinationPortRange", "destinationPortRanges"),
            fields.pointer);
    fields.remark("description");
    fields.end();
    return rule;
  }

  private static Datum<RuleAddresses> addresses(
      Fields fields, String single, String plural, String groups) {
    JsonNode one = fields.get(single);
    JsonNode more = fields.get(plural);
    JsonNode members = fields.get(groups);
    if (more == null && members == null && one != null && one.isTextual()) {
      String text = one.textValue();
      if (text.equals("*")) {
        return Datum.known(RuleAddresses.ANY);
      }
    }
    AddressTexts texts = new AddressTexts();
    int found = 0;
    if (one != null && !one.isNull()) {
      String text = fields.element(one, fields.at(single));
      if (text != null) {
        fields.hand(text, fields.at(single), texts::add);
        found++;
      }
    }
    found += each(fields, more, plural, (value, at) -> fields.take(value, at, texts::add) != null);
    found += each(fields, members, groups, (value, at) -> group(fields, texts, value, at));
    if (found > 0) {
      return Datum.known(texts.addresses());
    }
    return nothing(
        fields, single, one == null || more == null || members == null, "names no address");
  }

  private static boolean group(Fields fields, AddressTexts texts, JsonNode value, String at) {
    JsonNode id = value.isObject() ? value.get("id") : value;
    if (id == null || !id.isTextual() || value.isObject() && id.textValue().isEmpty()) {
      fields.problems.structural(at);
      return false;
    }
    String text = id.textValue().strip();
    if (!text.isEmpty()) {
      texts.addGroup(text);
    }
    return !text.isEmpty();
  }

  private static Datum<PortSet> ports(Fields fields, String single, String plural) {
    JsonNode one = fields.get(single);
    JsonNode more = fields.get(plural);
    PortTexts texts = new PortTexts(fields.problems);
    int found = one == null || one.isNull() || !texts.add(one, fields.at(single)) ? 0 : 1;
    found += each(fields, more, plural, texts::add);
    if (found > 0) {
      return Datum.known(texts.ports());
    }
    return nothing(fields, single, one == null || more == null, "names no port");
  }

  /**
   * A side that names nothing: unknown while one of its properties is absent, because that one may
   * hold what the empty ones do not.
   */
  private static <T> Datum<T> nothing(
      Fields fields, String single, boolean someAbsent, String clause) {
    if (!someAbsent) {
      fields.problems.semantic(
          fields.at(single), clause + ", nor do its plural forms; expected at least one");
    }
    return Datum.unknownAt(fields.at(single));
  }

  private interface Element {
    /** Whether the element names something. */
    boolean read(JsonNode value, String at);
  }

  private static int each(Fields fields, @Nullable JsonNode array, String name, Element element) {
    if (array == null || array.isNull()) {
      return 0;
    }
    if (!array.isArray()) {
      fields.problems.structural(fields.at(name));
      return 0;
    }
    int found = 0;
    String at = fields.at(name);
    for (int i = 0; i < array.size(); i++) {
      if (element.read(array.get(i), at + "/" + i)) {
        found++;
      }
    }
    return found;
  }
}
