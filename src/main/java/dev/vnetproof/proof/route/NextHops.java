package dev.vnetproof.proof.route;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.proof.firewall.FirewallCrossing;
import dev.vnetproof.proof.firewall.FirewallLayer;
import dev.vnetproof.proof.firewall.Passage;
import dev.vnetproof.proof.layer.DemandedFlow;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.proof.tag.TagSymbols;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PacketSet;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether packets arrive that a route sends to its next hop. */
final class NextHops {
  /** Machines of Azure networks and of on-premises ones. */
  private static final AddressSet PRIVATE_SPACE =
      Ipv4Space.PRIVATE.union(AddressSet.ofSymbols(TagSymbols.SUBNET, TagSymbols.ON_PREMISES));

  private static final AddressSet AZURE_MACHINES =
      AddressSet.ofSymbols(TagSymbols.SUBNET, TagSymbols.PEERED);

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
      case INTERNET -> closed(flow, far.intersect(machines(flow)), route);
      case NETWORK -> route.origin().isUser() ? delivered(flow, far, route) : Passage.OPEN;
      case NONE -> closed(flow, far, route);
      case UNKNOWN -> Passage.unknown(route.missing());
      case APPLIANCE -> letThrough(flow, far, route);
      case GATEWAY -> throughGateway(flow, far, route);
    };
  }

  /** Services are in no network of a customer, whatever numbers that network has. */
  private static boolean isService(DemandedFlow flow) {
    return flow.remote() instanceof Remote.Tag tag && !tag.tag().equals(ServiceTag.VIRTUAL_NETWORK);
  }

  private Passage letThrough(DemandedFlow flow, AddressSet far, EffectiveRoute route) {
    return firewall.decide(
        route.entrance(),
        new FirewallCrossing(
            flow.near(),
            far,
            flow.flow().protocol(),
            flow.flow().ports(),
            isService(flow) ? Optional.of(((Remote.Tag) flow.remote()).tag()) : Optional.empty(),
            Optional.empty()));
  }

  /** A route takes no heed of where packets come from. */
  private static Passage closed(DemandedFlow flow, AddressSet far, EffectiveRoute route) {
    return Passage.closedFor(
        new PacketSet(
            flow.flow().protocol(), AddressSet.ALL, PortSet.ALL, far, flow.flow().ports()),
        route.name());
  }

  // ---- machines of networks -------------------------------------------------------------------

  /** The network, its peers and the subnet, as far as their addresses are known. */
  private AddressSet azureNetworks() {
    return location
        .virtualNetwork()
        .addressSpace()
        .orElse(AddressPrefixes.NONE)
        .set()
        .union(location.virtualNetwork().peeredAddressSpaces().orElse(AddressPrefixes.NONE).set())
        .union(space.subnet().certain());
  }

  private List<Missing> missingNetworks() {
    List<Missing> missing = new ArrayList<>();
    location.virtualNetwork().addressSpace().ifMissing().ifPresent(missing::add);
    location.virtualNetwork().peeredAddressSpaces().ifMissing().ifPresent(missing::add);
    return missing;
  }

  /** What the Internet does not lead to. */
  private AddressSet machines(DemandedFlow flow) {
    return isService(flow) ? PRIVATE_SPACE : PRIVATE_SPACE.union(azureNetworks());
  }

  /**
   * Delivery within the network reaches the network's own machines. That it does not reach peers is
   * not supposed.
   */
  private Passage delivered(DemandedFlow flow, AddressSet far, EffectiveRoute route) {
    if (isService(flow)) {
      return closed(flow, far, route);
    }
    AddressSet others = far.subtract(azureNetworks()).subtract(AZURE_MACHINES);
    List<Missing> missing = missingNetworks();
    if (missing.isEmpty()) {
      return closed(flow, others, route);
    }
    Passage passage = closed(flow, others.symbols(), route);
    return others.ipv4().isEmpty() ? passage : new Passage(false, passage.stops(), missing);
  }

  /**
   * A gateway leads to machines on premises. Everything else that is sent to it goes through
   * somebody's own devices: what they let through is declared with the firewall, if at all.
   */
  private Passage throughGateway(DemandedFlow flow, AddressSet far, EffectiveRoute route) {
    AddressSet behind = isService(flow) ? AddressSet.EMPTY : onPremises();
    AddressSet perhaps = isService(flow) ? AddressSet.EMPTY : perhapsOnPremises();
    AddressSet rest = far.subtract(behind);
    Passage passage = rest.isEmpty() ? Passage.OPEN : letThrough(flow, rest, route);
    if (!passage.open() && rest.intersects(perhaps)) {
      AddressSet others = rest.subtract(perhaps);
      List<Missing> missing = missingNetworks();
      location.virtualNetwork().onPremisesAddressSpaces().ifMissing().ifPresent(missing::add);
      missing.addAll(passage.missing());
      passage =
          new Passage(
              false,
              others.isEmpty() ? List.of() : letThrough(flow, others, route).stops(),
              missing);
    }
    return ifThere(route, passage);
  }

  /** A route of the table may lead to a gateway that nobody knows to be there. */
  Passage ifThere(EffectiveRoute route, Passage passage) {
    Datum<Boolean> gateway = location.virtualNetwork().gateway();
    if (gateway.isKnown() || route.hop() != NextHop.GATEWAY || !route.origin().isUser()) {
      return passage;
    }
    List<Missing> missing = new ArrayList<>();
    gateway.ifMissing().ifPresent(missing::add);
    missing.addAll(passage.missing());
    return new Passage(false, passage.stops(), missing);
  }

  /** What is known to be behind the gateway: declared space, and private space of nobody else. */
  private AddressSet onPremises() {
    List<AddressSet> spaces = new ArrayList<>();
    spaces.add(AddressSet.ofSymbols(TagSymbols.ON_PREMISES, TagSymbols.ON_PREMISES));
    for (String text :
        location.virtualNetwork().onPremisesAddressSpaces().orElse(AddressPrefixes.NONE).texts()) {
      for (String prefix : AddressSet.parse(text).ipv4().ipv4Prefixes()) {
        AddressSet set = AddressSet.parse(prefix);
        boolean network = EffectiveRoute.length(set) >= LearnedRoutes.SHORTEST;
        spaces.add(network ? set : set.intersect(Ipv4Space.PRIVATE));
      }
    }
    if (missingNetworks().isEmpty()) {
      spaces.add(Ipv4Space.PRIVATE);
    }
    return AddressSet.unionOf(spaces).subtract(azureNetworks());
  }

  private AddressSet perhapsOnPremises() {
    AddressSet numbers =
        location.virtualNetwork().onPremisesAddressSpaces().isKnown()
            ? Ipv4Space.PRIVATE
            : AddressSet.ALL_IPV4;
    return numbers.subtract(azureNetworks());
  }

  // ---- hosts ----------------------------------------------------------------------------------

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
          ifThere(
              route,
              firewall.decide(
                  route.entrance(),
                  new FirewallCrossing(
                      space.subnet(),
                      slice.possible(),
                      Protocol.TCP,
                      PortSet.of(port),
                      carrier,
                      Optional.of(host))));
    };
  }
}
