package dev.vnetproof.proof.route;

import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.proof.firewall.FirewallLayer;
import dev.vnetproof.proof.firewall.Passage;
import dev.vnetproof.proof.layer.DemandedFlow;
import dev.vnetproof.proof.layer.Layer;
import dev.vnetproof.proof.layer.WitnessPicker;
import dev.vnetproof.proof.tag.Extent;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.rule.ForcedTunnel;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.RequiredRoute;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.rule.Witness;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.Packet;
import dev.vnetproof.space.PacketSet;
import dev.vnetproof.space.PortSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The way of packets that leave the subnet: the routes that may win, and where one of them leads to
 * an appliance or a gateway, what the declared firewall lets through.
 */
public final class PathLayer implements Layer {
  private final Location location;
  private final Cloud cloud;
  private final ServiceTags tags;
  private final LocationSpace space;
  private final NextHops hops;
  private final WitnessPicker witnesses;
  private final boolean straight;
  private @Nullable SubnetRoutes routes;

  public PathLayer(Location location, Cloud cloud, ServiceTags tags, LocationSpace space) {
    this.location = location;
    this.cloud = cloud;
    this.tags = tags;
    this.space = space;
    this.hops = new NextHops(location, space);
    this.witnesses = new WitnessPicker(space);
    this.straight = SubnetRoutes.areOnlyAzures(location);
  }

  private SubnetRoutes routes() {
    if (routes == null) {
      routes = new SubnetRoutes(location, cloud, tags, space);
    }
    return routes;
  }

  /** Whether all public traffic goes straight out: nothing has to be looked at then. */
  public boolean isStraight() {
    return straight;
  }

  /** Whether the default way of public traffic leads through an appliance or a gateway. */
  public ForcedTunnel.Extent tunnel() {
    if (straight) {
      return ForcedTunnel.Extent.NONE;
    }
    boolean all = true;
    boolean any = false;
    for (RouteSlice slice : routes().remainder()) {
      NextHop hop = slice.route().hop();
      all &= hop.isTunnel();
      any |= hop.isTunnel() || hop == NextHop.UNKNOWN;
    }
    if (all) {
      return ForcedTunnel.Extent.ALL;
    }
    return any ? ForcedTunnel.Extent.POSSIBLE : ForcedTunnel.Extent.NONE;
  }

  /** Whether a default route (0.0.0.0/0) is configured or learned, wherever it leads. */
  public Datum<Boolean> hasDefaultRoute() {
    return straight ? Datum.known(false) : routes().hasDefaultRoute();
  }

  /** Whether public traffic leaves through the Internet, or a service endpoint, for certain. */
  public boolean leadsStraightOut() {
    return straight
        || routes().slices(space.demanded(Remote.tag("Internet")).possible()).stream()
            .map(slice -> slice.route().hop())
            .allMatch(hop -> hop == NextHop.INTERNET || hop == NextHop.SERVICE_ENDPOINT);
  }

  /** What would settle whether public traffic is forced elsewhere. */
  public List<Missing> tunnelMissing() {
    Set<Missing> missing = new LinkedHashSet<>();
    routes().remainder().forEach(slice -> missing.addAll(slice.route().missing()));
    return List.copyOf(missing);
  }

  /** The user-defined default route through an appliance or a gateway, if there is one. */
  public Optional<DecidedBy.ByRoute> forcingRoute() {
    if (straight) {
      return Optional.empty();
    }
    return routes().remainder().stream()
        .map(RouteSlice::route)
        .filter(route -> route.hop().isTunnel() && route.origin().isUser())
        .map(EffectiveRoute::name)
        .findFirst();
  }

  // ---- flows ----------------------------------------------------------------------------------

  @Override
  public Verdict decide(DemandedFlow flow) {
    if (flow.isInbound() || isSurelyStraight(flow)) {
      return Verdict.Allowed.FULLY;
    }
    return judge(flow, ways(flow));
  }

  /** Whether routes lead where the flow has to go; an appliance on the way is taken to pass it. */
  public Verdict decideRoutes(DemandedFlow flow) {
    List<Way> ways = new ArrayList<>();
    for (RouteSlice slice : routes().slices(flow.far().possible())) {
      EffectiveRoute route = slice.route();
      ways.add(
          new Way(
              slice,
              route.hop().isTunnel() ? hops.ifThere(route, Passage.OPEN) : hops.of(slice, flow)));
    }
    return judge(flow, ways);
  }

  private boolean isSurelyStraight(DemandedFlow flow) {
    return straight
        && (flow.remote() instanceof Remote.Tag || flow.remote() instanceof Remote.SameSubnet);
  }

  @Override
  public boolean nothingPasses(DemandedFlow flow) {
    if (flow.isInbound() || isSurelyStraight(flow)) {
      return false;
    }
    for (Way way : ways(flow)) {
      List<PacketSet> rest =
          List.of(
              new PacketSet(
                  flow.flow().protocol(),
                  flow.near().possible(),
                  PortSet.ALL,
                  way.slice().possible(),
                  flow.flow().ports()));
      for (Passage.Stop stop : way.passage().stops()) {
        for (PacketSet stopped : stop.packets()) {
          rest = FirewallLayer.subtract(rest, stopped);
        }
      }
      if (!rest.stream().allMatch(PacketSet::isEmpty)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public List<PacketSet> mayPass(DemandedFlow flow, List<PacketSet> packets) {
    if (flow.isInbound() || isSurelyStraight(flow)) {
      return packets;
    }
    List<PacketSet> carried = new ArrayList<>();
    for (Way way : ways(flow)) {
      List<PacketSet> rest =
          packets.stream()
              .map(box -> box.to(way.slice().possible()))
              .filter(box -> !box.isEmpty())
              .toList();
      for (Passage.Stop stop : way.passage().stops()) {
        for (PacketSet stopped : stop.packets()) {
          rest = FirewallLayer.subtract(rest, stopped);
        }
      }
      carried.addAll(rest);
    }
    return carried;
  }

  @Override
  public List<Block> stops(DemandedFlow flow, PacketSet packets) {
    if (flow.isInbound() || isSurelyStraight(flow)) {
      return List.of();
    }
    List<Block> blocks = new ArrayList<>();
    for (Way way : ways(flow)) {
      for (Passage.Stop stop : way.passage().stops()) {
        stop.packets().stream()
            .map(stopped -> stopped.intersect(packets.to(way.slice().wholly())))
            .filter(dying -> !dying.isEmpty())
            .findFirst()
            .map(dying -> witnesses.witness(flow, dying, WitnessPicker.pick(dying)))
            .ifPresent(
                witness ->
                    blocks.add(new Block(flow.flow().describe(), Optional.of(witness), stop.by())));
      }
    }
    return blocks;
  }

  private record Way(RouteSlice slice, Passage passage) {}

  private List<Way> ways(DemandedFlow flow) {
    List<Way> ways = new ArrayList<>();
    for (RouteSlice slice : routes().slices(flow.far().possible())) {
      ways.add(new Way(slice, hops.of(slice, flow)));
    }
    return ways;
  }

  private Verdict judge(DemandedFlow flow, List<Way> ways) {
    boolean open = true;
    AddressSet stopped = flow.far().certain();
    for (Way way : ways) {
      open &= way.passage().open();
      stopped = stopped.subtract(way.slice().wholly().subtract(way.passage().blocked()));
    }
    if (open) {
      return Verdict.Allowed.FULLY;
    }
    if (stopped.isEmpty() || flow.near().certain().isEmpty()) {
      return new Verdict.Unknown(missing(flow, ways), List.of());
    }
    List<Block> blocks = new ArrayList<>();
    for (Way way : ways) {
      AddressSet hit = stopped.intersect(way.slice().possible()).intersect(way.passage().blocked());
      if (hit.isEmpty()) {
        continue;
      }
      for (Passage.Stop stop : way.passage().stops()) {
        witness(flow, hit, stop)
            .ifPresent(
                witness ->
                    blocks.add(new Block(flow.flow().describe(), Optional.of(witness), stop.by())));
      }
    }
    return new Verdict.Blocked(blocks);
  }

  /** A demanded packet to one of {@code far} that meets the obstacle, if there is one. */
  private Optional<Witness> witness(DemandedFlow flow, AddressSet far, Passage.Stop stop) {
    PacketSet demanded =
        new DemandedFlow(flow.flow(), flow.remote(), flow.near(), Extent.exactly(far)).certain();
    List<PacketSet> dying =
        stop.packets().stream()
            .map(demanded::intersect)
            .filter(packets -> !packets.isEmpty())
            .toList();
    if (dying.isEmpty()) {
      return Optional.empty();
    }
    PacketSet around =
        new PacketSet(
            demanded.protocol(),
            demanded.sources(),
            demanded.sourcePorts(),
            AddressSet.unionOf(dying.stream().map(PacketSet::destinations).toList()),
            demanded.destinationPorts());
    Packet usual = WitnessPicker.pick(around);
    boolean dies = dying.stream().anyMatch(packets -> packets.contains(usual));
    return Optional.of(
        witnesses.witness(flow, around, dies ? usual : WitnessPicker.pick(dying.get(0))));
  }

  private static List<Missing> missing(DemandedFlow flow, List<Way> ways) {
    Set<Missing> missing = new LinkedHashSet<>();
    for (Way way : ways) {
      if (!way.passage().open()) {
        missing.addAll(way.slice().route().missing());
        missing.addAll(way.passage().missing());
      }
    }
    for (Way way : ways) {
      missing.addAll(way.slice().route().missing());
    }
    missing.addAll(flow.far().missing());
    missing.addAll(flow.near().missing());
    if (missing.isEmpty()) {
      // All is known, but the demand leaves open how much of it is meant.
      missing.add(flow.flow().reallyNeeded());
    }
    return List.copyOf(missing);
  }

  // ---- hosts and replies ------------------------------------------------------------------------

  /**
   * How packets to a host fare.
   *
   * @param carrier the tag that holds it, if one is known to
   * @param far where its one address is
   * @param foreign routes that are for other traffic than a host's
   */
  public Verdict decide(
      String host,
      int port,
      Optional<ServiceTag> carrier,
      AddressSet far,
      Predicate<EffectiveRoute> foreign,
      String demand) {
    return straight
        ? Verdict.Allowed.FULLY
        : new HostPath(routes(), hops, space).decide(host, port, carrier, far, foreign, demand);
  }

  /** Whether replies to a far side leave through the Internet, whence the requests came. */
  public Verdict decide(RequiredRoute demand, Remote remote) {
    return straight
        ? Verdict.Allowed.FULLY
        : new ReturnPath(routes(), space).decide(demand, remote);
  }

  /** Whether no reply to any of a far side leaves through the Internet. */
  public boolean losesReplies(Remote remote) {
    return !straight && new ReturnPath(routes(), space).losesAll(remote);
  }
}
