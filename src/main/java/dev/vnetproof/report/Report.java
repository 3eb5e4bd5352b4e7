package dev.vnetproof.report;

import dev.vnetproof.analysis.ServiceTags;
import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.Comparator;
import java.util.List;

/**
 * Everything one run has to tell. Evaluations are sorted by source and name, errors by place: a
 * report is the same whatever the order of the inputs.
 *
 * @param edition id of the edition that environments were held to
 * @param serviceTags the service tag files that were used
 * @param errors of inputs that could not be evaluated
 */
public record Report(
    Tool tool,
    String edition,
    List<ServiceTags.Edition> serviceTags,
    List<Evaluation> evaluations,
    List<Problem> errors) {
  private static final Comparator<Evaluation> BY_SOURCE =
      Comparator.comparing((Evaluation e) -> e.snapshot().source())
          .thenComparing(e -> e.snapshot().name());

  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(Problem::source)
          .thenComparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::pointer)
          .thenComparing(Problem::message);

  public Report {
    serviceTags =
        serviceTags.stream().sorted(Comparator.comparing(ServiceTags.Edition::cloud)).toList();
    evaluations = evaluations.stream().sorted(BY_SOURCE).toList();
    errors = errors.stream().sorted(BY_PLACE).toList();
  }

  /** The report of this build about what {@code evaluator} found. */
  public static Report of(Evaluator evaluator, List<Evaluation> evaluations, List<Problem> errors) {
    return new Report(
        Tool.current(),
        evaluator.edition().id(),
        evaluator.serviceTags().editions(),
        evaluations,
        errors);
  }
}
