package dev.vnetproof.cli;

import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.catalogue.CatalogueFile;
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
    Catalogue builtIn = Catalogue.builtIn();
    return rules.map(CatalogueFile::readFolder).map(builtIn::and).orElse(builtIn);
  }
}
