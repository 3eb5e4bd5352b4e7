package dev.vnetproof.importer.azure;

import static java.util.stream.Collectors.joining;

import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Reference;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.SubnetJoin;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.model.Assumption;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DeclaredDeployment;
import dev.vnetproof.model.DnsSettings;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.PrivateDnsZone;
import dev.vnetproof.model.Region;
import dev.vnetproof.model.SecurityAdminRule;
import dev.vnetproof.model.Subnet;
import dev.vnetproof.model.VirtualNetwork;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Adds what stands around an instance beside its subnet's group, routes and firewall. */
final class Surroundings {
  private static final Pattern SUBSCRIPTION =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** What stands in the ids of a plan that does not tell the subscription. */
  private static final String NO_SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

  private final ResourcePool pool;
  private final ServiceReader services;
  private final AdminRuleReader adminRules;
  private final SubnetUserReader users;
  private final FarSubnetReader farSubnets;
  private final SubnetPartReader parts;
  private final PrivateZoneReader zones;
  private final DependencyReader dependencies;

  /** Those that hold an instance. */
  private final Set<String> homes = new HashSet<>();

  Surroundings(
      ResourcePool pool,
      ValueReader values,
      ServiceReader services,
      VirtualNetworkReader networks) {
    this.pool = pool;
    this.services = services;
    this.adminRules = new AdminRuleReader(pool, values);
    this.users = new SubnetUserReader(pool, services);
    PrivateEndpoints endpoints = new PrivateEndpoints(pool);
    this.farSubnets = new FarSubnetReader(pool, networks, endpoints);
    this.parts = new SubnetPartReader(pool, values);
    this.zones = new PrivateZoneReader(pool);
    this.dependencies = new DependencyReader(pool, values, endpoints);
  }

  /** Notes where a location of an instance is. */
  void home(AzureNode place) {
    Reference.of(ServiceReader.subnetReference(place))
        .id()
        .ifPresent(subnet -> homes.add(subnet.parent().key()));
  }

  DeclaredDeployment deployment(DeclaredDeployment core, AzureNode service) {
    return new DeclaredDeployment(
        core.name(),
        core.cloud(),
        core.platformVersion(),
        core.virtualNetworkType(),
        core.sku(),
        core.features(),
        core.clientAddressPrefixes(),
        subscription(new ResourceId(service.resource().id()))
            .map(Datum::known)
            .orElse(core.subscriptionId()),
        dependencies.ontoInstance(service, core.privateEndpointConnections()),
        core.kind(),
        core.networkModel());
  }

  private static Optional<String> subscription(ResourceId id) {
    return id.subscription()
        .filter(text -> SUBSCRIPTION.matcher(text).matches())
        .filter(text -> !text.equals(NO_SUBSCRIPTION));
  }

  /**
   * The location with all of it.
   *
   * @param service of which it is
   * @param place what declares it
   * @param groups reads the group of a subnet
   * @param assumed takes what had to be assumed
   */
  Location around(
      Location core,
      AzureNode service,
      AzureNode place,
      ResourceId subnetId,
      Function<SubnetJoin, Datum<Optional<NetworkSecurityGroup>>> groups,
      String home,
      Set<Assumption> assumed) {
    SubnetJoin join = new SubnetJoin(pool, subnetId);
    Datum<Region> region = region(subnetId.parent());
    Subnet subnet = subnet(core.subnet(), service, place, join, subnetId, region);
    DnsSettings dns =
        farSubnets.areResolvers(subnetId.parent(), core.dns())
            ? new DnsSettings(core.dns().servers(), Datum.known(true))
            : core.dns();
    VirtualNetwork network = network(core, service, subnetId, dns, groups);
    Datum<List<SecurityAdminRule>> rules =
        adminRules.of(
            subnetId,
            region,
            homes.size() == 1 && homes.contains(subnetId.parent().key()),
            core.pointer(),
            home);
    assume(network, subnetId.parent(), assumed);
    return new Location(
        core.index(),
        core.region(),
        core.primary(),
        core.units(),
        subnet,
        network,
        core.networkSecurityGroup(),
        core.routeTable(),
        dns,
        core.egressFirewall(),
        parts.publicIp(place, core.publicIpAddress()),
        rules,
        dependencies.of(service, core.dependencies()));
  }

  /** What lists of Azure are taken to be whole that do not say so. */
  private void assume(VirtualNetwork network, ResourceId id, Set<Assumption> assumed) {
    List<PrivateDnsZone> linked = network.privateDnsZones().orElse(List.of());
    if (!linked.isEmpty()) {
      assumed.add(
          new Assumption(
              "the list of private DNS zones linked to virtual network `" + id.name() + "`",
              linked.stream().map(z -> "`" + z.name() + "`").collect(joining(", ")),
              "the input shows links of no others; Azure does not list them with the network"));
    }
    boolean isNetworkGuessed =
        pool.ofType(AzureTypes.VIRTUAL_NETWORK).size() > 1
            && homes.size() == 1
            && pool.ofType(AzureTypes.EFFECTIVE_ADMIN_RULES).stream()
                .flatMap(answer -> AzureNode.of(answer).own("rules").elements().stream())
                .anyMatch(rule -> rule.own("region").isAbsent());
    if (isNetworkGuessed) {
      assumed.add(
          new Assumption(
              "the network of the effective security admin rules",
              "`" + id.name() + "`",
              "the answer names none, and of those in the input no other holds an instance"));
    }
  }

  /** Where the network is; told only where it can be compared with where the instance is. */
  private Datum<Region> region(ResourceId network) {
    return pool.find(network)
        .map(AzureNode::of)
        .map(services::region)
        .orElseGet(() -> Datum.unknown(Missing.resource("virtualNetwork", network.text())));
  }

  private Subnet subnet(
      Subnet core,
      AzureNode service,
      AzureNode place,
      SubnetJoin join,
      ResourceId id,
      Datum<Region> region) {
    boolean isComparable = region.isKnown() && services.region(place).isKnown();
    Optional<String> subscription =
        subscription(new ResourceId(service.resource().id())).flatMap(own -> subscription(id));
    return new Subnet(
        core.name(),
        core.addressPrefixes(),
        core.serviceEndpoints(),
        core.delegations(),
        parts.policies(join),
        users.of(join, id, service),
        parts.natGateway(join),
        subscription.map(Datum::known).orElse(core.subscriptionId()),
        isComparable ? region : core.region());
  }

  private VirtualNetwork network(
      Location core,
      AzureNode service,
      ResourceId subnet,
      DnsSettings dns,
      Function<SubnetJoin, Datum<Optional<NetworkSecurityGroup>>> groups) {
    VirtualNetwork network = core.virtualNetwork();
    return new VirtualNetwork(
        network.name(),
        network.addressSpace(),
        network.peeredAddressSpaces(),
        network.onPremisesAddressSpaces(),
        network.gateway(),
        zones.of(subnet.parent(), network.privateDnsZones()),
        network.learnedRoutes(),
        farSubnets.of(subnet, network, service, dns, groups, core.pointer()));
  }
}
