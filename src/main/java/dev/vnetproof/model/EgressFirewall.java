package dev.vnetproof.model;

import dev.vnetproof.space.Address;
import java.util.List;

/**
 * What is declared of the firewall or appliance that carries forced traffic. Network allowances are
 * tried before FQDN allowances, each kind by ascending priority and then in the order of the list;
 * the first match decides; no match is a deny (Azure Firewall rule processing, 2020-04-10).
 */
public record EgressFirewall(
    String name,
    Datum<Address> privateIpAddress,
    Datum<List<FqdnAllowance>> fqdnAllowances,
    Datum<List<NetworkAllowance>> networkAllowances) {
  public EgressFirewall {
    fqdnAllowances = fqdnAllowances.map(List::copyOf);
    networkAllowances = networkAllowances.map(List::copyOf);
  }
}
