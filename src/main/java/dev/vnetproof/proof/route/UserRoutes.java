package dev.vnetproof.proof.route;

import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.proof.route.EffectiveRoute.Origin;
import dev.vnetproof.proof.tag.Extent;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.proof.tag.TagSymbols;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The routes of the route table on a subnet: one for each prefix, of service tags too. One to a
 * gateway that is not there leads nowhere (user-defined routes overview, 2023-05-27: that next hop
 * requires a gateway).
 */
final class UserRoutes {
  /**
   * The fewest IPv4 addresses that a service of the requirements has in a region (published tag
   * files of 2025-10-20): explicit routes to fewer never take a whole service.
   */
  private static final int SMALLEST_SERVICE = 12;

  private final Datum<Boolean> gateway;
  private final Cloud cloud;
  private final ServiceTags tags;
  private final LocationSpace space;
  private final List<EffectiveRoute> routes = new ArrayList<>();
  private AddressSet explicit = AddressSet.EMPTY;

  UserRoutes(Location location, Cloud cloud, ServiceTags tags, LocationSpace space) {
    this.gateway = location.virtualNetwork().gateway();
    this.cloud = cloud;
    this.tags = tags;
    this.space = space;
    Datum<Optional<RouteTable>> table = location.routeTable();
    if (table instanceof Datum.Known<Optional<RouteTable>> known) {
      known.value().ifPresent(this::table);
    } else {
      unknown("the route table", Extent.unknown(table.missing()));
    }
  }

  List<EffectiveRoute> routes() {
    return routes;
  }

  /** What the explicit prefixes hold together, default routes left out. */
  AddressSet explicit() {
    return explicit;
  }

  private void table(RouteTable table) {
    if (!(table.routes() instanceof Datum.Known<List<Route>> known)) {
      unknown(table.name(), Extent.unknown(table.routes().missing()));
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
      route(table, route, small);
    }
  }

  private void unknown(String name, Extent reach) {
    routes.add(
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

  private void route(RouteTable table, Route route, boolean small) {
    if (!(route.destination() instanceof Datum.Known<RuleAddresses> known)) {
      add(
          table,
          route,
          "unknown prefix",
          Extent.unknown(route.destination().missing()),
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
        add(
            table,
            route,
            prefix,
            reach,
            everything ? reach.possible() : wholly,
            EffectiveRoute.length(set),
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
                    add(table, route, tag.name(), Extent.exactly(set), set, length, origin));
      } else {
        Extent reach = space.of(tag);
        add(table, route, tag.name(), reach, reach.possible(), EffectiveRoute.FLOATING, origin);
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

  private void add(
      RouteTable table,
      Route route,
      String prefix,
      Extent reach,
      AddressSet wholly,
      int length,
      Origin origin) {
    NextHop hop = route.nextHopType().asOptional().map(NextHop::of).orElse(NextHop.UNKNOWN);
    List<Missing> missing = new ArrayList<>(reach.missing());
    route.nextHopType().ifMissing().ifPresent(missing::add);
    boolean nowhere = hop == NextHop.GATEWAY && !gateway.orElse(true);
    routes.add(
        new EffectiveRoute(
            nowhere ? NextHop.NONE : hop,
            route.nextHopIpAddress(),
            reach,
            wholly,
            length,
            origin,
            new DecidedBy.ByRoute(
                Optional.of(table.name()),
                route.name(),
                prefix,
                hop.azureName(),
                nowhere ? Optional.of("but the network has no gateway") : Optional.empty(),
                route.pointer()),
            missing));
  }
}
