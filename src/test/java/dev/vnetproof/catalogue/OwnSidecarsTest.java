package dev.vnetproof.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands beside own rules describes what is theirs. */
class OwnSidecarsTest {
  @TempDir Path folder = Path.of("");

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private static String entry(String id, String edition, String cases) {
    return """
      - id: %s
        title: t
        necessity: Required
        appliesWhen: Always.
        why: w
        fix: f
        severity: HIGH
        editions: ["%s"]
        cases: %s
    """
        .formatted(id, edition, cases);
  }

  private static final String CASE =
      "[{ name: n, kind: violated, outcome: VIOLATED, findings: [] }]";

  @Test
  void requirements_of_ones_own_stand_beside_the_built_in_ones() throws IOException {
    write("acme.yaml", "section: s\nrequirements:\n" + entry("acme.ntp", "2023-01-06", CASE));
    assertThat(OwnSidecars.builtInAnd(folder).requirements()).containsKeys("acme.ntp", "ports.sql");
    assertThat(OwnSidecars.lint(folder, Map.of("acme.ntp", "acme.drl:9"))).isEmpty();
  }

  @Test
  void what_is_built_in_stays_as_it_is() throws IOException {
    write(
        "acme.yaml",
        "section: s\nrequirements:\n"
            + entry("ports.sql", "2023-01-06", CASE)
            + entry("Ports.SQL", "2023-01-06", CASE)
            + entry("acme.ntp", "2023-01-07", CASE)
            + entry("acme.ntp", "2023-01-06", CASE));
    write("editions.yaml", "editions: []");
    write("data/control-plane-addresses.csv", "AzurePublic,westus,region,10.0.0.1");
    assertThatThrownBy(() -> OwnSidecars.builtInAnd(folder))
        .isInstanceOf(CatalogueException.class)
        .hasMessage(
            """
            data/control-plane-addresses.csv: own rules have no table of control plane addresses
            editions.yaml: own rules have no editions; expected those of the document
            acme.yaml:3: `ports.sql` is a built-in requirement; expected an id of your own
            acme.yaml:12: `Ports.SQL` is a built-in requirement; expected an id of your own
            acme.yaml:21: edition `2023-01-07` of `acme.ntp` is unknown; expected 2023-01-06 or 2023-08-29 or 2023-11-29 or 2025-06-17 or 2026-04-10 or 2026-04-30
            acme.yaml:30: `acme.ntp` is described in acme.yaml:21 already\
            """);
  }

  @Test
  void lint_tells_what_an_author_forgot() throws IOException {
    write(
        "acme.yaml",
        "section: s\nrequirements:\n"
            + entry("acme.ntp", "2023-01-06", "[]")
            + entry("ACME NTP", "2023-01-06", CASE)
            + entry(
                "acme.time",
                "2023-01-06",
                "[{ name: n, kind: satisfed, outcome: VIOLTED, findings: no }]"));
    assertThat(
            OwnSidecars.lint(
                folder,
                Map.of("acme.npt", "acme.drl:9", "ACME NTP", "acme.drl:19", "acme.time", "")))
        .containsExactly(
            "acme.yaml:3: `acme.ntp` has no cases; expected at least one violated case",
            "acme.yaml:12: `ACME NTP` is no id; expected `family.name` in lower case",
            "acme.yaml:21: kind `satisfed` of case `n` is unknown; did you mean `satisfied`?",
            "acme.yaml:21: outcome `VIOLTED` of case `n` is unknown; did you mean `VIOLATED`?",
            "acme.yaml:21: case `n` has no list `findings`",
            "acme.drl:9: `acme.npt` has no entry in a sidecar; did you mean `acme.ntp`?",
            "acme.yaml:3: no rule speaks for `acme.ntp`; did you mean `ACME NTP`?");
  }
}
