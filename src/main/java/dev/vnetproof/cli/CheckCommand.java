package dev.vnetproof.cli;

import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.importer.Imported;
import dev.vnetproof.model.Fault;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.report.Report;
import dev.vnetproof.report.TextReportWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vnetproof check}: evaluates environments. */
@Command(
    name = "check",
    description = "Evaluates environments against every requirement of the document.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vnetproof check prod.json staging.json",
      "  vnetproof check --format json --output report.json exports/",
      "  vnetproof check --service-tags ServiceTags_Public.json prod.json",
      "  cat snapshots.ndjson | vnetproof check --format ndjson --fail-on never -",
      "",
      "Exit codes: 0 nothing at or above --fail-on, 1 violation, 2 wrong usage, 3 an input could",
      "not be read (the others are reported), 4 no violation but another finding that --fail-on",
      "names, 5 a fault of ours, 6 the report could not be written.",
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Files, folders (with those below them), or - for standard input: snapshots, Azure's own"
              + " JSON, templates, Terraform plans and states, NDJSON.")
  private List<String> paths = List.of();

  @Mixin private InputOptions options = new InputOptions();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the report to a file instead of standard output.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--edition",
      paramLabel = "DATE|latest",
      description = {
        "Edition of the document (default: " + Evaluator.DEFAULT_EDITION + ", and advice on what",
        "the newest one would newly find violated)."
      })
  private Optional<String> edition = Optional.empty();

  @Option(
      names = "--compare-editions",
      arity = "2",
      paramLabel = "DATE",
      description = {
        "Instead of a report: what newly fails, passes or applies under the second edition",
        "(text or json)."
      })
  private List<String> compared = List.of();

  @Option(
      names = "--later-editions",
      description = "That advice for an edition that is chosen, too.")
  private boolean laterEditions;

  @Option(
      names = "--service-tags",
      paramLabel = "FILE",
      description =
          "Microsoft's service tag file, plain or gzip; once for each cloud. Without it tags are"
              + " names.")
  private List<Path> serviceTags = List.of();

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "More rules beside the built-in ones.")
  private Optional<Path> rules = Optional.empty();

  @Option(
      names = "--fail-on",
      paramLabel = "KIND",
      description =
          "Fail from this kind of finding on: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
  private FailOn failOn = FailOn.VIOLATION;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Evaluate N environments at a time (default: one for each processor).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = {"-q", "--quiet"},
      description = "Violations and errors only; nothing where all is well.")
  private boolean quiet;

  @Option(names = "--no-color", description = "No colours (also: NO_COLOR in the environment).")
  private boolean noColor;

  private final Terminal terminal;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (jobs < 1) {
      throw new UsageException("--jobs is " + jobs + "; expected 1 or more");
    }
    Output out = Output.to(terminal, output);
    List<Problem> problems = new ArrayList<>();
    if (!compared.isEmpty() && edition.isPresent()) {
      throw new UsageException("--edition and --compare-editions are given; expected one of them");
    }
    Optional<String> chosen = compared.isEmpty() ? edition : Optional.of(compared.get(1));
    Evaluator evaluator = evaluator(chosen, problems);
    Inputs.Opened opened = Inputs.open(paths, options, terminal.in(), compared.isEmpty());
    boolean colour = terminal.colour() && !noColor && !out.isFile();
    TextReportWriter text = new TextReportWriter(terminal.width(), colour, quiet);
    if (opened.stream().isPresent()) {
      out.refuse(opened.files(options));
      serviceTags.forEach(out::refuse);
      problems.forEach(problem -> terminal.error(problem.toString()));
      StreamedCheck check =
          new StreamedCheck(terminal, evaluator, opened, format.stream(text), failOn, quiet);
      return check.run(opened.stream().get(), jobs, problems, out);
    }
    Inputs inputs = opened.read();
    Imported read = inputs.read();
    out.refuse(inputs.files(paths, options));
    serviceTags.forEach(out::refuse);
    problems.forEach(problem -> terminal.error(problem.toString()));
    inputs.tell(terminal, quiet);
    problems.addAll(read.problems());

    Evaluations done = Evaluations.of(evaluator, read.snapshots(), jobs);
    done.problems().forEach(problem -> terminal.error(problem.toString()));
    problems.addAll(done.problems());
    boolean allReadable = problems.isEmpty();
    done.faults().forEach(fault -> terminal.fault(fault.source(), fault.cause()));
    List<Fault> faults = new ArrayList<>(read.faults());
    faults.addAll(done.faults());
    faults.forEach(fault -> problems.add(fault.problem()));

    if (!compared.isEmpty() && faults.isEmpty()) {
      compare(evaluator, read, done, out);
      return allReadable ? failOn.exitCode(done.evaluations()) : ExitCode.INPUT;
    }
    Report report = Report.of(evaluator, done.evaluations(), problems, read.sources());
    List<Fault> unwritten = new ArrayList<>();
    out.write(writer -> unwritten.addAll(format.write(report, text, writer)));
    unwritten.forEach(fault -> terminal.fault(fault.source(), fault.cause()));
    faults.addAll(unwritten);
    if (!faults.isEmpty()) {
      return ExitCode.FAULT;
    }
    return allReadable ? failOn.exitCode(done.evaluations()) : ExitCode.INPUT;
  }

  private void compare(Evaluator evaluator, Imported read, Evaluations done, Output out)
      throws IOException {
    Evaluator first = evaluator(Optional.of(compared.get(0)), new ArrayList<>());
    Evaluations before = Evaluations.of(first, read.snapshots(), jobs);
    EditionComparison comparison =
        new EditionComparison(first.edition().id(), evaluator.edition().id());
    String text =
        format == ReportFormat.TEXT
            ? comparison.text(before.evaluations(), done.evaluations())
            : comparison.json(before.evaluations(), done.evaluations());
    out.write(writer -> writer.write(text));
  }

  /** A service tag file that cannot be read leaves its tags names: that decides less, not wrong. */
  private Evaluator evaluator(Optional<String> chosen, List<Problem> problems) {
    ServiceTags tags = ServiceTags.none();
    for (Path file : serviceTags) {
      try {
        tags = tags.with(file);
      } catch (SnapshotException e) {
        problems.addAll(e.problems());
      }
    }
    Evaluator.Builder builder = Evaluator.builder().serviceTags(tags);
    chosen.ifPresent(builder::edition);
    if (laterEditions) {
      builder.laterEditions(true);
    }
    options.cloud().ifPresent(builder::cloud);
    rules.ifPresent(builder::rules);
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          (compared.isEmpty() ? "--edition: " : "--compare-editions: ") + e.getMessage());
    }
  }
}
