package dev.vnetproof.rule;

import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.ServiceEndpoint;
import dev.vnetproof.model.ServiceTag;

/**
 * A service of a location whose public traffic is forced through a tunnel, or may be, and which a
 * service endpoint would keep out of it.
 *
 * @param reached whether the subnet reaches it without the tunnel, or with the firewall's leave
 */
public record TunnelledService(
    Location location, ServiceEndpoint endpoint, ServiceTag tag, Datum<Boolean> reached) {}
