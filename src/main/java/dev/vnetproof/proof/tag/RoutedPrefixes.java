package dev.vnetproof.proof.tag;

import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Prefixes that {@code VirtualNetwork} may take in because routes lead them to an appliance or a
 * gateway.
 *
 * @param meaning what the destination of a route stands for
 */
record RoutedPrefixes(Function<Datum<RuleAddresses>, Extent> meaning) {

  /** One for each such route. */
  List<Extent> of(Datum<Optional<RouteTable>> table) {
    if (table instanceof Datum.Known<Optional<RouteTable>> known) {
      return known.value().map(this::of).orElse(List.of());
    }
    return List.of(Extent.unknown(table.missing()));
  }

  private List<Extent> of(RouteTable table) {
    if (!(table.routes() instanceof Datum.Known<List<Route>> routes)) {
      return List.of(Extent.unknown(table.routes().missing()));
    }
    List<Extent> parts = new ArrayList<>();
    for (Route route : routes.value()) {
      NextHopType hop = route.nextHopType().orElse(NextHopType.VIRTUAL_APPLIANCE);
      if (route
          .destination()
          .orElse(RuleAddresses.NONE)
          .tags()
          .contains(ServiceTag.VIRTUAL_NETWORK)) {
        continue; // Which Azure refuses; it would take in itself.
      }
      if (hop == NextHopType.VIRTUAL_APPLIANCE || hop == NextHopType.VIRTUAL_NETWORK_GATEWAY) {
        AddressSet reach = meaning.apply(route.destination()).possible();
        parts.add(
            new Extent(
                AddressSet.EMPTY,
                reach,
                List.of(
                    Missing.fact(
                        "whether VirtualNetwork takes in the prefix of route `"
                            + route.name()
                            + "` (the effective security rules of the subnet show it)"))));
      }
    }
    return parts;
  }
}
