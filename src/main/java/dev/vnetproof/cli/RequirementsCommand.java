package dev.vnetproof.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.report.PlainText;
import dev.vnetproof.rule.Requirement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vnetproof requirements}: the catalogue. */
@Command(
    name = "requirements",
    description = "Lists every requirement of an edition.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RequirementsCommand implements Callable<Integer> {
  /** How the catalogue is printed. */
  enum Format {
    TEXT,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TEXT;

  @Option(
      names = "--edition",
      paramLabel = "DATE|latest",
      description = "Edition of the document (default: ${DEFAULT-VALUE}).")
  private String edition = Evaluator.DEFAULT_EDITION;

  @Mixin private CatalogueOptions options = new CatalogueOptions();

  private final Terminal terminal;

  RequirementsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Catalogue catalogue = options.catalogue();
    List<Requirement> requirements =
        catalogue.requirementsOf(CatalogueOptions.edition(catalogue, edition));
    if (format == Format.JSON) {
      json(requirements);
    } else {
      table(requirements);
    }
    return ExitCode.FINE;
  }

  private void table(List<Requirement> requirements) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("ID", "SEVERITY", "SOURCE", "WHAT"));
    for (Requirement requirement : requirements) {
      rows.add(
          List.of(
              requirement.id(),
              requirement.severity().name().toLowerCase(Locale.ROOT),
              PlainText.of(
                  requirement.page().map(Requirement.Page::title).orElse(requirement.section())),
              PlainText.of(requirement.title())));
    }
    terminal.write(out -> out.write(TextLayout.table(rows)));
  }

  private void json(List<Requirement> requirements) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode list = mapper.createArrayNode();
    for (Requirement requirement : requirements) {
      ObjectNode node = list.addObject();
      node.put("id", requirement.id());
      node.put("title", requirement.title());
      node.put("necessity", requirement.necessity());
      node.put("appliesWhen", requirement.appliesWhen());
      node.put("why", requirement.why());
      node.put("fix", requirement.fix());
      node.put("severity", requirement.severity().name());
      node.put("section", requirement.section());
      node.put("source", requirement.source());
      ArrayNode editions = node.putArray("editions");
      requirement.editions().forEach(editions::add);
    }
    terminal.out().write(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n");
  }
}
