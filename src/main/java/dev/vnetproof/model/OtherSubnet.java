package dev.vnetproof.model;

import java.util.Optional;
import java.util.Set;

/**
 * Another subnet in reach that holds a far end of the instance's traffic.
 *
 * @param holds which far ends
 */
public record OtherSubnet(
    String name,
    Datum<AddressPrefixes> addressPrefixes,
    Datum<Optional<NetworkSecurityGroup>> networkSecurityGroup,
    Datum<Set<FarEnd>> holds) {

  /** What an instance talks to in a virtual network. */
  public enum FarEnd {
    DNS_SERVER("dnsServer"),
    CACHE("cache");

    private final String word;

    FarEnd(String word) {
      this.word = word;
    }

    /** The spelling of the snapshot. */
    public String word() {
      return word;
    }
  }

  /** Whether the external cache is known to be in it. */
  public boolean isOfCache() {
    return holds.orElse(Set.of()).contains(FarEnd.CACHE);
  }
}
