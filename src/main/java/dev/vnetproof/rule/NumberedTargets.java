package dev.vnetproof.rule;

import dev.vnetproof.model.EgressFirewall;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkAllowance;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.space.AddressSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Routes or firewall rules of a location that name public addresses by number, where a service tag
 * would follow Microsoft's changes. What covers the whole Internet names nobody.
 *
 * @param property where they stand, below the location
 * @param names of the first of them, as messages show them, and how many there are besides
 */
public record NumberedTargets(Location location, String property, String names) {
  private static final int MOST_NAMES = 5;

  /** Whether they are routes; else rules of a firewall. */
  public boolean isRoutes() {
    return property.equals("routeTable");
  }

  /** Those of a location: none, one kind or both. */
  public static List<NumberedTargets> among(Location location) {
    Optional<RouteTable> table = location.routeTable().orElse(Optional.empty());
    List<String> routes =
        table.flatMap(each -> each.routes().asOptional()).orElse(List.of()).stream()
            .filter(route -> isNumbered(route.destination().orElse(RuleAddresses.NONE)))
            .map(Route::name)
            .toList();
    Optional<EgressFirewall> firewall = location.egressFirewall().orElse(Optional.empty());
    List<String> rules =
        firewall.flatMap(each -> each.networkAllowances().asOptional()).orElse(List.of()).stream()
            .filter(rule -> isNumbered(rule.destinationAddresses().orElse(RuleAddresses.NONE)))
            .map(NetworkAllowance::name)
            .toList();
    return List.of(
            new NumberedTargets(location, "routeTable", shown(routes)),
            new NumberedTargets(location, "egressFirewall", shown(rules)))
        .stream()
        .filter(each -> !each.names.isEmpty())
        .toList();
  }

  private static boolean isNumbered(RuleAddresses destinations) {
    AddressSet numbers = destinations.prefixes().set();
    return !destinations.any()
        && numbers.intersects(Ipv4Space.PUBLIC)
        && !numbers.covers(Ipv4Space.PUBLIC);
  }

  private static String shown(List<String> names) {
    String first =
        names.stream()
            .sorted()
            .limit(MOST_NAMES)
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
