package dev.vnetproof.rule;

import dev.vnetproof.model.Location;
import dev.vnetproof.model.Route;

/** A user-defined route of the route table on a location's subnet. */
public record SubnetRoute(Location location, String routeTable, Route route) {}
