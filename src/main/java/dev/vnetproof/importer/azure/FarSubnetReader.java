package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.Networks;
import dev.vnetproof.importer.resource.Reference;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.SubnetJoin;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DnsSettings;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.OtherSubnet;
import dev.vnetproof.model.OtherSubnet.FarEnd;
import dev.vnetproof.model.VirtualNetwork;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the subnets of the input in which an instance's DNS servers and cache are. */
final class FarSubnetReader {
  private static final AddressSet PLATFORM = AddressSet.parse("168.63.129.16");

  private final ResourcePool pool;
  private final VirtualNetworkReader networks;
  private final PrivateEndpoints endpoints;

  /** By network, once looked for. */
  private final Map<String, List<Held>> held = new HashMap<>();

  private record Held(ResourceId subnet, AddressSet prefixes) {}

  FarSubnetReader(ResourcePool pool, VirtualNetworkReader networks, PrivateEndpoints endpoints) {
    this.pool = pool;
    this.networks = networks;
    this.endpoints = endpoints;
  }

  /**
   * @param holds what of the instance's is there
   * @param isFiltered whether the group of the subnet is applied to it
   */
  private record Found(ResourceId subnet, Set<FarEnd> holds, boolean isFiltered) {}

  /**
   * Those in the instance's own network and in its peers. A server that is in the network, but in
   * no subnet of the input, is told with its address alone.
   *
   * @param own the subnet of the instance: what is in there passes its group
   * @param network around it
   * @param groups reads the group of a subnet
   * @param location its pointer
   */
  Datum<List<OtherSubnet>> of(
      ResourceId own,
      VirtualNetwork network,
      AzureNode service,
      DnsSettings dns,
      Function<SubnetJoin, Datum<Optional<NetworkSecurityGroup>>> groups,
      String location) {
    Map<String, Found> found = new LinkedHashMap<>();
    List<OtherSubnet> all = new ArrayList<>();
    for (Address server : dns.servers().orElse(List.of())) {
      if (PLATFORM.contains(server)) {
        continue;
      }
      Optional<ResourceId> subnet = subnet(own.parent(), server);
      if (subnet.isPresent()) {
        add(new Found(subnet.get(), EnumSet.of(FarEnd.DNS_SERVER), true), found);
      } else if (isWithin(network, server)) {
        all.add(unseen(server));
      }
    }
    caches(service).forEach(cache -> add(cache, found));
    for (Found each : found.values()) {
      if (!each.subnet().key().equals(own.key())) {
        all.add(read(each, groups));
      }
    }
    return all.isEmpty()
        ? Datum.unknownAt(location + "/virtualNetwork/otherSubnets")
        : Datum.known(all);
  }

  private static void add(Found one, Map<String, Found> to) {
    to.merge(
        one.subnet().key(),
        one,
        (before, more) -> {
          Set<FarEnd> both = EnumSet.copyOf(before.holds());
          both.addAll(more.holds());
          return new Found(before.subnet(), both, before.isFiltered() || more.isFiltered());
        });
  }

  private OtherSubnet read(
      Found found, Function<SubnetJoin, Datum<Optional<NetworkSecurityGroup>>> groups) {
    SubnetJoin subnet = new SubnetJoin(pool, found.subnet());
    return new OtherSubnet(
        found.subnet().name(),
        networks.subnet(subnet, found.subnet(), "").addressPrefixes(),
        found.isFiltered() ? groups.apply(subnet) : Datum.known(Optional.empty()),
        Datum.known(found.holds()));
  }

  private static OtherSubnet unseen(Address server) {
    return new OtherSubnet(
        "subnet of " + server,
        Datum.known(AddressPrefixes.of(server + (server instanceof Address.V4 ? "/32" : "/128"))),
        Datum.unknown(
            Missing.fact(
                "the network security group of the subnet that DNS server `" + server + "` is in")),
        Datum.known(EnumSet.of(FarEnd.DNS_SERVER)));
  }

  /** The subnet of the network, or of a peer, that holds an address. */
  private Optional<ResourceId> subnet(ResourceId network, Address address) {
    List<ResourceId> inReach = new ArrayList<>(List.of(network));
    inReach.addAll(networks.peers(network));
    for (ResourceId id : inReach) {
      Optional<Held> holder =
          held.computeIfAbsent(id.key(), key -> held(id)).stream()
              .filter(subnet -> subnet.prefixes().contains(address))
              .findFirst();
      if (holder.isPresent()) {
        return holder.map(Held::subnet);
      }
    }
    return Optional.empty();
  }

  /** The subnets of a network, as it or they themselves are printed. */
  private List<Held> held(ResourceId network) {
    List<Held> all = new ArrayList<>();
    List<AzureNode> subnets =
        pool.find(network)
            .map(AzureNode::of)
            .map(node -> networks.subnets(node, network).orElse(List.of()))
            .orElse(List.of());
    for (AzureNode subnet : subnets) {
      Networks.union(
              Stream.of("addressPrefix", "addressPrefixes")
                  .flatMap(property -> subnet.get(property).elements().stream()))
          .ifPresent(
              prefixes ->
                  all.add(
                      new Held(
                          new ResourceId(network.text() + "/subnets/" + Children.name(subnet)),
                          prefixes)));
    }
    return all;
  }

  private static boolean isWithin(VirtualNetwork network, Address address) {
    return Stream.of(network.addressSpace(), network.peeredAddressSpaces())
        .anyMatch(space -> space.orElse(AddressPrefixes.NONE).set().contains(address));
  }

  /** A cache in a subnet, or behind a private endpoint, to which groups apply where asked for. */
  private List<Found> caches(AzureNode service) {
    List<Found> found = new ArrayList<>();
    ResourceId id = new ResourceId(service.resource().id());
    for (AzureNode cache : pool.children(id, AzureTypes.CACHE)) {
      // An address of the management endpoint with the id behind it.
      String text = cache.get("resourceId").text().orElse("");
      int at = text.toLowerCase(Locale.ROOT).indexOf("/subscriptions/");
      Optional<ResourceId> redis =
          at < 0 ? Optional.empty() : Optional.of(new ResourceId(text.substring(at)));
      Optional<AzureNode> node = redis.flatMap(pool::find).map(AzureNode::of);
      node.flatMap(n -> Reference.of(n.get("subnetId")).id())
          .ifPresent(subnet -> found.add(new Found(subnet, EnumSet.of(FarEnd.CACHE), true)));
      if (redis.isPresent()) {
        found.addAll(endpoints(redis.get()));
      }
    }
    return found;
  }

  private List<Found> endpoints(ResourceId target) {
    List<Found> found = new ArrayList<>();
    for (AzureNode endpoint : endpoints.to(target)) {
      Optional<ResourceId> subnet = Reference.of(endpoint.get("subnet")).id();
      if (subnet.isPresent()) {
        String policies =
            new SubnetJoin(pool, subnet.get())
                .get("privateEndpointNetworkPolicies")
                .flatMap(AzureNode::word)
                .orElse("disabled");
        boolean isFiltered =
            policies.equals("enabled") || policies.equals("networksecuritygroupenabled");
        found.add(new Found(subnet.get(), EnumSet.of(FarEnd.CACHE), isFiltered));
      }
    }
    return found;
  }

  /**
   * Whether all servers are inbound endpoints of Azure's own resolver in the network or a peer; it
   * resolves public names (DNS private resolver, 2023-05-10).
   */
  boolean areResolvers(ResourceId network, DnsSettings dns) {
    List<Address> servers = dns.servers().orElse(List.of());
    return !servers.isEmpty() && servers.stream().allMatch(server -> isResolver(network, server));
  }

  private boolean isResolver(ResourceId network, Address server) {
    List<String> inReach =
        Stream.concat(Stream.of(network), networks.peers(network).stream())
            .map(ResourceId::key)
            .toList();
    for (AzureResource endpoint : pool.ofType(AzureTypes.RESOLVER_ENDPOINT)) {
      for (AzureNode ip : AzureNode.of(endpoint).get("ipConfigurations").elements()) {
        boolean isThere =
            Reference.of(ip.get("subnet"))
                .id()
                .filter(subnet -> inReach.contains(subnet.parent().key()))
                .isPresent();
        if (isThere && ip.get("privateIpAddress").text().equals(Optional.of(server.toString()))) {
          pool.use(endpoint);
          return true;
        }
      }
    }
    return false;
  }
}
