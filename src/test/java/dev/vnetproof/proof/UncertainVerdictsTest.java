package dev.vnetproof.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Region;
import dev.vnetproof.proof.tag.ServiceTags;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said for certain of a snapshot that hides something holds whatever is hidden. */
class UncertainVerdictsTest {
  private static final List<String> HIDEABLE =
      List.of("peered", "onPremises", "gateway", "own", "subnet", "routes", "region");
  private static final List<String> OF_A_RULE =
      List.of("access", "protocol", "sources", "sourcePorts", "destinations", "destinationPorts");

  /** The worlds of a cloud, all with addresses of every service in every established region. */
  private record Place(Cloud cloud, List<Region> regions, List<TagWorld> worlds) {
    static Place of(Cloud cloud) {
      List<Region> regions =
          Region.all().stream()
              .filter(region -> region.isEstablished() && region.cloud().equals(Optional.of(cloud)))
              .toList();
      return new Place(
          cloud,
          regions,
          IntStream.range(0, 40)
              .mapToObj(i -> TagWorld.random(new Random(i), cloud, regions))
              .toList());
    }
  }

  /** Two clouds with few regions; the public one has too many to be quick. */
  private static final Place GOVERNMENT = Place.of(Cloud.AZURE_GOVERNMENT);

  private static final Place CHINA = Place.of(Cloud.AZURE_CHINA);

  /** A snapshot and the truths it may stand for. */
  record Case(Scenario scenario, List<Truth> truths) {

    Optional<String> failure() {
      return Comparison.sound(scenario, truths);
    }

    Case without(PlainRule rule) {
      return new Case(
          scenario.with(without(scenario.truth(), rule)),
          truths.stream().map(truth -> without(truth, rule)).toList());
    }

    private static Truth without(Truth truth, PlainRule rule) {
      return truth
          .rules()
          .map(
              rules ->
                  truth.withRules(
                      rules.stream().filter(r -> !r.name().equals(rule.name())).toList()))
          .orElse(truth);
    }

    Case smallest() {
      for (PlainRule rule : scenario.truth().rules().orElse(List.of())) {
        Case fewer = without(rule);
        if (fewer.failure().isPresent()) {
          return fewer.smallest();
        }
      }
      return this;
    }
  }

  @Test
  void what_is_certain_holds_in_every_truth() {
    Map<Comparison.Kind, Integer> seen = new EnumMap<>(Comparison.Kind.class);
    int snapshots = RandomRuns.snapshots(2_500);
    for (int number = 0; number < snapshots; number++) {
      Case hiding = hiding(number);
      if (hiding.failure().isPresent()) {
        fail(described(hiding.smallest(), number));
      }
      if (number % 10 == 0) {
        Scenario scenario = hiding.scenario();
        SecurityRulesAlone analysis = scenario.analysis(scenario.location());
        for (Wanted wanted : scenario.wanted(scenario.location())) {
          seen.merge(Comparison.kind(analysis.decide(wanted.flow())), 1, Integer::sum);
        }
      }
    }
    // Who always says "unknown" is never wrong: much must be decided all the same.
    assertThat(
            snapshots < 1000
                || seen.getOrDefault(Comparison.Kind.ALLOWED, 0)
                        + seen.getOrDefault(Comparison.Kind.BLOCKED, 0)
                    > seen.getOrDefault(Comparison.Kind.UNKNOWN, 0))
        .as("verdicts of every tenth snapshot: %s", seen)
        .isTrue();
  }

  static String described(Case hiding, int number) {
    return "seed %d (-Ddifferential.seed=%d -Ddifferential.snapshots=1):%n%s%nhidden %s of %s"
        .formatted(
            RandomRuns.seed(number),
            RandomRuns.seed(number),
            hiding.failure().orElse("no longer"),
            hiding.scenario().hidden(),
            hiding.scenario().truth());
  }

  static Case hiding(int number) {
    Random random = new Random(RandomRuns.seed(number));
    Place place = random.nextBoolean() ? GOVERNMENT : CHINA;
    RandomTruths truths = new RandomTruths(random);
    Redraw redraw = new Redraw(random, place.worlds(), place.regions());
    TagWorld tags = truths.one(place.worlds());
    Truth truth = truths.truth(place.cloud(), tags, place.regions());
    if (truths.chance(20)) {
      truth = redraw.withGroups(truth);
    }
    if (truths.chance(20)) {
      truth = redraw.withRoutes(truth);
    }
    Set<String> hidden = new TreeSet<>(Set.of("tags"));
    if (truths.chance(50)) {
      hidden.add(truths.one(HIDEABLE));
      hidden.add(truths.one(HIDEABLE));
    }
    if (truths.chance(2)) {
      hidden.add(truths.chance(50) ? "group" : "rules");
    }
    if (truths.chance(20)) {
      for (PlainRule rule : truth.rules().orElse(List.of())) {
        if (truths.chance(10)) {
          hidden.add(rule.name() + "/" + truths.one(OF_A_RULE));
        }
      }
    }
    List<Truth> others = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      others.add(redraw.another(truth, hidden));
    }
    Scenario scenario =
        new Scenario(
            truth,
            hidden,
            ServiceTags.none(),
            ExactVerdictsTest.clients(truths),
            hidden.contains("region")
                ? AddressPrefixes.NONE
                : ExactVerdictsTest.controlPlane(truths, place.regions().indexOf(truth.region())));
    return new Case(scenario, others);
  }
}
