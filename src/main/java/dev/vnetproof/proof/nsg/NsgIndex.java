package dev.vnetproof.proof.nsg;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.SecurityAdminRule;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.proof.tag.Extent;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PacketSet;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules of one direction of a network security group in the order in which Azure tries them, in
 * two readings between which the truth lies.
 */
public final class NsgIndex {
  private static final Set<Protocol> EVERY_PROTOCOL = EnumSet.allOf(Protocol.class);

  /** How to take what is not known. */
  public enum Reading {
    /** A deny matches all it may match, an allow only what it matches for certain. */
    PESSIMISTIC,
    /** An allow matches all it may match, a deny only what it matches for certain. */
    OPTIMISTIC
  }

  /** One rule in one reading; sets by their ids in the relation table. */
  record Entry(
      SecurityRule rule,
      boolean allow,
      Set<Protocol> protocols,
      AddressSet sources,
      int sourcesId,
      PortSet sourcePorts,
      AddressSet destinations,
      int destinationsId,
      PortSet destinationPorts) {

    PacketSet box(Protocol protocol) {
      return new PacketSet(protocol, sources, sourcePorts, destinations, destinationPorts);
    }

    /** The same rule with another set on the side that does not face the subnet. */
    Entry withFarSide(Direction direction, AddressSet far, int farId) {
      boolean inbound = direction == Direction.INBOUND;
      return new Entry(
          rule,
          allow,
          protocols,
          inbound ? far : sources,
          inbound ? farId : sourcesId,
          sourcePorts,
          inbound ? destinations : far,
          inbound ? destinationsId : farId,
          destinationPorts);
    }
  }

  /** Both sides of a rule, before a reading is chosen. */
  record Sides(Extent sources, Extent destinations) {}

  /**
   * A rule in its turn.
   *
   * @param holder the group or the collection that it stands in
   * @param within the admin rule to whose packets it is narrowed, if it is
   */
  record Line(SecurityRule rule, String holder, Sides sides, Optional<SecurityRule> within) {
    static Line of(SecurityRule rule, String holder, Direction direction, LocationSpace space) {
      boolean inbound = direction == Direction.INBOUND;
      return new Line(
          rule,
          holder,
          new Sides(space.of(rule.sources(), !inbound), space.of(rule.destinations(), inbound)),
          Optional.empty());
    }
  }

  private final NetworkSecurityGroup group;
  private final Direction direction;
  private final String pointer;
  private final List<SecurityRule> rules;
  private final List<Sides> sides;
  private final List<String> holders;
  private final List<Optional<SecurityRule>> within;
  private final Entry[] pessimistic;
  private final Entry[] optimistic;

  /**
   * @param group whose custom rules are known
   * @param adminRules that are tried before them
   */
  public NsgIndex(
      NetworkSecurityGroup group,
      List<SecurityAdminRule> adminRules,
      Direction direction,
      LocationSpace space,
      RelationTable relations) {
    this.group = group;
    this.direction = direction;
    this.pointer = space.pointer("networkSecurityGroup");
    List<Line> lines = new ArrayList<>();
    for (SecurityRule rule : ordered(group, direction)) {
      lines.add(Line.of(rule, group.name(), direction, space));
    }
    lines = AdminRules.before(lines, adminRules, direction, space);
    this.rules = lines.stream().map(Line::rule).toList();
    this.sides = lines.stream().map(Line::sides).toList();
    this.holders = lines.stream().map(Line::holder).toList();
    this.within = lines.stream().map(Line::within).toList();
    boolean exact = lines.stream().allMatch(line -> isExact(line.rule(), line.sides()));
    this.pessimistic = read(Reading.PESSIMISTIC, relations);
    this.optimistic = exact ? pessimistic : read(Reading.OPTIMISTIC, relations);
  }

  private static boolean isExact(SecurityRule rule, Sides both) {
    return both.sources().certain().equals(both.sources().possible())
        && both.destinations().certain().equals(both.destinations().possible())
        && rule.access().isKnown()
        && rule.protocols().isKnown()
        && rule.sourcePorts().isKnown()
        && rule.destinationPorts().isKnown();
  }

  private static List<SecurityRule> ordered(NetworkSecurityGroup group, Direction direction) {
    List<SecurityRule> ordered = new ArrayList<>();
    for (SecurityRule rule : group.securityRules().orElse(List.of())) {
      if (rule.direction() == direction) {
        ordered.add(rule);
      }
    }
    for (SecurityRule rule : group.defaultSecurityRules()) {
      if (rule.direction() == direction) {
        ordered.add(rule);
      }
    }
    ordered.sort(Comparator.comparingInt(SecurityRule::priority));
    return ordered;
  }

  private Entry[] read(Reading reading, RelationTable relations) {
    Entry[] entries = new Entry[rules.size()];
    for (int i = 0; i < entries.length; i++) {
      SecurityRule rule = rules.get(i);
      Sides both = sides.get(i);
      boolean pessimistic = reading == Reading.PESSIMISTIC;
      boolean allow =
          rule.access() instanceof Datum.Known<Access> known
              ? known.value() == Access.ALLOW
              : !pessimistic;
      // An allow that may be a deny certainly allows nothing, and the other way round.
      boolean wide = allow != pessimistic;
      AddressSet sources = wide ? both.sources().possible() : both.sources().certain();
      AddressSet destinations =
          wide ? both.destinations().possible() : both.destinations().certain();
      entries[i] =
          new Entry(
              rule,
              allow,
              rule.protocols().orElse(wide ? EVERY_PROTOCOL : Set.of()),
              sources,
              relations.id(sources),
              rule.sourcePorts().orElse(wide ? PortSet.ALL : PortSet.EMPTY),
              destinations,
              relations.id(destinations),
              rule.destinationPorts().orElse(wide ? PortSet.ALL : PortSet.EMPTY));
    }
    return entries;
  }

  String name() {
    return group.name();
  }

  Direction direction() {
    return direction;
  }

  DecidedBy decidedBy(int rule) {
    SecurityRule decisive = rules.get(rule);
    // A default rule that is not printed stands where its group does.
    return new DecidedBy.BySecurityRule(
        holder(rule),
        decisive.name(),
        decisive.priority(),
        decisive.pointer().isEmpty() ? pointer : decisive.pointer());
  }

  public Entry[] entries(Reading reading) {
    return reading == Reading.PESSIMISTIC ? pessimistic : optimistic;
  }

  /** Whether some packet may get as far as the default rules. */
  boolean reachesDefaultRules() {
    for (Entry entry : customEntries()) {
      if (!entry.allow()
          && entry.protocols().size() == EVERY_PROTOCOL.size()
          && entry.sources().equals(AddressSet.ALL)
          && entry.destinations().equals(AddressSet.ALL)
          && entry.sourcePorts().equals(PortSet.ALL)
          && entry.destinationPorts().equals(PortSet.ALL)) {
        return false;
      }
    }
    return true;
  }

  /** The custom rules alone, in the reading that grants them all they may allow. */
  Entry[] customEntries() {
    return Arrays.stream(optimistic)
        .filter(entry -> !entry.rule().isDefault())
        .toArray(Entry[]::new);
  }

  /**
   * One source port of each kind that the rules tell apart: a flow is usable only if it passes from
   * all of them, as initiators take any.
   */
  int[] sourcePortKinds() {
    TreeSet<Integer> kinds = new TreeSet<>();
    kinds.add(PortSet.MAX_PORT);
    for (Entry[] entries : List.of(pessimistic, optimistic)) {
      for (Entry entry : entries) {
        kinds.addAll(entry.sourcePorts().bounds());
      }
    }
    return kinds.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether both readings are the same: nothing that the rules depend on is missing. */
  boolean isExact() {
    return pessimistic == optimistic;
  }

  List<SecurityRule> rules() {
    return rules;
  }

  /** The admin rule to whose packets a rule is narrowed, if it is. */
  Optional<SecurityRule> within(int rule) {
    return within.get(rule);
  }

  /** The group or the collection that a rule stands in. */
  String holder(int rule) {
    return holders.get(rule);
  }

  Sides sides(int rule) {
    return sides.get(rule);
  }
}
