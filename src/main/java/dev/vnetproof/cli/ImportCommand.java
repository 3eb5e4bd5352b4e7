package dev.vnetproof.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vnetproof.evaluation.Assumptions;
import dev.vnetproof.importer.Imported;
import dev.vnetproof.importer.snapshot.SnapshotWriter;
import dev.vnetproof.model.Assumption;
import dev.vnetproof.model.EnvironmentSnapshot;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vnetproof import}: prints the snapshots that inputs amount to. */
@Command(
    name = "import",
    description = {
      "Prints the snapshot that Azure's own JSON, a template or a Terraform plan amounts to; what"
          + " it could not know is absent.",
      "Several snapshots are printed as NDJSON, which `check -` takes."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vnetproof import exports/ > prod.json",
      "  vnetproof import --explain exports/",
      "  vnetproof import --parameters prod.parameters.json azuredeploy.json"
    })
final class ImportCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, folders (with those below them), or - for standard input.")
  private List<String> paths = List.of();

  @Mixin private InputOptions options = new InputOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to a file instead of standard output.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--explain",
      description = "Tell on standard error what was read, joined, skipped and left unknown.")
  private boolean explain;

  private final Terminal terminal;

  ImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Output out = Output.to(terminal, output);
    Inputs inputs = Inputs.read(paths, options, terminal.in());
    inputs.tell(terminal, false);
    Imported read = inputs.read();
    out.refuse(inputs.files(paths, options));
    if (explain) {
      read.sources().lines().forEach(terminal::error);
    }
    tellAssumptions(read.snapshots());
    out.write(writer -> snapshots(read.snapshots(), writer));
    if (!read.faults().isEmpty()) {
      return ExitCode.FAULT;
    }
    return read.problems().isEmpty() ? ExitCode.FINE : ExitCode.INPUT;
  }

  /** What `check` would take for granted of them: no snapshot has a place for it. */
  private void tellAssumptions(List<EnvironmentSnapshot> snapshots) {
    Map<String, Integer> assumed = new LinkedHashMap<>();
    for (EnvironmentSnapshot snapshot : snapshots) {
      for (Assumption one : Assumptions.of(snapshot, options.cloud())) {
        assumed.merge(one.text(), 1, Integer::sum);
      }
    }
    assumed.forEach(
        (text, count) ->
            terminal.error(
                "assumed: " + text + (count > 1 ? " (" + count + " environments)" : "")));
  }

  private static void snapshots(List<EnvironmentSnapshot> snapshots, Writer out)
      throws IOException {
    SnapshotWriter writer = new SnapshotWriter();
    if (snapshots.size() == 1) {
      out.write(writer.write(snapshots.get(0)));
      return;
    }
    ObjectMapper mapper = new ObjectMapper();
    for (EnvironmentSnapshot snapshot : snapshots) {
      out.write(mapper.readTree(writer.write(snapshot)) + "\n");
    }
  }
}
