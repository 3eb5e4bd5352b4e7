package dev.vnetproof.report;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.importer.Places;
import dev.vnetproof.importer.Sources;
import dev.vnetproof.model.Fault;
import dev.vnetproof.model.NotJudged;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.rule.DecidedBy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything one run has to tell. Evaluations are sorted by source and name, errors by place: a
 * report is the same whatever the order of the inputs.
 *
 * @param edition id of the edition that environments were held to
 * @param serviceTags the service tag files that were used
 * @param errors of inputs that could not be evaluated
 * @param sources what the inputs were, and where findings stand in them
 */
public record Report(
    Tool tool,
    String edition,
    List<ServiceTags.Edition> serviceTags,
    List<Evaluation> evaluations,
    List<Problem> errors,
    Sources sources) {
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
  public static Report of(
      Evaluator evaluator, List<Evaluation> evaluations, List<Problem> errors, Sources sources) {
    return new Report(
        Tool.current(),
        evaluator.edition().id(),
        evaluator.serviceTags().editions(),
        evaluations,
        errors,
        sources);
  }

  /** With those that turned up while the report was written. */
  List<Problem> errors(List<Fault> faults) {
    return faults.isEmpty()
        ? errors
        : Stream.concat(errors.stream(), faults.stream().map(Fault::problem))
            .sorted(BY_PLACE)
            .toList();
  }

  /** What the inputs of an environment hold that bears on no verdict. */
  List<NotJudged> notJudged(Evaluation evaluation) {
    List<NotJudged> all = new ArrayList<>(evaluation.notJudged());
    all.addAll(sources.notJudged(evaluation.snapshot()));
    return all;
  }

  /**
   * Where what decides each finding stands, by {@link DecidedBy#pointer()}: a map for each
   * evaluation.
   */
  List<Map<String, Places.Found>> places(List<Evaluation> some) {
    return sources.places().of(some.stream().map(Report::wanted).toList());
  }

  private static Places.Wanted wanted(Evaluation evaluation) {
    List<String> pointers =
        evaluation.findings().stream()
            .flatMap(finding -> finding.finding().blocks().stream())
            .map(block -> block.decidedBy().pointer())
            .filter(pointer -> !pointer.isEmpty())
            .distinct()
            .toList();
    return new Places.Wanted(evaluation.snapshot(), pointers);
  }
}
