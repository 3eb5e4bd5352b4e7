package dev.vnetproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.rule.Edition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What editions there are, how they differ, and what that means for an environment. */
class EditionsCommandTest {
  private static final Path DOCUMENT = Path.of("docs/editions.md");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The whole difference of the catalogue, edition by edition: read it when it changes. */
  @Test
  void the_document_of_the_editions_is_what_the_command_prints() throws IOException {
    StringBuilder text = new StringBuilder("# The editions, and what each one changed\n\n");
    text.append(
        "Printed by `vnetproof editions` and `vnetproof editions A B`; a test compares.\n\n");
    text.append(Run.of("editions", "--format", "markdown").out());
    List<Edition> editions = Catalogue.builtIn().editions();
    for (int i = 1; i < editions.size(); i++) {
      String first = editions.get(i - 1).id();
      String second = editions.get(i).id();
      text.append("\n## ").append(second).append(" against ").append(first).append("\n\n");
      text.append(Run.of("editions", first, second, "-f", "markdown").out());
    }
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(DOCUMENT, text);
    }
    assertThat(text.toString()).isEqualTo(Files.readString(DOCUMENT));
  }

  @Test
  void a_difference_is_an_array_of_what_was_and_what_is() throws IOException {
    JsonNode json =
        MAPPER.readTree(Run.of("editions", "2026-04-10", "latest", "--format", "json").out());
    List<String> changes = new ArrayList<>();
    json.forEach(
        each -> {
          changes.add(each.path("change").asText() + " " + each.path("id").asText());
          assertThat(each.fieldNames())
              .toIterable()
              .containsExactly("id", "change", "before", "after");
        });
    assertThat(changes)
        .containsExactly(
            "changed ports.azure-monitor",
            "changed ports.external-cache",
            "changed ports.internal-cache");
  }

  @Test
  void the_other_way_round_what_was_added_is_removed() {
    assertThat(Run.of("editions", "2025-06-17", "2023-11-29").out())
        .startsWith("2025-06-17 -> 2023-11-29: ")
        .contains("\nremoved ports.certificates\n")
        .contains("\nadded ports.git-file-share\n");
    assertThat(Run.of("editions", "latest", "2026-04-30").out())
        .isEqualTo("2026-04-30 -> 2026-04-30: nothing differs\n");
  }

  @Test
  void wrong_editions_are_wrong_usage() {
    assertThat(Run.of("editions", "2023-01-06").code()).isEqualTo(2);
    assertThat(Run.of("editions", "2023-01-06", "2026-05-30").err())
        .contains("`2026-05-30` is no edition")
        .contains("did you mean `2026-04-30`?");
    assertThat(Run.of("check", "--compare-editions", "1", "latest", "fixtures").code())
        .isEqualTo(2);
  }

  @Test
  void an_environment_is_told_what_newly_fails_and_why() throws IOException {
    String path = "fixtures/newest-internal-broken";
    Run run =
        Run.of("check", "--compare-editions", "2023-01-06", "2023-08-29", "--format=json", path);
    assertThat(run.code()).isEqualTo(1);
    JsonNode json = MAPPER.readTree(run.out());
    List<String> told = new ArrayList<>();
    json.at("/environments/0/differences")
        .forEach(
            each ->
                told.add(each.path("change").asText() + " " + each.path("requirement").asText()));
    assertThat(told)
        .containsExactly(
            "newly applies infrastructure.diagnostics",
            "newly applies infrastructure.hosts",
            "newly fails infrastructure.ntp");
    assertThat(Run.of("check", "--compare-editions", "2023-01-06", "2023-08-29", path).out())
        .contains("newly fails     infrastructure.ntp  westus: - -> VIOLATED")
        .contains("stops at rule `deny-rest-out`");
  }
}
