package dev.vnetproof.evaluation;

import dev.vnetproof.model.EgressFirewall;
import dev.vnetproof.model.FqdnAllowance;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkAllowance;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.rule.DnsServers;
import dev.vnetproof.rule.FqdnPermission;
import dev.vnetproof.rule.GuardedDependency;
import dev.vnetproof.rule.HidingZone;
import dev.vnetproof.rule.NetworkPermission;
import dev.vnetproof.rule.NumberedTargets;
import dev.vnetproof.rule.PublicNumbers;
import dev.vnetproof.rule.SubnetRoute;
import dev.vnetproof.rule.SubnetRule;
import java.util.List;
import java.util.Optional;

/** Flattens a location into the facts that rules match. */
final class LocationFacts {
  private LocationFacts() {}

  static void add(Location location, List<Object> facts) {
    facts.add(location);
    facts.add(new DnsServers(location, location.dns()));
    PublicNumbers.of(location).ifPresent(facts::add);
    facts.addAll(NumberedTargets.among(location));
    facts.addAll(HidingZone.among(location));
    facts.addAll(GuardedDependency.among(location));
    Optional<NetworkSecurityGroup> group = location.networkSecurityGroup().orElse(Optional.empty());
    if (group.isPresent()) {
      for (SecurityRule rule : group.get().securityRules().orElse(List.of())) {
        facts.add(new SubnetRule(location, group.get().name(), rule));
      }
    }
    Optional<RouteTable> table = location.routeTable().orElse(Optional.empty());
    if (table.isPresent()) {
      for (Route route : table.get().routes().orElse(List.of())) {
        facts.add(new SubnetRoute(location, table.get().name(), route));
      }
    }
    Optional<EgressFirewall> firewall = location.egressFirewall().orElse(Optional.empty());
    if (firewall.isPresent()) {
      String name = firewall.get().name();
      for (FqdnAllowance allowance : firewall.get().fqdnAllowances().orElse(List.of())) {
        facts.add(new FqdnPermission(location, name, allowance));
      }
      for (NetworkAllowance allowance : firewall.get().networkAllowances().orElse(List.of())) {
        facts.add(new NetworkPermission(location, name, allowance));
      }
    }
  }
}
