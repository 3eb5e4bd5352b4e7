package dev.vnetproof.importer.azure;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.vnetproof.importer.captured.EffectiveNetwork;
import dev.vnetproof.importer.captured.EffectiveRoutes;
import dev.vnetproof.importer.captured.EffectiveTags;
import dev.vnetproof.importer.captured.NetworkStatus;
import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.RouteTableReader;
import dev.vnetproof.importer.resource.Skips;
import dev.vnetproof.importer.resource.SourceAccount;
import dev.vnetproof.importer.resource.SourceAccount.Gap;
import dev.vnetproof.importer.resource.SourceAccount.Source;
import dev.vnetproof.importer.resource.SubnetJoin;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.importer.resource.ValueRemarks;
import dev.vnetproof.model.Assumption;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DeclaredDeployment;
import dev.vnetproof.model.DnsSettings;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Fault;
import dev.vnetproof.model.LiveConnection;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.Origins;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.Subnet;
import dev.vnetproof.model.TagExpansion;
import dev.vnetproof.model.VirtualNetwork;
import dev.vnetproof.source.DocumentPlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final SubnetRules rules;
  private final VirtualNetworkReader networks;
  private final ServiceReader services;
  private final FirewallJoin firewalls;
  private final NetworkStatus status;
  private final Surroundings surroundings;

  private final List<Gap> unread;

  private SnapshotAssembler(List<AzureResource> resources, List<Gap> unread) {
    this.unread = List.copyOf(unread);
    pool = new ResourcePool(resources, unread);
    RouteTableReader tables = new RouteTableReader(values);
    EffectiveRoutes effective = new EffectiveRoutes(pool, tables);
    rules = new SubnetRules(pool, new NetworkSecurityGroupReader(values), tables, effective);
    networks =
        new VirtualNetworkReader(pool, values, new EffectiveNetwork(pool, values, effective));
    services = new ServiceReader(values, new FeatureReader(pool));
    firewalls = new FirewallJoin(pool, values, networks);
    status = new NetworkStatus(pool, values);
    surroundings = new Surroundings(pool, values, services, networks);
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
  public static Assembly assemble(List<AzureResource> resources, List<Gap> unread) {
    return new SnapshotAssembler(resources, unread).assemble();
  }

  /** Whether this is what a snapshot is made of: an API Management service, or a gateway of one. */
  public static boolean isService(AzureResource resource) {
    return AzureTypes.DEPLOYED.stream().anyMatch(resource.type()::equalsIgnoreCase);
  }

  private Assembly assemble() {
    List<AzureResource> found =
        AzureTypes.DEPLOYED.stream()
            .flatMap(type -> pool.ofType(type).stream())
            .sorted(
                Comparator.comparing((AzureResource r) -> new ResourceId(r.id()).key())
                    .thenComparing(r -> r.document().source())
                    .thenComparing(r -> r.place().text("")))
            .toList();
    List<AzureNode> covered = new ArrayList<>();
    ValueRemarks outside = new ValueRemarks();
    for (AzureResource service : found) {
      pool.use(service);
      AzureNode node = AzureNode.of(service);
      services
          .outside(node)
          .ifPresentOrElse(
              reason -> outside.add(node, "service `" + Children.name(node) + "`: " + reason),
              () -> covered.add(node));
      // Captures that differ are two environments: nobody can tell which of them is the older.
      for (AzureNode other : pool.otherCaptures(new ResourceId(service.id()))) {
        if (services.differ(node, other) && services.outside(other).isEmpty()) {
          covered.add(other);
        }
      }
    }
    covered.removeIf(this::isTooLarge);
    for (AzureNode service : covered) {
      declared(service).forEach(surroundings::home);
    }
    Map<String, Long> twins =
        covered.stream().collect(groupingBy(SnapshotAssembler::nameKey, counting()));
    // Tags are per cloud, and effective rules do not say of which.
    boolean isOneCloud = covered.stream().map(services::cloud).distinct().count() == 1;
    List<TagExpansion> tags = isOneCloud ? EffectiveTags.of(pool) : List.of();
    List<EnvironmentSnapshot> snapshots = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    List<Gap> missing = new ArrayList<>(unread);
    for (AzureNode node : covered) {
      boolean hasTwin = twins.getOrDefault(nameKey(node), 1L) > 1;
      try {
        EnvironmentSnapshot snapshot = snapshot(node, name(node, hasTwin), tags);
        snapshots.add(snapshot);
        missing.addAll(Gaps.of(snapshot));
        unshownLocations(node)
            .map(what -> new Gap(snapshot.name(), "/locations", ValueReader.describe(what).text()))
            .ifPresent(missing::add);
      } catch (RuntimeException | StackOverflowError e) {
        faults.add(new Fault(node.resource().document().source(), e));
      }
    }
    return new Assembly(snapshots, values.problems(), outside.problems(), faults, account(missing));
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
    DeclaredDeployment deployment =
        surroundings.deployment(
            services.read(service, new ResourceId(service.resource().id())), service);
    List<AzureNode> declared = declared(service);
    String home = service.resource().document().text().name();
    Origins origins = Origins.of(home).with(Map.of("/deployment", service.place()));
    List<Location> locations = new ArrayList<>();
    Set<Assumption> assumed = new LinkedHashSet<>();
    for (AzureNode place : declared) {
      int index = locations.size();
      LocationPlaces places = new LocationPlaces(home, "/locations/" + index, place);
      locations.add(location(index, service, place, declared.size() == 1, places, assumed));
      origins = origins.with(places.parts());
    }
    return new EnvironmentSnapshot(
        name,
        service.resource().document().source(),
        Optional.empty(),
        deployment,
        tags,
        locations,
        status.ofOnlyService(),
        origins,
        List.copyOf(assumed));
  }

  /** No service is in more regions than there are. */
  private boolean isTooLarge(AzureNode service) {
    int count = ServiceReader.locations(service).elements().size();
    if (count < EnvironmentSnapshot.MOST_LOCATIONS) {
      return false;
    }
    values.bad(
        ServiceReader.locations(service),
        count + " additional locations; expected fewer than " + EnvironmentSnapshot.MOST_LOCATIONS);
    return true;
  }

  /** What declares the locations: the service itself, and its additional ones. */
  private static List<AzureNode> declared(AzureNode service) {
    List<AzureNode> declared = new ArrayList<>(List.of(service));
    declared.addAll(additionalLocations(service));
    return declared;
  }

  /** One that an expression makes, or that was cut off, is a location of which nothing is known. */
  private static List<AzureNode> additionalLocations(AzureNode service) {
    return ServiceReader.locations(service).elements().stream()
        .filter(l -> l.isObject() || l.unresolved().isPresent())
        .toList();
  }

  /** What leaves open which locations there are. */
  private static Optional<Unresolved> unshownLocations(AzureNode service) {
    return ServiceReader.locations(service).elements().stream()
        .flatMap(location -> location.unresolved().stream())
        .findFirst();
  }

  private Location location(
      int index,
      AzureNode service,
      AzureNode place,
      boolean isOnly,
      LocationPlaces places,
      Set<Assumption> assumed) {
    AzureNode reference = ServiceReader.subnetReference(place);
    Optional<String> id = reference.text();
    String pointer = "/locations/" + index;
    if (id.isEmpty()) {
      Missing missing =
          reference
              .unresolved()
              .map(ValueReader::describe)
              .orElseGet(
                  () -> Missing.fact("virtualNetworkConfiguration at " + reference.pointer()));
      return nowhere(index, place, missing);
    }
    ResourceId subnetId = new ResourceId(id.get());
    ResourceId networkId = subnetId.parent();
    SubnetJoin subnet = new SubnetJoin(pool, subnetId);
    VirtualNetworkReader.Reading read = networks.network(networkId, places.home());
    VirtualNetwork network = at(pointer, read.network());
    read.taught().assumed(network.name()).ifPresent(assumed::add);
    List<Unresolved> hops = new ArrayList<>();
    networks.places(subnet, networkId, places);
    Datum<Optional<RouteTable>> table = rules.table(subnet, subnetId, hops, places);
    Location core =
        new Location(
            index,
            services.region(place),
            Datum.known(index == 0),
            services.units(place),
            networks.subnet(subnet, subnetId, pointer),
            network,
            rules.group(subnet, places),
            table,
            dns(networkId, place, pointer, isOnly),
            firewalls.find(table, hops, networkId, network.gateway(), read.taught(), places));
    return surroundings.around(
        core,
        service,
        place,
        subnetId,
        other -> rules.group(other, new LocationPlaces(places.home(), pointer, place)),
        places.home(),
        assumed);
  }

  /** The same in a location: what is not known of it is named there. */
  private static VirtualNetwork at(String location, VirtualNetwork read) {
    VirtualNetwork network =
        new VirtualNetwork(
            location,
            read.name(),
            read.addressSpace(),
            read.peeredAddressSpaces(),
            read.onPremisesAddressSpaces(),
            read.gateway());
    return read.learnedRoutes().isKnown() ? network.taught(read.learnedRoutes()) : network;
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

  private Location nowhere(int index, AzureNode place, Missing missing) {
    return new Location(
        index,
        services.region(place),
        Datum.known(index == 0),
        services.units(place),
        new Subnet(
            "/locations/" + index,
            "subnet",
            Datum.unknown(missing),
            Datum.unknown(missing),
            Datum.unknown(missing)),
        new VirtualNetwork(
            "/locations/" + index,
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

  private SourceAccount account(List<Gap> missing) {
    List<LiveConnection> live = status.connections();
    List<Source> joined = new ArrayList<>();
    List<Source> unused = new ArrayList<>();
    SortedMap<String, Skips> skipped = new TreeMap<>();
    for (AzureResource resource : pool.all()) {
      if (!AzureTypes.isKnown(ResourcePool.type(resource)) && !pool.isUsed(resource)) {
        skipped.merge(ResourcePool.type(resource), Skips.of(resource.name()), Skips::and);
        continue;
      }
      DocumentPlace place = resource.written().apply("");
      Source source =
          new Source(resource.type(), resource.id(), place.document().source(), place.pointer());
      (pool.isUsed(resource) ? joined : unused).add(source);
    }
    return new SourceAccount(joined, unused, skipped, missing, live, List.of());
  }
}
