package dev.vnetproof.importer.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.POJONode;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a template spells wrong is told or unknown. Left out in silence, it would leave a group
 * without the rules that the template means to give it.
 */
class DamagedTemplatesTest {
  private static final String GROUP =
      "'type': 'Microsoft.Network/networkSecurityGroups', 'name': 'nsg', 'apiVersion': '1'";

  private static TemplateReading read(String template) {
    return Evaluated.read(template.replace('\'', '"').replace('`', '\''));
  }

  private static List<String> messages(TemplateReading reading) {
    return reading.problems().stream().map(Problem::message).toList();
  }

  private static String resource(String more) {
    return "{'resources': [{" + GROUP + ", " + more + "}]}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[null]", "{}", "null", "[]", "[{}]", "7", "'x'", "[{'name': 'a', 'count': 1}]"})
  void an_object_with_a_copy_that_is_no_loop_is_unknown(String copy) {
    TemplateReading reading = read(resource("'properties': {'a': 1, 'copy': " + copy + "}"));

    assertThat(reading.resources().get(0).body().get("properties")).isInstanceOf(POJONode.class);
  }

  @Test
  void a_copy_that_is_plainly_meant_as_a_loop_is_told() {
    String expected =
        "is no copy loop; expected a list of objects with `name`, `count` and `input`";
    assertThat(messages(read(resource("'properties': {'copy': {'name': 'a', 'count': 2}}"))))
        .containsExactly(expected);
    assertThat(messages(read(resource("'properties': {'copy': [null, {'input': 2}]}"))))
        .containsExactly(expected);
    assertThat(messages(read(resource("'properties': {'actions': {'Copy': {'type': 'x'}}}"))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "[null]", "7", "'x'", "true"})
  void a_resource_with_a_copy_that_is_no_loop_may_be_there_or_not(String copy) {
    TemplateReading reading = read(resource("'copy': " + copy + ", 'properties': {'a': 1}"));

    assertThat(messages(reading))
        .containsExactly("is no copy loop; expected an object with `name` and `count`");
    assertThat(reading.resources().get(0).body().get("properties")).isInstanceOf(POJONode.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "'x'", "true"})
  void resources_that_are_none_are_told(String resources) {
    String expected = "found no resources; expected a list or an object of them";
    assertThat(messages(read("{'resources': " + resources + "}"))).containsExactly(expected);
    assertThat(messages(read(resource("'properties': {}, 'resources': " + resources))))
        .containsExactly(expected);
    assertThat(messages(read(nested("{'resources': " + resources + "}", ""))))
        .containsExactly(expected);
  }

  @Test
  void a_module_without_resources_is_told() {
    assertThat(messages(read(nested("{'contentVersion': '1.0.0.0'}", ""))))
        .containsExactly("the template has no `resources`; expected a list of them");
  }

  private static String nested(String template, String more) {
    return "{'resources': [{'type': 'Microsoft.Resources/deployments', 'name': 'm',"
        + " 'properties': {'template': "
        + template
        + more
        + "}}]}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'type': ''             | the resource has no `type`
          'name': ' '            | the resource has no `name`
          'scope': 7             | the `scope` of the resource is no text; expected one
          'resourceGroup': []    | the `resourceGroup` of the resource is no text; expected one
          'subscriptionId': {}   | the `subscriptionId` of the resource is no text; expected one
          'existing': 'true'     | the `existing` of the resource is neither true nor false
          'existing': null       | the `existing` of the resource is neither true nor false
          'extension': null      | the resource has an extension that is no text; expected its name
          'import': {}           | the resource has an extension that is no text; expected its name
          """)
  void where_a_resource_is_put_is_a_text(String property, String message) {
    String key = property.substring(0, property.indexOf(':'));
    String others = GROUP.replaceFirst(key + ": '[^']*', ", "");

    assertThat(messages(read("{'resources': [{" + others + ", " + property + "}]}")))
        .containsExactly(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "true"})
  void arguments_of_a_module_that_are_none_do_not_leave_its_defaults(String parameters) {
    TemplateReading reading =
        read(
            nested(
                "{'parameters': {'p': {'type': 'string', 'defaultValue': 'open'}}, 'resources': [{"
                    + GROUP
                    + ", 'properties': {'a': '[parameters(`p`)]'}}]}",
                ", 'expressionEvaluationOptions': {'scope': 'inner'}, 'parameters': "
                    + parameters));

    assertThat(messages(reading))
        .containsExactly("holds no parameters; expected an object of them");
    assertThat(reading.resources().get(0).body().at("/properties/a")).isInstanceOf(POJONode.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "'x'", "[]", "[null]", "true"})
  void properties_that_are_no_object_are_told(String properties) {
    TemplateReading reading = read(resource("'properties': " + properties));

    assertThat(messages(reading)).containsExactly("is no object; expected the properties");
    assertThat(reading.resources().get(0).body().get("properties")).isInstanceOf(POJONode.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          array  | {}
          array  | 'x'
          object | []
          object | 7
          string | []
          int    | {}
          bool   | [true]
          """)
  void a_value_of_another_type_than_its_parameter_is_told(String type, String value) {
    TemplateReading reading =
        read(
            "{'parameters': {'p': {'type': '"
                + type
                + "', 'defaultValue': "
                + value
                + "}}, 'resources': [{"
                + GROUP
                + ", 'properties': {'a': '[parameters(`p`)]'}}]}");

    assertThat(messages(reading))
        .containsExactly("parameter `p` is given what is no `" + type + "`; expected one");
    assertThat(reading.resources().get(0).body().at("/properties/a")).isInstanceOf(POJONode.class);
  }

  @Test
  void small_templates_share_an_allowance() {
    Allowance shared = new Allowance();
    Budget first = new Budget(shared);
    Budget second = new Budget(shared);

    for (int i = 0; i < 4; i++) {
      new Budget(shared).step(Budget.MAX_STEPS);
    }

    assertThatThrownBy(() -> first.step(1))
        .hasMessage(
            "evaluation of all templates of this input takes more than 4 templates may take;"
                + " expected fewer, or smaller ones");
    assertThatThrownBy(() -> second.scan(4 * Budget.MAX_SCANNED + 1)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "[]", "true", "7"})
  void a_parameter_file_that_gives_no_value_does_not_leave_the_default(String value) {
    TemplateReading reading =
        Evaluated.read(
            ("{'parameters': {'p': {'type': 'string', 'defaultValue': 'open'}}, 'resources': [{"
                    + GROUP
                    + ", 'properties': {'a': '[parameters(`p`)]'}}]}")
                .replace('\'', '"')
                .replace('`', '\''),
            "{\"contentVersion\": \"1.0.0.0\", \"parameters\": {\"p\": " + value + "}}");

    assertThat(messages(reading))
        .containsExactly("gives no value; expected an object with `value` or `reference`");
    assertThat(reading.resources().get(0).body().at("/properties/a")).isInstanceOf(POJONode.class);
  }

  @Test
  void a_name_of_megabytes_is_not_taken_apart() {
    assertThat(
            HostileTemplatesTest.outOfBounds(
                "{\"resources\": [{\"type\": \"A.B/"
                    + "a/".repeat(60_000)
                    + "\", \"name\": \"x\"}]}"))
        .isEqualTo(
            "the template is out of bounds: a type, name or scope has more than 100000"
                + " characters; expected a template of Azure's size");
  }
}
