package dev.vnetproof.proof.route;

import dev.vnetproof.model.Missing;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.proof.firewall.Passage;
import dev.vnetproof.proof.layer.WitnessPicker;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PacketSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The way of packets to a host, which has one address that is not known. */
final class HostPath {
  private final SubnetRoutes routes;
  private final NextHops hops;
  private final LocationSpace space;
  private final WitnessPicker witnesses;

  HostPath(SubnetRoutes routes, NextHops hops, LocationSpace space) {
    this.routes = routes;
    this.hops = hops;
    this.space = space;
    this.witnesses = new WitnessPicker(space);
  }

  /**
   * How packets to a host fare.
   *
   * @param carrier the tag that holds it, if one is known to
   * @param far where its one address is
   * @param foreign routes that are for other traffic than a host's
   */
  Verdict decide(
      String host,
      int port,
      Optional<ServiceTag> carrier,
      AddressSet far,
      Predicate<EffectiveRoute> foreign,
      String demand) {
    boolean open = true;
    AddressSet passing = AddressSet.EMPTY;
    Set<Missing> missing = new LinkedHashSet<>();
    Set<Passage.Stop> stops = new LinkedHashSet<>();
    for (RouteSlice slice : routes.slices(far)) {
      if (foreign.test(slice.route())) {
        continue;
      }
      Passage passage = hops.of(slice, host, port, carrier);
      open &= passage.open();
      if (passage.stops().isEmpty()) {
        passing = passing.union(slice.possible());
      }
      if (!passage.open()) {
        missing.addAll(slice.route().missing());
        missing.addAll(passage.missing());
        stops.addAll(passage.stops());
      }
    }
    if (open) {
      return Verdict.Allowed.FULLY;
    }
    List<Block> blocks = new ArrayList<>();
    for (Passage.Stop stop : stops) {
      AddressSet from =
          AddressSet.unionOf(stop.packets().stream().map(PacketSet::sources).toList())
              .intersect(space.subnet().certain());
      blocks.add(
          new Block(demand, Optional.of(witnesses.toHost(from, host, port, carrier)), stop.by()));
    }
    if (passing.isEmpty()) {
      return new Verdict.Blocked(blocks);
    }
    if (missing.isEmpty()) {
      missing.add(new Missing.DocumentSilent("the addresses of `" + host + "`"));
    }
    return new Verdict.Unknown(List.copyOf(missing), blocks);
  }
}
