package dev.vnetproof.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.rule.Edition;
import dev.vnetproof.rule.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue of three editions and four requirements. */
class EditionsOfCatalogueTest {
  @TempDir Path folder = Path.of("");
  private Catalogue catalogue = new Catalogue(List.of(), List.of(), List.of());

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("editions.yaml"),
        """
        editions:
          - { id: "2001-01-01", title: t, read: whole }
          - { id: "2002-02-02", title: t, read: whole }
          - { id: "2003-03-03", title: t, read: whole }
        """);
    Files.writeString(
        folder.resolve("some.yaml"),
        "section: s\nrequirements:\n"
            + entry("a.always", "all", "")
            + entry("a.gone", "[\"2001-01-01\"]", wording("2002-02-02", "retired", ""))
            + entry("a.new", "[\"2002-02-02\", \"2003-03-03\"]", "")
            + entry(
                "a.changed",
                "all",
                wording("2002-02-02", "other words", "words: true")
                    + wording("2003-03-03", "required", "necessity: Required")));
    catalogue = CatalogueFile.readFolder(folder);
  }

  private static String entry(String id, String editions, String wordings) {
    return """
      - id: %s
        title: t
        necessity: Optional
        appliesWhen: Always.
        why: w
        fix: f
        severity: HIGH
        editions: %s
        wordings:%s
    """
            .formatted(id, editions, wordings.isEmpty() ? " []" : "\n" + wordings)
            .stripTrailing()
        + "\n";
  }

  private static String wording(String since, String what, String more) {
    return "      - { since: \"%s\", what: %s%s }\n"
        .formatted(since, what, more.isEmpty() ? "" : ", " + more);
  }

  private Edition edition(String id) {
    return catalogue.edition(id);
  }

  @Test
  void each_edition_has_its_own_requirements() {
    assertThat(catalogue.idsOf(edition("2001-01-01")))
        .containsExactly("a.always", "a.changed", "a.gone");
    assertThat(catalogue.idsOf(edition("latest")))
        .containsExactly("a.always", "a.changed", "a.new");
    assertThat(catalogue.latest().id()).isEqualTo("2003-03-03");
  }

  @Test
  void a_requirement_is_worded_as_its_edition_words_it() {
    assertThat(catalogue.requirement("a.changed", edition("2002-02-02")))
        .map(Requirement::necessity)
        .contains("Optional");
    assertThat(catalogue.requirement("a.changed", edition("2003-03-03")))
        .map(Requirement::necessity)
        .contains("Required");
    assertThat(catalogue.requirementsOf(edition("2003-03-03")))
        .extracting(Requirement::necessity)
        .containsExactly("Optional", "Required", "Optional");
  }

  @Test
  void a_verdict_may_differ_where_more_than_words_changed() {
    Edition first = edition("2001-01-01");
    assertThat(catalogue.mayDiffer("a.changed", first, edition("2002-02-02"))).isFalse();
    assertThat(catalogue.mayDiffer("a.changed", first, edition("2003-03-03"))).isTrue();
    assertThat(catalogue.mayDiffer("a.changed", edition("2003-03-03"), edition("2003-03-03")))
        .isFalse();
    assertThat(catalogue.mayDiffer("a.always", first, edition("2003-03-03"))).isFalse();
    assertThat(catalogue.mayDiffer("a.new", first, edition("2003-03-03"))).isTrue();
  }

  @Test
  void the_history_tells_what_became_of_a_requirement() {
    assertThat(history("a.changed"))
        .containsExactly("new", "changed: other words", "changed: required");
    assertThat(history("a.gone")).containsExactly("new", "gone: retired", "-");
    assertThat(history("a.new")).containsExactly("-", "new", "as before");
  }

  private List<String> history(String id) {
    return History.of(catalogue.requirement(id).orElseThrow(), catalogue.editions()).stream()
        .map(History.Step::toString)
        .toList();
  }
}
