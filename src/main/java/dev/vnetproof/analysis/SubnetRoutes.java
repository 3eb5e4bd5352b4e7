package dev.vnetproof.analysis;

import dev.vnetproof.analysis.EffectiveRoute.Origin;
import dev.vnetproof.finding.DecidedBy;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.Region;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.ServiceEndpoint;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The effective routes of a subnet: its route table, learned routes, and Azure's own (user-defined
 * routes overview, 2023-05-27). Which one wins depends on the destination alone.
 *
 * <p>Past about 250 lines because every origin of routes is read here, once.
 */
final class SubnetRoutes {
  /**
   * The fewest IPv4 addresses that a service of the requirements has in a region (published tag
   * files of 2025-10-20): explicit routes to fewer never take a whole service.
   */
  private static final int SMALLEST_SERVICE = 12;

  private static final List<String> RESERVED =
      List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10");

  private final Location location;
  private final Cloud cloud;
  private final ServiceTags tags;
  private final LocationSpace space;

  /** Win over all others: platform, service endpoints, and user-defined routes to one host. */
  private final List<EffectiveRoute> first = new ArrayList<>();

  /** Of unknown length. */
  private final List<EffectiveRoute> floating = new ArrayList<>();

  /** Of length 1 to 31, in the order in which they win. */
  private final List<EffectiveRoute> middle = new ArrayList<>();

  /** Default routes, in the order in which they win. */
  private final List<EffectiveRoute> last = new ArrayList<>();

  private AddressSet onAzureNetworks = AddressSet.EMPTY;
  private AddressSet explicit = AddressSet.EMPTY;

  SubnetRoutes(Location location, Cloud cloud, ServiceTags tags, LocationSpace space) {
    this.location = location;
    this.cloud = cloud;
    this.tags = tags;
    this.space = space;
    platform();
    endpoints();
    networks();
    userDefined();
    learned();
    reserved();
    system(Origin.SYSTEM, NextHop.INTERNET, Extent.EVERYTHING, 0, "0.0.0.0/0");
    Comparator<EffectiveRoute> precedence =
        Comparator.<EffectiveRoute>comparingInt(r -> -r.length())
            .thenComparing(EffectiveRoute::origin)
            .thenComparing(r -> r.name().route())
            .thenComparing(r -> r.name().prefix());
    middle.sort(precedence);
    last.sort(precedence);
  }

  /**
   * Whether nothing can turn public traffic away from the Internet next hop or an endpoint: no
   * user-defined routes and no learned ones.
   */
  static boolean areOnlyAzures(Location location) {
    Datum<Optional<RouteTable>> table = location.routeTable();
    Optional<RouteTable> known = table.orElse(Optional.empty());
    boolean noRoutes =
        table.isKnown()
            && known
                .map(t -> t.routes().asOptional().filter(List::isEmpty).isPresent())
                .orElse(true);
    boolean propagated = known.map(t -> !t.disableBgpRoutePropagation().orElse(false)).orElse(true);
    return noRoutes && (!propagated || nothingLearned(location));
  }

  private static boolean nothingLearned(Location location) {
    Datum<AddressPrefixes> spaces = location.virtualNetwork().onPremisesAddressSpaces();
    return spaces
        .asOptional()
        .map(AddressPrefixes::isEmpty)
        .orElseGet(() -> !location.virtualNetwork().gateway().orElse(true));
  }

  /**
   * The routes that may win some of {@code far}, each with what it may win. Together they hold all
   * of {@code far}.
   */
  List<RouteSlice> slices(AddressSet far) {
    List<RouteSlice> slices = new ArrayList<>();
    AddressSet rest = inOrder(first, far, slices);
    for (EffectiveRoute route : floating) {
      slice(route, rest, slices);
    }
    rest = inOrder(middle, rest, slices);
    for (EffectiveRoute route : floating) {
      rest = rest.subtract(route.reach().certain());
    }
    if (location.virtualNetwork().addressSpace().isKnown()) {
      // The network's ranges together hold what is in the network, even if no one range does.
      rest = rest.subtract(AddressSet.ofSymbols(TagSymbols.SUBNET, TagSymbols.OWN_NETWORK));
    }
    if (explicit.covers(Ipv4Space.PUBLIC)) {
      rest = rest.subtract(TagSymbols.PUBLIC_SYMBOLS);
    }
    inOrder(last, rest, slices);
    return slices;
  }

  /**
   * The routes of public traffic that no explicit prefix names: what a route for some clients or a
   * partner says nothing about.
   */
  List<RouteSlice> remainder() {
    int covering = coveringLength();
    return slices(AddressSet.ofSymbols(TagSymbols.ELSEWHERE, TagSymbols.ELSEWHERE)).stream()
        .filter(slice -> !isExplicit(slice.route()) || slice.route().length() <= covering)
        .toList();
  }

  private static boolean isExplicit(EffectiveRoute route) {
    return route.length() > 0
        && (route.origin() == Origin.USER_PREFIX || route.origin() == Origin.LEARNED);
  }

  /** How long prefixes must be that together hold all public space; 0 if they do not. */
  private int coveringLength() {
    List<EffectiveRoute> shortestFirst =
        Stream.concat(first.stream(), middle.stream())
            .filter(SubnetRoutes::isExplicit)
            .sorted(Comparator.comparingInt(EffectiveRoute::length))
            .toList();
    AddressSet held = AddressSet.EMPTY;
    for (EffectiveRoute route : shortestFirst) {
      held = held.union(route.reach().certain().ipv4());
      if (held.covers(Ipv4Space.PUBLIC)) {
        return route.length();
      }
    }
    return 0;
  }

  private static AddressSet inOrder(
      List<EffectiveRoute> routes, AddressSet far, List<RouteSlice> slices) {
    AddressSet rest = far;
    for (EffectiveRoute route : routes) {
      if (rest.isEmpty()) {
        break;
      }
      slice(route, rest, slices);
      rest = rest.subtract(route.reach().certain());
    }
    return rest;
  }

  private static void slice(EffectiveRoute route, AddressSet rest, List<RouteSlice> slices) {
    AddressSet part = rest.intersect(route.reach().possible());
    if (!part.isEmpty()) {
      slices.add(new RouteSlice(route, part, rest.intersect(route.wholly())));
    }
  }

  // ---- Azure's own ----------------------------------------------------------------------------

  /** User-defined routes do not apply to the platform address (168.63.129.16, 2023-03-30). */
  private void platform() {
    first.add(system(NextHop.NETWORK, Extent.exactly(Ipv4Space.PLATFORM), 32, "168.63.129.16/32"));
  }

  /**
   * Endpoint routes win over all others for the prefixes they hold (service endpoints overview;
   * that they beat a longer user-defined route is UNVERIFIED). Storage acts for the region and its
   * pair, Sql for the region alone.
   */
  private void endpoints() {
    Datum<Set<ServiceEndpoint>> endpoints = location.subnet().serviceEndpoints();
    if (endpoints instanceof Datum.Known<Set<ServiceEndpoint>> known) {
      known.value().stream().sorted().forEach(e -> endpoint(e, Optional.empty()));
    } else {
      for (ServiceEndpoint endpoint : ServiceEndpoint.values()) {
        endpoint(endpoint, endpoints.ifMissing());
      }
    }
  }

  private void endpoint(ServiceEndpoint endpoint, Optional<String> missing) {
    Optional<Region> region = location.region().asOptional();
    switch (endpoint) {
      case STORAGE -> {
        List<Extent> near = new ArrayList<>();
        near.add(Extent.NOTHING);
        region.ifPresent(at -> near.add(space.of(ServiceTag.of("Storage").in(at))));
        region
            .flatMap(Region::pair)
            .ifPresent(at -> near.add(space.of(ServiceTag.of("Storage").in(at))));
        Extent whole = space.of(ServiceTag.of("Storage"));
        Extent sure = Extent.unionOf(near);
        endpoint(
            endpoint,
            new Extent(
                sure.certain(),
                whole.possible(),
                List.of("whether endpoint Microsoft.Storage acts for Storage of other regions")),
            missing);
      }
      case STORAGE_GLOBAL -> endpoint(endpoint, space.of(ServiceTag.of("Storage")), missing);
      case SQL ->
          endpoint(
              endpoint,
              region
                  .map(at -> space.of(ServiceTag.of("Sql").in(at)))
                  .orElseGet(
                      () ->
                          new Extent(
                              AddressSet.EMPTY,
                              space.of(ServiceTag.of("Sql")).possible(),
                              List.of(location.region().ifMissing().orElse("")))),
              missing);
      case EVENT_HUB -> endpoint(endpoint, space.of(ServiceTag.of("EventHub")), missing);
      case KEY_VAULT -> endpoint(endpoint, space.of(ServiceTag.of("AzureKeyVault")), missing);
      case SERVICE_BUS -> endpoint(endpoint, space.of(ServiceTag.of("ServiceBus")), missing);
      // For Data Lake Storage Gen1 only; does not carry sign-in.
      case AZURE_ACTIVE_DIRECTORY -> {}
    }
  }

  private void endpoint(ServiceEndpoint endpoint, Extent reach, Optional<String> missing) {
    Extent extent =
        missing.map(m -> new Extent(AddressSet.EMPTY, reach.possible(), List.of(m))).orElse(reach);
    first.add(
        new EffectiveRoute(
            NextHop.SERVICE_ENDPOINT,
            Optional.empty(),
            extent,
            extent.possible(),
            32,
            Origin.PLATFORM,
            new DecidedBy.ByRoute(
                Optional.empty(),
                "service endpoint",
                endpoint.azureName(),
                NextHop.SERVICE_ENDPOINT.azureName(),
                ""),
            extent.missing()));
  }

  /** The network's own ranges and those of its peers. */
  private void networks() {
    Datum<AddressPrefixes> own = location.virtualNetwork().addressSpace();
    if (own instanceof Datum.Known<AddressPrefixes> known) {
      ranges(known.value(), NextHop.NETWORK);
      AddressSet subnet = space.subnet().certain().ipv4();
      if (!subnet.isEmpty() && !known.value().set().covers(subnet)) {
        systemFloating(NextHop.NETWORK, Extent.exactly(subnet), "the subnet");
      }
    } else {
      AddressSet certain =
          space
              .subnet()
              .certain()
              .union(AddressSet.ofSymbols(TagSymbols.SUBNET, TagSymbols.OWN_NETWORK));
      systemFloating(
          NextHop.NETWORK,
          new Extent(
              certain, certain.union(Ipv4Space.PRIVATE), List.of(own.ifMissing().orElse(""))),
          "the virtual network");
    }
    Datum<AddressPrefixes> peered = location.virtualNetwork().peeredAddressSpaces();
    if (peered instanceof Datum.Known<AddressPrefixes> known) {
      ranges(known.value(), NextHop.PEERING);
    } else {
      // Peers with public space exist but are rare; that one is among those not listed is not
      // supposed, or nothing at all could be decided.
      AddressSet certain = AddressSet.ofSymbols(TagSymbols.PEERED, TagSymbols.PEERED);
      systemFloating(
          NextHop.PEERING,
          new Extent(
              certain, certain.union(Ipv4Space.PRIVATE), List.of(peered.ifMissing().orElse(""))),
          "peered networks");
    }
  }

  private void ranges(AddressPrefixes ranges, NextHop hop) {
    for (String range : ranges.texts()) {
      for (String prefix : AddressSet.parse(range).ipv4().ipv4Prefixes()) {
        Extent reach =
            hop == NextHop.NETWORK
                ? space.of(Datum.known(RuleAddresses.of(prefix)), false)
                : Extent.exactly(AddressSet.parse(prefix));
        Extent numbers =
            new Extent(
                withoutServices(reach.certain()),
                withoutServices(reach.possible()),
                reach.missing());
        onAzureNetworks = onAzureNetworks.union(AddressSet.parse(prefix));
        system(Origin.SYSTEM, hop, numbers, length(AddressSet.parse(prefix)), prefix);
      }
    }
  }

  /** A network's range holds machines, never Azure's public services, whatever its numbers. */
  private static AddressSet withoutServices(AddressSet set) {
    return set.ipv4()
        .union(set.intersect(AddressSet.ofSymbols(TagSymbols.SUBNET, TagSymbols.OWN_NETWORK)));
  }

  /**
   * Private space that nobody claims is dropped, unless a user-defined default route is on the
   * subnet, which takes those routes away; a network range equal to one of them replaces it.
   */
  private void reserved() {
    boolean overridden =
        last.stream()
            .anyMatch(r -> r.origin().isUser() && r.reach().certain().covers(Ipv4Space.PRIVATE));
    if (overridden) {
      return;
    }
    for (String prefix : RESERVED) {
      AddressSet set = AddressSet.parse(prefix);
      system(Origin.SYSTEM, NextHop.NONE, Extent.exactly(set), length(set), prefix);
    }
  }

  private void system(Origin origin, NextHop hop, Extent reach, int length, String prefix) {
    add(
        new EffectiveRoute(
            hop,
            Optional.empty(),
            reach,
            reach.possible(),
            length,
            origin,
            azures(hop, prefix),
            reach.missing()));
  }

  private static EffectiveRoute system(NextHop hop, Extent reach, int length, String prefix) {
    return new EffectiveRoute(
        hop,
        Optional.empty(),
        reach,
        reach.possible(),
        length,
        Origin.PLATFORM,
        azures(hop, prefix),
        reach.missing());
  }

  private void systemFloating(NextHop hop, Extent reach, String prefix) {
    onAzureNetworks = onAzureNetworks.union(reach.certain().ipv4());
    system(Origin.SYSTEM, hop, reach, EffectiveRoute.FLOATING, prefix);
  }

  private static DecidedBy.ByRoute azures(NextHop hop, String prefix) {
    return new DecidedBy.ByRoute(Optional.empty(), "system route", prefix, hop.azureName(), "");
  }

  private void add(EffectiveRoute route) {
    if (route.reach().possible().isEmpty()) {
      return;
    }
    if (route.length() == EffectiveRoute.FLOATING) {
      floating.add(route);
    } else if (route.length() == 0) {
      last.add(route);
    } else if (route.length() == 32 && route.origin() == Origin.USER_PREFIX) {
      first.add(route);
    } else {
      middle.add(route);
    }
  }

  private static int length(AddressSet prefix) {
    return 32 - Long.numberOfTrailingZeros(prefix.ipv4Count());
  }

  // ---- the route table ------------------------------------------------------------------------

  private void userDefined() {
    Datum<Optional<RouteTable>> table = location.routeTable();
    if (!(table instanceof Datum.Known<Optional<RouteTable>> known)) {
      unknownRoute("the route table", Extent.unknown(table.ifMissing().orElse("")));
      return;
    }
    known.value().ifPresent(this::userDefined);
  }

  private void userDefined(RouteTable table) {
    if (!(table.routes() instanceof Datum.Known<List<Route>> known)) {
      unknownRoute(table.name(), Extent.unknown(table.routes().ifMissing().orElse("")));
      return;
    }
    List<AddressSet> prefixes = new ArrayList<>();
    for (Route route : known.value()) {
      route
          .destination()
          .asOptional()
          .map(destination -> destination.prefixes().set().ipv4())
          .filter(set -> set.ipv4Count() < AddressSet.MAX_IPV4)
          .ifPresent(prefixes::add);
    }
    explicit = AddressSet.unionOf(prefixes);
    boolean small = explicit.intersect(Ipv4Space.PUBLIC).ipv4Count() < SMALLEST_SERVICE;
    for (Route route : known.value()) {
      userDefined(table, route, small);
    }
  }

  private void unknownRoute(String name, Extent reach) {
    add(
        new EffectiveRoute(
            NextHop.UNKNOWN,
            Optional.empty(),
            reach,
            reach.possible(),
            EffectiveRoute.FLOATING,
            Origin.USER_PREFIX,
            new DecidedBy.ByRoute(
                Optional.empty(), name, "unknown prefix", NextHop.UNKNOWN.azureName(), ""),
            reach.missing()));
  }

  private void userDefined(RouteTable table, Route route, boolean small) {
    if (!(route.destination() instanceof Datum.Known<RuleAddresses> known)) {
      user(
          table,
          route,
          "unknown prefix",
          Extent.unknown(route.destination().ifMissing().orElse("")),
          AddressSet.ALL,
          EffectiveRoute.FLOATING,
          Origin.USER_PREFIX);
      return;
    }
    RuleAddresses destination = known.value();
    for (String prefix : destination.prefixes().texts()) {
      AddressSet set = AddressSet.parse(prefix).ipv4();
      if (!set.isEmpty()) {
        Extent reach = space.of(Datum.known(RuleAddresses.of(prefix)), false);
        AddressSet wholly =
            small ? reach.possible().subtract(TagSymbols.PUBLIC_SYMBOLS) : reach.possible();
        boolean everything = set.ipv4Count() > AddressSet.MAX_IPV4;
        user(
            table,
            route,
            prefix,
            reach,
            everything ? reach.possible() : wholly,
            length(set),
            Origin.USER_PREFIX);
      }
    }
    for (ServiceTag tag : destination.tags()) {
      Origin origin = origin(tag);
      Optional<Map<Integer, AddressSet>> byLength =
          tags.prefixesByLength(cloud, tag).map(sorted -> sorted);
      if (byLength.isPresent()) {
        byLength
            .get()
            .forEach(
                (length, set) ->
                    user(table, route, tag.name(), Extent.exactly(set), set, length, origin));
      } else {
        Extent reach = space.of(tag);
        user(table, route, tag.name(), reach, reach.possible(), EffectiveRoute.FLOATING, origin);
      }
    }
  }

  private static Origin origin(ServiceTag tag) {
    boolean azureCloud = tag.whole().equals(ServiceTag.AZURE_CLOUD);
    if (tag.part().isPresent()) {
      return azureCloud ? Origin.USER_AZURE_CLOUD_REGION : Origin.USER_REGIONAL_TAG;
    }
    return azureCloud ? Origin.USER_AZURE_CLOUD : Origin.USER_TAG;
  }

  private void user(
      RouteTable table,
      Route route,
      String prefix,
      Extent reach,
      AddressSet wholly,
      int length,
      Origin origin) {
    NextHop hop = route.nextHopType().asOptional().map(SubnetRoutes::hop).orElse(NextHop.UNKNOWN);
    List<String> missing = new ArrayList<>(reach.missing());
    route.nextHopType().ifMissing().ifPresent(missing::add);
    add(
        new EffectiveRoute(
            hop,
            route.nextHopIpAddress(),
            reach,
            wholly,
            length,
            origin,
            new DecidedBy.ByRoute(
                Optional.of(table.name()), route.name(), prefix, hop.azureName(), route.pointer()),
            missing));
  }

  private static NextHop hop(NextHopType type) {
    return switch (type) {
      case VIRTUAL_NETWORK_GATEWAY -> NextHop.GATEWAY;
      case VNET_LOCAL -> NextHop.NETWORK;
      case INTERNET -> NextHop.INTERNET;
      case VIRTUAL_APPLIANCE -> NextHop.APPLIANCE;
      case NONE -> NextHop.NONE;
    };
  }

  // ---- learned routes -------------------------------------------------------------------------

  /**
   * Routes to on-premises space, learned or configured at the gateway. Those to a network's own or
   * peered space never win, however long (user-defined routes overview, 2023-05-27).
   */
  private void learned() {
    Datum<Boolean> disabled =
        location
            .routeTable()
            .orElse(Optional.empty())
            .map(RouteTable::disableBgpRoutePropagation)
            .orElse(Datum.known(false));
    if (disabled.orElse(false)) {
      return;
    }
    Datum<AddressPrefixes> spaces = location.virtualNetwork().onPremisesAddressSpaces();
    if (spaces instanceof Datum.Known<AddressPrefixes> known) {
      for (String text : known.value().texts()) {
        for (String prefix : AddressSet.parse(text).ipv4().ipv4Prefixes()) {
          learned(prefix, disabled.ifMissing());
        }
      }
    } else if (!nothingLearned(location)) {
      List<String> missing = new ArrayList<>();
      location.virtualNetwork().gateway().ifMissing().ifPresent(missing::add);
      spaces.ifMissing().ifPresent(missing::add);
      disabled.ifMissing().ifPresent(missing::add);
      AddressSet symbol = AddressSet.ofSymbols(TagSymbols.ON_PREMISES, TagSymbols.ON_PREMISES);
      boolean sure = disabled.isKnown() && location.virtualNetwork().gateway().orElse(false);
      learned(
          new Extent(
              sure ? symbol : AddressSet.EMPTY,
              AddressSet.ALL_IPV4
                  .union(AddressSet.ALL_SYMBOLS)
                  .subtract(onAzureNetworks)
                  .subtract(AddressSet.ofSymbols(TagSymbols.SUBNET, TagSymbols.PEERED)),
              missing),
          EffectiveRoute.FLOATING,
          "prefixes not known");
    }
  }

  private void learned(String prefix, Optional<String> missing) {
    AddressSet set = AddressSet.parse(prefix);
    boolean everything = set.ipv4Count() > AddressSet.MAX_IPV4;
    Extent reach = space.of(Datum.known(RuleAddresses.of(prefix)), false);
    AddressSet possible = reach.possible().subtract(onAzureNetworks);
    learned(
        new Extent(
            missing.isPresent() ? AddressSet.EMPTY : reach.certain().subtract(onAzureNetworks),
            possible,
            missing.map(List::of).orElse(reach.missing())),
        everything ? 0 : length(set),
        prefix);
  }

  private void learned(Extent reach, int length, String prefix) {
    add(
        new EffectiveRoute(
            NextHop.GATEWAY,
            Optional.empty(),
            reach,
            reach.possible(),
            length,
            Origin.LEARNED,
            new DecidedBy.ByRoute(
                Optional.empty(), "learned route", prefix, NextHop.GATEWAY.azureName(), ""),
            reach.missing()));
  }
}
