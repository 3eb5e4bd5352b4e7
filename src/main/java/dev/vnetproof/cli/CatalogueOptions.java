package dev.vnetproof.cli;

import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.catalogue.OwnSidecars;
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

  Catalogue catalogue() {
    return rules.map(OwnSidecars::builtInAnd).orElseGet(Catalogue::builtIn);
  }
}
