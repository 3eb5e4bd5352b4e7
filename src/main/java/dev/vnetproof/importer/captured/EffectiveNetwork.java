package dev.vnetproof.importer.captured;

import static dev.vnetproof.importer.captured.EffectiveRoutes.is;

import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.Networks;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.SubnetJoin;
import dev.vnetproof.importer.resource.Taught;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.VirtualNetwork;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Azure said of a running network interface: {@code az network nic show-effective-route-table}
 * and {@code list-effective-nsg}. It settles what a network does not show of itself: the spaces
 * behind its peerings and its gateway. Spaces that are known otherwise stay as they are, and so do
 * service tags: a rule that names one goes on meaning the tag.
 */
public final class EffectiveNetwork {
  private static final AddressSet PLATFORM = AddressSet.parse("168.63.129.16");

  /** In the tag only where a default route has widened it: then it says nothing of spaces. */
  private static final Address NOWHERE = ValueReader.host("192.0.2.1");

  private final ResourcePool pool;
  private final ValueReader values;
  private final EffectiveRoutes effective;

  public EffectiveNetwork(ResourcePool pool, ValueReader values, EffectiveRoutes effective) {
    this.pool = pool;
    this.values = values;
    this.effective = effective;
  }

  /**
   * @param taught what the network is taught, as its gateways and hub are configured
   */
  public VirtualNetwork settle(VirtualNetwork network, Taught taught, ResourceId id) {
    VirtualNetwork settled = network;
    for (List<AzureNode> routes : effective.of(id)) {
      settled = byRoutes(settled, routes);
    }
    settled = byRules(settled, id);
    return settled.onPremisesAddressSpaces().isKnown() ? settled : settled.taught(taught.all());
  }

  private VirtualNetwork byRoutes(VirtualNetwork network, List<AzureNode> routes) {
    Optional<AddressPrefixes> learned = prefixes(routes, "source", "virtualnetworkgateway");
    Optional<AddressPrefixes> peered = prefixes(routes, "nextHopType", "vnetpeering");
    Optional<AddressPrefixes> global = prefixes(routes, "nextHopType", "vnetglobalpeering");
    if (learned.isEmpty() || peered.isEmpty() || global.isEmpty()) {
      return network; // A prefix that cannot be read: nothing is complete.
    }
    // Networks that a network manager joins are no peers, and nobody says what else they are.
    boolean joined = routes.stream().anyMatch(r -> is(r, "nextHopType", "connectedgroup"));
    // A subnet that refuses what the gateway teaches does not tell what that is.
    boolean silent =
        learned.get().isEmpty()
            && routes.stream().anyMatch(r -> is(r, "disableBgpRoutePropagation", "true"));
    List<String> peers = new ArrayList<>(peered.get().texts());
    peers.addAll(global.get().texts());
    return network.among(
        joined
            ? network.peeredAddressSpaces()
            : known(network.peeredAddressSpaces(), AddressPrefixes.of(peers)),
        silent
            ? network.onPremisesAddressSpaces()
            : learned.get().isEmpty()
                ? known(network.onPremisesAddressSpaces(), learned.get())
                : Datum.known(learned.get()),
        // A route server or a virtual hub teaches too, and stands in no subnet of the network.
        learned.get().isEmpty() ? network.gateway() : Datum.known(true));
  }

  /** The tag VirtualNetwork, expanded, is all spaces together: it tells one that is missing. */
  private VirtualNetwork byRules(VirtualNetwork network, ResourceId id) {
    Datum<AddressPrefixes> peered = network.peeredAddressSpaces();
    Datum<AddressPrefixes> premises = network.onPremisesAddressSpaces();
    Optional<AddressSet> space = network.addressSpace().asOptional().map(AddressPrefixes::set);
    if (space.isEmpty() || peered.isKnown() == premises.isKnown()) {
      return network;
    }
    Optional<Expansion> expanded = expandedTag(id);
    if (expanded.isEmpty() || expanded.get().tag().contains(NOWHERE)) {
      return network;
    }
    AddressSet rest =
        expanded
            .get()
            .tag()
            .subtract(space.get())
            .subtract(PLATFORM)
            .subtract(peered.orElse(AddressPrefixes.NONE).set())
            .subtract(premises.orElse(AddressPrefixes.NONE).set());
    if (!isFreeOfRoutes(rest, expanded.get().subnet())) {
      return network;
    }
    pool.use(expanded.get().rules());
    AddressPrefixes missing = AddressPrefixes.of(rest.ipv4Prefixes());
    return network.among(known(peered, missing), known(premises, missing), network.gateway());
  }

  /**
   * @param subnet whose interface was asked
   */
  private record Expansion(AzureResource rules, ResourceId subnet, AddressSet tag) {}

  private Optional<Expansion> expandedTag(ResourceId network) {
    for (AzureResource group : pool.ofType(AzureTypes.EFFECTIVE_RULES)) {
      AzureNode node = AzureNode.of(group);
      ResourceId subnet = new ResourceId(node.own("subnet").own("id").text().orElse(""));
      if (!subnet.parent().key().equals(network.key())) {
        continue;
      }
      for (AzureNode rule : node.own("rules").elements()) {
        for (String side : List.of("Source", "Destination")) {
          List<AzureNode> expanded = rule.get("expanded" + side + "AddressPrefix").elements();
          if (is(rule, side + "AddressPrefix", "virtualnetwork") && !expanded.isEmpty()) {
            return Networks.union(expanded.stream()).map(t -> new Expansion(group, subnet, t));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The tag takes in prefixes of the subnet's routes, too (service tags overview, 2025-07-15). */
  private boolean isFreeOfRoutes(AddressSet rest, ResourceId subnet) {
    SubnetJoin.Association table =
        new SubnetJoin(pool, subnet).association("routeTable", AzureTypes.ROUTE_TABLE);
    if (!(table instanceof SubnetJoin.Association.Found found)) {
      return table instanceof SubnetJoin.Association.None;
    }
    Datum<List<AzureNode>> routes =
        Children.merged(
            found.node(), "routes", pool.knownChildren(found.id(), AzureTypes.ROUTE), "it");
    return routes.isKnown()
        && routes.orElse(List.of()).stream()
            .filter(r -> !is(r, "nextHopType", "internet") && !is(r, "nextHopType", "none"))
            .map(r -> Networks.union(r.get("addressPrefix").elements().stream()))
            .allMatch(prefix -> prefix.isPresent() && !prefix.get().intersects(rest));
  }

  private Optional<AddressPrefixes> prefixes(List<AzureNode> routes, String property, String word) {
    List<String> texts = new ArrayList<>();
    for (AzureNode route : routes) {
      if (is(route, property, word)) {
        Datum<AddressPrefixes> prefixes = values.prefixes(route.get("addressPrefix"));
        if (!prefixes.isKnown()) {
          return Optional.empty();
        }
        texts.addAll(prefixes.orElse(AddressPrefixes.NONE).texts());
      }
    }
    return Optional.of(AddressPrefixes.of(texts.stream().distinct().toList()));
  }

  private static <T> Datum<T> known(Datum<T> datum, T otherwise) {
    return datum.isKnown() ? datum : Datum.known(otherwise);
  }
}
