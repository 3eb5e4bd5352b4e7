package dev.vnetproof.rule;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Feature;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Replies to a far side must leave the subnet through the Internet next hop: a firewall on the way
 * back that did not see the request drops the reply.
 *
 * @param port from which the replies come, TCP
 * @param remote whom the replies go to
 * @param alternatives smaller far sides that are accepted instead, best first
 * @param settledBy what would settle it where explicit routes send only some replies back right
 * @param others addresses that are known not to be meant, so that routes for them say nothing
 * @param partly whether replies to some may go astray, if those to the rest of the Internet do not
 */
public record RequiredRoute(
    String requirement,
    int location,
    Necessity necessity,
    int port,
    Remote remote,
    List<Alternative> alternatives,
    Optional<Missing> settledBy,
    AddressPrefixes others,
    boolean partly)
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
        Optional.empty(),
        AddressPrefixes.NONE,
        false);
  }

  /** The same as advice: unmet, it is a recommendation. */
  public RequiredRoute advised() {
    return with(Necessity.ADVISED);
  }

  /** The same for those who use one of these features. */
  public RequiredRoute forFeature(Feature... features) {
    return with(Necessity.of(features));
  }

  /**
   * Where only some replies are sent right by explicit routes, this datum tells if they do.
   *
   * @param pointer to the property of the snapshot
   * @param known addresses that are something else: routes for them are no sign
   */
  public RequiredRoute dependingOn(String pointer, AddressPrefixes... known) {
    List<String> texts = Stream.of(known).flatMap(each -> each.texts().stream()).toList();
    return new RequiredRoute(
        requirement,
        location,
        necessity,
        port,
        remote,
        alternatives,
        Optional.of(Missing.at(pointer)),
        AddressPrefixes.of(texts),
        partly);
  }

  /** Where only some replies go astray, that is advised against but no violation. */
  public RequiredRoute atLeastPartly() {
    return new RequiredRoute(
        requirement, location, necessity, port, remote, alternatives, settledBy, others, true);
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
    return new RequiredRoute(
        requirement, location, necessity, port, remote, more, settledBy, others, partly);
  }

  private RequiredRoute with(Necessity newNecessity) {
    return new RequiredRoute(
        requirement, location, newNecessity, port, remote, alternatives, settledBy, others, partly);
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
