package dev.vnetproof.cli;

import dev.vnetproof.importer.snapshot.SnapshotSchema;
import dev.vnetproof.report.ReportSchema;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vnetproof schema}: the JSON Schemas of what goes in and what comes out. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema (2020-12) of the snapshot.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  vnetproof schema > snapshot.schema.json")
final class SchemaCommand implements Callable<Integer> {
  @Option(names = "--report", description = "The schema of the report instead.")
  private boolean report;

  private final Terminal terminal;

  SchemaCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    terminal.write(out -> out.write(report ? ReportSchema.text() : SnapshotSchema.text()));
    return ExitCode.FINE;
  }
}
