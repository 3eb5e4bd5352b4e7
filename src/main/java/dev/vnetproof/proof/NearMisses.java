package dev.vnetproof.proof;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.rule.NearMiss;
import dev.vnetproof.rule.NearMiss.Slip;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Finds custom rules that miss a flow by one slip. A rule counts only if it serves no demanded flow
 * as it stands, and the flow only if no custom rule is written for it: then hardly anything else
 * can be meant.
 */
final class NearMisses {
  /** Rules with more ports are no slip of the pen. */
  private static final int MOST_PORTS = 8;

  /** Shorter ports are one slip from too many others. */
  private static final int LEAST_PORT = 100;

  private final Location location;
  private final LocationSpace space;

  NearMisses(Location location, LocationSpace space) {
    this.location = location;
    this.space = space;
  }

  /**
   * @param all the flows that are demanded of the location, {@code flow} among them
   */
  List<NearMiss> of(RequiredFlow flow, Collection<RequiredFlow> all) {
    Optional<ServiceTag> tag = tag(flow.remote());
    Optional<NetworkSecurityGroup> group = location.networkSecurityGroup().orElse(Optional.empty());
    if (tag.isEmpty() || group.isEmpty() || flow.scope() == RequiredFlow.Scope.ROUTES) {
      return List.of();
    }
    List<NearMiss> misses = new ArrayList<>();
    List<SecurityRule> rules = group.get().securityRules().orElse(List.of());
    for (SecurityRule rule : rules) {
      Optional<NearMiss> miss = miss(rule, flow, tag.get(), group.get().name());
      if (miss.isPresent() && all.stream().noneMatch(other -> serves(rule, other))) {
        misses.add(miss.get());
      }
    }
    return misses.isEmpty() || isProvidedFor(rules, flow, tag.get()) ? List.of() : misses;
  }

  /** The tag that a rule for the far side names. */
  private static Optional<ServiceTag> tag(Remote remote) {
    if (remote instanceof Remote.Tag tag) {
      return tag.tag().isPlatform() ? Optional.empty() : Optional.of(tag.tag().whole());
    }
    return remote instanceof Remote.VirtualNetworkSpace || remote instanceof Remote.SameSubnet
        ? Optional.of(ServiceTag.VIRTUAL_NETWORK)
        : Optional.empty();
  }

  private Optional<NearMiss> miss(
      SecurityRule rule, RequiredFlow flow, ServiceTag tag, String group) {
    boolean inbound = flow.direction() == Direction.INBOUND;
    if (rule.isDefault()
        || rule.access().orElse(Access.DENY) != Access.ALLOW
        || !names(inbound ? rule.sources() : rule.destinations(), tag)
        || !faces(inbound ? rule.destinations() : rule.sources())) {
      return Optional.empty();
    }
    boolean straight = rule.direction() == flow.direction();
    Set<Protocol> protocols = rule.protocols().orElse(Set.of());
    boolean spoken = protocols.contains(flow.protocol());
    PortSet ports = rule.destinationPorts().orElse(PortSet.EMPTY);
    boolean hits = ports.intersects(flow.ports()) && !ports.equals(PortSet.ALL);
    Optional<NearMiss.Slip> slip = Optional.empty();
    String has = "";
    String meant = "";
    if (!straight && spoken && hits && !tag.equals(ServiceTag.VIRTUAL_NETWORK)) {
      slip = Optional.of(Slip.DIRECTION);
      has = rule.direction().azureName();
      meant = flow.direction().azureName();
    } else if (straight && !spoken && hits && protocols.size() == 1) {
      slip = Optional.of(Slip.PROTOCOL);
      has = protocols.iterator().next().azureName();
      meant = flow.protocol().azureName();
    } else if (straight && spoken && !hits) {
      OptionalInt port = slipOf(ports, flow.ports());
      if (port.isPresent()) {
        slip = Optional.of(Slip.PORT);
        has = ports.toString();
        meant = String.valueOf(port.getAsInt());
      }
    }
    String saysNow = has;
    String shouldSay = meant;
    return slip.map(
        s ->
            new NearMiss(
                new DecidedBy.BySecurityRule(group, rule.name(), rule.priority(), rule.pointer()),
                s,
                saysNow,
                shouldSay));
  }

  private static boolean names(Datum<RuleAddresses> side, ServiceTag tag) {
    return side.orElse(RuleAddresses.NONE).tags().stream().anyMatch(t -> t.whole().equals(tag));
  }

  /** Whether a side of a rule has machines of the subnet. */
  private boolean faces(Datum<RuleAddresses> side) {
    return side.isKnown() && space.of(side, true).possible().intersects(space.subnet().possible());
  }

  private boolean serves(SecurityRule rule, RequiredFlow flow) {
    boolean inbound = flow.direction() == Direction.INBOUND;
    Datum<RuleAddresses> near = inbound ? rule.destinations() : rule.sources();
    Datum<RuleAddresses> far = inbound ? rule.sources() : rule.destinations();
    return rule.direction() == flow.direction()
        && rule.protocols().orElse(Set.of(flow.protocol())).contains(flow.protocol())
        && rule.destinationPorts().orElse(PortSet.ALL).intersects(flow.ports())
        && faces(near)
        && space.of(far, false).possible().intersects(space.demanded(flow.remote()).possible());
  }

  /** Whether a custom rule is written for the flow, by its very tag. */
  private boolean isProvidedFor(List<SecurityRule> rules, RequiredFlow flow, ServiceTag tag) {
    boolean inbound = flow.direction() == Direction.INBOUND;
    return rules.stream()
        .anyMatch(
            rule ->
                rule.access().orElse(Access.DENY) == Access.ALLOW
                    && names(inbound ? rule.sources() : rule.destinations(), tag)
                    && serves(rule, flow));
  }

  /** The port of a flow that one of a rule's is a slip of. */
  private static OptionalInt slipOf(PortSet ports, PortSet wanted) {
    if (ports.size() > MOST_PORTS || wanted.size() > MOST_PORTS) {
      return OptionalInt.empty();
    }
    for (int meant : each(wanted)) {
      for (int written : each(ports)) {
        if (meant >= LEAST_PORT && isSlip(String.valueOf(written), String.valueOf(meant))) {
          return OptionalInt.of(meant);
        }
      }
    }
    return OptionalInt.empty();
  }

  private static List<Integer> each(PortSet ports) {
    List<Integer> each = new ArrayList<>();
    PortSet left = ports;
    while (left.first().isPresent()) {
      each.add(left.first().getAsInt());
      left = left.subtract(PortSet.of(left.first().getAsInt()));
    }
    return each;
  }

  /** One digit is another, missing or too many, or two neighbours are swapped. */
  static boolean isSlip(String written, String meant) {
    int start = 0;
    int shorter = Math.min(written.length(), meant.length());
    while (start < shorter && written.charAt(start) == meant.charAt(start)) {
      start++;
    }
    String a = written.substring(start);
    String b = meant.substring(start);
    if (a.length() == b.length()) {
      boolean replaced = !a.isEmpty() && a.substring(1).equals(b.substring(1));
      boolean swapped =
          a.length() > 1
              && a.charAt(0) == b.charAt(1)
              && a.charAt(1) == b.charAt(0)
              && a.substring(2).equals(b.substring(2));
      return replaced || swapped;
    }
    return a.length() == b.length() + 1 && a.substring(1).equals(b)
        || b.length() == a.length() + 1 && b.substring(1).equals(a);
  }
}
