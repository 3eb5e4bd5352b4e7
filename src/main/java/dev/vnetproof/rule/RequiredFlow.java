package dev.vnetproof.rule;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.Feature;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A flow that must be possible between the subnet and a far side: from every source address and
 * port to every destination address and port.
 *
 * @param ports destination ports
 * @param coverage how much of the flow must be possible
 * @param alternatives smaller far sides that are accepted instead, best first
 * @param scope what the flow must get through
 */
public record RequiredFlow(
    String requirement,
    int location,
    Necessity necessity,
    Direction direction,
    Protocol protocol,
    Remote remote,
    PortSet ports,
    Coverage coverage,
    List<Alternative> alternatives,
    Scope scope)
    implements Demand {

  /** What a flow must get through. */
  public enum Scope {
    /** Security group, routes, and what stands at their end. */
    ALL,
    /** Routes only; other requirements look at the rest. */
    ROUTES
  }

  /** How much of a flow must be possible. */
  public enum Coverage {
    /** Every packet. */
    ALL,
    /** Every packet; but where only some pass, that is advised against, not a violation. */
    SOME,
    /** Every packet; but where only some pass, it depends on data that no snapshot holds. */
    DEPENDS
  }

  public RequiredFlow {
    alternatives = List.copyOf(alternatives);
  }

  /** Traffic that must come in to the subnet of a location. */
  public static RequiredFlow inbound(String requirement, Location location) {
    return start(requirement, location, Direction.INBOUND);
  }

  /** Traffic that must go out of the subnet of a location. */
  public static RequiredFlow outbound(String requirement, Location location) {
    return start(requirement, location, Direction.OUTBOUND);
  }

  private static RequiredFlow start(String requirement, Location location, Direction direction) {
    return new RequiredFlow(
        requirement,
        location.index(),
        Necessity.REQUIRED,
        direction,
        Protocol.TCP,
        new Remote.Unsaid(),
        PortSet.EMPTY,
        Coverage.ALL,
        List.of(),
        Scope.ALL);
  }

  /** The same over TCP to these ports of the far end. */
  public RequiredFlow tcp(int... ports) {
    return ports(Protocol.TCP, PortSet.of(ports));
  }

  /** The same over TCP, whatever the port. */
  public RequiredFlow tcpAnyPort() {
    return ports(Protocol.TCP, PortSet.ALL);
  }

  /** The same over UDP to these ports of the far end. */
  public RequiredFlow udp(int... ports) {
    return ports(Protocol.UDP, PortSet.of(ports));
  }

  private RequiredFlow ports(Protocol newProtocol, PortSet newPorts) {
    return with(necessity, newProtocol, remote, newPorts, coverage, alternatives);
  }

  /** The far side as destination. */
  public RequiredFlow to(Remote far) {
    return with(necessity, protocol, far, ports, coverage, alternatives);
  }

  /** The far side as source. */
  public RequiredFlow from(Remote far) {
    return to(far);
  }

  /** The far side as destination: a service tag, an address or a prefix ({@link Remote#of}). */
  public RequiredFlow to(String far) {
    return to(Remote.of(far));
  }

  /** The far side as source: a service tag, an address or a prefix ({@link Remote#of}). */
  public RequiredFlow from(String far) {
    return to(far);
  }

  /** The same to all that VirtualNetwork stands for. */
  public RequiredFlow toVirtualNetwork() {
    return to(new Remote.VirtualNetworkSpace());
  }

  /** The same from all that VirtualNetwork stands for. */
  public RequiredFlow fromVirtualNetwork() {
    return toVirtualNetwork();
  }

  /** Between the machines of the instance. */
  public RequiredFlow withinSubnet() {
    return to(new Remote.SameSubnet());
  }

  /** The flow belongs to features: it binds when one of them is used. */
  public RequiredFlow forFeature(Feature... features) {
    return necessity(Necessity.of(features));
  }

  /** The flow belongs to features, and is advised only when one of them is used. */
  public RequiredFlow advisedForFeature(Feature... features) {
    return necessity(Necessity.advisedFor(features));
  }

  /** The same as advice: unmet, it is a recommendation. */
  public RequiredFlow advised() {
    return necessity(Necessity.ADVISED);
  }

  /** The flow is demanded only if {@code datum}, which the snapshot leaves open, says so. */
  public RequiredFlow supposing(Missing datum) {
    return necessity(new Necessity.Supposed(datum, necessity));
  }

  private RequiredFlow necessity(Necessity newNecessity) {
    return with(newNecessity, protocol, remote, ports, coverage, alternatives);
  }

  /** Where only part of the flow is possible, that is advised against but no violation. */
  public RequiredFlow atLeastPartly() {
    return with(necessity, protocol, remote, ports, Coverage.SOME, alternatives);
  }

  /**
   * Where only part of the flow is possible, nobody can tell from a snapshot whether it matters.
   */
  public RequiredFlow partDepends() {
    return with(necessity, protocol, remote, ports, Coverage.DEPENDS, alternatives);
  }

  /** Only the routes are looked at. */
  public RequiredFlow routeOnly() {
    return new RequiredFlow(
        requirement,
        location,
        necessity,
        direction,
        protocol,
        remote,
        ports,
        coverage,
        alternatives,
        Scope.ROUTES);
  }

  /** The regional tag of the location's own region will do as well. */
  public RequiredFlow orRegional(Location at) {
    return regional(at, Alternative.Standing.PERMITTED);
  }

  /** The regional tag is no documented alternative: it is reported, but not as a violation. */
  public RequiredFlow regionalTolerated(Location at) {
    return regional(at, Alternative.Standing.TOLERATED);
  }

  private RequiredFlow regional(Location at, Alternative.Standing standing) {
    return or(Remote.regional(remote, at), standing, requirement);
  }

  /** The far side may as well be somewhere else: where that is open, it cannot be decided. */
  public RequiredFlow orSomewhereIn(String serviceTag, String missing) {
    return or(Remote.somewhereIn(serviceTag, missing), Alternative.Standing.PERMITTED, requirement);
  }

  /** A service tag will do as well. */
  public RequiredFlow or(String serviceTag) {
    return or(Remote.tag(serviceTag), Alternative.Standing.PERMITTED, requirement);
  }

  /** Where the far side is cut off, another one that is asked next will do. */
  public RequiredFlow fallingBackOn(String serviceTag) {
    return or(Remote.tag(serviceTag), Alternative.Standing.FALLBACK, requirement);
  }

  /** Addresses work too where there are any, but are advised against under {@code advice}. */
  public RequiredFlow orDiscouraged(String name, AddressPrefixes addresses, String advice) {
    return addresses.isEmpty()
        ? this
        : or(new Remote.Addresses(name, addresses), Alternative.Standing.DISCOURAGED, advice);
  }

  private RequiredFlow or(Remote other, Alternative.Standing standing, String advice) {
    List<Alternative> more = new ArrayList<>(alternatives);
    more.add(new Alternative(other, standing, advice));
    return with(necessity, protocol, remote, ports, coverage, more);
  }

  private RequiredFlow with(
      Necessity newNecessity,
      Protocol newProtocol,
      Remote newRemote,
      PortSet newPorts,
      Coverage newCoverage,
      List<Alternative> newAlternatives) {
    return new RequiredFlow(
        requirement,
        location,
        newNecessity,
        direction,
        newProtocol,
        newRemote,
        newPorts,
        newCoverage,
        newAlternatives,
        scope);
  }

  @Override
  public Optional<String> flaw() {
    if (ports.isEmpty()) {
      return Optional.of("names no port; expected one, as in `.tcp(443)`");
    }
    return remote instanceof Remote.Unsaid
        ? Optional.of("names no far side; expected one, as in `.to(\"Storage\")`")
        : Optional.empty();
  }

  @Override
  public String describe() {
    return direction.azureName().toLowerCase(Locale.ROOT)
        + " "
        + protocol
        + " "
        + (ports.equals(PortSet.ALL) ? "any port" : ports)
        + (direction == Direction.INBOUND ? " from " : " to ")
        + remote;
  }
}
