package dev.vnetproof.report;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.importer.Places;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the findings of a report stand, for its evaluations in their order. Thousands of them may
 * be of one file, which is not read again for each: those that come next are looked for together.
 */
final class PlacesAhead {
  private static final int TOGETHER = 500;

  private final Report report;
  private final Map<Evaluation, Map<String, Places.Found>> ahead = new IdentityHashMap<>();
  private final Set<Evaluation> alone = Collections.newSetFromMap(new IdentityHashMap<>());
  private int next;

  PlacesAhead(Report report) {
    this.report = report;
  }

  /** By {@link dev.vnetproof.rule.DecidedBy#pointer()}. */
  Map<String, Places.Found> of(Evaluation evaluation) {
    while (!alone.contains(evaluation)
        && !ahead.containsKey(evaluation)
        && next < report.evaluations().size()) {
      int end = Math.min(next + TOGETHER, report.evaluations().size());
      List<Evaluation> some = report.evaluations().subList(next, end);
      lookUp(some);
      next = end;
    }
    Map<String, Places.Found> found = ahead.remove(evaluation);
    return found == null ? report.places(List.of(evaluation)).get(0) : found;
  }

  /** A fault of ours is met again by the one environment that it is about, and by no other. */
  private void lookUp(List<Evaluation> some) {
    try {
      List<Map<String, Places.Found>> places = report.places(some);
      for (int i = 0; i < some.size(); i++) {
        ahead.put(some.get(i), places.get(i));
      }
    } catch (RuntimeException e) {
      alone.addAll(some);
    }
  }
}
