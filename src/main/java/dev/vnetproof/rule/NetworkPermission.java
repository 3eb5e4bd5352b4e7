package dev.vnetproof.rule;

import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkAllowance;

/** A network rule of a location's egress firewall. */
public record NetworkPermission(Location location, String firewall, NetworkAllowance allowance) {}
