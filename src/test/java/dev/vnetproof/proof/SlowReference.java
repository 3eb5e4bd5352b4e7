package dev.vnetproof.proof;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.proof.PlainRule.Ports;
import dev.vnetproof.proof.PlainRule.Side;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/**
 * Decides flows packet by packet: the first rule that matches decides a packet (azure-semantics
 * 1.1). Packets between two places where any set begins or ends fare alike, so one of each is
 * looked at; of points that the same rules match, one.
 */
final class SlowReference {
  private final Truth truth;
  private final List<Long> points;
  private final View inbound;
  private final View outbound;

  /**
   * What becomes of the packets of a flow.
   *
   * @param somePass whether some pass from any source port: nobody chooses those (1.7)
   * @param someServed whether some far address reaches the whole subnet on every port, from any
   *     source port: sources may be limited on purpose, nothing else may (decision 2 of 2026-11-30)
   * @param deniedBy the rules that deny some
   */
  record Fate(
      boolean somePass, boolean someServed, Set<String> deniedBy, boolean refusedWithoutGroup) {
    boolean allPass() {
      return deniedBy.isEmpty() && !refusedWithoutGroup;
    }
  }

  /** The rules of one direction and, for each point, which of them it matches (a bit each). */
  private final class View {
    final List<PlainRule> rules;
    final List<List<Truth.Meaning>> nearSides;
    final List<List<Truth.Meaning>> farSides;
    final Set<Long> near = new HashSet<>();
    final long[] far;
    final Set<Long> sourcePorts;

    View(Direction direction) {
      rules = truth.rules(direction);
      if (rules.size() > 64) {
        throw new IllegalArgumentException("more rules than bits");
      }
      nearSides = rules.stream().map(rule -> meanings(rule.near(), true)).toList();
      farSides = rules.stream().map(rule -> meanings(rule.far(), false)).toList();
      far = points.stream().mapToLong(point -> mask(farSides, point)).toArray();
      PlainAddresses machines = truth.machines();
      for (long point : points) {
        if (machines.contains(point)) {
          near.add(mask(nearSides, point));
        }
      }
      sourcePorts =
          portMasks(rules.stream().map(PlainRule::sourcePorts).toList(), List.of(Ports.ALL));
    }
  }

  SlowReference(Truth truth) {
    this.truth = truth;
    this.points = truth.cuts();
    this.inbound = new View(Direction.INBOUND);
    this.outbound = new View(Direction.OUTBOUND);
  }

  private static long mask(List<List<Truth.Meaning>> sides, long address) {
    long mask = 0;
    for (int r = 0; r < sides.size(); r++) {
      for (Truth.Meaning part : sides.get(r)) {
        if (part.contains(address)) {
          mask |= 1L << r;
          break;
        }
      }
    }
    return mask;
  }

  /** Machines of the instance are in no application security group (azure-semantics 1.18). */
  private List<Truth.Meaning> meanings(Side side, boolean near) {
    List<Truth.Meaning> parts = new ArrayList<>();
    side.texts().forEach(text -> parts.add(truth.meaning(text)));
    if (!near) {
      for (String group : side.groups()) {
        parts.add(PlainAddresses.of(truth.groups().getOrDefault(group, List.of()))::contains);
      }
    }
    return parts;
  }

  /** One address of each run of addresses that fare alike. */
  List<Long> points() {
    return points;
  }

  /** The far addresses that a demand is about. */
  LongPredicate far(Remote remote) {
    if (remote instanceof Remote.Tag tag) {
      String name = tag.tag().name();
      return name.equals("Internet")
          ? truth.publicInternet()::contains
          : truth.meaning(name)::contains;
    }
    if (remote instanceof Remote.Addresses addresses) {
      return PlainAddresses.of(addresses.prefixes().texts())::contains;
    }
    if (remote instanceof Remote.SameSubnet) {
      return truth.machines()::contains;
    }
    return truth.network()::contains;
  }

  /** What becomes of every packet between the subnet and {@code remote}. */
  Fate fate(Wanted wanted, Remote remote) {
    RequiredFlow flow = wanted.flow();
    return fate(flow.direction(), flow.protocol(), far(remote), wanted.ports(), extraCuts(remote));
  }

  private static List<Long> extraCuts(Remote remote) {
    List<Long> cuts = new ArrayList<>();
    if (remote instanceof Remote.Addresses addresses) {
      PlainAddresses.of(addresses.prefixes().texts()).addCuts(cuts);
    }
    return cuts;
  }

  private Fate fate(
      Direction direction,
      Protocol protocol,
      LongPredicate farSide,
      List<Ports> ports,
      List<Long> farCuts) {
    if (truth.rules().isEmpty()) {
      // 1.16: the load balancer of stv2 refuses what no group opens; else there is no filter.
      boolean refused = direction == Direction.INBOUND && truth.platform() == PlatformVersion.STV2;
      return new Fate(!refused, !refused, Set.of(), refused);
    }
    View view = direction == Direction.INBOUND ? inbound : outbound;
    long speaks = 0;
    for (int r = 0; r < view.rules.size(); r++) {
      speaks |= view.rules.get(r).protocols().contains(protocol) ? 1L << r : 0;
    }
    Set<Long> far = distinct(view.far, farSide);
    for (long cut : farCuts) {
      if (farSide.test(cut)) {
        far.add(mask(view.farSides, cut));
      }
    }
    Set<Long> to = portMasks(view.rules.stream().map(PlainRule::destinationPorts).toList(), ports);
    boolean somePass = false;
    boolean someServed = false;
    Set<String> deniedBy = new TreeSet<>();
    for (long f : far) {
      boolean served = true;
      for (long n : view.near) {
        for (long d : to) {
          boolean anyPortPasses = true;
          for (long s : view.sourcePorts) {
            int first = Long.numberOfTrailingZeros(speaks & n & f & s & d);
            if (view.rules.get(first).access() == Access.DENY) {
              anyPortPasses = false;
              deniedBy.add(view.rules.get(first).name());
            }
          }
          somePass |= anyPortPasses;
          served &= anyPortPasses;
        }
      }
      someServed |= served;
    }
    return new Fate(somePass, someServed, deniedBy, false);
  }

  private Set<Long> distinct(long[] masks, LongPredicate side) {
    Set<Long> distinct = new HashSet<>();
    for (int i = 0; i < masks.length; i++) {
      if (side.test(points.get(i))) {
        distinct.add(masks[i]);
      }
    }
    return distinct;
  }

  private static Set<Long> portMasks(List<List<Ports>> sides, List<Ports> demanded) {
    Set<Integer> cuts = new HashSet<>();
    for (List<Ports> side : sides) {
      for (Ports ports : side) {
        cuts.add(ports.low());
        cuts.add(ports.high() + 1);
      }
    }
    for (Ports ports : demanded) {
      cuts.add(ports.low());
    }
    Set<Long> distinct = new HashSet<>();
    for (int port : cuts) {
      if (holds(demanded, port)) {
        long mask = 0;
        for (int r = 0; r < sides.size(); r++) {
          if (holds(sides.get(r), port)) {
            mask |= 1L << r;
          }
        }
        distinct.add(mask);
      }
    }
    return distinct;
  }

  private static boolean holds(List<Ports> side, int port) {
    for (Ports ports : side) {
      if (ports.low() <= port && port <= ports.high()) {
        return true;
      }
    }
    return false;
  }

  /** The rule that decides one packet. */
  Optional<PlainRule> decider(
      Direction direction, Protocol protocol, long source, int sourcePort, long to, int toPort) {
    if (truth.rules().isEmpty()) {
      return Optional.empty();
    }
    boolean inward = direction == Direction.INBOUND;
    View view = inward ? inbound : outbound;
    for (int r = 0; r < view.rules.size(); r++) {
      PlainRule rule = view.rules.get(r);
      long near = inward ? to : source;
      long far = inward ? source : to;
      if (rule.protocols().contains(protocol)
          && view.nearSides.get(r).stream().anyMatch(part -> part.contains(near))
          && view.farSides.get(r).stream().anyMatch(part -> part.contains(far))
          && holds(rule.sourcePorts(), sourcePort)
          && holds(rule.destinationPorts(), toPort)) {
        return Optional.of(rule);
      }
    }
    throw new IllegalStateException("the last default rule matches everything");
  }
}
