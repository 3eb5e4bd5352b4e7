package dev.vnetproof.cli;

import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.catalogue.History;
import dev.vnetproof.catalogue.Nearest;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.report.Lines;
import dev.vnetproof.report.PlainText;
import dev.vnetproof.rule.Edition;
import dev.vnetproof.rule.Requirement;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vnetproof explain}: one requirement. */
@Command(
    name = "explain",
    description =
        "Explains one requirement: what, when it applies, why, fix, source, history over the editions.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  vnetproof explain ports.sql")
final class ExplainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "Id of the requirement, as findings name it.")
  private String id = "";

  @Option(
      names = "--edition",
      paramLabel = "DATE|latest",
      description = "The edition whose wording is told (default: ${DEFAULT-VALUE}).")
  private String edition = Evaluator.DEFAULT_EDITION;

  @Mixin private CatalogueOptions options = new CatalogueOptions();

  private final Terminal terminal;

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Catalogue catalogue = options.catalogue();
    Edition chosen = CatalogueOptions.edition(catalogue, edition);
    Requirement requirement =
        catalogue
            .requirement(id.strip().toLowerCase(Locale.ROOT), chosen)
            .orElseThrow(() -> unknown(catalogue));
    terminal.write(out -> out.write(text(catalogue, requirement, chosen)));
    return ExitCode.FINE;
  }

  private String text(Catalogue catalogue, Requirement requirement, Edition chosen) {
    StringBuilder out = new StringBuilder(requirement.id()).append('\n');
    line(out, "what", requirement.title());
    line(out, "necessity", requirement.necessity());
    line(out, "applies when", requirement.appliesWhen());
    line(out, "why", requirement.why());
    line(out, "fix", requirement.fix());
    line(out, "severity", requirement.severity().name().toLowerCase(Locale.ROOT));
    line(out, "source", requirement.source());
    line(
        out,
        "wording",
        requirement.isIn(chosen)
            ? "of edition " + chosen.id()
            : "edition " + chosen.id() + " does not have it");
    String label = "editions";
    for (History.Step step : History.of(requirement, catalogue.editions())) {
      line(out, label, step.edition() + " " + step);
      label = "";
    }
    return out.toString();
  }

  private void line(StringBuilder out, String label, String text) {
    List<String> lines =
        Lines.wrap(PlainText.of(text.replaceAll("\\s+", " ")), terminal.width() - 16);
    for (int i = 0; i < lines.size(); i++) {
      out.append("  ").append(TextLayout.padded(i == 0 ? label : "", 14));
      out.append(lines.get(i)).append('\n');
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
