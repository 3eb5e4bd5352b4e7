package dev.vnetproof.importer.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking for a resource evaluates nothing that nobody asked for, and so finds no false cycle. */
class LookUpTest {
  private static String module(String name, String parameters, String template) {
    return """
    { "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "%s",
      "properties": { "expressionEvaluationOptions": { "scope": "inner" },
        "parameters": { %s }, "template": { %s } } }
    """
        .formatted(name, parameters, template);
  }

  private static String thing(String name, String properties) {
    return "{ \"type\": \"A.B/c\", \"name\": \"%s\", \"properties\": { %s } }"
        .formatted(name, properties);
  }

  private static String body(TemplateReading reading, String name, String property) {
    return Evaluated.resource(reading, name).body().at("/properties/" + property).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[uniqueString(resourceGroup().id)]",
        "[uniqueString(resourceGroup().id, resourceGroup().location)]",
        "[resourceGroup().location]",
        "[reference(resourceId('Microsoft.Network/virtualNetworks', 'other'), '2023-09-01').x]",
        "[reference('/subscriptions/s/resourceGroups/g/providers/A.B/c/x', '2023-09-01').x]"
      })
  void a_name_in_a_module_may_depend_on_what_looks_for_a_resource(String token) {
    TemplateReading reading =
        Evaluated.read(
            """
            { "variables": { "token": "%s" }, "resources": [ %s, %s ] }
            """
                .formatted(
                    token,
                    module(
                        "one",
                        "\"n\": { \"value\": \"[concat('vnet-', variables('token'))]\" }",
                        "\"parameters\": { \"n\": { \"type\": \"string\" } }, \"resources\": ["
                            + "{ \"type\": \"Microsoft.Network/virtualNetworks\","
                            + " \"name\": \"[parameters('n')]\", \"properties\": {} } ]"),
                    module(
                        "two",
                        "\"n\": { \"value\": \"[variables('token')]\" }",
                        "\"parameters\": { \"n\": { \"type\": \"string\" } }, \"resources\": ["
                            + thing("[concat('c-', parameters('n'))]", "")
                            + "]")));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.resources())
        .extracting(resource -> resource.name().substring(0, 2))
        .containsExactly("vn", "c-");
  }

  @Test
  void a_subnet_in_its_network_is_read_in_full_too() {
    String read =
        "reference(resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 's'), '2023-09-01',"
            + " 'full')";
    TemplateReading reading =
        Evaluated.read(
            """
            { "resources": [
              { "type": "Microsoft.Network/virtualNetworks", "name": "v", "properties": {
                "subnets": [ { "name": "s", "properties": { "addressPrefix": "10.0.1.0/24" } } ] } },
              %s ] }
            """
                .formatted(
                    thing(
                        "t",
                        "\"p\": \"["
                            + read
                            + ".properties.addressPrefix]\", \"l\": \"["
                            + read
                            + ".location]\"")));

    assertThat(reading.problems()).isEmpty();
    assertThat(body(reading, "t", "p")).isEqualTo("\"10.0.1.0/24\"");
    assertThat(
            Evaluated.unresolved(Evaluated.resource(reading, "t").body().at("/properties/l"))
                .expression())
        .startsWith("reference(");
  }

  @Test
  void a_conditional_argument_may_read_a_resource_that_is_not_deployed() {
    String read = "reference('/subscriptions/s/resourceGroups/g/providers/A.B/c/x').p";
    TemplateReading reading =
        Evaluated.read(
            """
            { "parameters": { "on": { "type": "bool" } }, "resources": [ %s ] }
            """
                .formatted(
                    module(
                        "one",
                        "\"n\": \"[if(parameters('on'), createObject('value', "
                            + read
                            + "), createObject('value', ''))]\"",
                        "\"parameters\": { \"n\": { \"type\": \"string\" } }, \"resources\": ["
                            + thing("t", "\"n\": \"[parameters('n')]\"")
                            + "]")),
            "{ \"on\": true }");

    assertThat(reading.problems()).isEmpty();
    assertThat(
            Evaluated.unresolved(Evaluated.resource(reading, "t").body().at("/properties/n"))
                .expression())
        .startsWith("reference(");
  }

  @Test
  void an_empty_assignment_is_the_default() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "resources": [ %s ] }
            """
                .formatted(
                    module(
                        "one",
                        "\"n\": \"[if(false(), createObject('value', 'x'), createObject())]\"",
                        "\"parameters\": { \"n\": { \"type\": \"string\","
                            + " \"defaultValue\": \"default\" } }, \"resources\": ["
                            + thing("t", "\"n\": \"[parameters('n')]\"")
                            + "]")));

    assertThat(body(reading, "t", "n")).isEqualTo("\"default\"");
  }

  @Test
  void asking_for_one_output_evaluates_no_other() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "resources": [ %s, %s ] }
            """
                .formatted(
                    module(
                        "first",
                        "",
                        "\"resources\": [], \"outputs\": {"
                            + "\"own\": { \"type\": \"string\", \"value\": \"mine\" },"
                            + "\"back\": { \"type\": \"string\", \"value\":"
                            + " \"[reference(resourceId('Microsoft.Resources/deployments',"
                            + " 'second')).outputs.its.value]\" } }"),
                    module(
                        "second",
                        "\"p\": { \"value\": \"[reference('first').outputs.own.value]\" }",
                        "\"parameters\": { \"p\": { \"type\": \"string\" } }, \"resources\": ["
                            + thing("t", "\"p\": \"[parameters('p')]\"")
                            + "], \"outputs\": { \"its\": { \"type\": \"string\","
                            + " \"value\": \"[parameters('p')]\" } }")));

    assertThat(reading.problems()).isEmpty();
    assertThat(body(reading, "t", "p")).isEqualTo("\"mine\"");
  }

  @Test
  void a_call_of_a_function_may_be_an_argument_of_the_same_function() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "functions": [ { "namespace": "f", "members": { "x": {
                "parameters": [ { "name": "p", "type": "string" } ],
                "output": { "type": "string", "value": "[concat('<', parameters('p'), '>')]" } } } } ],
              "resources": [ %s ] }
            """
                .formatted(thing("t", "\"v\": \"[f.x(f.x('a'))]\"")));

    assertThat(reading.problems()).isEmpty();
    assertThat(body(reading, "t", "v")).isEqualTo("\"<<a>>\"");
  }

  @Test
  void of_two_resources_of_one_name_the_one_that_is_deployed_is_meant() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "variables": { "new": false }, "resources": [
                { "type": "A.B/c", "name": "same", "condition": "[variables('new')]",
                  "properties": { "v": "new" } },
                { "type": "A.B/c", "name": "same", "condition": "[not(variables('new'))]",
                  "properties": { "v": "old" } },
                { "type": "A.B/d", "name": "t", "properties": {
                    "v": "[reference(resourceId('A.B/c', 'same')).v]" } } ] }
            """);

    assertThat(reading.problems()).isEmpty();
    assertThat(body(reading, "t", "v")).isEqualTo("\"old\"");
  }

  @Test
  void a_subnet_that_stands_in_its_network_is_a_resource() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "resources": [
                { "type": "Microsoft.Network/virtualNetworks", "name": "v", "properties": {
                    "subnets": [ { "name": "a", "properties": { "addressPrefix": "10.0.0.0/24" } },
                                 { "name": "b", "properties": { "addressPrefix": "10.0.1.0/24" } } ] } },
                { "type": "A.B/d", "name": "t", "properties": {
                    "v": "[reference(resourceId('Microsoft.Network/virtualNetworks/subnets', 'V', 'b'), '2023-09-01').addressPrefix]",
                    "w": "[reference(resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 'b'), '2023-09-01').ipConfigurations]" } } ] }
            """);

    assertThat(reading.problems()).isEmpty();
    assertThat(body(reading, "t", "v")).isEqualTo("\"10.0.1.0/24\"");
    assertThat(
            Evaluated.unresolved(Evaluated.resource(reading, "t").body().at("/properties/w"))
                .expression())
        .contains("ipConfigurations");
  }

  @Test
  void a_real_cycle_is_told_with_its_path() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "parameters": { "p": { "type": "string", "defaultValue": "[variables('v')]" } },
              "variables": { "v": "[concat('x', parameters('p'))]" },
              "resources": [ %s ] }
            """
                .formatted(thing("[variables('v')]", "")));

    assertThat(reading.problems())
        .extracting(problem -> problem.message())
        .containsExactly(
            "variable `v` refers to itself (variable `v` -> parameter `p` -> variable `v`);"
                + " expected a value without a cycle");
  }
}
