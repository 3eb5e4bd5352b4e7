package dev.vnetproof.proof.layer;

import dev.vnetproof.model.Direction;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.Witness;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.Packet;
import dev.vnetproof.space.PacketSet;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.Optional;

/** Chooses one packet of a set: always the same one, and one that people recognise. */
public final class WitnessPicker {
  /** The first port that systems use for the initiating side (RFC 6335). */
  private static final int EPHEMERAL_PORT = 49152;

  /** Documentation space (RFC 5737): stands for "some client on the internet". */
  private static final Address SOME_CLIENT = new Address.V4(203L << 24 | 113 << 8 | 10);

  /** The first four addresses of a subnet are Azure's. */
  private static final int FIRST_HOST = 4;

  private final LocationSpace space;

  public WitnessPicker(LocationSpace space) {
    this.space = space;
  }

  /** A packet of a set that is not empty. */
  public static Packet pick(PacketSet packets) {
    Address source = address(packets.sources());
    Address destination = address(packets.destinations());
    if (source.equals(destination) && !(source instanceof Address.Symbol)) {
      // One machine of the subnet to another.
      destination =
          packets.destinations().subtract(AddressSet.of(source)).first().orElse(destination);
    }
    return new Packet(
        packets.protocol(),
        source,
        port(packets.sourcePorts()),
        destination,
        packets.destinationPorts().first().orElseThrow());
  }

  private static Address address(AddressSet set) {
    Address first = set.first().orElseThrow();
    if (set.contains(SOME_CLIENT)) {
      return SOME_CLIENT;
    }
    if (first instanceof Address.V4 v4 && (v4.bits() & 0xff) == 0) {
      // Rather a host than what looks like a network.
      Address host = new Address.V4(v4.bits() + FIRST_HOST);
      return set.contains(host) ? host : first;
    }
    return first;
  }

  private static int port(PortSet ports) {
    return ports.contains(EPHEMERAL_PORT) ? EPHEMERAL_PORT : ports.first().orElseThrow();
  }

  /**
   * A packet as reports show it.
   *
   * @param packets of which {@code packet} is one
   */
  public Witness.PacketWitness witness(DemandedFlow demanded, PacketSet packets, Packet packet) {
    Address near = demanded.isInbound() ? packet.destination() : packet.source();
    Address far = demanded.isInbound() ? packet.source() : packet.destination();
    AddressSet blocked = demanded.isInbound() ? packets.sources() : packets.destinations();
    Optional<String> nearAddress = number(near);
    Optional<ServiceTag> nearTag =
        nearAddress.isPresent() ? Optional.empty() : Optional.of(ServiceTag.VIRTUAL_NETWORK);
    Optional<String> farAddress = number(far);
    Optional<ServiceTag> farTag = farTag(demanded, blocked, far);
    return new Witness.PacketWitness(
        demanded.flow().direction(),
        packet.protocol(),
        demanded.isInbound() ? farAddress : nearAddress,
        demanded.isInbound() ? farTag : nearTag,
        packet.sourcePort(),
        demanded.isInbound() ? nearAddress : farAddress,
        demanded.isInbound() ? nearTag : farTag,
        packet.destinationPort(),
        Optional.empty());
  }

  /** A packet that comes in from a tag. */
  public Witness.PacketWitness inbound(ServiceTag from, PacketSet packets) {
    Packet packet = pick(packets);
    return new Witness.PacketWitness(
        Direction.INBOUND,
        packet.protocol(),
        number(packet.source()),
        Optional.of(from),
        packet.sourcePort(),
        number(packet.destination()),
        Optional.empty(),
        packet.destinationPort(),
        Optional.empty());
  }

  /** A reply that leaves the subnet. */
  public Optional<Witness> reply(AddressSet near, AddressSet far, Remote remote, int port) {
    if (near.isEmpty() || far.isEmpty()) {
      return Optional.empty();
    }
    Address to = address(far);
    Optional<ServiceTag> named =
        remote instanceof Remote.Tag tag ? Optional.of(tag.tag()) : Optional.empty();
    return Optional.of(
        new Witness.PacketWitness(
            Direction.OUTBOUND,
            Protocol.TCP,
            number(address(near)),
            Optional.empty(),
            port,
            number(to),
            to instanceof Address.Symbol ? named.or(() -> space.tagOf(to)) : named,
            EPHEMERAL_PORT,
            Optional.empty()));
  }

  /** A packet to a host whose address is not known, from where {@code some} packets come. */
  public Witness toHost(PacketSet some, String host, int port, Optional<ServiceTag> carrier) {
    return toHost(some.sources(), port(some.sourcePorts()), host, port, carrier);
  }

  /** The same from {@code near}. */
  public Witness toHost(AddressSet near, String host, int port, Optional<ServiceTag> carrier) {
    return toHost(near, EPHEMERAL_PORT, host, port, carrier);
  }

  private static Witness toHost(
      AddressSet near, int sourcePort, String host, int port, Optional<ServiceTag> carrier) {
    Optional<String> from = near.isEmpty() ? Optional.empty() : number(address(near));
    return new Witness.PacketWitness(
        Direction.OUTBOUND,
        Protocol.TCP,
        from,
        from.isPresent() ? Optional.empty() : Optional.of(ServiceTag.VIRTUAL_NETWORK),
        sourcePort,
        Optional.empty(),
        carrier,
        port,
        Optional.of(host));
  }

  /** A packet to a service of the platform (DNS: 168.63.129.16, 2023-03-30). */
  public Witness toPlatform(AddressSet near, Protocol protocol, ServiceTag tag, int port) {
    Optional<String> from = near.isEmpty() ? Optional.empty() : number(address(near));
    return new Witness.PacketWitness(
        Direction.OUTBOUND,
        protocol,
        from,
        from.isPresent() ? Optional.empty() : Optional.of(ServiceTag.VIRTUAL_NETWORK),
        EPHEMERAL_PORT,
        tag.service().equalsIgnoreCase("AzurePlatformDNS")
            ? Ipv4Space.PLATFORM.first().flatMap(WitnessPicker::number)
            : Optional.empty(),
        Optional.of(tag),
        port,
        Optional.empty());
  }

  private static Optional<String> number(Address address) {
    return address instanceof Address.Symbol ? Optional.empty() : Optional.of(address.toString());
  }

  private Optional<ServiceTag> farTag(DemandedFlow demanded, AddressSet blocked, Address far) {
    Optional<ServiceTag> named =
        demanded.remote() instanceof Remote.Tag tag
            ? Optional.of(tag.tag())
            : Optional.<ServiceTag>empty();
    if (!(far instanceof Address.Symbol)) {
      return named;
    }
    // Where only a part of the tag is blocked, its narrower name says which.
    boolean whole = blocked.covers(demanded.far().certain());
    Optional<ServiceTag> narrower = space.tagOf(far);
    return whole && named.isPresent()
        ? named
        : narrower.or(() -> named).or(() -> Optional.of(ServiceTag.VIRTUAL_NETWORK));
  }
}
