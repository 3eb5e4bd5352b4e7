package dev.vnetproof.model;

import dev.vnetproof.space.Address;
import java.util.List;

/**
 * The DNS servers of the virtual network.
 *
 * @param servers empty for Azure-provided DNS; tried in this order
 * @param forwardsAzureNames whether the custom servers resolve Azure's public names
 */
public record DnsSettings(Datum<List<Address>> servers, Datum<Boolean> forwardsAzureNames) {
  public DnsSettings {
    servers = servers.map(List::copyOf);
  }
}
