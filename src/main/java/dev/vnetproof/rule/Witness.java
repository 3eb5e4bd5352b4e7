package dev.vnetproof.rule;

import dev.vnetproof.model.Direction;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.space.Protocol;
import java.util.Optional;

/** One concrete thing that shows a demand is not met. */
public sealed interface Witness {

  /**
   * The first packet of a flow that dies. An address is empty where only its service tag is known.
   *
   * @param sourcePort 0 to 65535
   * @param destinationPort 0 to 65535
   * @param host the name that was to be reached, if the demand named a host
   */
  record PacketWitness(
      Direction direction,
      Protocol protocol,
      Optional<String> sourceAddress,
      Optional<ServiceTag> sourceTag,
      int sourcePort,
      Optional<String> destinationAddress,
      Optional<ServiceTag> destinationTag,
      int destinationPort,
      Optional<String> host)
      implements Witness {

    /** {@code Tcp 10.0.1.4:49152 -> Sql 13.71.195.0:1433}. */
    @Override
    public String toString() {
      boolean hostAlone = destinationTag.isEmpty() && destinationAddress.isEmpty();
      return protocol.azureName()
          + " "
          + side(sourceTag, sourceAddress, sourcePort)
          + " -> "
          + host.map(h -> hostAlone ? h : h + " ").orElse("")
          + side(destinationTag, destinationAddress, destinationPort);
    }

    private static String side(Optional<ServiceTag> tag, Optional<String> address, int port) {
      String name = tag.map(ServiceTag::name).orElse("");
      return name
          + (tag.isPresent() && address.isPresent() ? " " : "")
          + address.orElse("")
          + ":"
          + port;
    }
  }

  /** A host name that is not let through. */
  record HostWitness(String host, int port) implements Witness {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }
}
