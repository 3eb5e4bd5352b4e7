package dev.vnetproof.importer.azure;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.vnetproof.importer.azure.SourceAccount.Connectivity;
import dev.vnetproof.importer.azure.SourceAccount.Missing;
import dev.vnetproof.importer.azure.SourceAccount.Source;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DeclaredDeployment;
import dev.vnetproof.model.DnsSettings;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.model.Subnet;
import dev.vnetproof.model.TagExpansion;
import dev.vnetproof.model.VirtualNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Joins Azure resources by id into one snapshot for each API Management service. What the resources
 * do not show stays unknown, and says what to export; what they show to be none is known to be
 * none.
 */
public final class SnapshotAssembler {
  private final ResourcePool pool;
  private final ValueReader values = new ValueReader();
  private final NetworkSecurityGroupReader groups = new NetworkSecurityGroupReader(values);
  private final RouteTableReader tables = new RouteTableReader(values);
  private final EffectiveRoutes effective;
  private final VirtualNetworkReader networks;
  private final ServiceReader services;
  private final FirewallJoin firewalls;
  private final NetworkStatus status;

  private final List<Missing> unread;

  private SnapshotAssembler(List<AzureResource> resources, List<Missing> unread) {
    this.unread = List.copyOf(unread);
    pool = new ResourcePool(resources, unread);
    effective = new EffectiveRoutes(pool, tables);
    networks =
        new VirtualNetworkReader(pool, values, new EffectiveNetwork(pool, values, effective));
    services = new ServiceReader(values, new FeatureReader(pool));
    firewalls = new FirewallJoin(pool, values, networks);
    status = new NetworkStatus(pool, values);
  }

  /**
   * Joins the resources of one environment, or of a whole tenant. Their order does not matter,
   * except that of two equal printings of one resource the first counts.
   */
  public static Assembly assemble(List<AzureResource> resources) {
    return assemble(resources, List.of());
  }

  /**
   * The same where something else is deployed beside the resources that nobody read. What a
   * resource lists it has; but a subnet without a group may get one, and a network a peering.
   *
   * @param unread where it stands, and what it is
   */
  public static Assembly assemble(List<AzureResource> resources, List<Missing> unread) {
    return new SnapshotAssembler(resources, unread).assemble();
  }

  /** Whether this is what a snapshot is made of: an API Management service. */
  public static boolean isService(AzureResource resource) {
    return ResourcePool.type(resource).equals(AzureTypes.SERVICE);
  }

  private Assembly assemble() {
    List<AzureResource> found =
        pool.ofType(AzureTypes.SERVICE).stream()
            .sorted(
                Comparator.comparing((AzureResource r) -> new ResourceId(r.id()).key())
                    .thenComparing(r -> r.document().source())
                    .thenComparing(r -> r.places().apply("")))
            .toList();
    List<AzureNode> covered = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (AzureResource service : found) {
      pool.use(service);
      AzureNode node = AzureNode.of(service);
      services
          .refusal(node)
          .ifPresentOrElse(
              reason ->
                  problems.add(node.problem("service `" + Children.name(node) + "`: " + reason)),
              () -> covered.add(node));
    }
    Map<String, Long> twins =
        covered.stream().collect(groupingBy(SnapshotAssembler::nameKey, counting()));
    // Tags are per cloud, and effective rules do not say of which.
    boolean isOneCloud = covered.stream().map(services::cloud).distinct().count() == 1;
    List<TagExpansion> tags = isOneCloud ? EffectiveTags.of(pool) : List.of();
    List<EnvironmentSnapshot> snapshots =
        covered.stream()
            .map(
                node -> {
                  boolean hasTwin = twins.getOrDefault(nameKey(node), 1L) > 1;
                  return snapshot(node, name(node, hasTwin), tags);
                })
            .toList();
    problems.addAll(values.problems());
    List<Missing> missing = new ArrayList<>(unread);
    snapshots.forEach(s -> missing.addAll(MissingData.of(s)));
    return new Assembly(snapshots, problems, account(missing));
  }

  /** Two services of one name are told apart by their resource groups. */
  private static String name(AzureNode service, boolean hasTwin) {
    String name = Children.name(service);
    Optional<String> group = new ResourceId(service.resource().id()).resourceGroup();
    return hasTwin && group.isPresent() ? name + " (" + group.get() + ")" : name;
  }

  private static String nameKey(AzureNode service) {
    return Children.name(service).toLowerCase(Locale.ROOT);
  }

  private EnvironmentSnapshot snapshot(AzureNode service, String name, List<TagExpansion> tags) {
    DeclaredDeployment deployment = services.read(service, new ResourceId(service.resource().id()));
    List<Location> locations = new ArrayList<>();
    List<AzureNode> places = new ArrayList<>(List.of(service));
    places.addAll(additionalLocations(service));
    for (AzureNode place : places) {
      locations.add(location(locations.size(), place, places.size() == 1));
    }
    return new EnvironmentSnapshot(
        name,
        service.resource().document().source(),
        Optional.empty(),
        deployment,
        tags,
        locations);
  }

  /** One that an expression makes, or that was cut off, is a location of which nothing is known. */
  private static List<AzureNode> additionalLocations(AzureNode service) {
    AzureNode locations = service.get("additionalLocations");
    AzureNode list = locations.isMissing() ? service.get("additionalRegions") : locations;
    return list.elements().stream()
        .filter(l -> l.isObject() || l.unresolved().isPresent())
        .toList();
  }

  private Location location(int index, AzureNode place, boolean isOnly) {
    AzureNode reference = ServiceReader.subnetReference(place);
    Optional<String> id = reference.text();
    String pointer = "/locations/" + index;
    if (id.isEmpty()) {
      String missing =
          reference
              .unresolved()
              .map(ValueReader::describe)
              .orElse("virtualNetworkConfiguration at " + reference.pointer());
      return nowhere(index, place, missing);
    }
    ResourceId subnetId = new ResourceId(id.get());
    ResourceId networkId = subnetId.parent();
    SubnetJoin subnet = new SubnetJoin(pool, subnetId);
    VirtualNetwork network = networks.network(networkId);
    List<Unresolved> hops = new ArrayList<>();
    String home = place.resource().document().source();
    Datum<Optional<RouteTable>> table = table(subnet, subnetId, hops, home);
    return new Location(
        index,
        services.region(place),
        Datum.known(index == 0),
        services.units(place),
        networks.subnet(subnet, subnetId),
        network,
        group(subnet, home),
        table,
        dns(networkId, place, pointer, isOnly),
        firewalls.find(table, hops, networkId, network.gateway(), home));
  }

  private DnsSettings dns(ResourceId network, AzureNode place, String pointer, boolean isOnly) {
    DnsSettings settings = networks.dns(network, pointer);
    return pool.find(network).isPresent()
        ? settings
        : status
            .dnsServers(services.region(place), isOnly)
            .map(servers -> new DnsSettings(servers, settings.forwardsAzureNames()))
            .orElse(settings);
  }

  private Location nowhere(int index, AzureNode place, String missing) {
    return new Location(
        index,
        services.region(place),
        Datum.known(index == 0),
        services.units(place),
        new Subnet(
            "subnet", Datum.unknown(missing), Datum.unknown(missing), Datum.unknown(missing)),
        new VirtualNetwork(
            "virtualNetwork",
            Datum.unknown(missing),
            Datum.unknown(missing),
            Datum.unknown(missing),
            Datum.unknown(missing)),
        Datum.unknown(missing),
        Datum.unknown(missing),
        new DnsSettings(Datum.unknown(missing), Datum.unknown(missing)),
        Datum.unknown(missing));
  }

  private Datum<Optional<NetworkSecurityGroup>> group(SubnetJoin subnet, String home) {
    SubnetJoin.Association association =
        subnet.association("networkSecurityGroup", AzureTypes.NETWORK_SECURITY_GROUP);
    if (association instanceof SubnetJoin.Association.Found found) {
      return Datum.known(
          Optional.of(
              groups.read(
                  found.node(),
                  Children.name(found.node()),
                  pool.children(found.id(), AzureTypes.SECURITY_RULE),
                  home)));
    }
    return association instanceof SubnetJoin.Association.Unknown unknown
        ? Datum.unknown(unknown.missing())
        : pool.none(Optional.empty());
  }

  private Datum<Optional<RouteTable>> table(
      SubnetJoin subnet, ResourceId id, List<Unresolved> hops, String home) {
    SubnetJoin.Association association = subnet.association("routeTable", AzureTypes.ROUTE_TABLE);
    if (association instanceof SubnetJoin.Association.Found found) {
      RouteTableReader.Reading reading =
          tables.read(
              found.node(),
              Children.name(found.node()),
              pool.children(found.id(), AzureTypes.ROUTE),
              home);
      hops.addAll(reading.unresolvedHops());
      return Datum.known(Optional.of(reading.table()));
    }
    if (association instanceof SubnetJoin.Association.Unknown unknown) {
      return effective
          .routeTable(id, subnet.referenced("routeTable"), home)
          .map(Datum::known)
          .orElseGet(() -> Datum.unknown(unknown.missing()));
    }
    return pool.none(Optional.empty());
  }

  private SourceAccount account(List<Missing> missing) {
    List<Connectivity> live = status.connections();
    List<Source> joined = new ArrayList<>();
    List<Source> unused = new ArrayList<>();
    SortedMap<String, Integer> skipped = new TreeMap<>();
    for (AzureResource resource : pool.all()) {
      if (!AzureTypes.isKnown(ResourcePool.type(resource))) {
        skipped.merge(ResourcePool.type(resource), 1, Integer::sum);
        continue;
      }
      Source source =
          new Source(
              resource.type(),
              resource.id(),
              resource.document().source(),
              resource.places().apply(""));
      (pool.isUsed(resource) ? joined : unused).add(source);
    }
    return new SourceAccount(joined, unused, skipped, missing, live);
  }
}
