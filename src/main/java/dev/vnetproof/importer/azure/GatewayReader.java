package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.Reference;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.Taught;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What virtual network gateways teach a network: the spaces of local network gateways and client
 * address pools, and what they learn by BGP, which no resource shows.
 */
final class GatewayReader {
  /** The subnets of what teaches a network routes. */
  private static final Set<String> LEARNING = Set.of("gatewaysubnet", "routeserversubnet");

  private final ResourcePool pool;
  private final ValueReader values;

  /** By the network in which they stand. */
  private final Map<String, List<AzureResource>> gateways = new HashMap<>();

  GatewayReader(ResourcePool pool, ValueReader values) {
    this.pool = pool;
    this.values = values;
    for (AzureResource gateway : pool.ofType(AzureTypes.GATEWAY)) {
      for (AzureNode ip : AzureNode.of(gateway).get("ipConfigurations").elements()) {
        Reference.of(ip.get("subnet"))
            .id()
            .map(subnet -> subnet.parent().key())
            .ifPresent(
                network -> gateways.computeIfAbsent(network, n -> new ArrayList<>()).add(gateway));
      }
    }
  }

  /** A gateway or route server stands in a subnet of a fixed name, or is used through a peering. */
  Datum<Boolean> isThere(
      Datum<List<AzureNode>> subnets, ResourceId network, Datum<List<AzureNode>> peerings) {
    if (learns(subnets) || !standing(network).isEmpty()) {
      standing(network).forEach(pool::use);
      return Datum.known(true);
    }
    Datum<Boolean> result = subnets.isKnown() ? pool.none(false) : subnets.map(s -> false);
    if (peerings instanceof Datum.Unknown<List<AzureNode>> unknown) {
      result = Datum.unknown(unknown.missing());
    }
    for (AzureNode peering : peerings.orElse(List.of())) {
      Datum<Boolean> uses = values.flag(peering.get("useRemoteGateways"), Datum.known(false));
      if (uses.orElse(false)) {
        return Datum.known(true);
      }
      result = uses.isKnown() ? result : uses;
    }
    return result;
  }

  private static boolean learns(Datum<List<AzureNode>> subnets) {
    return subnets.orElse(List.of()).stream()
        .anyMatch(s -> LEARNING.contains(Children.name(s).toLowerCase(Locale.ROOT)));
  }

  private List<AzureResource> standing(ResourceId network) {
    return gateways.getOrDefault(network.key(), List.of());
  }

  /**
   * What those of the network teach, or of the one whose gateways it uses; the network is known to
   * have some.
   */
  Taught taught(
      Datum<List<AzureNode>> subnets,
      ResourceId network,
      Datum<List<AzureNode>> peerings,
      String home) {
    Missing missing =
        Missing.property(
            "onPremisesAddressSpaces",
            "virtualNetwork `" + network.text() + "`: what its gateway learns");
    List<AzureResource> teachers = new ArrayList<>(standing(network));
    boolean hasRouteServer =
        subnets.orElse(List.of()).stream()
            .anyMatch(s -> Children.name(s).equalsIgnoreCase("RouteServerSubnet"));
    for (AzureNode peering : peerings.orElse(List.of())) {
      if (values.flag(peering.get("useRemoteGateways"), Datum.known(false)).orElse(false)) {
        Reference.of(peering.get("remoteVirtualNetwork"))
            .id()
            .ifPresent(remote -> teachers.addAll(standing(remote)));
      }
    }
    if (teachers.isEmpty() || hasRouteServer) {
      return Taught.unknown(missing);
    }
    Taught taught = Taught.NOTHING;
    for (AzureResource gateway : teachers) {
      pool.use(gateway);
      taught = taught.and(taught(AzureNode.of(gateway), missing, home));
    }
    return taught;
  }

  private Taught taught(AzureNode gateway, Missing missing, String home) {
    Taught taught = clients(gateway, missing, home).and(defaultSite(gateway, home));
    Datum<Boolean> bgp = values.flag(gateway.get("enableBgp"), Datum.known(false));
    boolean isVpn = gateway.get("gatewayType").word().orElse("").equals("vpn");
    if (!isVpn || bgp.orElse(true)) {
      return taught.and(Taught.unknown(missing));
    }
    ResourceId id = new ResourceId(gateway.resource().id());
    boolean isConnected = false;
    for (AzureResource connection : pool.ofType(AzureTypes.CONNECTION)) {
      AzureNode node = AzureNode.of(connection);
      Reference one = Reference.of(node.get("virtualNetworkGateway1"));
      Reference two = Reference.of(node.get("virtualNetworkGateway2"));
      if (one.isTo(id) || two.isTo(id)) {
        pool.use(connection);
        isConnected = true;
        taught = taught.and(connected(node, missing, home));
      } else if (one.mayBe(id) || two.mayBe(id)) {
        taught = taught.and(Taught.unknown(missing));
      }
    }
    return isConnected ? taught : taught.and(Taught.unknown(missing));
  }

  /** Sites have static spaces; another network and a circuit are learned from. */
  private Taught connected(AzureNode connection, Missing missing, String home) {
    Reference site = Reference.of(connection.get("localNetworkGateway2"));
    Optional<AzureNode> local = site.id().flatMap(pool::find).map(AzureNode::of);
    Datum<Boolean> bgp = values.flag(connection.get("enableBgp"), Datum.known(false));
    if (local.isEmpty() || bgp.orElse(true)) {
      return Taught.unknown(missing);
    }
    return routes(
        local.get().get("localNetworkAddressSpace").get("addressPrefixes"),
        Children.name(local.get()),
        missing,
        home);
  }

  private Taught clients(AzureNode gateway, Missing missing, String home) {
    AzureNode pools =
        gateway.get("vpnClientConfiguration").get("vpnClientAddressPool").get("addressPrefixes");
    return pools.isAbsent() ? Taught.NOTHING : routes(pools, Children.name(gateway), missing, home);
  }

  /** Forced tunnelling: the gateway sends everything to one of its sites. */
  private static Taught defaultSite(AzureNode gateway, String home) {
    AzureNode site = gateway.get("gatewayDefaultSite");
    Reference reference = Reference.of(site);
    return reference.id().isEmpty()
        ? reference
            .unresolved()
            .map(expression -> Taught.unknown(ValueReader.describe(expression)))
            .orElse(Taught.NOTHING)
        : new Taught(
            List.of(Taught.byGateway("default site", "0.0.0.0/0", gateway.place(home))),
            Optional.empty(),
            Optional.empty());
  }

  private Taught routes(AzureNode prefixes, String name, Missing missing, String home) {
    Datum<AddressPrefixes> read = values.prefixes(prefixes);
    List<Route> routes =
        read.orElse(AddressPrefixes.NONE).texts().stream()
            .map(prefix -> Taught.byGateway(name, prefix, prefixes.place(home)))
            .toList();
    return new Taught(
        routes,
        read.isKnown() && !routes.isEmpty() ? Optional.empty() : Optional.of(missing),
        Optional.empty());
  }
}
