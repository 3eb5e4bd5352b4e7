package dev.vnetproof.evaluation;

import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.NotJudged;
import dev.vnetproof.rule.Finding;
import dev.vnetproof.rule.Outcome;
import java.util.List;

/**
 * The result for one snapshot: an outcome for each requirement and location, and a finding for each
 * outcome that is not plainly satisfied or not applicable. Sorted by location and requirement.
 */
public record Evaluation(
    EnvironmentSnapshot snapshot, List<OutcomeEntry> outcomes, List<ReportedFinding> findings) {
  public Evaluation {
    outcomes = List.copyOf(outcomes);
    findings = List.copyOf(findings);
  }

  /** What the running service said of its connections, beside the outcomes they belong to. */
  public List<LiveComparison> live() {
    return LiveComparison.of(snapshot, outcomes);
  }

  /** What the snapshot itself holds that bears on no verdict. */
  public List<NotJudged> notJudged() {
    return UnusableRules.of(snapshot);
  }

  /** Demands that are not met, each with what proves it where there is something to show. */
  public List<ReportedFinding> violations() {
    return ofKind(Finding.Kind.VIOLATION);
  }

  /** What works against the document's advice. */
  public List<ReportedFinding> recommendations() {
    return ofKind(Finding.Kind.RECOMMENDATION);
  }

  /** What cannot be decided, each with what is missing. */
  public List<ReportedFinding> undetermined() {
    return ofKind(Finding.Kind.UNDETERMINED);
  }

  private List<ReportedFinding> ofKind(Finding.Kind kind) {
    return findings.stream().filter(f -> f.finding().kind() == kind).toList();
  }

  /** How many requirement and location pairs have this outcome. */
  public long count(Outcome outcome) {
    return outcomes.stream().filter(entry -> entry.outcome() == outcome).count();
  }
}
