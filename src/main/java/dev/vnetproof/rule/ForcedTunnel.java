package dev.vnetproof.rule;

import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Location;

/**
 * Where the routes of a location lead public traffic.
 *
 * @param extent whether it goes through an appliance or a gateway unless a route says otherwise
 * @param defaultRoute whether a default route (0.0.0.0/0) is known to be configured or learned
 * @param platformLeft whether traffic of the platform leaves by itself: Azure's default route is in
 *     its place, and nothing leads public traffic elsewhere
 * @param exposure whether a route that makes {@code VirtualNetwork} mean every address also lets
 *     somebody in by that tag who would not come in otherwise
 */
public record ForcedTunnel(
    Location location,
    Extent extent,
    boolean defaultRoute,
    boolean platformLeft,
    Datum<Boolean> exposure) {

  /** How much of public traffic is forced. */
  public enum Extent {
    /** None is, for certain. */
    NONE,
    /** It may be: the snapshot leaves it open, or some routes do and some do not. */
    POSSIBLE,
    /** All is. */
    ALL
  }
}
