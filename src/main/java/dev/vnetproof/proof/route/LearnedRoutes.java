package dev.vnetproof.proof.route;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.proof.route.EffectiveRoute.Origin;
import dev.vnetproof.proof.tag.Extent;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.proof.tag.TagSymbols;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Routes to on-premises space, learned or configured at the gateway. Those to a network's own or
 * peered space never win, however long (user-defined routes overview, 2023-05-27).
 */
final class LearnedRoutes {
  /**
   * The shortest prefix that can be somebody's own network: nobody was ever given more than a /8.
   * What is shorter is a way to the Internet, whatever it is called.
   */
  static final int SHORTEST = 8;

  private final Location location;
  private final LocationSpace space;
  private final AddressSet networks;
  private final List<EffectiveRoute> routes = new ArrayList<>();

  /**
   * @param networks addresses of the network and its peers
   */
  LearnedRoutes(Location location, LocationSpace space, AddressSet networks) {
    this.location = location;
    this.space = space;
    this.networks = networks;
    Datum<Boolean> disabled =
        location
            .routeTable()
            .orElse(Optional.empty())
            .map(RouteTable::disableBgpRoutePropagation)
            .orElse(Datum.known(false));
    if (!disabled.orElse(false) && !areNone(location)) {
      propagated(disabled);
    }
  }

  /** Whether a gateway is known to teach the network nothing. */
  static boolean areNone(Location location) {
    Datum<AddressPrefixes> spaces = location.virtualNetwork().onPremisesAddressSpaces();
    return !location.virtualNetwork().gateway().orElse(true)
        || spaces.asOptional().filter(AddressPrefixes::isEmpty).isPresent();
  }

  List<EffectiveRoute> routes() {
    return routes;
  }

  private void propagated(Datum<Boolean> disabled) {
    Datum<AddressPrefixes> spaces = location.virtualNetwork().onPremisesAddressSpaces();
    for (String text : spaces.orElse(shown()).texts()) {
      for (String prefix : AddressSet.parse(text).ipv4().ipv4Prefixes()) {
        prefix(prefix, disabled.ifMissing());
      }
    }
    if (!spaces.isKnown()) {
      List<Missing> missing = new ArrayList<>();
      location.virtualNetwork().gateway().ifMissing().ifPresent(missing::add);
      spaces.ifMissing().ifPresent(missing::add);
      disabled.ifMissing().ifPresent(missing::add);
      AddressSet symbol = AddressSet.ofSymbols(TagSymbols.ON_PREMISES, TagSymbols.ON_PREMISES);
      boolean sure = disabled.isKnown() && location.virtualNetwork().gateway().orElse(false);
      add(
          new Extent(
              sure ? symbol : AddressSet.EMPTY,
              AddressSet.ALL_IPV4
                  .union(AddressSet.ALL_SYMBOLS)
                  .subtract(networks)
                  .subtract(AddressSet.ofSymbols(TagSymbols.SUBNET, TagSymbols.PEERED)),
              missing),
          EffectiveRoute.FLOATING,
          "prefixes not known",
          Optional.empty());
    }
  }

  /** Of learned routes that are not all known, the prefixes of the others. */
  private AddressPrefixes shown() {
    List<String> texts = new ArrayList<>();
    for (Route route : location.virtualNetwork().learnedRoutes().orElse(List.of())) {
      texts.addAll(route.destination().orElse(RuleAddresses.NONE).prefixes().texts());
    }
    return AddressPrefixes.of(texts.stream().distinct().toList());
  }

  private void prefix(String prefix, Optional<Missing> missing) {
    AddressSet set = AddressSet.parse(prefix);
    boolean everything = set.ipv4Count() > AddressSet.MAX_IPV4;
    Extent reach = space.of(Datum.known(RuleAddresses.of(prefix)), false);
    AddressSet possible = reach.possible().subtract(networks);
    add(
        new Extent(
            missing.isPresent() ? AddressSet.EMPTY : reach.certain().subtract(networks),
            possible,
            missing.map(List::of).orElse(reach.missing())),
        everything ? 0 : EffectiveRoute.length(set),
        prefix,
        taught(prefix));
  }

  /** The learned route to a prefix, where more than the prefix is known of it. */
  private Optional<Route> taught(String prefix) {
    return location.virtualNetwork().learnedRoutes().orElse(List.of()).stream()
        .filter(
            route ->
                route.destination().orElse(RuleAddresses.ANY).prefixes().texts().stream()
                    .anyMatch(
                        text -> AddressSet.parse(text).ipv4().ipv4Prefixes().contains(prefix)))
        .findFirst();
  }

  private void add(Extent reach, int length, String prefix, Optional<Route> taught) {
    NextHop hop =
        taught
            .map(r -> r.nextHopType().asOptional().map(NextHop::of).orElse(NextHop.UNKNOWN))
            .orElse(NextHop.GATEWAY);
    List<Missing> missing = new ArrayList<>(reach.missing());
    taught.flatMap(route -> route.nextHopType().ifMissing()).ifPresent(missing::add);
    routes.add(
        new EffectiveRoute(
            hop,
            taught.flatMap(Route::nextHopIpAddress),
            reach,
            reach.possible(),
            length,
            Origin.LEARNED,
            new DecidedBy.ByRoute(
                Optional.empty(),
                "learned route",
                prefix,
                hop.azureName(),
                taught.map(Route::pointer).orElse("")),
            missing));
  }
}
