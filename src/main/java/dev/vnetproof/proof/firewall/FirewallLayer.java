package dev.vnetproof.proof.firewall;

import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EgressFirewall;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.proof.tag.TagSymbols;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PacketSet;
import dev.vnetproof.space.PortSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the declared firewall lets through of the traffic that routes send to it: the first rule
 * that matches decides, no match is a deny.
 */
public final class FirewallLayer {
  private final Location location;
  private final LocationSpace space;

  public FirewallLayer(Location location, LocationSpace space) {
    this.location = location;
    this.space = space;
  }

  private String pointer() {
    return location.pointer() + "/egressFirewall";
  }

  /** How packets fare that a route leads to an appliance or a gateway. */
  public Passage decide(FirewallCrossing.Entrance entrance, FirewallCrossing crossing) {
    Datum<Optional<EgressFirewall>> declared = location.egressFirewall();
    if (!(declared instanceof Datum.Known<Optional<EgressFirewall>> known)) {
      return Passage.unknown(List.of(declared.missing()));
    }
    if (known.value().isEmpty()) {
      return Passage.unknown(
          List.of(
              new Missing.AllowanceList(
                  pointer() + ", which says there is none, but there is " + behind(entrance))));
    }
    EgressFirewall firewall = known.value().get();
    Optional<Missing> other = isOther(firewall, entrance);
    if (other.isPresent()) {
      return Passage.unknown(List.of(other.get()));
    }
    Optional<Missing> list = missingList(firewall, crossing);
    return list.isPresent() ? Passage.unknown(List.of(list.get())) : walk(firewall, crossing);
  }

  private static String behind(FirewallCrossing.Entrance entrance) {
    return entrance.isGateway()
        ? "what carries traffic behind the virtual network gateway"
        : "the appliance at " + address(entrance);
  }

  private static String address(FirewallCrossing.Entrance entrance) {
    return entrance
        .appliance()
        .map(Address::toString)
        .orElse("an address that its route leaves out");
  }

  /** What would tell whether the appliance of the route is the declared firewall, if it is not. */
  private Optional<Missing> isOther(EgressFirewall firewall, FirewallCrossing.Entrance entrance) {
    if (entrance.isGateway()) {
      return Optional.empty();
    }
    Optional<Address> address = firewall.privateIpAddress().asOptional();
    if (address.isEmpty()) {
      return firewall.privateIpAddress().ifMissing();
    }
    return entrance.appliance().equals(address)
        ? Optional.empty()
        : Optional.of(
            new Missing.AllowanceList(
                "the allowances of the appliance at "
                    + address(entrance)
                    + " ("
                    + pointer()
                    + " is at "
                    + address.get()
                    + ")"));
  }

  private static Optional<Missing> missingList(EgressFirewall firewall, FirewallCrossing crossing) {
    return firewall
        .networkAllowances()
        .ifMissing()
        .or(
            () ->
                FirewallRules.isApplicationTraffic(crossing)
                    ? firewall.fqdnAllowances().ifMissing()
                    : Optional.empty());
  }

  private Passage walk(EgressFirewall firewall, FirewallCrossing crossing) {
    List<FirewallRules.Rule> rules = FirewallRules.of(firewall, crossing, space);
    List<Passage.Stop> stops = stops(firewall, rules, crossing);
    if (!stops.isEmpty()) {
      return new Passage(false, stops, missing(rules, crossing));
    }
    return isOpen(rules, crossing) || isOpenByNumber(firewall, crossing)
        ? Passage.OPEN
        : Passage.unknown(missing(rules, crossing));
  }

  /**
   * Whether all is let through wherever it goes: what a name stands for is at some public number,
   * and rules for prefixes may hold all of those together.
   */
  private boolean isOpenByNumber(EgressFirewall firewall, FirewallCrossing crossing) {
    if (crossing.host().isEmpty() && !space.isByName()) {
      return false;
    }
    FirewallCrossing anywhere =
        crossing.to(space.isByName() ? crossing.far().union(Ipv4Space.PUBLIC) : crossing.far());
    if (anywhere.far().ipv4().isEmpty()) {
      return false;
    }
    List<PacketSet> rest = List.of(packets(anywhere, anywhere.near().possible()));
    for (FirewallRules.Rule rule : FirewallRules.of(firewall, anywhere, space)) {
      if (rest.stream().allMatch(FirewallLayer::isOfNames)) {
        return true;
      }
      if (!rule.allow() && rest.stream().anyMatch(box -> box.intersects(rule.perhaps()))) {
        return false;
      }
      rest = subtract(rest, rule.allow() ? rule.sure() : rule.perhaps());
    }
    return rest.stream().allMatch(FirewallLayer::isOfNames);
  }

  private static boolean isOfNames(PacketSet box) {
    return TagSymbols.PUBLIC_SYMBOLS.covers(box.destinations());
  }

  private static PacketSet packets(FirewallCrossing crossing, AddressSet near) {
    return new PacketSet(
        crossing.protocol(), near, PortSet.ALL, crossing.destinations(), crossing.ports());
  }

  /** Packets that no reading of the rules lets through, and what stops them. */
  private List<Passage.Stop> stops(
      EgressFirewall firewall, List<FirewallRules.Rule> rules, FirewallCrossing crossing) {
    List<Passage.Stop> stops = new ArrayList<>();
    List<PacketSet> rest = List.of(packets(crossing, crossing.near().certain()));
    for (FirewallRules.Rule rule : rules) {
      if (!rule.allow()) {
        stop(
            stops,
            rest.stream().map(box -> box.intersect(rule.sure())).toList(),
            new DecidedBy.ByFirewall(firewall.name(), Optional.of(rule.name()), rule.pointer()));
      }
      rest = subtract(rest, rule.allow() ? rule.perhaps() : rule.sure());
    }
    stop(stops, rest, new DecidedBy.ByFirewall(firewall.name(), Optional.empty(), pointer()));
    return stops;
  }

  private static void stop(List<Passage.Stop> stops, List<PacketSet> hit, DecidedBy by) {
    List<PacketSet> packets = hit.stream().filter(box -> !box.isEmpty()).toList();
    if (!packets.isEmpty()) {
      stops.add(new Passage.Stop(by, packets));
    }
  }

  private static boolean isOpen(List<FirewallRules.Rule> rules, FirewallCrossing crossing) {
    List<PacketSet> rest = List.of(packets(crossing, crossing.near().possible()));
    for (FirewallRules.Rule rule : rules) {
      if (!rule.allow() && rest.stream().anyMatch(box -> box.intersects(rule.perhaps()))) {
        return false;
      }
      rest = subtract(rest, rule.allow() ? rule.sure() : rule.perhaps());
    }
    return rest.stream().allMatch(PacketSet::isEmpty);
  }

  public static List<PacketSet> subtract(List<PacketSet> boxes, PacketSet cut) {
    if (cut.isEmpty()) {
      return boxes;
    }
    List<PacketSet> left = new ArrayList<>();
    for (PacketSet box : boxes) {
      left.addAll(box.subtract(cut));
    }
    return left;
  }

  private static List<Missing> missing(List<FirewallRules.Rule> rules, FirewallCrossing crossing) {
    Set<Missing> missing = new LinkedHashSet<>();
    PacketSet all = packets(crossing, crossing.near().possible());
    for (FirewallRules.Rule rule : rules) {
      if (rule.perhaps().intersects(all)) {
        missing.addAll(rule.missing());
      }
    }
    missing.addAll(crossing.near().missing());
    return List.copyOf(missing);
  }
}
