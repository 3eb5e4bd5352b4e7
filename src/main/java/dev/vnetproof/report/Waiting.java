package dev.vnetproof.report;

import dev.vnetproof.evaluation.ReportedFinding;
import dev.vnetproof.model.Missing;
import dev.vnetproof.rule.Finding;
import dev.vnetproof.wording.MissingWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requirements that wait for the same thing to be known, which is then told once.
 *
 * @param what is missing, in words
 * @param step how to come by it
 * @param findings two or more
 */
record Waiting(String what, String step, List<ReportedFinding> findings) {

  /** Those of several findings that have company; the thing that most wait for comes first. */
  static List<Waiting> of(List<ReportedFinding> findings) {
    Map<String, List<ReportedFinding>> bySubject = new LinkedHashMap<>();
    for (ReportedFinding finding : findings) {
      if (finding.finding().kind() == Finding.Kind.UNDETERMINED) {
        finding
            .finding()
            .missing()
            .ifPresent(
                text ->
                    bySubject
                        .computeIfAbsent(MissingWords.subject(text), subject -> new ArrayList<>())
                        .add(finding));
      }
    }
    List<Waiting> waiting = new ArrayList<>();
    for (List<ReportedFinding> together : bySubject.values()) {
      if (together.size() > 1) {
        Missing missing = together.get(0).finding().missing().orElseThrow();
        waiting.add(
            new Waiting(
                MissingWords.noun(missing), MissingWords.step(missing), List.copyOf(together)));
      }
    }
    waiting.sort(
        Comparator.comparingInt((Waiting w) -> -w.findings().size()).thenComparing(Waiting::what));
    return waiting;
  }
}
