package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.Networks;
import dev.vnetproof.importer.resource.Reference;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.Taught;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.Route;
import dev.vnetproof.space.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a virtual hub teaches a network that is connected to it (Virtual WAN routing, 2023-06-30;
 * routing intent and policies, 2023-10-31): a default route where its routing intent or a route of
 * the table that the connection is associated with says so, and the connection takes it; and the
 * networks of its branches and other connections.
 */
final class VirtualHubReader {
  private static final String EVERYTHING = "0.0.0.0/0";

  /** What a routing policy for private traffic announces to networks. */
  private static final List<String> PRIVATE =
      List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");

  private static final List<String> BRANCH_GATEWAYS =
      List.of(
          AzureTypes.HUB_VPN_GATEWAY,
          AzureTypes.HUB_CLIENT_GATEWAY,
          AzureTypes.HUB_EXPRESS_ROUTE_GATEWAY);

  private final ResourcePool pool;
  private final ValueReader values;

  /** The first connection of each network. */
  private final Map<String, AzureNode> byNetwork = new HashMap<>();

  /** What connections lead to whose networks an expression leaves open. */
  private final List<Reference> open = new ArrayList<>();

  VirtualHubReader(ResourcePool pool, ValueReader values) {
    this.pool = pool;
    this.values = values;
    for (AzureResource connection : pool.ofType(AzureTypes.HUB_CONNECTION)) {
      AzureNode node = AzureNode.of(connection);
      Reference remote = Reference.of(node.get("remoteVirtualNetwork"));
      remote.id().ifPresent(network -> byNetwork.putIfAbsent(network.key(), node));
      if (remote.isOpen()) {
        open.add(remote);
      }
    }
  }

  /** The connection of a network to a hub. */
  Optional<AzureNode> connection(ResourceId network) {
    return Optional.ofNullable(byNetwork.get(network.key()));
  }

  /** What leaves open whether a connection is that of the network. */
  Optional<Missing> perhaps(ResourceId network) {
    return open.stream()
        .filter(remote -> remote.mayBe(network))
        .map(
            remote ->
                remote
                    .unresolved()
                    .map(ValueReader::describe)
                    .orElseGet(
                        () ->
                            Missing.fact(
                                "whether a virtual hub is connected to `" + network.text() + "`")))
        .findFirst();
  }

  /** The hub's own prefix, which the network has as that of a peer. */
  Datum<AddressPrefixes> space(AzureNode connection) {
    ResourceId hub = hub(connection);
    return pool.find(hub)
        .map(AzureNode::of)
        .map(node -> values.prefixes(node.get("addressPrefix")))
        .filter(prefixes -> !prefixes.orElse(AddressPrefixes.NONE).isEmpty() || !prefixes.isKnown())
        .orElseGet(() -> Datum.unknown(Missing.resource("virtualHub", hub.text())));
  }

  private static ResourceId hub(AzureNode connection) {
    return new ResourceId(connection.resource().id()).parent();
  }

  Taught taught(AzureNode connection, String home) {
    pool.use(connection.resource());
    ResourceId hub = hub(connection);
    Optional<AzureNode> node = pool.find(hub).map(AzureNode::of);
    List<AzureNode> policies = policies(hub);
    Table table = table(connection, hub, node);
    if (table.isNone()) {
      return Taught.NOTHING;
    }
    String name = Children.name(connection);
    Datum<Boolean> takes =
        values.flag(
            connection.get("enableInternetSecurity"),
            Datum.unknown(
                Missing.property(
                    "enableInternetSecurity", "hubVirtualNetworkConnection `" + name + "`")));
    Taught taught = Taught.NOTHING;
    boolean isPrivate = false;
    for (AzureNode policy : policies) {
      for (AzureNode destination : policy.get("destinations").elements()) {
        String word = destination.word().orElse("");
        if (word.equals("internet")) {
          taught = taught.and(towards(policy, List.of(EVERYTHING), hub, home));
        } else if (word.equals("privatetraffic")) {
          taught = taught.and(towards(policy, PRIVATE, hub, home));
          isPrivate = true;
        }
      }
    }
    for (AzureNode route : table.routes()) {
      List<String> prefixes = values.texts(route.get("destinations")).orElse(List.of());
      boolean isCidr = route.get("destinationType").word().orElse("cidr").equals("cidr");
      taught =
          taught.and(
              isCidr && !prefixes.isEmpty()
                  ? towards(route, prefixes, hub, home)
                  : Taught.unknown(
                      Missing.property(
                          "destinations", "hub route `" + Children.name(route) + "`")));
    }
    taught = withoutDefault(taught, takes);
    Optional<Missing> unseen = policies.isEmpty() ? table.missing() : Optional.empty();
    if (unseen.isPresent()) {
      return taught.and(Taught.unknown(unseen.get()));
    }
    // What goes to private networks goes to the next hop of the policy, whoever is there.
    return isPrivate ? taught : taught.and(others(connection, hub, node, home));
  }

  /** A connection that does not take the default route learns it from nobody. */
  private static Taught withoutDefault(Taught taught, Datum<Boolean> takes) {
    Optional<Route> route = taught.defaultRoute();
    if (route.isEmpty() || takes.orElse(false)) {
      return taught;
    }
    List<Route> others = taught.routes().stream().filter(r -> !r.equals(route.get())).toList();
    return new Taught(others, taught.rest().or(takes::ifMissing), Optional.empty());
  }

  private List<AzureNode> policies(ResourceId hub) {
    return pool.children(hub, AzureTypes.ROUTING_INTENT).stream()
        .flatMap(intent -> intent.get("routingPolicies").elements().stream())
        .toList();
  }

  /**
   * The routes of the table that a connection is associated with.
   *
   * @param isNone the table that has no routes and gets none
   * @param missing what leaves open which they are
   */
  private record Table(boolean isNone, List<AzureNode> routes, Optional<Missing> missing) {}

  private Table table(AzureNode connection, ResourceId hub, Optional<AzureNode> node) {
    Reference associated =
        Reference.of(connection.get("routingConfiguration").own("associatedRouteTable"));
    if (associated.unresolved().isPresent()) {
      return new Table(false, List.of(), associated.unresolved().map(ValueReader::describe));
    }
    ResourceId id =
        associated.id().orElse(new ResourceId(hub.text() + "/hubRouteTables/defaultRouteTable"));
    if (id.name().toLowerCase(Locale.ROOT).equals("noneroutetable")) {
      return new Table(true, List.of(), Optional.empty());
    }
    Optional<AzureNode> table = pool.find(id).map(AzureNode::of);
    List<AzureNode> routes = new ArrayList<>();
    table.ifPresent(t -> routes.addAll(t.get("routes").elements()));
    Optional<Missing> open =
        routes.stream()
            .flatMap(route -> route.unresolved().stream())
            .map(ValueReader::describe)
            .findFirst();
    routes.removeIf(route -> !route.isObject());
    // A template that makes the hub makes its routes, too.
    boolean isShown = table.isPresent() || node.map(Children::isWhole).orElse(false);
    return new Table(
        false,
        routes,
        open.or(
            () ->
                isShown
                    ? pool.none(false).ifMissing()
                    : Optional.of(
                        Missing.fact(
                            "which default route virtual hub `"
                                + hub.name()
                                + "` gives the network: its routing intent, or hubRouteTable `"
                                + id.name()
                                + "`"))));
  }

  /** Routes to the next hop of a policy or of a route of a table. */
  private Taught towards(AzureNode rule, List<String> prefixes, ResourceId hub, String home) {
    Reference hop = Reference.of(rule.get("nextHop"));
    Optional<AzureResource> firewall =
        hop.id()
            .filter(id -> id.type().orElse("").equalsIgnoreCase(AzureTypes.FIREWALL))
            .flatMap(pool::find)
            .or(() -> hop.unresolved().flatMap(expression -> ownFirewall(hub)));
    boolean isGateway =
        hop.id().flatMap(ResourceId::type).orElse("").toLowerCase(Locale.ROOT).endsWith("gateways");
    Datum<NextHopType> type =
        hop.id().isEmpty() && firewall.isEmpty()
            ? Datum.unknown(
                hop.unresolved()
                    .map(ValueReader::describe)
                    .orElseGet(
                        () ->
                            Missing.property("nextHop", "hub route `" + Children.name(rule) + "`")))
            : Datum.known(
                isGateway ? NextHopType.VIRTUAL_NETWORK_GATEWAY : NextHopType.VIRTUAL_APPLIANCE);
    Optional<Address> address = firewall.flatMap(this::address);
    // A firewall that is yet to be made has no address: the network sees no more than its gateway.
    boolean isUnplaced = firewall.isPresent() && address.isEmpty();
    List<Route> routes = new ArrayList<>();
    for (String prefix : prefixes) {
      try {
        routes.add(
            Taught.route(
                Children.name(rule),
                Networks.withoutHostBits(prefix),
                isUnplaced && prefix.equals(EVERYTHING)
                    ? Datum.known(NextHopType.VIRTUAL_NETWORK_GATEWAY)
                    : type,
                address,
                rule.place(home)));
      } catch (IllegalArgumentException e) {
        return Taught.unknown(
            Missing.property("destinations", "hub route `" + Children.name(rule) + "`"));
      }
    }
    return new Taught(
        routes, Optional.empty(), prefixes.contains(EVERYTHING) ? firewall : Optional.empty());
  }

  /** The one firewall in the hub, which an expression can only mean. */
  private Optional<AzureResource> ownFirewall(ResourceId hub) {
    List<AzureResource> found =
        pool.ofType(AzureTypes.FIREWALL).stream()
            .filter(f -> Reference.of(AzureNode.of(f).get("virtualHub")).isTo(hub))
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private Optional<Address> address(AzureResource firewall) {
    AzureNode address = AzureNode.of(firewall).get("hubIPAddresses").get("privateIPAddress");
    return address.unresolved().isPresent() || address.isAbsent()
        ? Optional.empty()
        : values.hosts(address).asOptional().flatMap(hosts -> hosts.stream().findFirst());
  }

  /** Branches and other networks of a hub that sends everybody straight to them. */
  private Taught others(AzureNode own, ResourceId hub, Optional<AzureNode> node, String home) {
    Optional<Missing> branches =
        node.map(n -> branches(n, hub))
            .orElseGet(() -> Optional.of(Missing.resource("virtualHub", hub.text())));
    Taught taught = branches.map(Taught::unknown).orElse(Taught.NOTHING);
    for (AzureNode other : pool.children(hub, AzureTypes.HUB_CONNECTION)) {
      if (other.resource() != own.resource()) {
        taught = taught.and(network(other, home));
      }
    }
    return taught;
  }

  private Optional<Missing> branches(AzureNode hub, ResourceId id) {
    for (String property : List.of("vpnGateway", "p2SVpnGateway", "expressRouteGateway")) {
      AzureNode gateway = hub.get(property);
      if (!gateway.isAbsent()) {
        return Optional.of(
            Missing.fact("what " + property + " of virtual hub `" + id.name() + "` learns"));
      }
    }
    Function<AzureResource, Boolean> isHere =
        gateway -> Reference.of(AzureNode.of(gateway).get("virtualHub")).mayBe(id);
    for (String type : BRANCH_GATEWAYS) {
      for (AzureResource gateway : pool.ofType(type)) {
        if (isHere.apply(gateway)) {
          pool.use(gateway);
          return Optional.of(
              Missing.fact(
                  "what `" + gateway.name() + "` of virtual hub `" + id.name() + "` learns"));
        }
      }
    }
    return pool.children(id, AzureTypes.HUB_BGP_CONNECTION).stream()
        .map(
            peer ->
                Missing.fact(
                    "what BGP peer `"
                        + Children.name(peer)
                        + "` teaches virtual hub `"
                        + id.name()
                        + "`"))
        .findFirst();
  }

  private Taught network(AzureNode connection, String home) {
    Reference remote = Reference.of(connection.get("remoteVirtualNetwork"));
    Datum<AddressPrefixes> space =
        remote
            .id()
            .flatMap(pool::find)
            .map(
                found ->
                    values.prefixes(AzureNode.of(found).get("addressSpace").get("addressPrefixes")))
            .orElseGet(
                () ->
                    Datum.unknown(
                        Missing.fact(
                            "what hubVirtualNetworkConnection `"
                                + Children.name(connection)
                                + "` leads to")));
    return space instanceof Datum.Known<AddressPrefixes> known
        ? new Taught(
            known.value().texts().stream()
                .map(p -> Taught.byGateway(Children.name(connection), p, connection.place(home)))
                .toList(),
            Optional.empty(),
            Optional.empty())
        : Taught.unknown(space.missing());
  }
}
