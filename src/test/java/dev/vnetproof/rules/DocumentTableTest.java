package dev.vnetproof.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.rule.Edition;
import dev.vnetproof.rule.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/document.md}: what each edition says, and what holds to it. It is made from the
 * {@code sentences} of the sidecars; {@code -Dgolden.update=true} writes it.
 */
class DocumentTableTest {
  private static final Path DOCUMENT = Path.of("docs/document.md");
  private static final Catalogue CATALOGUE = Catalogue.builtIn();

  /** What other pages say. */
  private static final List<String> OTHER_PAGES =
      List.of("Pages it leans on", "Pages on other tiers");

  /** In the order of the document; the first words of a part are its heading. */
  private static final List<String> PARTS =
      List.of(
          "Required ports, introduction",
          "Required ports, notes",
          "Required ports",
          "Required ports, stv2",
          "Required ports, stv1",
          "Regional service tags",
          "TLS functionality",
          "DNS access",
          "Internal infrastructure and diagnostics",
          "Azure Active Directory integration",
          "Microsoft Entra integration",
          "Metrics and health monitoring",
          "Developer portal CAPTCHA",
          "Publishing the developer portal",
          "Azure portal diagnostics",
          "Azure load balancer",
          "Application Insights",
          "KMS endpoint",
          "Control plane IP addresses");

  private record Sentence(String id, String part, String says, String since, String until) {
    boolean isIn(Edition edition) {
      return CATALOGUE.has(edition, id)
          && (since.isEmpty() || edition.since(since))
          && (until.isEmpty() || edition.earlierThan(until));
    }
  }

  private final List<Sentence> sentences = sentences();

  private static List<Sentence> sentences() {
    List<Sentence> all = new ArrayList<>();
    for (RuleCase.Entry entry : RuleCase.sidecars()) {
      for (JsonNode each : entry.node().path("sentences")) {
        all.add(
            new Sentence(
                entry.id(),
                each.path("part").asText(),
                each.path("says").asText(),
                each.path("since").asText(),
                each.path("until").asText()));
      }
    }
    return all;
  }

  private String document() {
    StringBuilder text = new StringBuilder("# Every sentence of the document\n\n");
    text.append(
        "\"VNet configuration settings\", one section an edition, in the order of its headings,"
            + " row by\nrow where it is a table, with what other pages say at the end. Made from the `sentences` beside"
            + " the rules:\n"
            + "`mvn test -Dtest=DocumentTableTest -Dgolden.update=true`.\n");
    for (Edition edition : CATALOGUE.editions()) {
      table(text, "Edition " + edition.id(), PARTS, List.of(edition));
    }
    table(text, "Other pages", OTHER_PAGES, CATALOGUE.editions());
    return text.toString();
  }

  private void table(
      StringBuilder text, String heading, List<String> parts, List<Edition> editions) {
    text.append("\n## ")
        .append(heading)
        .append("\n\n| section | what it says | requirement |\n|---|---|---|\n");
    for (String part : parts) {
      Map<String, Set<String>> ids = new LinkedHashMap<>();
      sentences.stream()
          .filter(each -> each.part().equals(part) && editions.stream().anyMatch(each::isIn))
          .forEach(
              each ->
                  ids.computeIfAbsent(each.says(), says -> new TreeSet<>())
                      .add("`" + each.id() + "`"));
      ids.forEach(
          (says, those) ->
              text.append("| ")
                  .append(part)
                  .append(" | ")
                  .append(says)
                  .append(" | ")
                  .append(String.join(", ", those))
                  .append(" |\n"));
    }
  }

  @Test
  void the_document_is_what_the_sidecars_say() throws IOException {
    String made = document();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(DOCUMENT, made);
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(made);
  }

  @Test
  void no_requirement_is_without_a_sentence_in_any_edition() {
    for (Edition edition : CATALOGUE.editions()) {
      Set<String> said = new TreeSet<>();
      sentences.stream().filter(each -> each.isIn(edition)).forEach(each -> said.add(each.id()));

      assertThat(said).as(edition.id()).isEqualTo(new TreeSet<>(CATALOGUE.idsOf(edition)));
    }
  }

  @Test
  void no_sentence_is_without_a_place_or_an_edition_that_has_it() {
    for (Sentence each : sentences) {
      assertThat(each.part().equals("") || each.says().equals("")).as("%s", each).isFalse();
      assertThat(PARTS.contains(each.part()) || OTHER_PAGES.contains(each.part()))
          .as("%s", each)
          .isTrue();
      assertThat(CATALOGUE.editions().stream().anyMatch(each::isIn)).as("%s", each).isTrue();
    }
    assertThat(sentences).doesNotHaveDuplicates();
  }

  /** The rows of the tables of ports: 14 and 15 in the first text, and what was added and taken. */
  @Test
  void the_tables_of_ports_have_as_many_rows_as_the_text_of_each_edition() {
    List<String> rows = new ArrayList<>();
    for (Edition edition : CATALOGUE.editions()) {
      rows.add(
          edition.id()
              + ": "
              + rows(edition, "Required ports, stv2")
              + " "
              + rows(edition, "Required ports, stv1")
              + " "
              + rows(edition, "Required ports"));
    }
    assertThat(rows)
        .containsExactly(
            "2023-01-06: 14 15 0",
            "2023-08-29: 14 15 0",
            "2023-11-29: 16 16 0",
            "2025-06-17: 0 0 16",
            "2026-04-10: 0 0 16",
            "2026-04-30: 0 0 16");
  }

  private long rows(Edition edition, String part) {
    return sentences.stream()
        .filter(each -> each.part().equals(part) && each.isIn(edition))
        .count();
  }

  /** A finding names a heading of the page as its edition prints it, or its page with its date. */
  @Test
  void findings_name_a_heading_of_the_document_or_another_page_with_its_date() {
    for (Edition edition : CATALOGUE.editions()) {
      Set<String> headings = new TreeSet<>();
      sentences.stream()
          .filter(each -> each.isIn(edition))
          .forEach(each -> headings.add(each.part().split(",")[0]));
      Set<String> ofOtherPages = new TreeSet<>();
      sentences.stream()
          .filter(each -> each.isIn(edition) && OTHER_PAGES.contains(each.part()))
          .forEach(each -> ofOtherPages.add(each.id()));
      for (Requirement requirement : CATALOGUE.requirementsOf(edition)) {
        String as = requirement.id() + " " + edition.id();
        if (requirement.page().isPresent()) {
          assertThat(requirement.page().get().date()).as(as).matches("\\d{4}-\\d{2}-\\d{2}");
        } else {
          assertThat(headings).as(as).contains(requirement.section());
          assertThat(ofOtherPages).as(as).doesNotContain(requirement.id());
        }
      }
    }
  }
}
