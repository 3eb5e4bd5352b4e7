package dev.vnetproof.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Region;
import dev.vnetproof.proof.tag.ServiceTags;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The exact analysis and the packet-by-packet reference agree wherever everything is known. */
class ExactVerdictsTest {
  private static final List<Region> REGIONS =
      List.of(Region.of("westus"), Region.of("francecentral"));

  /** A tag file is dear to make: a hundred snapshots in a row have the same. */
  private record SharedTags(long seed, TagWorld world, ServiceTags tags) {}

  private static @Nullable SharedTags shared;

  @Test
  void every_verdict_is_that_of_the_packets() {
    Map<Comparison.Kind, Integer> seen = new EnumMap<>(Comparison.Kind.class);
    int snapshots = RandomRuns.snapshots(20_000);
    for (int number = 0; number < snapshots; number++) {
      Scenario scenario = scenario(number);
      if (Comparison.exact(scenario).isPresent()) {
        fail(RandomRuns.smallest(scenario, Comparison::exact, number));
      }
      if (number % 20 == 0) {
        Location location = scenario.location();
        SecurityRulesAlone analysis = scenario.analysis(location);
        for (Wanted wanted : scenario.wanted(location)) {
          seen.merge(Comparison.kind(analysis.decide(wanted.flow())), 1, Integer::sum);
        }
      }
    }
    // A generator that only makes one kind of verdict would prove little.
    assertThat(snapshots < 1000 || seen.values().stream().allMatch(count -> count > 100))
        .as("verdicts of every twentieth snapshot: %s", seen)
        .isTrue();
  }

  static Scenario scenario(int number) {
    long seed = RandomRuns.seed(number);
    Random random = new Random(seed);
    if (shared == null || shared.seed() != seed / 100) {
      TagWorld world = TagWorld.random(new Random(seed / 100), Cloud.AZURE_PUBLIC, REGIONS);
      shared = new SharedTags(seed / 100, world, world.published());
    }
    RandomTruths truths = new RandomTruths(random);
    Truth truth = truths.truth(Cloud.AZURE_PUBLIC, shared.world(), REGIONS);
    return new Scenario(
        truth,
        Set.of(),
        shared.tags(),
        clients(truths),
        controlPlane(truths, REGIONS.indexOf(truth.region())));
  }

  static AddressPrefixes clients(RandomTruths truths) {
    return AddressPrefixes.of(
        truths.one(
            List.of(
                List.of("203.0.113.0/24"),
                List.of("10.0.2.0/24", "10.1.0.0/20"),
                List.of("13.64.0.0/26", "192.168.0.0/24"))));
  }

  static AddressPrefixes controlPlane(RandomTruths truths, int region) {
    long low = TagWorld.listed(region).low();
    return truths.chance(40)
        ? AddressPrefixes.NONE
        : AddressPrefixes.of(PlainAddresses.dotted(low), PlainAddresses.dotted(low + 7));
  }
}
