package dev.vnetproof.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How many random cases, from which seed, and how to tell of one that fails. */
final class RandomRuns {
  private RandomRuns() {}

  static final long SEED = Long.getLong("differential.seed", 20230106);

  /** As asked for with {@code -Ddifferential.snapshots=N}, or so many as a build can afford. */
  static int snapshots(int usual) {
    return Integer.getInteger("differential.snapshots", usual);
  }

  /** The seed of one case, which alone repeats it: {@code -Ddifferential.seed=S}, one snapshot. */
  static long seed(int number) {
    return SEED + number;
  }

  /** The failure with as few rules as show it; rules that the failure needs are left. */
  static String smallest(
      Scenario failing, Function<Scenario, Optional<String>> failure, int number) {
    Scenario small = failing;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      List<PlainRule> rules = small.truth().rules().orElse(List.of());
      for (PlainRule rule : rules) {
        List<PlainRule> fewer = new ArrayList<>(rules);
        fewer.remove(rule);
        Scenario next = small.with(small.truth().withRules(fewer));
        if (failure.apply(next).isPresent()) {
          small = next;
          smaller = true;
          break;
        }
      }
    }
    return "seed %d (-Ddifferential.seed=%d -Ddifferential.snapshots=1):%n%s%n%shidden %s"
        .formatted(
            seed(number),
            seed(number),
            failure.apply(small).orElseThrow(),
            small.truth(),
            small.hidden());
  }
}
