package dev.vnetproof.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.evaluation.OutcomeEntry;
import dev.vnetproof.proof.tag.ServiceTags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the examples of docs/method.md claim, an evaluation says. */
class MethodDocumentTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```example\n(.*?)```");
  private static final Evaluator BY_NAME = Evaluator.builder().laterEditions(false).build();
  private static final Evaluator BY_PREFIX =
      Evaluator.builder()
          .laterEditions(false)
          .serviceTags(
              ServiceTags.none().with(Path.of("src/test/resources/service-tags-excerpt.json")))
          .build();

  private static List<String> examples() throws IOException {
    return EXAMPLE
        .matcher(Files.readString(Path.of("docs/method.md")))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void there_are_examples_of_everything_that_the_text_explains() throws IOException {
    assertThat(examples()).hasSize(7).allSatisfy(text -> assertThat(text).contains("=> "));
  }

  @TestFactory
  Stream<DynamicTest> the_examples_hold() throws IOException {
    return examples().stream()
        .map(
            text ->
                DynamicTest.dynamicTest(text.lines().findFirst().orElse(""), () -> holds(text)));
  }

  private static void holds(String text) {
    ExampleEnvironment environment = new ExampleEnvironment();
    Evaluator evaluator = BY_NAME;
    List<String> routes = new ArrayList<>();
    List<String> claims = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("=> ")) {
        claims.add(line.substring(3));
      } else if (line.startsWith("route ")) {
        routes.add(line.substring(6));
      } else if (line.startsWith("endpoint ")) {
        environment.endpoint(line.substring(9));
      } else if (line.startsWith("tags ")) {
        evaluator = line.equals("tags by prefix") ? BY_PREFIX : BY_NAME;
      } else {
        environment.rules(line);
      }
    }
    if (!routes.isEmpty()) {
      environment.routes(routes.toArray(String[]::new));
    }
    Evaluation evaluation = evaluator.evaluate(environment.snapshot());
    for (String claim : claims) {
      assertThat(says(evaluation, claim.substring(0, claim.indexOf(' ')))).isEqualTo(claim);
    }
  }

  private static String says(Evaluation evaluation, String requirement) {
    String outcome =
        evaluation.outcomes().stream()
            .filter(entry -> entry.requirement().equals(requirement))
            .map(OutcomeEntry::outcome)
            .map(Enum::name)
            .findFirst()
            .orElse("no outcome");
    List<String> by =
        evaluation.findings().stream()
            .filter(finding -> finding.finding().requirement().equals(requirement))
            .filter(finding -> !outcome.equals("UNDETERMINED"))
            .flatMap(finding -> finding.finding().blocks().stream())
            .map(block -> Findings.name(block.decidedBy()))
            .map(name -> name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(' ')) + 1))
            .distinct()
            .toList();
    return requirement + " " + outcome + (by.isEmpty() ? "" : " by " + String.join(" and ", by));
  }
}
