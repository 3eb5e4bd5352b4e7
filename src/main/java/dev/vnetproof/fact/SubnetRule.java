package dev.vnetproof.fact;

import dev.vnetproof.model.Location;
import dev.vnetproof.model.SecurityRule;

/** A custom rule of the network security group on a location's subnet. */
public record SubnetRule(Location location, String networkSecurityGroup, SecurityRule rule) {}
