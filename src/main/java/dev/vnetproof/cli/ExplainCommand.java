package dev.vnetproof.cli;

import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.report.Lines;
import dev.vnetproof.report.PlainText;
import dev.vnetproof.requirement.Requirement;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vnetproof explain}: one requirement. */
@Command(
    name = "explain",
    description = "Explains one requirement: what, when it applies, why, source, fix.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  vnetproof explain ports.sql")
final class ExplainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "Id of the requirement, as findings name it.")
  private String id = "";

  @Mixin private CatalogueOptions options = new CatalogueOptions();

  private final Terminal terminal;

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Catalogue catalogue = options.catalogue();
    Requirement requirement =
        catalogue
            .requirement(id.strip().toLowerCase(Locale.ROOT))
            .orElseThrow(() -> unknown(catalogue));
    Writer out = terminal.out();
    out.write(requirement.id() + "\n");
    line("what", requirement.title());
    line("necessity", requirement.necessity());
    line("applies when", requirement.appliesWhen());
    line("why", requirement.why());
    line("fix", requirement.fix());
    line("severity", requirement.severity().name().toLowerCase(Locale.ROOT));
    line(
        "source", requirement.section() + ", edition " + String.join(", ", requirement.editions()));
    return ExitCode.FINE;
  }

  private void line(String label, String text) throws IOException {
    List<String> lines =
        Lines.wrap(PlainText.of(text.replaceAll("\\s+", " ")), terminal.width() - 16);
    for (int i = 0; i < lines.size(); i++) {
      terminal.out().write("  " + TextLayout.padded(i == 0 ? label : "", 14) + lines.get(i) + "\n");
    }
  }

  private UsageException unknown(Catalogue catalogue) {
    return new UsageException(
        "`"
            + id
            + "` is no requirement"
            + Nearest.of(id, catalogue.requirements().keySet())
                .map(near -> "; did you mean `" + near + "`?")
                .orElse("; `vnetproof requirements` lists them"));
  }
}
