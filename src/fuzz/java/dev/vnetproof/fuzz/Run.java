package dev.vnetproof.fuzz;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.evaluation.OutcomeEntry;
import dev.vnetproof.importer.Imported;
import dev.vnetproof.importer.Importer;
import dev.vnetproof.model.Fault;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.LocationLabels;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.report.JsonReportWriter;
import dev.vnetproof.report.Report;
import dev.vnetproof.report.TextReportWriter;
import dev.vnetproof.rule.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of a trial, from its bytes to the reports.
 *
 * @param outcomes by snapshot, location and requirement
 * @param fault what was thrown that is no error of the input
 * @param millis of processor time
 */
record Run(
    int snapshots,
    Map<String, Outcome> outcomes,
    List<Problem> problems,
    String json,
    String text,
    Optional<Throwable> fault,
    long millis) {
  private static final Evaluator PLAIN = Evaluator.builder().build();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Runs a trial in this thread, as the command does. */
  static Run of(Trial trial) {
    long start = THREADS.getCurrentThreadCpuTime();
    List<Problem> problems = new ArrayList<>();
    Map<String, Outcome> outcomes = new TreeMap<>();
    List<Evaluation> evaluations = new ArrayList<>();
    String json = "";
    String text = "";
    Optional<Throwable> fault = Optional.empty();
    try {
      Evaluator evaluator = evaluator(trial, problems);
      Imported imported =
          Importer.standard()
              .withFilesBeside(() -> (named, name) -> trial.beside(name))
              .read(trial.inputs());
      problems.addAll(imported.problems());
      fault = imported.faults().stream().map(Fault::cause).findFirst();
      imported.snapshots().forEach(snapshot -> evaluations.add(evaluator.evaluate(snapshot)));
      for (int i = 0; i < evaluations.size(); i++) {
        outcomes(i, evaluations.get(i), outcomes);
      }
      Report report = Report.of(evaluator, evaluations, problems, imported.sources());
      StringWriter out = new StringWriter();
      List<Fault> unwritten = new ArrayList<>(JsonReportWriter.write(report, out));
      json = out.toString();
      StringWriter words = new StringWriter();
      unwritten.addAll(new TextReportWriter(100, false, false).write(report, words));
      fault = fault.or(() -> unwritten.stream().map(Fault::cause).findFirst());
      text = words.toString();
    } catch (Throwable thrown) { // Whatever it is: that it was thrown is the finding.
      fault = Optional.of(thrown);
    }
    long millis = (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
    return new Run(evaluations.size(), outcomes, problems, json, text, fault, millis);
  }

  private static Evaluator evaluator(Trial trial, List<Problem> problems) throws IOException {
    if (trial.tagFile().isEmpty()) {
      return PLAIN;
    }
    try {
      ServiceTags tags =
          ServiceTags.none().with("tags", new ByteArrayInputStream(trial.tagFile().get()));
      return Evaluator.builder().serviceTags(tags).build();
    } catch (SnapshotException e) {
      problems.addAll(e.problems());
      return PLAIN;
    }
  }

  private static void outcomes(int snapshot, Evaluation evaluation, Map<String, Outcome> outcomes) {
    Map<String, Integer> index = new HashMap<>();
    LocationLabels labels = new LocationLabels(evaluation.snapshot());
    for (Location location : evaluation.snapshot().locations()) {
      index.put(labels.of(location), location.index());
    }
    for (OutcomeEntry entry : evaluation.outcomes()) {
      String place = snapshot + "/" + index.get(entry.location());
      outcomes.put(place + " " + entry.requirement(), entry.outcome());
    }
  }
}
