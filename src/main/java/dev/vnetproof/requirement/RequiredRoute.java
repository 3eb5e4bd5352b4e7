package dev.vnetproof.requirement;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Feature;
import dev.vnetproof.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replies to a far side must leave the subnet through the Internet next hop: a firewall on the way
 * back that did not see the request drops the reply.
 *
 * @param port from which the replies come, TCP
 * @param remote whom the replies go to
 * @param alternatives smaller far sides that are accepted instead, best first
 * @param settledBy what would settle it where explicit routes send only some replies back right
 */
public record RequiredRoute(
    String requirement,
    int location,
    Necessity necessity,
    int port,
    Remote remote,
    List<Alternative> alternatives,
    Optional<String> settledBy)
    implements Demand {

  public RequiredRoute {
    alternatives = List.copyOf(alternatives);
  }

  /** Replies from a TCP port of the subnet. */
  public static RequiredRoute back(String requirement, Location location, int port, Remote remote) {
    return new RequiredRoute(
        requirement,
        location.index(),
        Necessity.REQUIRED,
        port,
        remote,
        List.of(),
        Optional.empty());
  }

  public RequiredRoute advised() {
    return with(Necessity.ADVISED, alternatives, settledBy);
  }

  public RequiredRoute forFeature(Feature... features) {
    return with(Necessity.of(features), alternatives, settledBy);
  }

  /** Where only some replies are sent right by explicit routes, this datum tells if they do. */
  public RequiredRoute dependingOn(String datum) {
    return with(necessity, alternatives, Optional.of(datum));
  }

  /** The regional tag is no documented alternative: it is reported, but not as a violation. */
  public RequiredRoute regionalTolerated(Location at) {
    return or(
        new Alternative(Remote.regional(remote, at), Alternative.Standing.TOLERATED, requirement));
  }

  /** Addresses work too where there are any, but are advised against under {@code advice}. */
  public RequiredRoute orDiscouraged(String name, AddressPrefixes addresses, String advice) {
    return addresses.isEmpty()
        ? this
        : or(
            new Alternative(
                new Remote.Addresses(name, addresses), Alternative.Standing.DISCOURAGED, advice));
  }

  private RequiredRoute or(Alternative alternative) {
    List<Alternative> more = new ArrayList<>(alternatives);
    more.add(alternative);
    return with(necessity, more, settledBy);
  }

  private RequiredRoute with(
      Necessity newNecessity, List<Alternative> newAlternatives, Optional<String> newSettledBy) {
    return new RequiredRoute(
        requirement, location, newNecessity, port, remote, newAlternatives, newSettledBy);
  }

  @Override
  public Optional<String> flaw() {
    return Demand.portFlaw(List.of(port));
  }

  @Override
  public String describe() {
    return "replies from TCP " + port + " to " + remote;
  }
}
