package dev.vnetproof.cli;

import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.catalogue.CatalogueException;
import dev.vnetproof.catalogue.CatalogueFile;
import dev.vnetproof.catalogue.OwnSidecars;
import dev.vnetproof.engine.RuleBase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vnetproof rules lint}: whether a folder of rules is usable. */
@Command(
    name = "lint",
    description = "Compiles the rules of a folder and reads what stands beside them.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  vnetproof rules lint our-rules")
final class LintCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "A folder of DRL files, with or without sidecars.")
  private Path folder = Path.of("");

  private final Terminal terminal;

  LintCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<String> problems = new ArrayList<>();
    int described = 0;
    int files = 0;
    try {
      described =
          OwnSidecars.builtInAnd(folder).requirements().size()
              - Catalogue.builtIn().requirements().size();
    } catch (CatalogueException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    try {
      files = CatalogueFile.files(folder, ".drl").size();
      RuleBase rules = RuleBase.builtInAnd(folder, tag -> false);
      problems.addAll(OwnSidecars.lint(folder, rules.ownIds()));
    } catch (CatalogueException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    problems.stream().distinct().flatMap(String::lines).forEach(terminal::error);
    if (!problems.isEmpty()) {
      return ExitCode.USAGE;
    }
    String counted =
        folder
            + ": "
            + (files == 1 ? "1 rule file" : files + " rule files")
            + ", "
            + (described == 1 ? "1 requirement" : described + " requirements")
            + " described, no problem\n";
    terminal.write(out -> out.write(counted));
    return ExitCode.FINE;
  }
}
