package dev.vnetproof.importer.azure;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EgressFirewall;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.space.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the firewall that a location's routes lead to. */
final class FirewallJoin {
  private static final String MISSING =
      "the firewall behind next hop `%s`: azureFirewalls and its firewallPolicies are not in the"
          + " input";

  private final ResourcePool pool;
  private final VirtualNetworkReader networks;
  private final FirewallReader reader;

  FirewallJoin(ResourcePool pool, ValueReader values, VirtualNetworkReader networks) {
    this.pool = pool;
    this.networks = networks;
    this.reader = new FirewallReader(pool, values);
  }

  /**
   * @param table known and empty when the subnet has none
   * @param unresolvedHops of its routes
   * @param gateway a gateway may teach a route to an appliance that no table shows
   * @param places takes that of the firewall
   */
  Datum<Optional<EgressFirewall>> find(
      Datum<Optional<RouteTable>> table,
      List<Unresolved> unresolvedHops,
      Datum<Boolean> gateway,
      LocationPlaces places) {
    if (table instanceof Datum.Unknown<Optional<RouteTable>> unknown) {
      return Datum.unknown(unknown.missing());
    }
    Datum<List<Route>> routes =
        table.orElse(Optional.empty()).map(RouteTable::routes).orElse(Datum.known(List.of()));
    if (routes instanceof Datum.Unknown<List<Route>> unknown) {
      return Datum.unknown(unknown.missing());
    }
    List<Address> hops = hops(routes.orElse(List.of()));
    boolean expressed =
        !unresolvedHops.isEmpty()
            && routes.orElse(List.of()).stream()
                .noneMatch(r -> isDefault(r) && r.nextHopIpAddress().isPresent());
    if (expressed) {
      return behind(unresolvedHops.get(0), places);
    }
    if (!hops.isEmpty()) {
      return behind(hops.get(0), places);
    }
    for (Route route : routes.orElse(List.of())) {
      if (route.nextHopType() instanceof Datum.Unknown<NextHopType> unknown) {
        return Datum.unknown(unknown.missing());
      }
    }
    return gateway instanceof Datum.Known<Boolean> known && !known.value()
        ? Datum.known(Optional.empty())
        : Datum.unknown(
            gateway.ifMissing().orElse("what the gateway teaches leads to no known firewall"));
  }

  private Datum<Optional<EgressFirewall>> behind(Address hop, LocationPlaces places) {
    return at(hop)
        .map(firewall -> read(firewall, Datum.known(hop), places))
        .orElseGet(() -> Datum.unknown(String.format(Locale.ROOT, MISSING, hop)));
  }

  private Datum<Optional<EgressFirewall>> behind(Unresolved hop, LocationPlaces places) {
    return named(hop)
        .map(firewall -> read(firewall, ValueReader.unresolved(hop), places))
        .orElseGet(() -> ValueReader.unresolved(hop));
  }

  private Datum<Optional<EgressFirewall>> read(
      AzureResource firewall, Datum<Address> address, LocationPlaces places) {
    pool.use(firewall);
    AzureNode node = AzureNode.of(firewall);
    places.put("egressFirewall", node);
    return Datum.known(Optional.of(reader.read(node, address, places.home())));
  }

  /** Appliances in the order of the routes, that of a default route first. */
  private static List<Address> hops(List<Route> routes) {
    List<Address> hops = new ArrayList<>();
    for (Route route : routes) {
      Optional<Address> hop = route.nextHopIpAddress();
      boolean appliance =
          route.nextHopType().asOptional().stream()
              .anyMatch(t -> t == NextHopType.VIRTUAL_APPLIANCE);
      if (appliance && hop.isPresent() && !hops.contains(hop.get())) {
        hops.add(isDefault(route) ? 0 : hops.size(), hop.get());
      }
    }
    return hops;
  }

  private static boolean isDefault(Route route) {
    return route.destination().asOptional().stream()
        .anyMatch(d -> d.any() || d.prefixes().texts().contains("0.0.0.0/0"));
  }

  private Optional<AzureResource> at(Address hop) {
    for (AzureResource firewall : pool.ofType(AzureTypes.FIREWALL)) {
      AzureNode node = AzureNode.of(firewall);
      if (isAddress(node.get("hubIPAddresses").get("privateIPAddress"), hop)) {
        return Optional.of(firewall);
      }
      for (AzureNode ip : node.get("ipConfigurations").elements()) {
        AzureNode address = ip.get("privateIPAddress");
        if (isAddress(address, hop) || address.isAbsent() && ownsSubnet(ip, hop)) {
          return Optional.of(firewall);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isAddress(AzureNode node, Address hop) {
    try {
      return node.text().isPresent() && ValueReader.host(node.text().get()).equals(hop);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A declared firewall has no address yet; but nothing else may stand in its subnet. */
  private boolean ownsSubnet(AzureNode ip, Address hop) {
    Optional<ResourceId> id = ip.get("subnet").own("id").text().map(ResourceId::new);
    if (id.isEmpty() || !id.get().name().equalsIgnoreCase("AzureFirewallSubnet")) {
      return false;
    }
    SubnetJoin subnet = new SubnetJoin(pool, id.get());
    Datum<AddressPrefixes> prefixes = networks.subnet(subnet, id.get()).addressPrefixes();
    return prefixes.orElse(AddressPrefixes.NONE).set().contains(hop);
  }

  /** A template takes the address from the firewall it declares; one firewall leaves no choice. */
  private Optional<AzureResource> named(Unresolved hop) {
    String expression = hop.expression().toLowerCase(Locale.ROOT);
    List<AzureResource> firewalls = pool.ofType(AzureTypes.FIREWALL);
    List<AzureResource> same =
        firewalls.stream().filter(firewall -> hasAddressOf(firewall, expression)).toList();
    if (same.size() == 1) {
      return Optional.of(same.get(0));
    }
    boolean speaksOfIt =
        expression.contains("azurefirewalls") || expression.contains("azurerm_firewall.");
    return speaksOfIt && firewalls.size() == 1 ? Optional.of(firewalls.get(0)) : Optional.empty();
  }

  /** Whether the firewall's own address is left to the same expression, or to a part of it. */
  private static boolean hasAddressOf(AzureResource firewall, String expression) {
    AzureNode node = AzureNode.of(firewall);
    Stream<AzureNode> addresses =
        Stream.concat(
            node.get("ipConfigurations").elements().stream().map(ip -> ip.get("privateIPAddress")),
            Stream.of(node.get("hubIPAddresses").get("privateIPAddress")));
    return addresses
        .flatMap(address -> address.unresolved().stream())
        .map(own -> own.expression().toLowerCase(Locale.ROOT))
        .anyMatch(own -> own.equals(expression) || own.startsWith(expression + "."));
  }
}
