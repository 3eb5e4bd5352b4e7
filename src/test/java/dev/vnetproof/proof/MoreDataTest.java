package dev.vnetproof.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.rule.Verdict;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * One property more, or a tag file, never turns a verdict and never undoes one (decision 10 of
 * 2026-11-30).
 */
class MoreDataTest {
  /** So many are told; with their rules they are long. */
  private static final int MOST_PROBLEMS = 12;

  private final Map<TagWorld, ServiceTags> files = new IdentityHashMap<>();

  @Test
  void what_is_decided_stays_so_with_one_datum_more() {
    int decided = 0;
    List<String> problems = new ArrayList<>();
    int snapshots = RandomRuns.snapshots(600);
    for (int number = 0; number < snapshots; number++) {
      Scenario less = UncertainVerdictsTest.hiding(number).scenario();
      List<Wanted> asked = less.wanted(less.location());
      List<Verdict> before = decide(less, asked);
      for (String datum : less.hidden()) {
        Scenario more = shown(less, datum);
        List<Wanted> again = more.wanted(more.location());
        List<Verdict> after = decide(more, again);
        for (int i = 0; i < before.size(); i++) {
          decided += before.get(i) instanceof Verdict.Unknown ? 0 : 1;
          if (isUndone(before.get(i), after.get(i)) && problems.size() < MOST_PROBLEMS) {
            problems.add(
                "seed %d: %s, with %s shown of %s%n before %s%n after %s%n in %s"
                    .formatted(
                        RandomRuns.seed(number),
                        asked.get(i).flow().describe(),
                        datum,
                        less.hidden(),
                        before.get(i),
                        after.get(i),
                        less.truth()));
          }
        }
      }
    }
    assertThat(problems).isEmpty();
    assertThat(decided).isGreaterThan(snapshots * 10);
  }

  private static List<Verdict> decide(Scenario scenario, List<Wanted> wanted) {
    SecurityRulesAlone analysis = scenario.analysis(scenario.location());
    return wanted.stream().map(each -> analysis.decide(each.flow())).toList();
  }

  private Scenario shown(Scenario less, String datum) {
    Set<String> hidden = new TreeSet<>(less.hidden());
    hidden.remove(datum);
    ServiceTags tags =
        datum.equals("tags")
            ? files.computeIfAbsent(less.truth().tags(), TagWorld::published)
            : less.tags();
    return new Scenario(less.truth(), hidden, tags, less.clients(), less.controlPlane());
  }

  private static boolean isUndone(Verdict before, Verdict after) {
    return !(before instanceof Verdict.Unknown)
        && Comparison.kind(before) != Comparison.kind(after);
  }
}
