package dev.vnetproof.importer.azure;

import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.SecurityRule;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * What two captures of one resource amount to. One may show what the other leaves out; where both
 * show it and they differ, one is out of date and nobody can tell which.
 */
final class Captures {
  private Captures() {}

  static NetworkSecurityGroup both(
      NetworkSecurityGroup group, NetworkSecurityGroup other, String where) {
    return new NetworkSecurityGroup(
        group.name(),
        both(
            group.securityRules(),
            other.securityRules(),
            Captures::signatures,
            Missing.property(
                "securityRules",
                "networkSecurityGroup `" + group.name() + "`: " + where + " differ")),
        group.defaultSecurityRules());
  }

  static RouteTable both(RouteTable table, RouteTable other, String where) {
    String owner = "routeTable `" + table.name() + "`: " + where + " differ";
    return new RouteTable(
        table.name(),
        both(
            table.disableBgpRoutePropagation(),
            other.disableBgpRoutePropagation(),
            flag -> flag,
            Missing.property("disableBgpRoutePropagation", owner)),
        both(
            table.routes(),
            other.routes(),
            Captures::destinations,
            Missing.property("routes", owner)));
  }

  /**
   * @param gist what of a value must be the same
   * @param what names the datum and both captures
   */
  static <T> Datum<T> both(Datum<T> one, Datum<T> other, Function<T, Object> gist, Missing what) {
    if (!(one instanceof Datum.Known<T> a)) {
      return other;
    }
    return !(other instanceof Datum.Known<T> b)
            || gist.apply(a.value()).equals(gist.apply(b.value()))
        ? one
        : Datum.unknown(what);
  }

  /** The captures may spell names in other cases, and list in another order. */
  private static Set<SecurityRule> signatures(List<SecurityRule> rules) {
    Set<SecurityRule> signatures = new HashSet<>();
    for (SecurityRule r : rules) {
      signatures.add(
          new SecurityRule(
              lower(r.name()),
              r.priority(),
              r.direction(),
              r.access(),
              r.protocols(),
              r.sources(),
              r.sourcePorts(),
              r.destinations(),
              r.destinationPorts(),
              ""));
    }
    return signatures;
  }

  private static Set<Route> destinations(List<Route> routes) {
    Set<Route> signatures = new HashSet<>();
    for (Route r : routes) {
      signatures.add(
          new Route(lower(r.name()), r.destination(), r.nextHopType(), r.nextHopIpAddress(), ""));
    }
    return signatures;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
