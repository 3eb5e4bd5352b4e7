package dev.vnetproof.report;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.OutcomeEntry;
import dev.vnetproof.evaluation.ReportedFinding;
import dev.vnetproof.rule.Finding;
import dev.vnetproof.rule.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * How many findings there are of each kind, and how many outcomes without one.
 *
 * @param satisfied outcomes that are SATISFIED, with advice or without
 */
record Summary(
    int violations, int recommendations, int undetermined, int satisfied, int notApplicable) {
  static final Summary NONE = new Summary(0, 0, 0, 0, 0);

  /** Of one snapshot. */
  public static Summary of(Evaluation evaluation) {
    return of(evaluation.outcomes(), evaluation.findings());
  }

  static Summary of(List<OutcomeEntry> outcomes, List<ReportedFinding> findings) {
    return new Summary(
        count(findings, Finding.Kind.VIOLATION),
        count(findings, Finding.Kind.RECOMMENDATION),
        count(findings, Finding.Kind.UNDETERMINED),
        countOutcomes(outcomes, Outcome.SATISFIED),
        countOutcomes(outcomes, Outcome.NOT_APPLICABLE));
  }

  Summary and(Summary other) {
    return new Summary(
        violations + other.violations,
        recommendations + other.recommendations,
        undetermined + other.undetermined,
        satisfied + other.satisfied,
        notApplicable + other.notApplicable);
  }

  boolean hasFindings() {
    return violations + recommendations + undetermined > 0;
  }

  /** {@code 2 violations, 1 undetermined, 20 satisfied, 9 not applicable}; zeros are left out. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    add(parts, violations, violations == 1 ? "violation" : "violations");
    add(parts, undetermined, "undetermined");
    add(parts, recommendations, recommendations == 1 ? "recommendation" : "recommendations");
    add(parts, satisfied, "satisfied");
    add(parts, notApplicable, "not applicable");
    return parts.isEmpty() ? "no requirement" : String.join(", ", parts);
  }

  private static void add(List<String> parts, int count, String noun) {
    if (count > 0) {
      parts.add(count + " " + noun);
    }
  }

  private static int count(List<ReportedFinding> findings, Finding.Kind kind) {
    return (int) findings.stream().filter(f -> f.finding().kind() == kind).count();
  }

  private static int countOutcomes(List<OutcomeEntry> outcomes, Outcome outcome) {
    return (int) outcomes.stream().filter(o -> o.outcome() == outcome).count();
  }
}
