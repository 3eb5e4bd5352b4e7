package dev.vnetproof.rule;

import dev.vnetproof.model.Location;
import dev.vnetproof.model.SecurityRule;

/** A custom rule of the network security group on a location's subnet. */
public record SubnetRule(Location location, String networkSecurityGroup, SecurityRule rule) {

  /** Short: the rule engine hashes every demand that names a rule. */
  @Override
  public int hashCode() {
    return 31 * location.index() + rule.hashCode();
  }
}
