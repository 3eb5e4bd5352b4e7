package dev.vnetproof.proof;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.rule.Alternative;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.rule.Witness.PacketWitness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/** Holds a verdict of the analysis against the reference; what does not agree is a sentence. */
final class Comparison {
  private Comparison() {}

  /** How a demand fares, in the words of the contract. */
  enum Kind {
    ALLOWED,
    BLOCKED,
    PARTIAL,
    UNKNOWN
  }

  /**
   * What the reference says.
   *
   * @param through the alternative it passes through, if not in full
   * @param denies the rules that deny some packet of the whole
   * @param blame the rules to name: where nothing passes those, else the rules that deny some
   *     packet of the smallest accepted reading
   */
  record Expected(
      Kind kind, Optional<Alternative> through, Set<String> denies, Set<String> blame) {}

  private static final long LOOPBACK = PlainAddresses.number("127.0.0.1");

  private static final Expected UNDECIDED =
      new Expected(Kind.UNKNOWN, Optional.empty(), Set.of(), Set.of());

  static Expected expected(SlowReference reference, Wanted wanted) {
    RequiredFlow flow = wanted.flow();
    SlowReference.Fate whole = reference.fate(wanted, flow.remote());
    if (whole.allPass()) {
      return new Expected(Kind.ALLOWED, Optional.empty(), Set.of(), Set.of());
    }
    Set<String> blame = blockers(whole);
    for (Alternative alternative : flow.alternatives()) {
      SlowReference.Fate part = reference.fate(wanted, alternative.remote());
      if (part.allPass()) {
        return new Expected(
            Kind.ALLOWED, Optional.of(alternative), blockers(whole), blockers(whole));
      }
      if (alternative.standing() != Alternative.Standing.DISCOURAGED) {
        blame = blockers(part);
      }
    }
    boolean part =
        flow.coverage() == RequiredFlow.Coverage.SOME ? whole.someServed() : whole.somePass();
    Kind kind =
        flow.coverage() == RequiredFlow.Coverage.ALL || !part
            ? Kind.BLOCKED
            : flow.coverage() == RequiredFlow.Coverage.SOME ? Kind.PARTIAL : Kind.UNKNOWN;
    return new Expected(
        kind, Optional.empty(), blockers(whole), whole.somePass() ? blame : blockers(whole));
  }

  private static Set<String> blockers(SlowReference.Fate fate) {
    return fate.refusedWithoutGroup() ? Set.of("(no group)") : fate.deniedBy();
  }

  static Kind kind(Verdict verdict) {
    return verdict instanceof Verdict.Allowed
        ? Kind.ALLOWED
        : verdict instanceof Verdict.Blocked
            ? Kind.BLOCKED
            : verdict instanceof Verdict.Partial ? Kind.PARTIAL : Kind.UNKNOWN;
  }

  static List<Block> blocks(Verdict verdict) {
    if (verdict instanceof Verdict.Blocked blocked) {
      return blocked.blocks();
    }
    if (verdict instanceof Verdict.Partial partial) {
      return partial.blocks();
    }
    return verdict instanceof Verdict.Allowed allowed ? allowed.leftOut() : List.of();
  }

  private static Set<String> names(List<Block> blocks) {
    return blocks.stream()
        .map(
            block ->
                block.decidedBy() instanceof DecidedBy.BySecurityRule rule
                    ? rule.rule()
                    : "(no group)")
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Everything known: same verdict, same rules, every witness dies of the rule it names. */
  static Optional<String> exact(Scenario scenario) {
    SlowReference reference = new SlowReference(scenario.truth());
    Location location = scenario.location();
    SecurityRulesAlone analysis = scenario.analysis(location);
    for (Wanted wanted : scenario.wanted(location)) {
      Verdict verdict;
      try {
        verdict = analysis.decide(wanted.flow());
      } catch (IllegalStateException | IllegalArgumentException e) {
        return Optional.of(crash(wanted, e));
      }
      Expected expected = expected(reference, wanted);
      if (verdict instanceof Verdict.Unknown && expected.kind() != Kind.UNKNOWN) {
        // No document says whether Internet takes in special-purpose addresses: both may be so.
        boolean takesSpecial = reference.far(wanted.flow().remote()).test(LOOPBACK);
        expected = takesSpecial ? UNDECIDED : expected;
      }
      Optional<String> problem = agrees(verdict, expected);
      LongPredicate far = reference.far(wanted.flow().remote());
      problem = problem.or(() -> replay(scenario.truth(), reference, wanted, far, verdict, false));
      if (problem.isPresent()) {
        return Optional.of(wanted.flow().describe() + ": " + problem.get() + "; got " + verdict);
      }
    }
    return Optional.empty();
  }

  private static String crash(Wanted wanted, RuntimeException e) {
    return wanted.flow().describe() + ": no verdict but " + e.getMessage();
  }

  private static Optional<String> agrees(Verdict verdict, Expected expected) {
    if (kind(verdict) != expected.kind()) {
      return Optional.of("expected " + expected);
    }
    if (verdict instanceof Verdict.Allowed allowed
        && !allowed.through().equals(expected.through())) {
      return Optional.of("expected another way through: " + expected);
    }
    List<Block> blocks = blocks(verdict);
    if (expected.kind() != Kind.UNKNOWN
        && !(names(blocks).equals(expected.blame()) && blocks.size() == expected.blame().size())) {
      return Optional.of("expected other rules: " + expected);
    }
    return Optional.empty();
  }

  /** Something hidden: what is said for certain holds in every truth. */
  static Optional<String> sound(Scenario scenario, List<Truth> truths) {
    return sound(scenario, scenario.analysis(scenario.location()), truths);
  }

  /** The same for an analysis that knows more than the scenario shows. */
  static Optional<String> sound(
      Scenario scenario, SecurityRulesAlone analysis, List<Truth> truths) {
    List<Wanted> asked = scenario.wanted(scenario.location());
    List<Verdict> verdicts = new ArrayList<>();
    for (Wanted wanted : asked) {
      try {
        verdicts.add(analysis.decide(wanted.flow()));
      } catch (IllegalStateException | IllegalArgumentException e) {
        return Optional.of(crash(wanted, e));
      }
    }
    for (Truth truth : truths) {
      SlowReference reference = new SlowReference(truth);
      Scenario known = scenario.nothingHidden(truth);
      List<Wanted> meant = known.wanted(known.location());
      for (int i = 0; i < meant.size(); i++) {
        Verdict verdict = verdicts.get(i);
        if (verdict instanceof Verdict.Unknown) {
          continue;
        }
        Wanted wanted = meant.get(i);
        LongPredicate far = reference.far(witnessed(asked.get(i), wanted));
        Optional<String> problem =
            holds(verdict, expected(reference, wanted))
                .or(() -> replay(truth, reference, wanted, far, verdict, true));
        if (problem.isPresent()) {
          return Optional.of(
              asked.get(i).flow().describe()
                  + ": "
                  + problem.get()
                  + "; got "
                  + verdict
                  + "\nin truth "
                  + truth);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> holds(Verdict verdict, Expected expected) {
    if (kind(verdict) != expected.kind()) {
      return Optional.of("not so, but " + expected);
    }
    if (verdict instanceof Verdict.Allowed allowed
        && allowed.through().isEmpty()
        && expected.through().isPresent()) {
      return Optional.of("not in full: " + expected);
    }
    return Optional.empty();
  }

  /**
   * Each witness is a demanded packet, and it dies of the rule that the block names.
   *
   * @param orEarlier a deny that may or may not match, as far as the snapshot says, may come first
   */
  private static Optional<String> replay(
      Truth truth,
      SlowReference reference,
      Wanted wanted,
      LongPredicate far,
      Verdict verdict,
      boolean orEarlier) {
    for (Block block : blocks(verdict)) {
      if (!(block.decidedBy() instanceof DecidedBy.BySecurityRule rule)) {
        continue;
      }
      if (!(block.witness().orElse(null) instanceof PacketWitness packet)) {
        return Optional.of("no packet for " + block);
      }
      boolean dies =
          candidates(truth, reference, packet.sourceAddress(), packet.sourceTag()).stream()
              .anyMatch(
                  from ->
                      candidates(
                              truth,
                              reference,
                              packet.destinationAddress(),
                              packet.destinationTag())
                          .stream()
                          .anyMatch(
                              to ->
                                  dies(
                                      truth, reference, wanted, far, packet, from, to, rule,
                                      orEarlier)));
      if (!dies) {
        return Optional.of("no demanded packet that dies so: " + block);
      }
    }
    return Optional.empty();
  }

  /** Where nobody says where the far side is, a witness is a packet to anywhere it may be. */
  private static Remote witnessed(Wanted asked, Wanted meant) {
    return asked.flow().remote() instanceof Remote.Unlocated place && place.within().isPresent()
        ? new Remote.Tag(place.within().get())
        : meant.flow().remote();
  }

  private static boolean dies(
      Truth truth,
      SlowReference reference,
      Wanted wanted,
      LongPredicate far,
      PacketWitness packet,
      long from,
      long to,
      DecidedBy.BySecurityRule named,
      boolean orEarlier) {
    boolean inward = packet.direction() == Direction.INBOUND;
    return packet.direction() == wanted.flow().direction()
        && packet.protocol() == wanted.flow().protocol()
        && truth.machines().contains(inward ? to : from)
        && far.test(inward ? from : to)
        && wanted.ports().stream()
            .anyMatch(
                p -> p.low() <= packet.destinationPort() && packet.destinationPort() <= p.high())
        && reference
            .decider(
                packet.direction(),
                packet.protocol(),
                from,
                packet.sourcePort(),
                to,
                packet.destinationPort())
            .filter(
                rule ->
                    rule.access() == Access.DENY
                        && (rule.name().equals(named.rule()) && rule.priority() == named.priority()
                            || orEarlier && rule.priority() < named.priority()))
            .isPresent();
  }

  /** The address; or, where a witness only says a tag or nothing, each that it may mean. */
  private static List<Long> candidates(
      Truth truth, SlowReference reference, Optional<String> address, Optional<ServiceTag> tag) {
    if (address.isPresent()) {
      return List.of(PlainAddresses.number(address.get()));
    }
    return reference.points().stream()
        .filter(
            cut ->
                tag.map(name -> truth.meaning(name.name()).contains(cut))
                    .orElseGet(() -> truth.machines().contains(cut)))
        .toList();
  }
}
