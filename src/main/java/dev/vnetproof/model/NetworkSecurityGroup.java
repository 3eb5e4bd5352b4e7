package dev.vnetproof.model;

import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A network security group.
 *
 * @param securityRules the custom rules, in any order
 * @param defaultSecurityRules Azure's own; {@link #DEFAULT_RULES} where the input leaves them out
 */
public record NetworkSecurityGroup(
    String name, Datum<List<SecurityRule>> securityRules, List<SecurityRule> defaultSecurityRules) {

  /** The six rules that every group ends with (network security group overview, 2025-07-15). */
  public static final List<SecurityRule> DEFAULT_RULES =
      List.of(
          rule(
              "AllowVnetInBound",
              65000,
              Direction.INBOUND,
              Access.ALLOW,
              "VirtualNetwork",
              "VirtualNetwork"),
          rule(
              "AllowAzureLoadBalancerInBound",
              65001,
              Direction.INBOUND,
              Access.ALLOW,
              "AzureLoadBalancer",
              "*"),
          rule("DenyAllInBound", 65500, Direction.INBOUND, Access.DENY, "*", "*"),
          rule(
              "AllowVnetOutBound",
              65000,
              Direction.OUTBOUND,
              Access.ALLOW,
              "VirtualNetwork",
              "VirtualNetwork"),
          rule("AllowInternetOutBound", 65001, Direction.OUTBOUND, Access.ALLOW, "*", "Internet"),
          rule("DenyAllOutBound", 65500, Direction.OUTBOUND, Access.DENY, "*", "*"));

  public NetworkSecurityGroup {
    securityRules = securityRules.map(List::copyOf);
    defaultSecurityRules = List.copyOf(defaultSecurityRules);
  }

  private static SecurityRule rule(
      String name, int priority, Direction direction, Access access, String from, String to) {
    Set<Protocol> every = Set.copyOf(EnumSet.allOf(Protocol.class));
    return new SecurityRule(
        name,
        priority,
        direction,
        Datum.known(access),
        Datum.known(every),
        Datum.known(RuleAddresses.of(from)),
        Datum.known(PortSet.ALL),
        Datum.known(RuleAddresses.of(to)),
        Datum.known(PortSet.ALL),
        "");
  }
}
