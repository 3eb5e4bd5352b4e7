package dev.vnetproof.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Location;
import dev.vnetproof.proof.PlainRule.Ports;
import dev.vnetproof.rule.Alternative;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.rule.Demand;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.rule.RequiredRoute;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.rule.Witness.PacketWitness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Routes and firewall do to demands what they do to single packets. */
class PathVerdictsTest {

  /** A demand, and its ports once more, in plain numbers. */
  private record Asked(Demand demand, Remote remote, List<Ports> ports) {}

  @Test
  void every_way_is_that_of_the_packets() {
    Map<Comparison.Kind, Integer> seen = new EnumMap<>(Comparison.Kind.class);
    int snapshots = RandomRuns.snapshots(2_500);
    for (int number = 0; number < snapshots; number++) {
      PathTruth truth = new RandomPaths(new Random(RandomRuns.seed(number))).truth();
      if (disagreement(truth, seen).isPresent()) {
        PathTruth small = smallest(truth);
        fail(
            "seed %d (-Ddifferential.seed=%d -Ddifferential.snapshots=1):%n%s%n%s",
            RandomRuns.seed(number),
            RandomRuns.seed(number),
            disagreement(small, new EnumMap<>(Comparison.Kind.class)).orElseThrow(),
            small);
      }
    }
    // A generator that only makes one kind of verdict would prove little.
    assertThat(
            snapshots < 1000
                || seen.getOrDefault(Comparison.Kind.ALLOWED, 0) > 1000
                    && seen.getOrDefault(Comparison.Kind.BLOCKED, 0) > 1000)
        .as("verdicts: %s", seen)
        .isTrue();
  }

  private static Optional<String> disagreement(
      PathTruth truth, Map<Comparison.Kind, Integer> seen) {
    SlowPaths reference = new SlowPaths(truth);
    LocationProof analysis = truth.analysis();
    for (Asked asked : asked(truth.location())) {
      Verdict verdict;
      try {
        verdict = analysis.decide(asked.demand()).verdict();
      } catch (IllegalStateException | IllegalArgumentException e) {
        return Optional.of(asked.demand().describe() + ": no verdict but " + e.getMessage());
      }
      seen.merge(Comparison.kind(verdict), 1, Integer::sum);
      Optional<String> problem =
          agrees(reference, asked, verdict).or(() -> replay(reference, asked, verdict));
      if (problem.isPresent()) {
        return Optional.of(asked.demand().describe() + ": " + problem.get() + "; got " + verdict);
      }
    }
    return Optional.empty();
  }

  private static List<Asked> asked(Location at) {
    List<Asked> asked = new ArrayList<>();
    flow(asked, to("storage", at).tcp(443).to("Storage").orRegional(at), 443);
    flow(asked, to("sql", at).tcp(1433).to("Sql").orRegional(at), 1433);
    flow(
        asked,
        to("event-hub", at).tcp(5671, 5672, 443).to("EventHub").orRegional(at),
        443,
        5671,
        5672);
    flow(asked, to("key-vault", at).tcp(443).to("AzureKeyVault").regionalTolerated(at), 443);
    flow(asked, to("monitor", at).tcp(443, 1886).to("AzureMonitor"), 443, 1886);
    flow(asked, to("health", at).tcp(443).to("AzureCloud").regionalTolerated(at), 443);
    flow(asked, to("within", at).udp(4290).withinSubnet(), 4290);
    flow(asked, to("within", at).tcp(6381, 6382).withinSubnet(), 6381, 6382);
    flow(asked, to("network", at).tcp(6380).toVirtualNetwork(), 6380);
    flow(
        asked,
        to("addresses", at)
            .tcp(443)
            .to(new Remote.Addresses("some", AddressPrefixes.of("10.0.2.4", "192.168.1.0/30"))),
        443);
    for (String server : List.of("8.8.8.8", "10.0.9.4", "10.1.9.4", "198.51.100.4", "20.0.4.9")) {
      flow(
          asked,
          to("server", at)
              .udp(53)
              .to(new Remote.Addresses("the server", AddressPrefixes.of(server))),
          53);
    }
    AddressPrefixes some = AddressPrefixes.of("20.0.20.0/32");
    route(
        asked,
        RequiredRoute.back("test.management", at, 3443, Remote.tag("ApiManagement"))
            .regionalTolerated(at)
            .orDiscouraged("listed addresses", some, "test.advice"));
    route(
        asked,
        RequiredRoute.back(
            "test.clients",
            at,
            443,
            new Remote.Addresses(
                "clients", AddressPrefixes.of("203.0.113.0/25", "10.3.0.0/16", "20.0.4.0/26"))));
    return asked;
  }

  private static RequiredFlow to(String id, Location at) {
    return RequiredFlow.outbound("test." + id, at);
  }

  private static void flow(List<Asked> asked, RequiredFlow flow, int... ports) {
    asked.add(
        new Asked(
            flow,
            flow.remote(),
            Arrays.stream(ports).mapToObj(port -> new Ports(port, port)).toList()));
  }

  private static void route(List<Asked> asked, RequiredRoute route) {
    asked.add(new Asked(route, route.remote(), List.of()));
  }

  // ---- what should come out ---------------------------------------------------------------------

  private static Optional<String> agrees(SlowPaths reference, Asked asked, Verdict verdict) {
    Predicate<Remote> carried =
        asked.demand() instanceof RequiredFlow flow
            ? remote -> reference.allCarried(remote, flow.protocol(), asked.ports())
            : reference::allLeadBack;
    List<Alternative> alternatives =
        asked.demand() instanceof RequiredFlow flow
            ? flow.alternatives()
            : ((RequiredRoute) asked.demand()).alternatives();
    if (carried.test(asked.remote())) {
      return verdict.equals(Verdict.Allowed.FULLY)
          ? Optional.empty()
          : Optional.of("expected all to pass");
    }
    Optional<Alternative> through =
        alternatives.stream().filter(each -> carried.test(each.remote())).findFirst();
    if (through.isPresent()) {
      return verdict instanceof Verdict.Allowed allowed && allowed.through().equals(through)
          ? Optional.empty()
          : Optional.of("expected a way through " + through.get());
    }
    return verdict instanceof Verdict.Blocked ? Optional.empty() : Optional.of("expected a block");
  }

  /** The packet of each witness is demanded, and does not get there. */
  private static Optional<String> replay(SlowPaths reference, Asked asked, Verdict verdict) {
    for (Block block : Comparison.blocks(verdict)) {
      if (!(block.witness().orElse(null) instanceof PacketWitness packet)
          || packet.destinationAddress().isEmpty()
          || packet.sourceAddress().isEmpty()) {
        return Optional.of("no packet for " + block);
      }
      long to = PlainAddresses.number(packet.destinationAddress().get());
      long from = PlainAddresses.number(packet.sourceAddress().get());
      boolean dies =
          SlowPaths.machines().contains(from)
              && reference.isDemanded(asked.remote(), to)
              && (asked.demand() instanceof RequiredFlow flow
                  ? asked
                          .ports()
                          .contains(new Ports(packet.destinationPort(), packet.destinationPort()))
                      && packet.protocol() == flow.protocol()
                      && !reference.carries(
                          asked.remote(), flow.protocol(), from, to, packet.destinationPort())
                  : SlowPaths.isPublic(to) && !reference.leadsBack(to));
      if (!dies) {
        return Optional.of("no demanded packet that dies: " + block);
      }
      if (block.decidedBy() instanceof DecidedBy.BySecurityRule) {
        return Optional.of("no group, but a rule of one decides: " + block);
      }
    }
    return Optional.empty();
  }

  /** The same disagreement, or another one, with as little as shows one. */
  private static PathTruth smallest(PathTruth truth) {
    for (PathTruth fewer : smaller(truth)) {
      if (disagreement(fewer, new EnumMap<>(Comparison.Kind.class)).isPresent()) {
        return smallest(fewer);
      }
    }
    return truth;
  }

  private static List<PathTruth> smaller(PathTruth truth) {
    List<PathTruth> smaller = new ArrayList<>();
    truth
        .routes()
        .ifPresent(
            routes -> without(routes).forEach(r -> smaller.add(truth.withRoutes(Optional.of(r)))));
    without(truth.firewall()).forEach(lines -> smaller.add(truth.withFirewall(lines)));
    without(List.copyOf(truth.endpoints()))
        .forEach(endpoints -> smaller.add(truth.withEndpoints(Set.copyOf(endpoints))));
    return smaller;
  }

  private static <T> List<List<T>> without(List<T> all) {
    List<List<T>> each = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      List<T> fewer = new ArrayList<>(all);
      fewer.remove(i);
      each.add(fewer);
    }
    return each;
  }
}
