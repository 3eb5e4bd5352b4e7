package dev.vnetproof.importer.azure;

import static java.util.stream.Collectors.joining;

import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.SubnetJoin;
import dev.vnetproof.importer.resource.Taught;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EgressFirewall;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private final Map<Address, List<Stand>> byAddress = new HashMap<>();

  /** Declared, and without an address yet. */
  private final List<Stand> withoutAddress = new ArrayList<>();

  /** Of the subnets of those. */
  private final Map<String, AddressSet> spaces = new HashMap<>();

  /**
   * One place where a firewall can be met.
   *
   * @param subnet empty in a virtual hub
   */
  private record Stand(AzureResource firewall, Optional<ResourceId> subnet) {}

  FirewallJoin(ResourcePool pool, ValueReader values, VirtualNetworkReader networks) {
    this.pool = pool;
    this.networks = networks;
    this.reader = new FirewallReader(pool, values);
    for (AzureResource firewall : pool.ofType(AzureTypes.FIREWALL)) {
      AzureNode node = AzureNode.of(firewall);
      AzureNode hub = node.get("hubIPAddresses").get("privateIPAddress");
      add(hub, new Stand(firewall, Optional.empty()));
      for (AzureNode ip : node.get("ipConfigurations").elements()) {
        Optional<ResourceId> subnet = ip.get("subnet").own("id").text().map(ResourceId::new);
        Stand stand = new Stand(firewall, subnet);
        AzureNode address = ip.get("privateIPAddress");
        if (address.isAbsent() && subnet.isPresent()) {
          withoutAddress.add(stand);
        } else {
          add(address, stand);
        }
      }
    }
  }

  private void add(AzureNode address, Stand stand) {
    try {
      if (address.text().isPresent()) {
        byAddress
            .computeIfAbsent(ValueReader.host(address.text().get()), a -> new ArrayList<>())
            .add(stand);
      }
    } catch (IllegalArgumentException e) {
      // Not an address that any route could lead to.
    }
  }

  /**
   * @param table known and empty when the subnet has none
   * @param unresolvedHops of its routes
   * @param network of the subnet
   * @param gateway a gateway may teach a route to an appliance that no table shows
   * @param taught what a gateway or a hub teaches the network
   * @param places takes that of the firewall
   */
  Datum<Optional<EgressFirewall>> find(
      Datum<Optional<RouteTable>> table,
      List<Unresolved> unresolvedHops,
      ResourceId network,
      Datum<Boolean> gateway,
      Taught taught,
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
    Optional<Route> learned =
        table.orElse(Optional.empty()).map(FirewallJoin::takesLearned).orElse(true)
            ? taught.defaultRoute()
            : Optional.empty();
    boolean isOverridden = routes.orElse(List.of()).stream().anyMatch(FirewallJoin::isDefault);
    if (learned.isPresent() && !isOverridden) {
      return behind(learned.get(), taught, network, places);
    }
    if (!hops.isEmpty()) {
      return behind(hops.get(0), network, places);
    }
    for (Route route : routes.orElse(List.of())) {
      if (route.nextHopType() instanceof Datum.Unknown<NextHopType> unknown) {
        return Datum.unknown(unknown.missing());
      }
    }
    return gateway instanceof Datum.Known<Boolean> known && !known.value()
        ? Datum.known(Optional.empty())
        : Datum.unknown(
            gateway
                .ifMissing()
                .orElseGet(
                    () -> Missing.fact("what the gateway teaches leads to no known firewall")));
  }

  private static boolean takesLearned(RouteTable table) {
    return !table.disableBgpRoutePropagation().orElse(false);
  }

  /** What a taught default route leads to: the firewall of a hub, or whatever is on premises. */
  private Datum<Optional<EgressFirewall>> behind(
      Route learned, Taught taught, ResourceId network, LocationPlaces places) {
    if (taught.appliance().isPresent()) {
      String name = taught.appliance().get().name();
      return read(
          taught.appliance().get(),
          learned
              .nextHopIpAddress()
              .map(Datum::known)
              .orElseGet(
                  () ->
                      Datum.unknown(
                          Missing.property("privateIPAddress", "azureFirewall `" + name + "`"))),
          places);
    }
    return learned
        .nextHopIpAddress()
        .map(hop -> behind(hop, network, places))
        .orElseGet(
            () ->
                Datum.unknown(
                    Missing.fact(
                        "what learned route `"
                            + learned.name()
                            + "` leads to: no firewall of the"
                            + " input")));
  }

  private Datum<Optional<EgressFirewall>> behind(
      Address hop, ResourceId network, LocationPlaces places) {
    List<AzureResource> found = new ArrayList<>();
    for (Stand stand : at(hop)) {
      boolean inReach =
          stand.subnet().isEmpty() || networks.mayReach(network, stand.subnet().get().parent());
      if (inReach && found.stream().noneMatch(f -> f == stand.firewall())) {
        found.add(stand.firewall());
      }
    }
    if (found.size() == 1) {
      return read(found.get(0), Datum.known(hop), places);
    }
    return Datum.unknown(
        found.isEmpty()
            ? Missing.fact(String.format(Locale.ROOT, MISSING, hop))
            : Missing.fact(
                "which firewall is behind next hop `"
                    + hop
                    + "`: "
                    + found.stream().map(f -> "`" + f.id() + "`").collect(joining(", "))));
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

  private List<Stand> at(Address hop) {
    List<Stand> known = byAddress.getOrDefault(hop, List.of());
    return known.isEmpty()
        ? withoutAddress.stream()
            .filter(stand -> stand.subnet().stream().anyMatch(id -> space(id).contains(hop)))
            .toList()
        : known;
  }

  /** A declared firewall has no address yet; but nothing else may stand in its subnet. */
  private AddressSet space(ResourceId subnet) {
    return spaces.computeIfAbsent(
        subnet.key(),
        key ->
            subnet.name().equalsIgnoreCase("AzureFirewallSubnet")
                ? networks
                    .subnet(new SubnetJoin(pool, subnet), subnet, "")
                    .addressPrefixes()
                    .orElse(AddressPrefixes.NONE)
                    .set()
                : AddressSet.EMPTY);
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
