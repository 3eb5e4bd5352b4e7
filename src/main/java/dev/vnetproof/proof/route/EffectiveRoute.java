package dev.vnetproof.proof.route;

import dev.vnetproof.model.Missing;
import dev.vnetproof.proof.firewall.FirewallCrossing;
import dev.vnetproof.proof.tag.Extent;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import java.util.List;
import java.util.Optional;

/**
 * A route as the subnet sees it. One route to a service tag is one of these for each prefix length.
 *
 * @param appliance the address of a virtual appliance
 * @param reach the destinations it matches
 * @param wholly the destinations that it may match with nothing left: a route to a few addresses
 *     never takes a whole service
 * @param length of its prefixes, 0 to 32; {@link #FLOATING} where a tag's prefixes are not known
 * @param origin who made it; decides between equal prefixes
 */
public record EffectiveRoute(
    NextHop hop,
    Optional<Address> appliance,
    Extent reach,
    AddressSet wholly,
    int length,
    Origin origin,
    DecidedBy.ByRoute name,
    List<Missing> missing) {

  /** Where packets come out that it leads to an appliance or a gateway. */
  FirewallCrossing.Entrance entrance() {
    return new FirewallCrossing.Entrance(hop == NextHop.GATEWAY, appliance);
  }

  /** A prefix of unknown length, 1 to 32: it loses to a default route's length at the least. */
  static final int FLOATING = -1;

  /** The length of a prefix. */
  static int length(AddressSet prefix) {
    return 32 - Long.numberOfTrailingZeros(prefix.ipv4Count());
  }

  /**
   * Who made a route, best first: at equal prefixes user-defined routes beat learned ones, these
   * beat Azure's own; of user-defined ones an explicit prefix beats a tag, a regional tag the whole
   * service, that AzureCloud of the region, that AzureCloud (user-defined routes overview,
   * 2023-05-27).
   */
  public enum Origin {
    /** Beats every other route whatever its length. */
    PLATFORM,
    USER_PREFIX,
    USER_REGIONAL_TAG,
    USER_TAG,
    USER_AZURE_CLOUD_REGION,
    USER_AZURE_CLOUD,
    LEARNED,
    SYSTEM;

    public boolean isUser() {
      return this != PLATFORM && this != LEARNED && this != SYSTEM;
    }
  }
}
