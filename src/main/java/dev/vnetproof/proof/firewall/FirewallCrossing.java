package dev.vnetproof.proof.firewall;

import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.proof.tag.Extent;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.Optional;

/**
 * Packets that arrive at a firewall.
 *
 * @param near where they come from: the subnet
 * @param far where they may go
 * @param service the service tag they are demanded for, or that holds the host, if one
 * @param host the name that is asked for, if they are demanded by name; then {@code far} is where
 *     the host may be
 */
public record FirewallCrossing(
    Extent near,
    AddressSet far,
    Protocol protocol,
    PortSet ports,
    Optional<ServiceTag> service,
    Optional<String> host) {

  /** Below the blocks of symbols that stand for service tags. */
  private static final int HOST_SYMBOL = 5;

  /** Stands for "the one address that the host has" among destinations. */
  public static final AddressSet HOST = AddressSet.ofSymbols(HOST_SYMBOL, HOST_SYMBOL);

  /**
   * What is behind the next hop of the route that leads to the firewall.
   *
   * @param isGateway whether it is the virtual network gateway; else an appliance
   * @param appliance its address, where the route names it
   */
  public record Entrance(boolean isGateway, Optional<Address> appliance) {}

  AddressSet destinations() {
    return host.isPresent() ? HOST : far;
  }

  /** The same packets, demanded to every one of some addresses whatever the host. */
  FirewallCrossing to(AddressSet addresses) {
    return new FirewallCrossing(near, addresses, protocol, ports, service, Optional.empty());
  }
}
