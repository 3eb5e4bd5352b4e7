package dev.vnetproof.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.catalogue.EditionDifference;
import dev.vnetproof.report.Lines;
import dev.vnetproof.rule.Edition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vnetproof editions}: the editions of the document, and what differs between two. */
@Command(
    name = "editions",
    description = "Lists the editions of the document, or what differs between two of them.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {"  vnetproof editions", "  vnetproof editions 2023-01-06 latest --format markdown"})
final class EditionsCommand implements Callable<Integer> {
  /** How it is printed. */
  enum Format {
    TEXT,
    JSON,
    MARKDOWN;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(arity = "0..2", paramLabel = "DATE", description = "Two editions, or none.")
  private List<String> dates = List.of();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TEXT;

  private final Terminal terminal;

  EditionsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Catalogue catalogue = Catalogue.builtIn();
    if (dates.size() == 1) {
      throw new UsageException("one edition is given; expected two to compare, or none");
    }
    String text = dates.isEmpty() ? list(catalogue) : difference(catalogue);
    terminal.write(out -> out.write(text));
    return ExitCode.FINE;
  }

  private String list(Catalogue catalogue) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("EDITION", "IDS", "ADDED", "REMOVED", "CHANGED", "READ"));
    ArrayNode json = new ObjectMapper().createArrayNode();
    List<Edition> editions = catalogue.editions();
    for (int i = 0; i < editions.size(); i++) {
      Edition edition = editions.get(i);
      List<EditionDifference> news =
          i == 0 ? List.of() : EditionDifference.of(catalogue, editions.get(i - 1), edition);
      List<String> row = new ArrayList<>(List.of(edition.id()));
      row.add(String.valueOf(catalogue.idsOf(edition).size()));
      ObjectNode node = json.addObject().put("edition", edition.id()).put("read", edition.read());
      node.put("ids", catalogue.idsOf(edition).size());
      for (String change : List.of("added", "removed", "changed")) {
        List<String> ids =
            news.stream()
                .filter(d -> d.change().equals(change))
                .map(EditionDifference::id)
                .toList();
        row.add(String.valueOf(ids.size()));
        ArrayNode list = node.putArray(change);
        ids.forEach(list::add);
      }
      row.add(edition.read());
      rows.add(row);
    }
    return switch (format) {
      case TEXT -> TextLayout.table(rows);
      case JSON -> pretty(json);
      case MARKDOWN -> markdown(rows);
    };
  }

  private String difference(Catalogue catalogue) throws IOException {
    Edition first = edition(catalogue, dates.get(0));
    Edition second = edition(catalogue, dates.get(1));
    List<EditionDifference> differences = EditionDifference.of(catalogue, first, second);
    return switch (format) {
      case TEXT -> text(first, second, differences);
      case JSON -> json(differences);
      case MARKDOWN -> markdown(first, second, differences);
    };
  }

  private static Edition edition(Catalogue catalogue, String id) {
    try {
      return catalogue.edition(id);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private String text(Edition first, Edition second, List<EditionDifference> differences) {
    StringBuilder out = new StringBuilder();
    out.append(first.id()).append(" -> ").append(second.id()).append(": ");
    out.append(differences.isEmpty() ? "nothing differs" : differences.size() + " differ");
    out.append('\n');
    for (EditionDifference each : differences) {
      out.append('\n').append(each.change()).append(' ').append(each.id()).append('\n');
      part(out, "before", each.before().orElse("-"));
      part(out, "after", each.after().orElse("-"));
    }
    return out.toString();
  }

  private void part(StringBuilder out, String label, String text) {
    String start = TextLayout.padded(label, 8);
    for (String line : Lines.wrap(text, Math.max(20, terminal.width() - 10))) {
      out.append("  ").append(start).append(line).append('\n');
      start = TextLayout.padded("", 8);
    }
  }

  private static String json(List<EditionDifference> differences) throws IOException {
    ArrayNode list = new ObjectMapper().createArrayNode();
    for (EditionDifference each : differences) {
      list.addObject()
          .put("id", each.id())
          .put("change", each.change())
          .put("before", each.before().orElse(null))
          .put("after", each.after().orElse(null));
    }
    return pretty(list);
  }

  private static String pretty(ArrayNode list) throws IOException {
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n";
  }

  private static String markdown(
      Edition first, Edition second, List<EditionDifference> differences) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("id", "change", first.id(), second.id()));
    for (EditionDifference each : differences) {
      rows.add(
          List.of(
              "`" + each.id() + "`",
              each.change(),
              each.before().orElse("-"),
              each.after().orElse("-")));
    }
    return markdown(rows);
  }

  private static String markdown(List<List<String>> rows) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      out.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
      if (i == 0) {
        out.append("|---".repeat(rows.get(0).size())).append("|\n");
      }
    }
    return out.toString();
  }
}
