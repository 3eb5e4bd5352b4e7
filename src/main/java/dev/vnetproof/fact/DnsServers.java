package dev.vnetproof.fact;

import dev.vnetproof.model.DnsSettings;
import dev.vnetproof.model.Location;

/** The DNS settings of a location's virtual network. */
public record DnsServers(Location location, DnsSettings settings) {}
