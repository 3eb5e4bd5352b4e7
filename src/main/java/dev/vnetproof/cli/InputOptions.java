package dev.vnetproof.cli;

import dev.vnetproof.importer.Importer;
import dev.vnetproof.importer.InputFiles;
import dev.vnetproof.importer.SiblingFiles;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.SnapshotException.Problem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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

  @Option(
      names = "--cloud",
      paramLabel = "CLOUD",
      converter = CloudConverter.class,
      description = {
        "The cloud of environments that do not say it, nor any region of theirs:",
        "AzurePublic (default), AzureGovernment or AzureChina."
      })
  private Optional<Cloud> cloud = Optional.empty();

  /** What the user says of environments that do not say it. */
  Optional<Cloud> cloud() {
    return cloud;
  }

  Optional<Path> parametersFile() {
    return parameters;
  }

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

  /** Azure's spelling, in any case. */
  static final class CloudConverter implements ITypeConverter<Cloud> {
    @Override
    public Cloud convert(String text) {
      return Arrays.stream(Cloud.values())
          .filter(cloud -> cloud.azureName().equalsIgnoreCase(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "`"
                          + text
                          + "` is no cloud; expected AzurePublic, AzureGovernment or AzureChina"));
    }
  }
}
