package dev.vnetproof.importer.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.SnapshotException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A call costs what it looks at: no function, asked 640,000 times about ten million characters or
 * ten thousand keys, takes longer than the budget allows.
 */
class MeteredFunctionsTest {
  private static final long SEED = Long.getLong("differential.seed", 20230106);

  /** How many of all calls are tried; all of them take minutes. */
  private static final int CALLS = Integer.getInteger("hostile.calls", 6);

  private static final long MOST_SECONDS = 15;

  private static final List<String> ARGUMENTS =
      List.of(
          "variables('text')",
          "variables('same')",
          "variables('list')",
          "variables('lists')",
          "variables('object')",
          "variables('objects')",
          "variables('half')",
          "7",
          "'a'",
          "'/'");

  private static String looped(String expression) {
    return """
    { "variables": {
        "text": "[padLeft('b', 10000000, 'a')]", "same": "[padLeft('b', 10000000, 'a')]",
        "half": "[padLeft('b', 5000000, 'a')]",
        "list": "[range(0, 10000)]", "lists": "[createArray(range(0, 5000), range(5000, 5000))]",
        "object": "[toObject(range(0, 10000), lambda('i', concat('a', string(lambdaVariables('i')))))]",
        "objects": "[createArray(toObject(range(0, 5000), lambda('i', concat('B', string(lambdaVariables('i'))))))]" },
      "resources": [ { "type": "A.B/c", "name": "x", "properties": { "copy": [ { "name": "v",
        "count": 800, "input": { "copy": [ { "name": "w", "count": 800, "input": "[%s]" } ] } } ] } } ] }
    """
        .formatted(expression);
  }

  private static void ends(String expression) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try {
      Evaluated.read(looped(expression));
    } catch (SnapshotException e) {
      assertThat(e.problems()).isNotEmpty();
    }
    long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    assertThat(taken / 1_000_000_000).as(expression).isLessThan(MOST_SECONDS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contains(variables('text'), 'ba')",
        "contains(variables('object'), 'A9999')",
        "int(variables('text'))",
        "split(variables('text'), createArray('ab', 'bb', variables('half')))",
        "replace(variables('text'), variables('half'), 'x')",
        "indexOf(variables('text'), variables('half'))",
        "union(variables('object'), variables('objects')[0], variables('object'))",
        "base64ToString(variables('text'))",
        "variables('object').A9999",
        "equals(variables('text'), variables('same'))",
        "dateTimeAdd('2024-01-01T00:00:00Z', concat('P', variables('half'), 'D'))",
        "intersection(variables('object'), variables('objects')[0])",
        "tryGet(variables('object'), 'missing')",
        "concat(uniqueString(variables('text')), variables('text'))"
      })
  void what_a_call_looks_at_is_counted(String expression) {
    ends(expression);
  }

  @Test
  void every_function_pays_for_its_arguments() {
    List<String> calls = new ArrayList<>();
    for (String function : Functions.names()) {
      for (String first : ARGUMENTS) {
        calls.add(function + "(" + first + ")");
        for (String second : ARGUMENTS) {
          calls.add(function + "(" + first + ", " + second + ")");
          calls.add(function + "(" + first + ", " + second + ", variables('half'))");
        }
      }
      calls.add(function + "(variables('list'), lambda('x', equals(variables('text'), '')))");
    }
    Collections.shuffle(calls, new Random(SEED));
    System.out.println("seed " + SEED);
    calls.subList(0, Math.min(CALLS, calls.size())).forEach(MeteredFunctionsTest::ends);
  }
}
