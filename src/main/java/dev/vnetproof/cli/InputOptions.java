package dev.vnetproof.cli;

import dev.vnetproof.importer.Importer;
import dev.vnetproof.importer.InputFiles;
import dev.vnetproof.importer.SiblingFiles;
import dev.vnetproof.importer.template.DeploymentSettings;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.SnapshotException.Problem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
        "The cloud of environments that do not say it, nor any region of theirs, and of",
        "`environment()` in templates:",
        "AzurePublic (default), AzureGovernment or AzureChina."
      })
  private Optional<Cloud> cloud = Optional.empty();

  @Option(
      names = "--subscription",
      paramLabel = "[FILE=]ID",
      description = "The subscription that templates, or the one in FILE, are deployed to.")
  private List<String> subscriptions = List.of();

  @Option(
      names = "--resource-group",
      paramLabel = "[FILE=]NAME",
      description = "The resource group that templates, or the one in FILE, are deployed to.")
  private List<String> resourceGroups = List.of();

  @Option(
      names = "--location",
      paramLabel = "[FILE=]REGION",
      description = "The region of that resource group, and of the deployment.")
  private List<String> locations = List.of();

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = {
        "Environment variables (NAME=value a line) that `${NAME}` in parameter files stands for.",
        "Without it such a name is not known."
      })
  private List<Path> environmentFiles = List.of();

  @Option(
      names = "--env",
      description = "Take them from the environment of this process, too; those of files win.")
  private boolean environment;

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
    Importer importer = Importer.standard().withFilesBeside(SiblingFiles::new);
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
    Map<String, String> variables = EnvironmentFile.read(environmentFiles, environment, problems);
    return importer.withDeployment(input -> settings(input.name(), variables));
  }

  private DeploymentSettings settings(String input, Map<String, String> variables) {
    return new DeploymentSettings(
        of(input, subscriptions),
        of(input, resourceGroups),
        of(input, locations),
        cloud.orElse(Cloud.AZURE_PUBLIC),
        variables);
  }

  /** The value for that file, else the one for all. */
  private static Optional<String> of(String input, List<String> given) {
    Optional<String> all = Optional.empty();
    for (String each : given) {
      int equals = each.lastIndexOf('=');
      String file = equals < 0 ? "" : each.substring(0, equals).replace('\\', '/');
      if (equals < 0) {
        all = Optional.of(each);
      } else if (("/" + input).endsWith("/" + file)) {
        return Optional.of(each.substring(equals + 1));
      }
    }
    return all;
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
