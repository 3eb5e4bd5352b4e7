package dev.vnetproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder = Path.of("");

  @Test
  void help_names_every_command_and_shows_examples() {
    Run run = Run.of("--help");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("Usage: vnetproof [-hV] COMMAND\n")
        .contains("Examples:\n  vnetproof check prod.json\n");
    List<String> commands = new ArrayList<>();
    run.out()
        .lines()
        .dropWhile(line -> !line.equals("Commands:"))
        .skip(1)
        .takeWhile(line -> !line.isBlank())
        .filter(line -> line.startsWith("  ") && line.charAt(2) != ' ')
        .forEach(line -> commands.add(line.strip().split(" ")[0]));
    assertThat(commands)
        .containsExactly(
            "check",
            "import",
            "explain",
            "requirements",
            "editions",
            "rules",
            "schema",
            "generate-completion");
  }

  @Test
  void the_version_is_that_of_the_build() {
    assertThat(Run.of("--version").out())
        .matches("vnetproof \\d+\\.\\d+\\.\\d+(-SNAPSHOT)? \\(Java \\d+\\)\n");
  }

  @Test
  void no_command_and_an_unknown_one_are_wrong_usage() {
    assertThat(Run.of().code()).isEqualTo(2);
    Run run = Run.of("chek");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "vnetproof: unmatched argument at index 0: 'chek'\nDid you mean: vnetproof check");
    assertThat(Run.of("rules").code()).isEqualTo(2);
  }

  @Test
  void a_shell_can_complete_commands_and_options() {
    assertThat(Run.of("generate-completion").out()).contains("--service-tags", "requirements");
  }

  @Test
  void schemas_are_printed() throws IOException {
    JsonNode snapshot = MAPPER.readTree(Run.of("schema").out());
    assertThat(snapshot.at("/properties/snapshot/const").asText()).isEqualTo("1");
    JsonNode report = MAPPER.readTree(Run.of("schema", "--report").out());
    assertThat(report.at("/properties/report/const").asText()).isEqualTo("1");
  }

  @Test
  void an_import_of_a_snapshot_is_that_snapshot() throws IOException {
    String path = Snapshots.write(folder, "a.json", Snapshots.undetermined("a"));
    Run run = Run.of("import", path);
    assertThat(run.code()).isZero();
    assertThat(MAPPER.readTree(run.out())).isEqualTo(MAPPER.readTree(Snapshots.undetermined("a")));
    Run explained = Run.of("import", "--explain", path);
    assertThat(explained.code()).isZero();
    assertThat(explained.out()).isEqualTo(run.out());
    assertThat(explained.err()).isEqualTo("read     " + path + " as snapshot\n" + run.err());
    assertThat(run.err().lines())
        .isNotEmpty()
        .allMatch(line -> line.startsWith("assumed: the list"));
  }

  @Test
  void several_imports_are_lines_that_check_takes() throws IOException {
    Snapshots.write(folder, "a.json", Snapshots.fine("a"));
    Snapshots.write(folder, "b.json", Snapshots.fine("b"));
    Run run = Run.of("import", folder.toString());
    assertThat(run.out().lines()).hasSize(2);
    assertThat(Run.withInput(run.out(), "check", "-").code()).isZero();
  }

  @Test
  void a_bad_import_is_a_bad_input() throws IOException {
    String path = Snapshots.write(folder, "a.json", "[1");
    Run run = Run.of("import", path);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(path + ":1:");
  }

  @Test
  void a_requirement_is_explained() throws IOException {
    String rules = Rules.write(folder.resolve("own"));
    assertThat(Run.of("explain", "--rules", rules, "Own.Syslog"))
        .isEqualTo(
            new Run(
                0,
                """
                own.syslog
                  what          Logs reach the subnet
                  necessity     required
                  applies when  always
                  why           The collector stands in the subnet.
                  fix           Allow UDP 514.
                  severity      high
                  source        House rules
                  wording       of edition 2023-01-06
                  editions      2023-01-06 new
                                2023-08-29 gone
                                2023-11-29 -
                                2025-06-17 -
                                2026-04-10 -
                                2026-04-30 -
                """,
                ""));
  }

  @Test
  void an_unknown_requirement_gets_a_suggestion() throws IOException {
    String rules = Rules.write(folder.resolve("own"));
    assertThat(Run.of("explain", "--rules", rules, "own.sylsog"))
        .isEqualTo(
            new Run(
                2, "", "vnetproof: `own.sylsog` is no requirement; did you mean `own.syslog`?\n"));
    assertThat(Run.of("explain", "--rules", rules, "syslog").err())
        .isEqualTo("vnetproof: `syslog` is no requirement; did you mean `own.syslog`?\n");
    assertThat(Run.of("explain", "entirely-different").err())
        .isEqualTo(
            "vnetproof: `entirely-different` is no requirement; `vnetproof requirements` lists"
                + " them\n");
  }

  @Test
  void requirements_are_listed_as_a_table_and_as_json() throws IOException {
    String rules = Rules.write(folder.resolve("own"));
    Run table = Run.of("requirements", "--rules", rules);
    assertThat(table.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
        .startsWith("ID|SEVERITY|SOURCE|WHAT")
        .contains("own.syslog|high|House rules|Logs reach the subnet");
    JsonNode json =
        MAPPER.readTree(Run.of("requirements", "--rules", rules, "--format", "json").out());
    List<JsonNode> own = new ArrayList<>();
    json.forEach(
        each -> {
          if (each.get("id").asText().startsWith("own.")) {
            own.add(each);
          }
        });
    assertThat(own)
        .containsExactly(
            MAPPER.readTree(
                """
                { "id": "own.syslog", "title": "Logs reach the subnet", "necessity": "required",
                  "appliesWhen": "always", "why": "The collector stands in the subnet.",
                  "fix": "Allow UDP 514.", "severity": "HIGH", "section": "House rules",
                  "source": "House rules", "editions": ["2023-01-06"] }
                """));
    assertThat(Run.of("requirements", "--edition", "x").code()).isEqualTo(2);
  }

  @Test
  void lint_says_whether_rules_are_usable() throws IOException {
    String good = Rules.write(folder.resolve("good"));
    assertThat(Run.of("rules", "lint", good))
        .isEqualTo(new Run(0, good + ": 1 rule file, 1 requirement described, no problem\n", ""));
    Run bad = Run.of("rules", "lint", Rules.writeBroken(folder.resolve("bad")));
    assertThat(bad.code()).isEqualTo(2);
    assertThat(bad.out()).isEmpty();
    assertThat(bad.err()).startsWith("own.drl:5: ");
  }

  @Test
  void lint_and_check_refuse_the_same() throws IOException {
    String rules = Rules.writeTampering(folder.resolve("own"));
    String path = Snapshots.write(folder, "a.json", Snapshots.violated("a"));
    Run check = Run.of("check", "--rules", rules, path);
    assertThat(check.code()).isEqualTo(2);
    assertThat(check.out()).isEmpty();
    assertThat(check.err()).startsWith("own.drl:7: rule `own.quiet` says `delete`");
    assertThat(Run.of("rules", "lint", rules)).isEqualTo(check);
  }

  @Test
  void a_fault_of_a_rule_is_wrong_usage_and_names_the_rule() throws IOException {
    String rules = Rules.writeFailing(folder.resolve("own"));
    Snapshots.write(folder, "envs/a.json", Snapshots.fine("a"));
    Snapshots.write(folder, "envs/b.json", Snapshots.fine("b"));
    for (String jobs : List.of("1", "2")) {
      Run run =
          Run.of("check", "--jobs", jobs, "--rules", rules, folder.resolve("envs").toString());
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .startsWith("own.drl:3: rule `own.failing` fails: ")
          .doesNotContain("fault of ours");
    }
  }
}
