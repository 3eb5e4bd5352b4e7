package dev.vnetproof.model;

import dev.vnetproof.space.AddressSet;

/** The parts of the IPv4 address space that Azure treats differently. */
public final class Ipv4Space {
  /** The platform's virtual address: Azure DNS, and the source of load balancer probes. */
  public static final AddressSet PLATFORM = set("168.63.129.16");

  /** RFC 1918 and RFC 6598: no service tag holds any of it (published tag files, 2025-10-20). */
  public static final AddressSet PRIVATE =
      set("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10");

  /**
   * What {@code Internet} stands for at least. Azure documents that its expansion starts 1.0.0.0/8,
   * 2.0.0.0/7, 4.0.0.0/6, 8.0.0.0/7, 11.0.0.0/8, 12.0.0.0/6 and that unrelated private space is not
   * in it (network watcher, 2018-04-20). The platform address counts as outside: UNVERIFIED.
   */
  public static final AddressSet PUBLIC =
      set("1.0.0.0-223.255.255.255")
          .subtract(PRIVATE)
          .subtract(set("127.0.0.0/8", "169.254.0.0/16"))
          .subtract(PLATFORM);

  /** Where a service tag whose prefixes are not known may lie: special-purpose ranges left out. */
  public static final AddressSet SERVICES =
      PUBLIC.subtract(
          set(
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24"));

  private Ipv4Space() {}

  private static AddressSet set(String... prefixes) {
    return AddressPrefixes.of(prefixes).set();
  }
}
