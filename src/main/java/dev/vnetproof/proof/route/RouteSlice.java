package dev.vnetproof.proof.route;

import dev.vnetproof.space.AddressSet;

/**
 * Destinations that a route may win. Where it is certain, no other slice holds them.
 *
 * @param wholly of these, what may be won with nothing left to other routes
 */
record RouteSlice(EffectiveRoute route, AddressSet possible, AddressSet wholly) {}
