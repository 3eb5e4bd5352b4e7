package dev.vnetproof.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.catalogue.CatalogueFile;
import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.rule.Edition;
import dev.vnetproof.rule.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * An edition binds. The sidecar says which editions have a requirement; a rule for one wording of
 * several says in its {@code Edition} pattern which editions have that one.
 */
class EditionsTest {
  private static final Catalogue CATALOGUE = Catalogue.builtIn();
  private static final Pattern RULE =
      Pattern.compile("(?ms)^rule \"([^\\s\"]+)([^\"]*)\"(.*?)^end$");
  private static final Pattern EDITION = Pattern.compile("\\bEdition\\((.*)\\)");
  private static final Pattern BOUND =
      Pattern.compile("(?:(\\$\\w+) : )?(since|earlierThan)\\(\"([^\"]+)\"\\)");

  /**
   * A rule and the editions that it matches.
   *
   * @param bounds the dates that its pattern names
   */
  private record EditionRule(String id, String name, List<String> bounds, List<String> editions) {}

  private static List<EditionRule> rules() {
    List<EditionRule> rules = new ArrayList<>();
    for (Path file : CatalogueFile.files(RuleCase.RULES, ".drl")) {
      Matcher rule = RULE.matcher(read(file));
      while (rule.find()) {
        if (!rule.group(1).contains(".")) {
          continue; // Judgement knows no requirement.
        }
        Matcher pattern = EDITION.matcher(rule.group(3));
        rules.add(
            rule(
                rule.group(1),
                rule.group(1) + rule.group(2),
                pattern.find() ? pattern.group(1) : ""));
      }
    }
    return rules;
  }

  private static EditionRule rule(String id, String name, String pattern) {
    List<String> bounds = new ArrayList<>();
    List<Edition> editions = new ArrayList<>(CATALOGUE.editions());
    Matcher bound = BOUND.matcher(pattern);
    while (bound.find()) {
      String date = bound.group(3);
      bounds.add(date);
      if (bound.group(1) == null) { // A bound variable chooses between wordings of one rule.
        boolean since = bound.group(2).equals("since");
        editions.removeIf(each -> since ? each.earlierThan(date) : each.since(date));
      }
    }
    return new EditionRule(id, name, bounds, editions.stream().map(Edition::id).toList());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void rules_change_where_the_sidecar_says_that_a_wording_does() {
    Map<String, TreeSet<String>> inRules = new TreeMap<>();
    for (EditionRule rule : rules()) {
      inRules.computeIfAbsent(rule.id(), id -> new TreeSet<>()).addAll(rule.bounds());
    }
    Map<String, TreeSet<String>> inSidecars = new TreeMap<>();
    for (Requirement requirement : CATALOGUE.requirements().values()) {
      TreeSet<String> dates = inSidecars.computeIfAbsent(requirement.id(), id -> new TreeSet<>());
      requirement.changes().stream()
          .filter(change -> !change.words())
          .filter(change -> requirement.editions().contains(change.edition()))
          .forEach(change -> dates.add(change.edition()));
    }
    inRules.keySet().retainAll(inSidecars.keySet());

    assertThat(inRules).isEqualTo(inSidecars);
  }

  @Test
  void each_edition_of_a_requirement_has_a_rule_and_each_rule_an_edition() {
    List<String> wrong = new ArrayList<>();
    Map<String, TreeSet<String>> byId = new TreeMap<>();
    for (EditionRule rule : rules()) {
      List<String> had = CATALOGUE.requirement(rule.id()).orElseThrow().editions();
      if (rule.editions().stream().noneMatch(had::contains)) {
        wrong.add("rule `" + rule.name() + "` is of no edition");
      }
      byId.computeIfAbsent(rule.id(), id -> new TreeSet<>()).addAll(rule.editions());
    }
    for (Requirement requirement : CATALOGUE.requirements().values()) {
      TreeSet<String> ruled = byId.getOrDefault(requirement.id(), new TreeSet<>());
      requirement.editions().stream()
          .filter(edition -> !ruled.contains(edition))
          .forEach(edition -> wrong.add(requirement.id() + " has no rule in " + edition));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void an_evaluation_has_exactly_the_requirements_of_its_edition() {
    for (Edition edition : CATALOGUE.editions()) {
      Evaluation evaluation =
          Evaluator.builder()
              .edition(edition.id())
              .build()
              .evaluate(Fixtures.snapshot("newest-external"));

      assertThat(
              evaluation.outcomes().stream()
                  .filter(entry -> entry.location().equals("westus"))
                  .map(entry -> entry.requirement()))
          .as(edition.id())
          .containsExactlyElementsOf(
              CATALOGUE.requirementsOf(edition).stream().map(Requirement::id).toList());
    }
  }

  @Test
  void six_editions_are_known_and_each_has_ids_of_its_own() {
    assertThat(CATALOGUE.editions())
        .extracting(Edition::id)
        .containsExactly(
            "2023-01-06", "2023-08-29", "2023-11-29", "2025-06-17", "2026-04-10", "2026-04-30");
    assertThat(CATALOGUE.editions()).allSatisfy(each -> assertThat(each.read()).isNotBlank());
    assertThat(CATALOGUE.edition("latest").id()).isEqualTo("2026-04-30");
    assertThat(new TreeSet<>(CATALOGUE.idsOf(CATALOGUE.edition("2026-04-30"))))
        .contains("ports.certificates", "ports.traffic-manager", "infrastructure.ntp")
        .doesNotContain("ports.git-file-share", "infrastructure.diagnostics");
    assertThat(new TreeSet<>(CATALOGUE.idsOf(CATALOGUE.edition("2023-01-06"))))
        .contains("ports.git-file-share", "ports.health-monitoring")
        .doesNotContain("ports.certificates", "infrastructure.ntp", "infrastructure.hosts");
  }

  @Test
  void an_unknown_edition_is_told_with_the_list_and_the_nearest_one() {
    String list =
        "expected one of 2023-01-06, 2023-08-29, 2023-11-29, 2025-06-17, 2026-04-10, 2026-04-30,"
            + " or latest";
    assertThatThrownBy(() -> CATALOGUE.edition("2024-05-01"))
        .hasMessage("`2024-05-01` is no edition; " + list + "; did you mean `2023-11-29`?");
    assertThatThrownBy(() -> CATALOGUE.edition("latset"))
        .hasMessage("`latset` is no edition; " + list + "; did you mean `latest`?");
    assertThatThrownBy(() -> CATALOGUE.edition("everything"))
        .hasMessage("`everything` is no edition; " + list);
  }

  @Test
  void every_change_is_dated_by_an_edition() {
    List<String> editions = CATALOGUE.editions().stream().map(Edition::id).toList();
    CATALOGUE
        .requirements()
        .values()
        .forEach(
            requirement -> {
              assertThat(editions).as(requirement.id()).containsAll(requirement.editions());
              assertThat(requirement.changes())
                  .as(requirement.id())
                  .extracting(Requirement.Change::edition)
                  .isSorted()
                  .doesNotHaveDuplicates()
                  .isSubsetOf(editions);
            });
  }
}
