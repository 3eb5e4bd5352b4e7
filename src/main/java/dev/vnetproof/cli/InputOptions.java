package dev.vnetproof.cli;

import dev.vnetproof.importer.Importer;
import dev.vnetproof.importer.InputFiles;
import dev.vnetproof.importer.SiblingFiles;
import dev.vnetproof.model.SnapshotException.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How inputs are to be read, for every command that reads any. */
final class InputOptions {
  @Option(
      names = "--as",
      paramLabel = "FORMAT",
      description = {
        "Take every named input for this format, whatever its content looks like:",
        "snapshot, azure, template, parameters or terraform."
      })
  private Optional<String> format = Optional.empty();

  @Option(
      names = "--parameters",
      paramLabel = "FILE",
      description = "Parameters for templates, instead of the parameter files beside them.")
  private Optional<Path> parameters = Optional.empty();

  /**
   * @param problems takes those of the parameter file
   */
  Importer importer(List<Problem> problems) {
    Importer importer = Importer.standard().withFilesBeside(new SiblingFiles());
    if (format.isPresent()) {
      try {
        importer = importer.as(format.get());
      } catch (IllegalArgumentException e) {
        throw new UsageException("--as: " + e.getMessage());
      }
    }
    if (parameters.isPresent()) {
      InputFiles.Found found = InputFiles.ofFile(parameters.get());
      problems.addAll(found.problems());
      if (!found.inputs().isEmpty()) {
        importer = importer.withParameters(found.inputs().get(0));
      }
    }
    return importer;
  }
}
