package dev.vnetproof.proof.nsg;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.AdminAccess;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityAdminRule;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.proof.tag.Extent;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the security admin rules of Virtual Network Manager before those of a group: Deny and
 * AlwaysAllow are final, Allow goes on with the group (security admin rules, 2022-05-25).
 *
 * <p>What comes out is a list of which the first match decides, as with a group alone: an Allow
 * stands there as the whole group, narrowed to the packets that the Allow matches.
 */
final class AdminRules {
  /** Stands for a group where there is none. */
  static final NetworkSecurityGroup NO_GROUP =
      new NetworkSecurityGroup(
          "no network security group",
          Datum.known(List.of()),
          List.of(allowing(Direction.INBOUND), allowing(Direction.OUTBOUND)));

  private AdminRules() {}

  /** The rules of one direction together with those of the group. */
  static List<NsgIndex.Line> before(
      List<NsgIndex.Line> group,
      List<SecurityAdminRule> rules,
      Direction direction,
      LocationSpace space) {
    List<NsgIndex.Line> lines = new ArrayList<>();
    rules.stream()
        .filter(rule -> rule.direction() == direction)
        .sorted(
            Comparator.comparingInt(SecurityAdminRule::priority)
                .thenComparing(AdminRules::finality)
                .thenComparing(SecurityAdminRule::holder)
                .thenComparing(SecurityAdminRule::name)
                .thenComparing(SecurityAdminRule::pointer))
        .forEach(rule -> lines.addAll(lines(rule, group, direction, space)));
    lines.addAll(group);
    return lines;
  }

  /** Rules of one priority stand in different collections: which is tried first is not told. */
  private static int finality(SecurityAdminRule rule) {
    return rule.access().map(AdminAccess::ordinal).orElse(0);
  }

  private static List<NsgIndex.Line> lines(
      SecurityAdminRule rule, List<NsgIndex.Line> group, Direction direction, LocationSpace space) {
    NsgIndex.Line line = NsgIndex.Line.of(plain(rule), rule.holder(), direction, space);
    boolean goesOn = rule.access().equals(Datum.known(AdminAccess.ALLOW));
    return goesOn ? group.stream().map(each -> narrowed(each, line)).toList() : List.of(line);
  }

  /** Not known: it may deny or always allow. */
  private static SecurityRule plain(SecurityAdminRule rule) {
    return new SecurityRule(
        rule.name(),
        rule.priority(),
        rule.direction(),
        rule.access().map(access -> access == AdminAccess.DENY ? Access.DENY : Access.ALLOW),
        rule.protocols(),
        rule.sources(),
        rule.sourcePorts(),
        rule.destinations(),
        rule.destinationPorts(),
        rule.pointer());
  }

  /** A line of the group for the packets that an Allow matches. */
  private static NsgIndex.Line narrowed(NsgIndex.Line line, NsgIndex.Line allow) {
    SecurityRule rule = line.rule();
    return new NsgIndex.Line(
        new SecurityRule(
            rule.name(),
            rule.priority(),
            rule.direction(),
            rule.access(),
            both(rule.protocols(), allow.rule().protocols(), AdminRules::common),
            rule.sources(),
            both(rule.sourcePorts(), allow.rule().sourcePorts(), PortSet::intersect),
            rule.destinations(),
            both(rule.destinationPorts(), allow.rule().destinationPorts(), PortSet::intersect),
            rule.pointer()),
        line.holder(),
        new NsgIndex.Sides(
            common(line.sides().sources(), allow.sides().sources()),
            common(line.sides().destinations(), allow.sides().destinations())),
        Optional.of(allow.rule()));
  }

  private interface Common<T> {
    T of(T one, T other);
  }

  private static <T> Datum<T> both(Datum<T> one, Datum<T> other, Common<T> common) {
    Optional<T> known = other.asOptional();
    return known.isPresent() ? one.map(mine -> common.of(mine, known.get())) : other;
  }

  private static Set<Protocol> common(Set<Protocol> one, Set<Protocol> other) {
    Set<Protocol> common = EnumSet.noneOf(Protocol.class);
    one.stream().filter(other::contains).forEach(common::add);
    return common;
  }

  private static Extent common(Extent one, Extent other) {
    List<Missing> missing = new ArrayList<>(one.missing());
    missing.addAll(other.missing());
    return new Extent(
        one.certain().intersect(other.certain()),
        one.possible().intersect(other.possible()),
        missing);
  }

  private static SecurityRule allowing(Direction direction) {
    return new SecurityRule(
        "none",
        SecurityRule.MAX_PRIORITY,
        direction,
        Datum.known(Access.ALLOW),
        Datum.known(EnumSet.allOf(Protocol.class)),
        Datum.known(RuleAddresses.ANY),
        Datum.known(PortSet.ALL),
        Datum.known(RuleAddresses.ANY),
        Datum.known(PortSet.ALL),
        "");
  }
}
