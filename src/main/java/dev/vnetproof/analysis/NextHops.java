package dev.vnetproof.analysis;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.requirement.Remote;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PacketSet;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether packets arrive that a route sends to its next hop. */
final class NextHops {
  private static final AddressSet PUBLIC_SPACE = Ipv4Space.PUBLIC.union(TagSymbols.PUBLIC_SYMBOLS);

  /** Machines of Azure networks and of on-premises ones. */
  private static final AddressSet PRIVATE_SPACE =
      Ipv4Space.PRIVATE.union(AddressSet.ofSymbols(TagSymbols.SUBNET, TagSymbols.ON_PREMISES));

  private final Location location;
  private final LocationSpace space;
  private final FirewallLayer firewall;

  NextHops(Location location, LocationSpace space) {
    this.location = location;
    this.space = space;
    this.firewall = new FirewallLayer(location, space);
  }

  /** How the packets of a flow fare that a route may win. */
  Passage of(RouteSlice slice, DemandedFlow flow) {
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

  /** How packets to a host fare that a route may win. */
  Passage of(RouteSlice slice, String host, int port, Optional<ServiceTag> carrier) {
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
}
