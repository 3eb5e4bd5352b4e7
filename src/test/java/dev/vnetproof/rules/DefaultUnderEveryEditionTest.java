package dev.vnetproof.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.rule.Edition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The default environment, which meets the source document, held to every edition. */
class DefaultUnderEveryEditionTest {
  private static final Path GOLDEN =
      RuleCase.FIXTURES.resolve(RuleCase.REFERENCE).resolve("expected/editions.txt");

  @Test
  void each_edition_finds_what_the_golden_says() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Edition edition : Catalogue.builtIn().editions()) {
      Evaluation evaluation =
          Evaluator.builder()
              .edition(edition.id())
              .build()
              .evaluate(Fixtures.snapshot(RuleCase.REFERENCE));
      lines.add(edition.id() + ": " + evaluation.outcomes().size() + " outcomes");
      Findings.of(evaluation).forEach(line -> lines.add("  " + line));
    }
    if (Boolean.getBoolean("golden.update")) {
      Files.write(GOLDEN, lines);
    }
    assertThat(lines).isEqualTo(Files.readAllLines(GOLDEN));
  }
}
