package dev.vnetproof.cli;

import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.catalogue.OwnSidecars;
import dev.vnetproof.rule.Edition;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of commands that look things up in the catalogue. */
final class CatalogueOptions {
  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "More rules beside the built-in ones.")
  private Optional<Path> rules = Optional.empty();

  /**
   * @param id as the user wrote it
   * @throws UsageException if there is no such edition
   */
  static Edition edition(Catalogue catalogue, String id) {
    try {
      return catalogue.edition(id);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--edition: " + e.getMessage());
    }
  }

  Catalogue catalogue() {
    return rules.map(OwnSidecars::builtInAnd).orElseGet(Catalogue::builtIn);
  }
}
