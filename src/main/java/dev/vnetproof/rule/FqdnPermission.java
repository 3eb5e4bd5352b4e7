package dev.vnetproof.rule;

import dev.vnetproof.model.FqdnAllowance;
import dev.vnetproof.model.Location;

/** An application rule of a location's egress firewall. */
public record FqdnPermission(Location location, String firewall, FqdnAllowance allowance) {}
