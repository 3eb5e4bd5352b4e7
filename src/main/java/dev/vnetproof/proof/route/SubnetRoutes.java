package dev.vnetproof.proof.route;

import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.proof.route.EffectiveRoute.Origin;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.proof.tag.TagSymbols;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The effective routes of a subnet: its route table, learned routes, and Azure's own (user-defined
 * routes overview, 2023-05-27). Which one wins depends on the destination alone.
 */
final class SubnetRoutes {
  private final Location location;
  private final LocationSpace space;

  /** Win over all others: platform, service endpoints, and user-defined routes to one host. */
  private final List<EffectiveRoute> first = new ArrayList<>();

  /** Of unknown length. */
  private final List<EffectiveRoute> floating = new ArrayList<>();

  /** Of length 1 to 31, in the order in which they win. */
  private final List<EffectiveRoute> middle = new ArrayList<>();

  /** Default routes, in the order in which they win. */
  private final List<EffectiveRoute> last = new ArrayList<>();

  /** What the explicit prefixes of the route table hold together. */
  private final AddressSet explicit;

  SubnetRoutes(Location location, Cloud cloud, ServiceTags tags, LocationSpace space) {
    this.location = location;
    this.space = space;
    AzureRoutes azures = new AzureRoutes(location, space);
    UserRoutes users = new UserRoutes(location, cloud, tags, space);
    this.explicit = users.explicit();
    azures.routes().forEach(this::add);
    users.routes().forEach(this::add);
    new LearnedRoutes(location, space, azures.networkSpace()).routes().forEach(this::add);
    // A user-defined default route takes the routes of reserved space away.
    boolean overridden =
        last.stream()
            .anyMatch(r -> r.origin().isUser() && r.reach().certain().covers(Ipv4Space.PRIVATE));
    if (!overridden) {
      AzureRoutes.reserved().forEach(this::add);
    }
    Comparator<EffectiveRoute> precedence =
        Comparator.<EffectiveRoute>comparingInt(r -> -r.length())
            .thenComparing(EffectiveRoute::origin)
            .thenComparing(r -> r.name().route())
            .thenComparing(r -> r.name().prefix());
    middle.sort(precedence);
    last.sort(precedence);
  }

  private void add(EffectiveRoute route) {
    if (route.reach().possible().isEmpty()) {
      return;
    }
    boolean host = route.length() == 32 && route.origin() == Origin.USER_PREFIX;
    if (route.origin() == Origin.PLATFORM || host) {
      first.add(route);
    } else if (route.length() == EffectiveRoute.FLOATING) {
      floating.add(route);
    } else if (route.length() == 0) {
      last.add(route);
    } else {
      middle.add(route);
    }
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
    return noRoutes && (!propagated || LearnedRoutes.areNone(location));
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
    AddressSet elsewhere = AddressSet.ofSymbols(TagSymbols.ELSEWHERE, TagSymbols.ELSEWHERE);
    // With a tag file, prefixes that hold all public space are told by their numbers.
    AddressSet far =
        covering > 0 && !space.isByName()
            ? elsewhere.union(Ipv4Space.PUBLIC.subtract(space.published()))
            : elsewhere;
    return slices(far).stream()
        .filter(slice -> !isOfServices(slice.route()))
        .filter(slice -> !isExplicit(slice.route()) || slice.route().length() <= covering)
        .toList();
  }

  /** Whether a route is about Microsoft's own services alone, of which the rest is not. */
  private static boolean isOfServices(EffectiveRoute route) {
    return route.hop() == NextHop.SERVICE_ENDPOINT
        || route.origin().isUser() && route.origin() != Origin.USER_PREFIX;
  }

  /** Whether somebody puts a route for everything (0.0.0.0/0) in the place of Azure's own. */
  Datum<Boolean> hasDefaultRoute() {
    List<EffectiveRoute> candidates =
        Stream.concat(last.stream(), floating.stream())
            .filter(r -> r.origin() == Origin.USER_PREFIX || r.origin() == Origin.LEARNED)
            .toList();
    if (candidates.stream().anyMatch(r -> r.length() == 0 && !r.reach().certain().isEmpty())) {
      return Datum.known(true);
    }
    return candidates.stream()
        .flatMap(r -> r.missing().stream())
        .findFirst()
        .<Datum<Boolean>>map(Datum::unknown)
        .orElse(Datum.known(false));
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
}
