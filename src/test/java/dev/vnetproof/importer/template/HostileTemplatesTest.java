package dev.vnetproof.importer.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vnetproof.model.SnapshotException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that Azure refuses must end in a clear message, not in a full heap or never. */
class HostileTemplatesTest {

  static String outOfBounds(String template) {
    SnapshotException refused =
        catchThrowableOfType(SnapshotException.class, () -> Evaluated.read(template));
    assertThat(refused).as("refused").isNotNull();
    return refused.problems().get(refused.problems().size() - 1).message();
  }

  private static String withVariables(List<String> variables, String used) {
    return "{ \"variables\": {"
        + String.join(",", variables)
        + "}, \"resources\": [ { \"type\": \"A.B/c\", \"name\": \"x\", \"properties\": { \"v\": \""
        + used
        + "\" } } ] }";
  }

  /** v0 = {@code first}, and each next one is {@code expression} of the one before. */
  private static String chain(int length, String first, String expression) {
    List<String> variables = new ArrayList<>(List.of("\"v0\": " + first));
    for (int i = 1; i < length; i++) {
      variables.add(
          "\"v"
              + i
              + "\": \""
              + expression.replace("PREVIOUS", "variables('v" + (i - 1) + "')")
              + "\"");
    }
    return withVariables(variables, "[variables('v" + (length - 1) + "')]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"resources\": [ { \"type\": \"A.B/c\", \"name\": \"x\", \"copy\": { \"name\": \"l\","
            + " \"count\": 10000000 }, \"properties\": {} } ] }",
        "{ \"resources\": [ { \"type\": \"A.B/c\", \"name\": \"x\", \"properties\": { \"copy\": [ {"
            + " \"name\": \"l\", \"count\": 10000000, \"input\": 1 } ] } } ] }",
        "{ \"variables\": { \"copy\": [ { \"name\": \"l\", \"count\": 10000000, \"input\": 1 } ] },"
            + " \"resources\": [ { \"type\": \"A.B/c\", \"name\": \"x\", \"properties\": { \"v\":"
            + " \"[variables('l')]\" } } ] }"
      })
  void ten_million_copies_are_a_problem(String template) {
    assertThat(Evaluated.read(template).problems())
        .extracting(problem -> problem.message())
        .containsExactly("copy count `10000000` is out of range; expected 0 to 800");
  }

  @Test
  void strings_that_double_are_bounded() {
    assertThat(outOfBounds(chain(60, "\"aaaaaaaaaa\"", "[concat(PREVIOUS, PREVIOUS)]")))
        .isEqualTo(
            "the template is out of bounds: evaluation produces more than 40000000 characters;"
                + " expected a template of Azure's size");
    assertThat(outOfBounds(chain(60, "\"aaaaaaaaaa\"", "[replace(PREVIOUS, 'a', 'aa')]")))
        .contains("characters");
    assertThat(outOfBounds(withVariables(List.of(), "[padLeft('a', 2000000000)]")))
        .contains("characters");
    assertThat(
            outOfBounds(chain(60, "[\"a\"]", "[createArray(string(PREVIOUS), string(PREVIOUS))]")))
        .contains("characters");
  }

  @Test
  void lists_that_double_are_bounded_even_if_they_share_their_parts() {
    assertThat(outOfBounds(chain(60, "[ 1, 2 ]", "[concat(PREVIOUS, PREVIOUS)]")))
        .contains("values");
    assertThat(outOfBounds(chain(60, "[ 1, 2 ]", "[createArray(PREVIOUS, PREVIOUS)]")))
        .contains("values");
    assertThat(outOfBounds(chain(60, "{}", "[createObject('a', PREVIOUS, 'b', PREVIOUS)]")))
        .contains("values");
  }

  @Test
  void unknown_values_do_not_grow() {
    String template = chain(60, "\"[utcNow()]\"", "[concat(PREVIOUS, PREVIOUS)]");
    assertThat(
            Evaluated.unresolved(
                    Evaluated.read(template).resources().get(0).body().at("/properties/v"))
                .expression())
        .isEqualTo("utcNow()");
  }

  @Test
  void loops_in_loops_are_bounded() {
    String inner = "\"[copyIndex('a')]\"";
    for (String name : List.of("a", "b", "c", "d")) {
      inner =
          "{ \"copy\": [ { \"name\": \""
              + name
              + "\", \"count\": 800, \"input\": "
              + inner
              + " } ] }";
    }
    assertThat(
            outOfBounds(
                "{ \"resources\": [ { \"type\": \"A.B/c\", \"name\": \"x\", \"properties\": "
                    + inner.replace("copyIndex('a')", "copyIndex('d')")
                    + "} ] }"))
        .contains("out of bounds");
    String lambda = "lambdaVariables('x')";
    for (int i = 0; i < 4; i++) {
      lambda = "map(range(0, 10000), lambda('x', " + lambda + "))";
    }
    assertThat(outOfBounds(withVariables(List.of(), "[" + lambda + "]"))).contains("out of bounds");
  }

  @Test
  void templates_in_templates_are_bounded() {
    String template = "{ \"resources\": [ { \"type\": \"A.B/c\", \"name\": \"x\" } ] }";
    for (int i = 0; i < 12; i++) {
      template =
          "{ \"resources\": [ { \"type\": \"Microsoft.Resources/deployments\", \"name\": \"n\","
              + " \"copy\": { \"name\": \"l\", \"count\": 800 }, \"properties\": {"
              + " \"expressionEvaluationOptions\": { \"scope\": \"inner\" }, \"template\": "
              + template
              + " } } ] }";
    }
    assertThat(outOfBounds(template)).contains("out of bounds");
  }

  @Test
  void deep_values_and_long_chains_are_bounded() {
    String deep = "[".repeat(900) + "]".repeat(900);
    assertThat(outOfBounds(withVariables(List.of("\"v\": " + deep), "[variables('v')]")))
        .isEqualTo(
            "the template is out of bounds: values are nested or refer to each other more than 400"
                + " levels deep");
    assertThat(outOfBounds(chain(20_000, "1", "[PREVIOUS]"))).contains("levels deep");
    assertThat(outOfBounds(chain(300, "1", "[add(PREVIOUS, 1)]"))).contains("levels deep");
  }

  @Test
  void the_deepest_evaluation_fits_a_small_stack() throws InterruptedException {
    List<Throwable> thrown = new ArrayList<>();
    String template =
        chain(
            20_000,
            "1",
            "[if(true(), first(map(createArray(PREVIOUS), lambda('x',"
                + " createArray(lambdaVariables('x'), PREVIOUS)))), 1)]");
    Thread thread = new Thread(null, () -> Evaluated.read(template), "small", 512 * 1024);
    thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e));
    thread.start();
    thread.join();
    assertThat(thrown).singleElement().isInstanceOf(SnapshotException.class);
  }

  @Test
  void functions_that_call_themselves_are_a_problem() {
    String template =
        """
        { "functions": [ { "namespace": "f", "members": {
            "loop": { "parameters": [], "output": { "type": "string", "value": "[f.loop()]" } } } } ],
          "resources": [ { "type": "A.B/c", "name": "x", "properties": { "v": "[f.loop()]" } } ] }
        """;
    assertThat(Evaluated.read(template).problems())
        .extracting(problem -> problem.pointer() + " " + problem.message())
        .containsExactly(
            "/functions/0/members/loop/output/value function `f.loop` calls itself; expected no"
                + " recursion");
  }

  @Test
  void functions_that_multiply_their_calls_are_bounded() {
    StringBuilder members = new StringBuilder();
    for (int i = 1; i < 60; i++) {
      members
          .append(",\"f")
          .append(i)
          .append(
              "\": { \"parameters\": [], \"output\": { \"type\": \"int\", \"value\": \"[add(f.f")
          .append(i - 1)
          .append("(), f.f")
          .append(i - 1)
          .append("())]\" } }");
    }
    assertThat(
            outOfBounds(
                "{ \"functions\": [ { \"namespace\": \"f\", \"members\": { \"f0\": {"
                    + " \"parameters\": [], \"output\": { \"type\": \"int\", \"value\": 0 } }"
                    + members
                    + "} } ], \"resources\": [ { \"type\": \"A.B/c\", \"name\": \"x\","
                    + " \"properties\": { \"v\": \"[f.f59()]\" } } ] }"))
        .contains("steps");
  }

  @Test
  void resources_and_modules_that_need_each_other_are_a_problem() {
    String resources =
        """
        { "resources": [
            { "type": "A.B/c", "name": "a", "properties": { "v": "[reference('b').v]" } },
            { "type": "A.B/c", "name": "b", "properties": { "v": "[reference('a').v]" } } ] }
        """;
    assertThat(Evaluated.read(resources).problems())
        .extracting(problem -> problem.message())
        .containsExactly(
            "resource `a` refers to itself (resource `a` -> resource `b` -> resource `a`); expected"
                + " no cycle");
    String module =
        """
        { "type": "Microsoft.Resources/deployments", "name": "SELF", "dependsOn": [ "OTHER" ],
          "properties": { "expressionEvaluationOptions": { "scope": "inner" },
            "parameters": { "p": { "value": "[reference('OTHER').outputs.o.value]" } },
            "template": { "parameters": { "p": { "type": "string" } }, "resources": [],
              "outputs": { "o": { "type": "string", "value": "[parameters('p')]" } } } } }
        """;
    String modules =
        "{ \"resources\": ["
            + module.replace("SELF", "a").replace("OTHER", "b")
            + ","
            + module.replace("SELF", "b").replace("OTHER", "a")
            + ", { \"type\": \"A.B/c\", \"name\": \"x\", \"properties\": { \"v\":"
            + " \"[reference('a').outputs.o.value]\" } } ] }";
    assertThat(Evaluated.read(modules).problems())
        .extracting(problem -> problem.message())
        .containsExactlyInAnyOrder(
            "resource `b` is part of a cycle of `dependsOn`; expected an order",
            "output `o` refers to itself (output `o` of resource `a` -> parameter `p` of resource"
                + " `a` -> output `o` of resource `b` -> parameter `p` of resource `b` -> output"
                + " `o` of resource `a`); expected no cycle");
  }

  @Test
  void megabytes_of_expressions_are_bounded() {
    String expression = "[concat(" + "'a', ".repeat(3_000_000) + "'a')]";
    assertThat(outOfBounds(withVariables(List.of(), expression))).contains("values");
  }

  @Test
  void megabytes_inside_of_an_expression_are_not_copied_for_each_level() {
    String calls = "toLower(".repeat(180);
    String expression = "[" + calls + "'" + "A".repeat(5_000_000) + "'" + ")".repeat(180) + "]";
    assertThat(outOfBounds(withVariables(List.of(), expression))).contains("characters");
    String digits = "[add(" + "9".repeat(9_000_000) + ", 1)]";
    assertThat(Evaluated.read(withVariables(List.of(), digits)).problems().get(0).message())
        .hasSizeLessThan(300)
        .endsWith("` is not a 64-bit number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[format('{0,-2147483648}', 'abcde')]",
        "[format('{2147483647}', 'abcde')]",
        "[padLeft('abcde', -2147483648)]",
        "[substring('abcde', 0, 9223372036854775807)]",
        "[take('abcde', -9223372036854775808)]",
        "[range(-2147483648, 2)]"
      })
  void extreme_numbers_are_no_fault(String expression) {
    assertThat(Evaluated.read(withVariables(List.of(), expression)).resources()).hasSize(1);
  }

  @Test
  void a_property_may_have_an_empty_name() {
    assertThat(
            Evaluated.read(
                    "{ \"resources\": [ { \"type\": \"A.B/c\", \"name\": \"x\", \"\": 1 } ] }")
                .resources()
                .get(0)
                .body()
                .get("")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void references_that_search_every_template_are_bounded() {
    String nested =
        "{ \"type\": \"Microsoft.Resources/deployments\", \"name\": \"[concat('d', copyIndex())]\","
            + " \"copy\": { \"name\": \"l\", \"count\": 800 },"
            + " \"properties\": { \"template\": { \"resources\": [] } } }";
    String searching =
        "{ \"type\": \"A.B/c\", \"name\": \"x\", \"properties\": { \"copy\": [ { \"name\": \"v\","
            + " \"count\": 800, \"input\": { \"copy\": [ { \"name\": \"w\", \"count\": 800,"
            + " \"input\": \"[reference(concat('/subscriptions/s/', copyIndex('w'))).p]\" } ] } } ]"
            + " } }";
    assertThat(outOfBounds("{ \"resources\": [" + nested + "," + searching + "] }"))
        .contains("steps");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{ \"resources\": 1 }",
        "{ \"resources\": [ 1, null, [], \"x\" ] }",
        "{ \"resources\": [ { \"type\": 1, \"name\": {} } ] }",
        "{ \"resources\": [ { \"type\": \"\", \"name\": \"\" } ] }",
        "{ \"resources\": [ { \"type\": \"A.B/c\", \"name\": \"x\", \"copy\": 1, \"dependsOn\": 1,"
            + " \"resources\": 1, \"condition\": 1, \"properties\": [] } ] }",
        "{ \"resources\": [ { \"type\": \"A.B/c\", \"name\": \"x\", \"copy\": {} } ] }",
        "{ \"parameters\": 1, \"variables\": [], \"functions\": 1, \"outputs\": 1, \"resources\":"
            + " [] }",
        "{ \"parameters\": { \"a\": 1 }, \"functions\": [ 1, { \"namespace\": \"f\", \"members\": {"
            + " \"g\": 1 } } ], \"resources\": [ { \"type\": \"A.B/c\", \"name\": \"[f.g()]\","
            + " \"properties\": \"[parameters('a')]\" } ] }",
        "{ \"resources\": [ { \"type\": \"Microsoft.Resources/deployments\", \"name\": \"x\","
            + " \"properties\": { \"parameters\": 1, \"expressionEvaluationOptions\": 1,"
            + " \"template\": { \"outputs\": { \"a\": 1 } } } }, { \"type\": \"A.B/c\", \"name\":"
            + " \"[reference('x').outputs.a.value]\" } ] }",
        "{ \"resources\": [ { \"type\": \"Microsoft.Network/virtualNetworks\", \"name\": \"x\","
            + " \"properties\": { \"subnets\": [ 1, null, { \"name\": [] }, { \"name\": null } ] }"
            + " } ] }"
      })
  void shapes_that_are_no_template_end_in_a_reading_or_a_refusal(String template) {
    try {
      assertThat(Evaluated.read(template)).isNotNull();
    } catch (SnapshotException e) {
      assertThat(e.problems()).isNotEmpty();
    }
  }
}
