package dev.vnetproof.requirement;

import dev.vnetproof.model.Feature;
import dev.vnetproof.model.Location;
import java.util.ArrayList;
import java.util.List;

/**
 * Replies to a far side must leave the subnet through the Internet next hop.
 *
 * @param remote whom the replies go to
 * @param alternatives smaller far sides that are accepted instead, best first
 */
public record RequiredRoute(
    String requirement,
    int location,
    Necessity necessity,
    Remote remote,
    List<Alternative> alternatives)
    implements Demand {

  public RequiredRoute {
    alternatives = List.copyOf(alternatives);
  }

  public static RequiredRoute toInternet(String requirement, Location location, Remote remote) {
    return new RequiredRoute(requirement, location.index(), Necessity.REQUIRED, remote, List.of());
  }

  public RequiredRoute advised() {
    return new RequiredRoute(requirement, location, Necessity.ADVISED, remote, alternatives);
  }

  public RequiredRoute forFeature(Feature... features) {
    return new RequiredRoute(requirement, location, Necessity.of(features), remote, alternatives);
  }

  /** Another far side works too, but its use is advised against under {@code advice}. */
  public RequiredRoute orDiscouraged(Remote other, String advice) {
    List<Alternative> more = new ArrayList<>(alternatives);
    more.add(new Alternative(other, Alternative.Standing.DISCOURAGED, advice));
    return new RequiredRoute(requirement, location, necessity, remote, more);
  }

  @Override
  public String describe() {
    return "replies to " + remote + " through the Internet next hop";
  }
}
