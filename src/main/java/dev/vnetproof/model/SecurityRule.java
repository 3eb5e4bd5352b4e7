package dev.vnetproof.model;

import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.Set;

/**
 * A rule of a network security group. Rules are tried by ascending priority; the first that matches
 * a packet decides it (network security group overview, 2025-07-15).
 *
 * @param priority 100 to 4096, default rules 65000 to 65500; the lower number wins
 * @param protocols empty never occurs; all of them is {@code *}
 * @param pointer where the rule stands in the inputs, the text of a {@link Place}
 */
public record SecurityRule(
    String name,
    int priority,
    Direction direction,
    Datum<Access> access,
    Datum<Set<Protocol>> protocols,
    Datum<RuleAddresses> sources,
    Datum<PortSet> sourcePorts,
    Datum<RuleAddresses> destinations,
    Datum<PortSet> destinationPorts,
    String pointer) {

  /** Whether Azure made this rule; such rules cannot be deleted. */
  public boolean isDefault() {
    return priority > MAX_CUSTOM_PRIORITY;
  }

  public static final int MIN_PRIORITY = 100;
  public static final int MAX_CUSTOM_PRIORITY = 4096;
  public static final int MAX_PRIORITY = 65500;

  /** Short: the rule engine hashes every demand that names a rule. */
  @Override
  public int hashCode() {
    return 31 * priority + name.hashCode();
  }
}
