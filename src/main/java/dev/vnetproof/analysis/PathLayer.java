package dev.vnetproof.analysis;

import dev.vnetproof.finding.Block;
import dev.vnetproof.finding.DecidedBy;
import dev.vnetproof.finding.Witness;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.requirement.Remote;
import dev.vnetproof.requirement.RequiredRoute;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.Packet;
import dev.vnetproof.space.PacketSet;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
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
 *
 * <p>Not final: proofs of the security group alone put one in its place that carries everything.
 */
class PathLayer {
  private static final AddressSet PUBLIC_SPACE = Ipv4Space.PUBLIC.union(TagSymbols.PUBLIC_SYMBOLS);

  /** Machines of Azure networks and of on-premises ones. */
  private static final AddressSet PRIVATE_SPACE =
      Ipv4Space.PRIVATE.union(AddressSet.ofSymbols(TagSymbols.SUBNET, TagSymbols.ON_PREMISES));

  private final Location location;
  private final Cloud cloud;
  private final ServiceTags tags;
  private final LocationSpace space;
  private final FirewallLayer firewall;
  private final WitnessPicker witnesses;
  private final boolean straight;
  private @Nullable SubnetRoutes routes;

  PathLayer(Location location, Cloud cloud, ServiceTags tags, LocationSpace space) {
    this.location = location;
    this.cloud = cloud;
    this.tags = tags;
    this.space = space;
    this.firewall = new FirewallLayer(location, space);
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
  boolean isStraight() {
    return straight;
  }

  /** Whether the default way of public traffic leads through an appliance or a gateway. */
  Tunnel tunnel() {
    if (straight) {
      return Tunnel.NO;
    }
    boolean all = true;
    boolean any = false;
    for (RouteSlice slice : routes().remainder()) {
      NextHop hop = slice.route().hop();
      all &= hop.isTunnel();
      any |= hop.isTunnel() || hop == NextHop.UNKNOWN;
    }
    return all ? Tunnel.YES : any ? Tunnel.UNKNOWN : Tunnel.NO;
  }

  /** Whether public traffic is forced through somebody's own devices. */
  enum Tunnel {
    YES,
    NO,
    UNKNOWN
  }

  /** What would settle whether public traffic is forced elsewhere. */
  List<String> tunnelMissing() {
    Set<String> missing = new LinkedHashSet<>();
    routes().remainder().forEach(slice -> missing.addAll(slice.route().missing()));
    return List.copyOf(missing);
  }

  /** The user-defined default route through an appliance or a gateway, if there is one. */
  Optional<DecidedBy.ByRoute> forcingRoute() {
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

  Verdict decide(DemandedFlow flow) {
    if (flow.isInbound() || isSurelyStraight(flow)) {
      return Verdict.Allowed.FULLY;
    }
    return judge(flow, ways(flow));
  }

  /** Whether routes lead where the flow has to go; an appliance on the way is taken to pass it. */
  Verdict decideRoutes(DemandedFlow flow) {
    List<Way> ways = new ArrayList<>();
    for (RouteSlice slice : routes().slices(flow.far().possible())) {
      ways.add(
          new Way(slice, slice.route().hop().isTunnel() ? Passage.OPEN : passage(slice, flow)));
    }
    return judge(flow, ways);
  }

  private boolean isSurelyStraight(DemandedFlow flow) {
    return straight
        && (flow.remote() instanceof Remote.Tag || flow.remote() instanceof Remote.SameSubnet);
  }

  /** Whether provably no packet of the flow gets through. */
  boolean nothingPasses(DemandedFlow flow) {
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

  private record Way(RouteSlice slice, Passage passage) {}

  private List<Way> ways(DemandedFlow flow) {
    List<Way> ways = new ArrayList<>();
    for (RouteSlice slice : routes().slices(flow.far().possible())) {
      ways.add(new Way(slice, passage(slice, flow)));
    }
    return ways;
  }

  private Passage passage(RouteSlice slice, DemandedFlow flow) {
    EffectiveRoute route = slice.route();
    AddressSet far = slice.possible();
    return switch (route.hop()) {
      case SERVICE_ENDPOINT, PEERING -> Passage.OPEN;
      case INTERNET -> closed(flow, far.intersect(PRIVATE_SPACE), route);
      case NETWORK -> route.origin().isUser() ? delivered(flow, far, route) : Passage.OPEN;
      case NONE -> closed(flow, far, route);
      case UNKNOWN -> Passage.unknown(route.missing());
      case GATEWAY, APPLIANCE -> {
        boolean service =
            flow.remote() instanceof Remote.Tag tag
                && !tag.tag().equals(ServiceTag.VIRTUAL_NETWORK);
        yield route.hop() == NextHop.GATEWAY && !service
            ? Passage.OPEN
            : firewall.decide(
                route,
                new FirewallCrossing(
                    flow.near(),
                    far,
                    flow.flow().protocol(),
                    flow.flow().ports(),
                    service ? Optional.of(((Remote.Tag) flow.remote()).tag()) : Optional.empty(),
                    Optional.empty()));
      }
    };
  }

  /** A route takes no heed of where packets come from. */
  private static Passage closed(DemandedFlow flow, AddressSet far, EffectiveRoute route) {
    return Passage.closedFor(
        new PacketSet(
            flow.flow().protocol(), AddressSet.ALL, PortSet.ALL, far, flow.flow().ports()),
        route.name());
  }

  /**
   * Delivery within the network reaches the network's own machines. That it does not reach peers is
   * not supposed.
   */
  private Passage delivered(DemandedFlow flow, AddressSet far, EffectiveRoute route) {
    Datum<AddressPrefixes> own = location.virtualNetwork().addressSpace();
    Datum<AddressPrefixes> peers = location.virtualNetwork().peeredAddressSpaces();
    AddressSet reached =
        own.orElse(AddressPrefixes.NONE)
            .set()
            .union(peers.orElse(AddressPrefixes.NONE).set())
            .union(space.subnet().certain());
    AddressSet publicSpace = own.isKnown() ? PUBLIC_SPACE : TagSymbols.PUBLIC_SYMBOLS;
    AddressSet strangers = Ipv4Space.PRIVATE.subtract(reached);
    if (own.isKnown() && peers.isKnown()) {
      return closed(flow, far.intersect(publicSpace.union(strangers).subtract(reached)), route);
    }
    Passage passage = closed(flow, far.intersect(publicSpace.subtract(reached)), route);
    List<String> missing = new ArrayList<>();
    own.ifMissing().ifPresent(missing::add);
    peers.ifMissing().ifPresent(missing::add);
    return far.intersects(strangers) ? new Passage(false, passage.stops(), missing) : passage;
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

  private static List<String> missing(DemandedFlow flow, List<Way> ways) {
    Set<String> missing = new LinkedHashSet<>();
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
      missing.add(Explanation.reallyNeeded(flow.flow()));
    }
    return List.copyOf(missing);
  }

  // ---- hosts ----------------------------------------------------------------------------------

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
    if (straight) {
      return Verdict.Allowed.FULLY;
    }
    boolean open = true;
    AddressSet passing = AddressSet.EMPTY;
    Set<String> missing = new LinkedHashSet<>();
    Set<Passage.Stop> stops = new LinkedHashSet<>();
    for (RouteSlice slice : routes().slices(far)) {
      if (foreign.test(slice.route())) {
        continue;
      }
      Passage passage = passage(slice, host, port, carrier);
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
      missing.add("the addresses of `" + host + "`");
    }
    return new Verdict.Unknown(List.copyOf(missing), blocks);
  }

  private Passage passage(RouteSlice slice, String host, int port, Optional<ServiceTag> carrier) {
    EffectiveRoute route = slice.route();
    PacketSet packets =
        new PacketSet(
            Protocol.TCP, AddressSet.ALL, PortSet.ALL, FirewallCrossing.HOST, PortSet.of(port));
    return switch (route.hop()) {
      case SERVICE_ENDPOINT, PEERING, INTERNET -> Passage.OPEN;
      case NETWORK ->
          route.origin().isUser() ? Passage.closedFor(packets, route.name()) : Passage.OPEN;
      case NONE -> Passage.closedFor(packets, route.name());
      case UNKNOWN -> Passage.unknown(route.missing());
      case GATEWAY, APPLIANCE ->
          firewall.decide(
              route,
              new FirewallCrossing(
                  space.subnet(),
                  slice.possible(),
                  Protocol.TCP,
                  PortSet.of(port),
                  carrier,
                  Optional.of(host)));
    };
  }

  // ---- the way back ---------------------------------------------------------------------------

  /** Whether replies to a far side leave through the Internet, whence the requests came. */
  Verdict decide(RequiredRoute demand, Remote remote) {
    if (straight) {
      return Verdict.Allowed.FULLY;
    }
    Extent far = space.demanded(remote);
    Extent outside =
        new Extent(
            far.certain().intersect(PUBLIC_SPACE),
            far.possible().intersect(PUBLIC_SPACE),
            far.missing());
    List<RouteSlice> slices = routes().slices(outside.possible());
    boolean open = true;
    boolean written = false;
    AddressSet lost = outside.certain();
    Set<String> missing = new LinkedHashSet<>();
    for (RouteSlice slice : slices) {
      if (slice.route().hop() == NextHop.SERVICE_ENDPOINT) {
        // Carries requests to services; whoever called from outside is none of them.
        continue;
      }
      boolean back = leadsBack(slice.route());
      open &= back;
      written |= back && slice.route().origin() == EffectiveRoute.Origin.USER_PREFIX;
      if (back || slice.route().hop() == NextHop.UNKNOWN) {
        lost = lost.subtract(slice.wholly());
      }
      missing.addAll(slice.route().missing());
    }
    missing.addAll(outside.missing());
    if (open) {
      return Verdict.Allowed.FULLY;
    }
    if (written && demand.settledBy().isPresent()) {
      return new Verdict.Unknown(List.of(demand.settledBy().get()), List.of());
    }
    if (lost.isEmpty() && !missing.isEmpty()) {
      return new Verdict.Unknown(List.copyOf(missing), List.of());
    }
    if (demand.settledBy().isPresent() && !isRemainderLost()) {
      // Only some prefixes are diverted: whether clients are behind them is another question.
      Set<String> needed = new LinkedHashSet<>();
      routes().remainder().forEach(slice -> needed.addAll(slice.route().missing()));
      needed.add(demand.settledBy().get());
      return new Verdict.Unknown(List.copyOf(needed), List.of());
    }
    List<Block> blocks = new ArrayList<>();
    for (RouteSlice slice : slices) {
      AddressSet hit = lost.intersect(slice.possible());
      if (!hit.isEmpty() && !leadsBack(slice.route())) {
        blocks.add(
            new Block(
                demand.describe(),
                witnesses.reply(space.subnet().certain(), hit, remote, demand.port()),
                slice.route().name()));
      }
    }
    return new Verdict.Blocked(blocks);
  }

  private boolean isRemainderLost() {
    return routes().remainder().stream()
        .map(RouteSlice::route)
        .noneMatch(route -> leadsBack(route) || route.hop() == NextHop.UNKNOWN);
  }

  /** A learned route to exactly these addresses means that they came by the gateway too. */
  private static boolean leadsBack(EffectiveRoute route) {
    return switch (route.hop()) {
      case INTERNET, SERVICE_ENDPOINT, PEERING -> true;
      case GATEWAY -> route.origin() == EffectiveRoute.Origin.LEARNED && route.length() > 0;
      case NETWORK -> !route.origin().isUser();
      case APPLIANCE, NONE, UNKNOWN -> false;
    };
  }
}
