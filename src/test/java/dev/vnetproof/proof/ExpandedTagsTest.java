package dev.vnetproof.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.model.TagExpansion;
import dev.vnetproof.proof.tag.ExpandedTags;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.rule.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the numbers of some tags decide where no file holds those of all. */
class ExpandedTagsTest {

  @Test
  void what_numbers_of_some_tags_decide_is_true() {
    int decided = 0;
    int snapshots = RandomRuns.snapshots(1_500);
    for (int number = 0; number < snapshots; number++) {
      Scenario scenario = UncertainVerdictsTest.hiding(number).scenario();
      Truth truth = scenario.truth();
      Random random = new Random(RandomRuns.seed(number));
      List<TagExpansion> shown = new ArrayList<>();
      List<String> names = truth.tags().names();
      for (int i = random.nextInt(6); i >= 0; i--) {
        String name = names.get(random.nextInt(names.size()));
        shown.add(
            new TagExpansion(ServiceTag.of(name), AddressPrefixes.of(truth.tags().prefixes(name))));
      }
      SecurityRulesAlone byNames = scenario.analysis(scenario.location());
      if (Comparison.sound(scenario, byNames, List.of(truth)).isPresent()) {
        continue; // Nothing that numbers of tags could make worse.
      }
      SecurityRulesAlone inNumbers =
          new SecurityRulesAlone(
              scenario.location(),
              truth.cloud(),
              truth.platform(),
              ServiceTags.none(),
              new ExpandedTags(shown));

      Optional<String> failure = Comparison.sound(scenario, inNumbers, List.of(truth));

      assertThat(failure)
          .as("seed %d, with %s, of %s", RandomRuns.seed(number), shown, truth)
          .isEmpty();
      for (Wanted wanted : scenario.wanted(scenario.location())) {
        decided +=
            byNames.decide(wanted.flow()) instanceof Verdict.Unknown
                    && !(inNumbers.decide(wanted.flow()) instanceof Verdict.Unknown)
                ? 1
                : 0;
      }
    }
    assertThat(decided).isGreaterThan(snapshots / 10);
  }
}
