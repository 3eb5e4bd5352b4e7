package dev.vnetproof.cli;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.importer.Imported;
import dev.vnetproof.importer.SnapshotStream;
import dev.vnetproof.importer.SnapshotStream.Document;
import dev.vnetproof.importer.Sources;
import dev.vnetproof.importer.TooMuchMemory;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Fault;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.report.Report;
import dev.vnetproof.report.ReportStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A check of native snapshots one by one: a document is cut off its input, then read, evaluated and
 * rendered by one of several threads, written in its turn, and forgotten.
 */
final class StreamedCheck {
  private final Terminal terminal;
  private final Evaluator evaluator;
  private final Inputs.Opened opened;
  private final ReportStream report;
  private final FailOn failOn;
  private final boolean quiet;

  private final List<Problem> problems = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private int code = ExitCode.FINE;
  private Optional<String> unwanted = Optional.empty();

  /** What became of a document. */
  private sealed interface Result {
    record Written(ReportStream.Part part, int code) implements Result {}

    /** The evaluation came to nothing. */
    record Unwritten(Evaluations.Result why) implements Result {}

    /** No sound snapshot. */
    record Other() implements Result {}
  }

  StreamedCheck(
      Terminal terminal,
      Evaluator evaluator,
      Inputs.Opened opened,
      ReportStream report,
      FailOn failOn,
      boolean quiet) {
    this.terminal = terminal;
    this.evaluator = evaluator;
    this.opened = opened;
    this.report = report;
    this.failOn = failOn;
    this.quiet = quiet;
  }

  /**
   * @param before problems that were told before
   * @return the exit code
   */
  int run(SnapshotStream stream, int jobs, List<Problem> before, Output out) throws IOException {
    problems.addAll(before);
    out.write(
        writer -> {
          each(stream, jobs, writer);
          rest(stream.rest(), jobs, writer);
        });
    if (!faults.isEmpty()) {
      return ExitCode.FAULT;
    }
    return problems.isEmpty() ? code : ExitCode.INPUT;
  }

  private void each(SnapshotStream stream, int jobs, Writer out) throws IOException {
    try (Pipeline<Document, Result> pipeline =
        new Pipeline<>(
            jobs,
            document -> result(stream, document),
            (document, result) -> take(stream, document, result, out))) {
      stream.cut(
          document -> {
            try {
              pipeline.add(document);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return !isUnwanted(document);
          });
      pipeline.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Result result(SnapshotStream stream, Document document) {
    try {
      Optional<SnapshotStream.Read> read = stream.read(document);
      if (read.isEmpty()) {
        return new Result.Other();
      }
      return result(read.get().snapshot(), read.get().sources());
    } catch (OutOfMemoryError e) {
      return new Result.Unwritten(
          new Evaluations.Result.TooLarge(TooMuchMemory.problem(document.source(), "")));
    }
  }

  private Result result(EnvironmentSnapshot snapshot, Sources sources) {
    Evaluations.Result evaluated = Evaluations.evaluate(evaluator, snapshot);
    return evaluated instanceof Evaluations.Result.Done done
        ? written(done.evaluation(), sources)
        : new Result.Unwritten(evaluated);
  }

  private Result written(Evaluation evaluation, Sources sources) {
    List<Evaluation> one = List.of(evaluation);
    try {
      Report alone = Report.of(evaluator, one, List.of(), sources);
      return new Result.Written(report.part(alone, evaluation), failOn.exitCode(one));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isUnwanted(Document document) {
    return unwanted.equals(Optional.of(document.source()));
  }

  private void take(SnapshotStream stream, Document document, Result result, Writer out)
      throws IOException {
    if (isUnwanted(document)) {
      return; // It was under way before it was known.
    }
    if (result instanceof Result.Other) {
      if (!stream.other(document)) {
        unwanted = Optional.of(document.source());
      }
      return;
    }
    stream.took(document);
    take(result, out);
  }

  private void take(Result result, Writer out) throws IOException {
    if (result instanceof Result.Written written) {
      faults.addAll(written.part().faults());
      report.add(written.part(), out);
      code = FailOn.worse(code, written.code());
    } else if (result instanceof Result.Unwritten unwritten) {
      if (unwritten.why() instanceof Evaluations.Result.Failed failed) {
        throw failed.cause();
      } else if (unwritten.why() instanceof Evaluations.Result.Broken broken) {
        faults.add(broken.fault());
      } else if (unwritten.why() instanceof Evaluations.Result.TooLarge large) {
        problems.add(large.problem());
        terminal.error(large.problem().toString());
      }
    }
  }

  /** What could only be told, or joined, when all was there. */
  private void rest(Imported read, int jobs, Writer out) throws IOException {
    Imported rest = read.after(opened.found());
    opened.of(rest).tell(terminal, quiet);
    problems.addAll(rest.problems());
    try (Pipeline<EnvironmentSnapshot, Result> pipeline =
        new Pipeline<>(
            jobs,
            snapshot -> result(snapshot, rest.sources()),
            (snapshot, result) -> take(result, out))) {
      for (EnvironmentSnapshot snapshot : rest.snapshots()) {
        pipeline.add(snapshot);
      }
      pipeline.finish();
    }
    faults.forEach(fault -> terminal.fault(fault.source(), fault.cause()));
    faults.addAll(rest.faults());
    List<Problem> errors = new ArrayList<>(problems);
    faults.forEach(fault -> errors.add(fault.problem()));
    report.end(Report.of(evaluator, List.of(), errors, rest.sources()), out);
  }
}
