package dev.vnetproof.model;

import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.Set;

/**
 * A security admin rule of Azure Virtual Network Manager. Such rules are tried before every network
 * security group, by ascending priority; Deny and AlwaysAllow are final, Allow goes on with the
 * group (security admin rules, 2022-05-25).
 *
 * @param ruleCollection that holds it; empty where the input does not say
 * @param priority 0 to 4096; the lower number wins
 * @param access not known: it may deny, always allow, or not apply to the network at all
 * @param protocols empty never occurs; all of them is {@code Any}
 * @param pointer where the rule stands in the inputs, the text of a {@link Place}
 */
public record SecurityAdminRule(
    String name,
    String ruleCollection,
    int priority,
    Direction direction,
    Datum<AdminAccess> access,
    Datum<Set<Protocol>> protocols,
    Datum<RuleAddresses> sources,
    Datum<PortSet> sourcePorts,
    Datum<RuleAddresses> destinations,
    Datum<PortSet> destinationPorts,
    String pointer) {
  public static final int MAX_PRIORITY = 4096;

  /** How findings name what holds it. */
  public String holder() {
    return ruleCollection.isEmpty() ? "security admin rules" : ruleCollection;
  }
}
