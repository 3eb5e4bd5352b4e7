package dev.vnetproof.space;

import java.util.ArrayList;
import java.util.List;

/**
 * A box of packets: every combination of one element of each side. Protocols differ in kind, so a
 * box has one.
 */
public record PacketSet(
    Protocol protocol,
    AddressSet sources,
    PortSet sourcePorts,
    AddressSet destinations,
    PortSet destinationPorts) {

  /** Whether there is no packet in it. */
  public boolean isEmpty() {
    return sources.isEmpty()
        || sourcePorts.isEmpty()
        || destinations.isEmpty()
        || destinationPorts.isEmpty();
  }

  /** Whether the packet is one of them. */
  public boolean contains(Packet packet) {
    return protocol == packet.protocol()
        && sources.contains(packet.source())
        && sourcePorts.contains(packet.sourcePort())
        && destinations.contains(packet.destination())
        && destinationPorts.contains(packet.destinationPort());
  }

  /** The same box from one source port. */
  public PacketSet fromPort(int sourcePort) {
    return new PacketSet(protocol, sources, PortSet.of(sourcePort), destinations, destinationPorts);
  }

  /** Those of the packets that go to {@code some} addresses. */
  public PacketSet to(AddressSet some) {
    return new PacketSet(
        protocol, sources, sourcePorts, destinations.intersect(some), destinationPorts);
  }

  /** The common part; both must have the same protocol. */
  public PacketSet intersect(PacketSet other) {
    return new PacketSet(
        protocol,
        sources.intersect(other.sources),
        sourcePorts.intersect(other.sourcePorts),
        destinations.intersect(other.destinations),
        destinationPorts.intersect(other.destinationPorts));
  }

  /** Whether some packet is in both. */
  public boolean intersects(PacketSet other) {
    return protocol == other.protocol
        && destinationPorts.intersects(other.destinationPorts)
        && sourcePorts.intersects(other.sourcePorts)
        && sources.intersects(other.sources)
        && destinations.intersects(other.destinations);
  }

  /** Whether every packet of {@code other} is in this set. */
  public boolean covers(PacketSet other) {
    return protocol == other.protocol
        && destinationPorts.covers(other.destinationPorts)
        && sourcePorts.covers(other.sourcePorts)
        && sources.covers(other.sources)
        && destinations.covers(other.destinations);
  }

  /**
   * What is left of this box without {@code cut}: at most four disjoint boxes; this very box where
   * they have nothing in common.
   */
  public List<PacketSet> subtract(PacketSet cut) {
    PortSet ports = destinationPorts.intersect(cut.destinationPorts);
    PortSet fromPorts = sourcePorts.intersect(cut.sourcePorts);
    if (protocol != cut.protocol || ports.isEmpty() || fromPorts.isEmpty()) {
      return List.of(this);
    }
    AddressSet from = sources.intersect(cut.sources);
    if (from.isEmpty() || !destinations.intersects(cut.destinations)) {
      return List.of(this);
    }
    List<PacketSet> left = new ArrayList<>(4);
    add(left, sources, sourcePorts, destinations, destinationPorts.subtract(ports));
    add(left, sources, sourcePorts.subtract(fromPorts), destinations, ports);
    add(left, sources.subtract(from), fromPorts, destinations, ports);
    add(left, from, fromPorts, destinations.subtract(cut.destinations), ports);
    return left;
  }

  private void add(
      List<PacketSet> left, AddressSet from, PortSet fromPorts, AddressSet to, PortSet toPorts) {
    PacketSet box = new PacketSet(protocol, from, fromPorts, to, toPorts);
    if (!box.isEmpty()) {
      left.add(box);
    }
  }
}
