package dev.vnetproof.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.model.LocationLabels;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One test for each case of each sidecar. */
class RuleCasesTest {
  private static final Map<String, Evaluator> EVALUATORS = new ConcurrentHashMap<>();

  @TestFactory
  Stream<DynamicNode> cases() {
    return RuleCase.sidecars().stream()
        .map(
            entry ->
                DynamicContainer.dynamicContainer(
                    entry.sidecar() + " " + entry.id(),
                    entry.cases().stream()
                        .map(
                            each ->
                                DynamicTest.dynamicTest(
                                    each.sidecar() + " " + each, () -> holds(each)))));
  }

  static void holds(RuleCase each) {
    assumeThat(each.pending()).as("known gap").isEmpty();

    Evaluator evaluator =
        EVALUATORS.computeIfAbsent(
            each.edition() + each.later(),
            key -> Evaluator.builder().edition(each.edition()).laterEditions(each.later()).build());
    Evaluation evaluation = evaluator.evaluate(each.snapshot());

    assertThat(Findings.of(evaluation)).isEqualTo(each.findings());
    assertThat(outcome(each, evaluation)).isEqualTo(each.outcome());
  }

  private static String outcome(RuleCase each, Evaluation evaluation) {
    String location =
        each.location()
            .orElseGet(
                () ->
                    new LocationLabels(evaluation.snapshot())
                        .of(evaluation.snapshot().locations().get(0)));
    return evaluation.outcomes().stream()
        .filter(entry -> entry.requirement().equals(each.requirement()))
        .filter(entry -> entry.location().equals(location))
        .map(entry -> entry.outcome().name())
        .reduce((a, b) -> a + " and " + b)
        .orElse("no outcome");
  }
}
