package dev.vnetproof.rule;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.space.AddressSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Security rules of a location that allow traffic out to public addresses which they name by
 * number.
 *
 * @param rules at least one, by priority
 */
public record PublicNumbers(Location location, List<SubnetRule> rules) {
  public PublicNumbers {
    rules = List.copyOf(rules);
  }

  /** Those of a location, if it has any. */
  public static Optional<PublicNumbers> of(Location location) {
    Optional<NetworkSecurityGroup> group = location.networkSecurityGroup().orElse(Optional.empty());
    List<SubnetRule> found =
        group.map(NetworkSecurityGroup::securityRules).flatMap(rules -> rules.asOptional()).stream()
            .flatMap(List::stream)
            .filter(PublicNumbers::namesPublicDestination)
            .sorted(Comparator.comparingInt(SecurityRule::priority))
            .map(rule -> new SubnetRule(location, group.get().name(), rule))
            .toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(new PublicNumbers(location, found));
  }

  private static boolean namesPublicDestination(SecurityRule rule) {
    if (rule.direction() != Direction.OUTBOUND
        || rule.access().orElse(Access.DENY) != Access.ALLOW) {
      return false;
    }
    RuleAddresses side = rule.destinations().orElse(RuleAddresses.ANY);
    AddressSet numbers = side.prefixes().set();
    return !side.any() && numbers.intersects(Ipv4Space.PUBLIC) && !numbers.covers(Ipv4Space.PUBLIC);
  }
}
