package dev.vnetproof.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.rule.Edition;
import dev.vnetproof.rule.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's table of the document: all of its sections, and exactly what the rules know. */
class DocumentTableTest {
  private static final String HEADING = "## Every sentence of the document";
  private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");
  private static final Pattern ID = Pattern.compile("`([^`]+)`");

  private static final Catalogue CATALOGUE = Catalogue.builtIn();
  private static final Edition EDITION = CATALOGUE.edition(Evaluator.DEFAULT_EDITION);

  private final List<Row> rows = rows();

  private record Row(String section, String sentence, List<String> ids) {}

  private static List<Row> rows() {
    String readme;
    try {
      readme = Files.readString(Path.of("README.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int from = readme.indexOf(HEADING);
    assertThat(from).as(HEADING).isNotNegative();
    int to = readme.indexOf("\n## ", from + 1);
    List<Row> rows = new ArrayList<>();
    readme
        .substring(from, to)
        .lines()
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .forEach(
            line -> {
              Matcher row = ROW.matcher(line);
              assertThat(row.matches()).as(line).isTrue();
              List<String> ids =
                  ID.matcher(row.group(3)).results().map(found -> found.group(1)).toList();
              assertThat(ids).as(line).isNotEmpty();
              rows.add(new Row(row.group(1), row.group(2), ids));
            });
    return rows;
  }

  private List<List<String>> idsOf(String section) {
    return rows.stream().filter(row -> row.section().equals(section)).map(Row::ids).toList();
  }

  /** Counted in the edition of 2023-01-06; the last line is what other pages say. */
  @Test
  void every_section_is_there_in_the_order_of_the_document_with_all_it_says() {
    Map<String, Integer> expected = new LinkedHashMap<>();
    expected.put("Required ports, introduction", 3);
    expected.put("Required ports, notes", 3);
    expected.put("Required ports, stv2", 14);
    expected.put("Required ports, stv1", 15);
    expected.put("Regional service tags", 2);
    expected.put("TLS functionality", 2);
    expected.put("DNS access", 2);
    expected.put("Azure Active Directory integration", 1);
    expected.put("Metrics and health monitoring", 2);
    expected.put("Developer portal CAPTCHA", 1);
    expected.put("Publishing the developer portal", 1);
    expected.put("Azure portal diagnostics", 1);
    expected.put("Azure load balancer", 2);
    expected.put("Application Insights", 1);
    expected.put("KMS endpoint", 1);
    expected.put("Control plane IP addresses", 3);
    expected.put("Pages it leans on", 21);
    expected.put("Pages on other tiers", 3);

    Map<String, Integer> found = new LinkedHashMap<>();
    rows.forEach(row -> found.merge(row.section(), 1, Integer::sum));

    assertThat(found).containsExactlyEntriesOf(expected);
  }

  @Test
  void the_port_tables_are_in_the_order_of_the_document() {
    assertThat(idsOf("Required ports, stv2"))
        .containsExactly(
            List.of("ports.client"),
            List.of("ports.management-endpoint"),
            List.of("ports.storage"),
            List.of("ports.entra-id"),
            List.of("ports.authorizations"),
            List.of("ports.sql"),
            List.of("ports.key-vault"),
            List.of("ports.event-hub"),
            List.of("ports.git-file-share"),
            List.of("ports.azure-monitor"),
            List.of("ports.external-cache"),
            List.of("ports.internal-cache"),
            List.of("ports.rate-limit-counters"),
            List.of("ports.load-balancer"));
    assertThat(idsOf("Required ports, stv1"))
        .containsExactly(
            List.of("ports.client"),
            List.of("ports.management-endpoint"),
            List.of("ports.storage"),
            List.of("ports.entra-id"),
            List.of("ports.key-vault"),
            List.of("ports.authorizations"),
            List.of("ports.sql"),
            List.of("ports.event-hub"),
            List.of("ports.git-file-share"),
            List.of("ports.health-monitoring"),
            List.of("ports.azure-monitor"),
            List.of("ports.external-cache"),
            List.of("ports.internal-cache"),
            List.of("ports.rate-limit-counters"),
            List.of("ports.load-balancer"));
  }

  @Test
  void its_requirements_are_those_of_the_catalogue() {
    TreeSet<String> ids = new TreeSet<>();
    rows.forEach(row -> ids.addAll(row.ids()));

    assertThat(ids).isEqualTo(new TreeSet<>(CATALOGUE.idsOf(EDITION)));
  }

  /** As the page prints them; the text of 2023-08-29 has the same ones. */
  private static final Set<String> HEADINGS =
      Set.of(
          "Required ports",
          "Regional service tags",
          "TLS functionality",
          "DNS access",
          "Azure Active Directory integration",
          "Metrics and health monitoring",
          "Developer portal CAPTCHA",
          "Publishing the developer portal",
          "Azure portal diagnostics",
          "Azure load balancer",
          "Application Insights",
          "KMS endpoint",
          "Control plane IP addresses");

  @Test
  void findings_name_a_heading_of_the_document_or_another_page_with_its_date() {
    Set<String> leanedOn = new TreeSet<>();
    idsOf("Pages it leans on").forEach(leanedOn::addAll);
    idsOf("Pages on other tiers").forEach(leanedOn::addAll);
    Set<String> ofOtherPages = new TreeSet<>();
    for (Requirement requirement : CATALOGUE.requirementsOf(EDITION)) {
      if (requirement.page().isPresent()) {
        ofOtherPages.add(requirement.id());
        assertThat(requirement.page().get().date()).matches("\\d{4}-\\d{2}-\\d{2}");
      } else {
        assertThat(HEADINGS).as(requirement.id()).contains(requirement.section());
      }
    }
    assertThat(ofOtherPages).isEqualTo(leanedOn);
  }

  @Test
  void no_sentence_is_told_twice() {
    assertThat(rows.stream().map(row -> row.section() + ": " + row.sentence()))
        .doesNotHaveDuplicates();
  }
}
