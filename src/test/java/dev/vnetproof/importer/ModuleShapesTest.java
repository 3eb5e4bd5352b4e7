package dev.vnetproof.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.evaluation.OutcomeEntry;
import dev.vnetproof.model.Assumption;
import dev.vnetproof.rule.Outcome;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Templates of several modules, in the shapes that authors and compilers give them. Each is decided
 * as its author could by reading it: what is broken in it was broken on purpose, and the rest lets
 * everything out, so that nothing but the version of the platform is left open.
 */
class ModuleShapesTest {
  private static final Evaluator EVALUATOR = Evaluator.builder().laterEditions(false).build();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          modules-in-modules    |                                                   | cloud=AzurePublic
          existing-resources    | ports.load-balancer northeurope                   |
          conditional-arguments | ports.management-endpoint westeurope              |
          loop-over-modules     | ports.sql northeurope, regions.primary-service-tags northeurope |
          developer-cli         | subnet.size region-unknown                           | environment variables of `fixtures/templates/developer-cli/main.parameters.json`=not set: ${GATEWAY_RANGE}, cloud=AzurePublic
          chained-outputs       | ports.client region-unknown                          | cloud=AzurePublic
          user-defined-types    |                                                   |
          copy-loops            | ports.sql eastus                                  |
          lambdas               | ports.management-endpoint westus2                 |
          subscription-scope    |                                                   |
          """)
  void each_shape_is_decided(String fixture, String violated, String assumed) {
    Imported read =
        Importer.standard()
            .read(
                InputFiles.of("fixtures/templates/" + fixture, InputStream.nullInputStream())
                    .inputs());

    assertThat(read.problems()).isEmpty();
    assertThat(read.snapshots()).hasSize(1);
    Evaluation evaluation = EVALUATOR.evaluate(read.snapshots().get(0));
    assertThat(named(evaluation, Outcome.VIOLATED)).isEqualTo(list(violated));
    assertThat(
            evaluation.snapshot().assumptions().stream()
                .filter(assumption -> !assumption.subject().startsWith("the list of "))
                .map(ModuleShapesTest::line)
                .toList())
        .isEqualTo(list(assumed));
    assertThat(evaluation.snapshot().locations())
        .allMatch(location -> location.networkSecurityGroup().isKnown())
        .allMatch(location -> location.subnet().addressPrefixes().isKnown())
        .allMatch(location -> location.units().isKnown());
    assertThat(evaluation.snapshot().deployment().virtualNetworkType().isKnown()).isTrue();
    // Under rules that let everything out, the required rows of the table are decided.
    assertThat(named(evaluation, Outcome.UNDETERMINED))
        .noneMatch(
            each ->
                Stream.of("client", "management-endpoint", "storage", "sql", "load-balancer")
                    .anyMatch(row -> each.startsWith("ports." + row)));
  }

  private static String line(Assumption assumption) {
    return assumption.subject() + "=" + assumption.value();
  }

  private static List<String> named(Evaluation evaluation, Outcome outcome) {
    return evaluation.outcomes().stream()
        .filter(entry -> entry.outcome() == outcome)
        .map((OutcomeEntry entry) -> entry.requirement() + " " + entry.location())
        .toList();
  }

  private static List<String> list(String text) {
    return text == null ? List.of() : List.of(text.split(", (?!\\$)"));
  }
}
