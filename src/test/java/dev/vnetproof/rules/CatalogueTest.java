package dev.vnetproof.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vnetproof.catalogue.CatalogueFile;
import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.rule.Outcome;
import dev.vnetproof.rules.RuleCase.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue as a whole: complete, in step with the rules, and proved by its cases. */
class CatalogueTest {
  private static final Pattern ID =
      Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern RULE_NAME = Pattern.compile("rule\\s+\"([^\\s\"]+)");
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "title",
          "necessity",
          "appliesWhen",
          "why",
          "fix",
          "settings",
          "severity",
          "sentences",
          "editions",
          "wordings",
          "pages",
          "without",
          "section",
          "page",
          "cases");

  /** What an entry may leave to its file, or has only where it is wanted. */
  private static final Set<String> OPTIONAL =
      Set.of("without", "section", "page", "pages", "wordings", "settings");

  private final List<RuleCase.Entry> entries = RuleCase.sidecars();

  @Test
  void the_reference_environment_has_no_finding() {
    RuleCase reference =
        new RuleCase(
            "",
            "",
            RuleCase.REFERENCE,
            Kind.SATISFIED,
            Evaluator.DEFAULT_EDITION,
            false,
            RuleCase.REFERENCE,
            JsonNodeFactory.instance.arrayNode(),
            Optional.empty(),
            Optional.empty(),
            "",
            List.of());
    Evaluation evaluation =
        Evaluator.builder()
            .edition(Evaluator.DEFAULT_EDITION)
            .build()
            .evaluate(reference.snapshot());

    assertThat(Findings.of(evaluation)).isEmpty();
    assertThat(
            evaluation.outcomes().stream()
                .filter(entry -> entry.outcome() == Outcome.SATISFIED)
                .count())
        .as("requirements that are met, not merely left out")
        .isGreaterThan(15);
  }

  @Test
  void rules_are_narrow_and_hold_no_words_of_settings() throws IOException {
    List<String> problems = new ArrayList<>();
    List<Path> files = CatalogueFile.files(RuleCase.RULES, ".drl");
    for (Path file : files) {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).length() > 100) {
          problems.add(file + ":" + (i + 1) + " is wider than 100 columns");
        }
        if (lines.get(i).contains(".otherwise(") || lines.get(i).contains(".expecting(")) {
          problems.add(file + ":" + (i + 1) + " has words; expected them in the sidecar");
        }
      }
    }
    assertThat(files).isNotEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void each_requirement_has_a_case_of_each_kind_or_says_why_not() {
    List<String> missing = new ArrayList<>();
    for (RuleCase.Entry entry : entries) {
      Set<Kind> kinds = EnumSet.noneOf(Kind.class);
      entry.cases().forEach(each -> kinds.add(each.kind()));
      for (Kind kind : Kind.values()) {
        if (kinds.contains(kind) == entry.without().contains(kind)) {
          missing.add(entry.id() + " " + kind);
        }
      }
    }
    assertThat(entries).isNotEmpty();
    assertThat(missing).isEmpty();
  }

  @Test
  void the_outcome_of_a_case_is_that_of_its_kind() {
    List<String> others = new ArrayList<>();
    for (RuleCase.Entry entry : entries) {
      boolean advice = entry.node().path("necessity").asText().startsWith("Advice");
      for (RuleCase each : entry.cases()) {
        Set<String> expected =
            switch (each.kind()) {
              case VIOLATED -> Set.of(advice ? "ADVISED" : "VIOLATED");
              case SATISFIED -> Set.of("SATISFIED");
              case UNDETERMINED -> Set.of("UNDETERMINED");
              case NOT_APPLICABLE -> Set.of("NOT_APPLICABLE");
              case NEAR_MISS -> Set.of("SATISFIED", "ADVISED");
            };
        if (!expected.contains(each.outcome())) {
          others.add(each + " is " + each.outcome() + ", not " + expected);
        }
      }
    }
    assertThat(others).isEmpty();
  }

  /** A requirement is broken by some case, and by none that is there to satisfy it. */
  @Test
  void violated_cases_break_and_satisfied_cases_do_not() {
    List<String> wrong = new ArrayList<>();
    for (RuleCase.Entry entry : entries) {
      for (RuleCase each : entry.cases()) {
        boolean named = each.findings().stream().anyMatch(line -> isAbout(each, line));
        boolean expected =
            switch (each.kind()) {
              case VIOLATED, UNDETERMINED -> true;
              case SATISFIED, NOT_APPLICABLE -> false;
              case NEAR_MISS -> each.outcome().equals("ADVISED");
            };
        if (named != expected) {
          wrong.add(each + (named ? " has a finding" : " has none"));
        }
      }
      if (entry.cases().stream().noneMatch(each -> each.kind() == Kind.VIOLATED)) {
        wrong.add(entry.id() + " is broken by no case");
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isAbout(RuleCase each, String line) {
    String[] words = line.split(" ", 4);
    return words[1].equals(each.requirement())
        && each.location().map(words[2]::equals).orElse(true);
  }

  @Test
  void every_field_of_every_requirement_is_filled() {
    List<String> wrong = new ArrayList<>();
    for (RuleCase.Entry entry : entries) {
      for (String field : FIELDS) {
        JsonNode value = entry.node().path(field);
        boolean filled = value.isTextual() ? !value.asText().isBlank() : value.size() > 0;
        if (!filled && !OPTIONAL.contains(field)) {
          wrong.add(entry.id() + " has no " + field);
        }
      }
      entry
          .node()
          .fieldNames()
          .forEachRemaining(
              field -> {
                if (!FIELDS.contains(field)) {
                  wrong.add(entry.id() + " has the unknown field " + field);
                }
              });
      if (!ID.matcher(entry.id()).matches()) {
        wrong.add(entry.id() + " is not of the form family.name");
      }
      if (entry.cases().stream().map(RuleCase::name).distinct().count() != entry.cases().size()) {
        wrong.add(entry.id() + " has two cases of one name");
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void rules_and_entries_name_the_same_requirements() {
    Set<String> described = new TreeSet<>();
    entries.forEach(entry -> described.add(entry.id()));

    assertThat(idsOfRules()).isEqualTo(described);
    assertThat(Evaluator.builder().laterEditions(false).build().catalogue().requirements().keySet())
        .isEqualTo(described);
  }

  /** Every text in a rule that looks like an id counts as one, the rule's name too. */
  private static Set<String> idsOfRules() {
    Set<String> ids = new TreeSet<>();
    for (Path file : drl()) {
      String text = read(file);
      Matcher names = RULE_NAME.matcher(text);
      while (names.find()) {
        ids.add(names.group(1));
      }
      Matcher quoted = QUOTED.matcher(text);
      while (quoted.find()) {
        String value = quoted.group(1);
        if (ID.matcher(value).matches() && isFamily(value)) {
          ids.add(value);
        }
      }
    }
    return ids;
  }

  /** A host name looks like an id, but its first part is no family. */
  private static boolean isFamily(String value) {
    String family = value.substring(0, value.indexOf('.'));
    return Set.of(
            "nsg",
            "ports",
            "regions",
            "tls",
            "dns",
            "entra",
            "monitor",
            "portal",
            "application-insights",
            "windows",
            "control-plane",
            "forced-tunnelling",
            "subnet",
            "network",
            "public-ip",
            "dependencies",
            "infrastructure",
            "notice",
            "v2",
            "workspace",
            "advice")
        .contains(family);
  }

  @Test
  void a_rule_is_named_after_the_requirement_it_demands() {
    List<String> wrong = new ArrayList<>();
    for (Path file : drl()) {
      for (String rule : read(file).split("(?m)^end$")) {
        Matcher name = RULE_NAME.matcher(rule);
        if (name.find() && !rule.substring(name.end()).contains("\"" + name.group(1) + "\"")) {
          wrong.add(file + " " + name.group(1));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void every_rule_file_has_its_sidecar_and_every_sidecar_its_rule_file() {
    Set<String> rules = new TreeSet<>();
    drl().forEach(file -> rules.add(withoutEnding(file)));
    Set<String> sidecars = new TreeSet<>();
    entries.forEach(entry -> sidecars.add(withoutEnding(RuleCase.RULES.resolve(entry.sidecar()))));

    assertThat(rules).isNotEmpty();
    assertThat(sidecars).isEqualTo(rules);
  }

  private static List<Path> drl() {
    return Stream.of("requirements", "advice")
        .flatMap(folder -> CatalogueFile.files(RuleCase.RULES.resolve(folder), ".drl").stream())
        .toList();
  }

  private static String withoutEnding(Path file) {
    return file.toString().replaceFirst("\\.[a-z]+$", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
