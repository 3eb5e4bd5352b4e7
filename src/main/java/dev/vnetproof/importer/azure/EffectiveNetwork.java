package dev.vnetproof.importer.azure;

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
final class EffectiveNetwork {
  private static final AddressSet PLATFORM = AddressSet.parse("168.63.129.16");

  /** In the tag only where a default route has widened it: then it says nothing of spaces. */
  private static final Address NOWHERE = ValueReader.host("192.0.2.1");

  private final ResourcePool pool;
  private final ValueReader values;

  EffectiveNetwork(ResourcePool pool, ValueReader values) {
    this.pool = pool;
    this.values = values;
  }

  VirtualNetwork settle(VirtualNetwork network, ResourceId id) {
    return byRules(byRoutes(network), id);
  }

  /** A route table names no network; it is that of the one network whose own space it routes. */
  private VirtualNetwork byRoutes(VirtualNetwork network) {
    for (AzureResource table : pool.ofType(AzureTypes.EFFECTIVE_ROUTES)) {
      List<AzureNode> routes = AzureNode.of(table).own("routes").elements();
      Optional<AddressSet> local = prefixes(routes, "nextHopType", "vnetlocal").map(p -> p.set());
      Optional<AddressSet> space = network.addressSpace().asOptional().map(p -> p.set());
      if (local.isPresent() && local.equals(space)) {
        pool.use(table);
        return byRoutes(network, routes);
      }
    }
    return network;
  }

  private VirtualNetwork byRoutes(VirtualNetwork network, List<AzureNode> routes) {
    Optional<AddressPrefixes> learned = prefixes(routes, "source", "virtualnetworkgateway");
    Optional<AddressPrefixes> peered = prefixes(routes, "nextHopType", "vnetpeering");
    Optional<AddressPrefixes> global = prefixes(routes, "nextHopType", "vnetglobalpeering");
    if (learned.isEmpty() || peered.isEmpty() || global.isEmpty()) {
      return network; // A prefix that cannot be read: nothing is complete.
    }
    // A subnet that refuses what the gateway teaches does not tell what that is.
    boolean silent =
        learned.get().isEmpty()
            && routes.stream().anyMatch(r -> is(r, "disableBgpRoutePropagation", "true"));
    List<String> peers = new ArrayList<>(peered.get().texts());
    peers.addAll(global.get().texts());
    return new VirtualNetwork(
        network.name(),
        network.addressSpace(),
        known(network.peeredAddressSpaces(), AddressPrefixes.of(peers)),
        silent
            ? network.onPremisesAddressSpaces()
            : known(network.onPremisesAddressSpaces(), learned.get()),
        learned.get().isEmpty() ? network.gateway() : known(network.gateway(), true));
  }

  /** The tag VirtualNetwork, expanded, is all spaces together: it tells one that is missing. */
  private VirtualNetwork byRules(VirtualNetwork network, ResourceId id) {
    Datum<AddressPrefixes> peered = network.peeredAddressSpaces();
    Datum<AddressPrefixes> premises = network.onPremisesAddressSpaces();
    Optional<AddressSet> space = network.addressSpace().asOptional().map(AddressPrefixes::set);
    if (space.isEmpty() || peered.isKnown() == premises.isKnown()) {
      return network;
    }
    Optional<AddressSet> expanded = expandedTag(id);
    if (expanded.isEmpty() || expanded.get().contains(NOWHERE)) {
      return network;
    }
    AddressSet rest =
        expanded
            .get()
            .subtract(space.get())
            .subtract(PLATFORM)
            .subtract(peered.orElse(AddressPrefixes.NONE).set())
            .subtract(premises.orElse(AddressPrefixes.NONE).set());
    AddressPrefixes missing = AddressPrefixes.of(rest.ipv4Prefixes());
    return new VirtualNetwork(
        network.name(),
        network.addressSpace(),
        known(peered, missing),
        known(premises, missing),
        network.gateway());
  }

  private Optional<AddressSet> expandedTag(ResourceId network) {
    for (AzureResource group : pool.ofType(AzureTypes.EFFECTIVE_RULES)) {
      AzureNode node = AzureNode.of(group);
      String subnet = node.own("subnet").own("id").text().orElse("");
      if (!new ResourceId(subnet).parent().key().equals(network.key())) {
        continue;
      }
      for (AzureNode rule : node.own("rules").elements()) {
        for (String side : List.of("Source", "Destination")) {
          AzureNode expanded = rule.get("expanded" + side + "AddressPrefix");
          if (is(rule, side + "AddressPrefix", "virtualnetwork")
              && !expanded.elements().isEmpty()) {
            pool.use(group);
            return values.prefixes(expanded).asOptional().map(AddressPrefixes::set);
          }
        }
      }
    }
    return Optional.empty();
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

  private static boolean is(AzureNode node, String property, String word) {
    return node.get(property).word().orElse("").equals(word);
  }

  private static <T> Datum<T> known(Datum<T> datum, T otherwise) {
    return datum.isKnown() ? datum : Datum.known(otherwise);
  }
}
