package dev.vnetproof.importer.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.Unresolved;
import org.junit.jupiter.api.Test;

class TemplateReaderTest {
  private static final String GROUP =
      "/subscriptions/{subscription().subscriptionId}/resourceGroups/{resourceGroup().name}";
  private static final String NETWORK = GROUP + "/providers/Microsoft.Network";

  private static final String RULES_BY_LOOP =
      """
      {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": {
          "prefix": { "type": "string", "defaultValue": "contoso" },
          "location": { "type": "string", "defaultValue": "[resourceGroup().location]" },
          "rules": { "type": "array", "defaultValue": [
            { "name": "management", "port": 3443, "source": "ApiManagement" },
            { "name": "lb", "port": "6390", "source": "AzureLoadBalancer" } ] }
        },
        "variables": { "nsgName": "[toLower(concat(parameters('Prefix'), '-NSG'))]" },
        "resources": [
          {
            "type": "Microsoft.Network/networkSecurityGroups",
            "apiVersion": "2023-09-01",
            "name": "[variables('nsgName')]",
            "location": "[parameters('location')]",
            "properties": {
              "copy": [ {
                "name": "securityRules",
                "count": "[length(parameters('rules'))]",
                "input": {
                  "name": "[parameters('rules')[copyIndex('securityRules')].name]",
                  "properties": {
                    "priority": "[add(100, copyIndex('securityRules', 1))]",
                    "direction": "Inbound",
                    "destinationPortRange": "[string(parameters('rules')[copyIndex('securityRules')].port)]",
                    "sourceAddressPrefix": "[parameters('rules')[copyIndex('securityRules')].source]"
                  }
                }
              } ]
            }
          }
        ]
      }
      """;

  @Test
  void a_copy_loop_over_a_parameter_becomes_security_rules() {
    TemplateReading reading = Evaluated.read(RULES_BY_LOOP);
    AzureResource nsg = Evaluated.resource(reading, "contoso-nsg");
    assertThat(nsg.type()).isEqualTo("Microsoft.Network/networkSecurityGroups");
    assertThat(nsg.id()).isEqualTo(NETWORK + "/networkSecurityGroups/contoso-nsg");
    assertThat(nsg.body().at("/properties/securityRules"))
        .isEqualTo(
            Evaluated.json(
                """
                [ { 'name': 'management',
                    'properties': { 'priority': 101, 'direction': 'Inbound',
                      'destinationPortRange': '3443', 'sourceAddressPrefix': 'ApiManagement' } },
                  { 'name': 'lb',
                    'properties': { 'priority': 102, 'direction': 'Inbound',
                      'destinationPortRange': '6390', 'sourceAddressPrefix': 'AzureLoadBalancer' } } ]
                """));
    assertThat(Evaluated.unresolved(nsg.body().get("location")))
        .isEqualTo(new Unresolved("resourceGroup().location", "/parameters/location/defaultValue"));
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void places_lead_back_to_the_loop_body() {
    AzureResource nsg = Evaluated.resource(Evaluated.read(RULES_BY_LOOP), "contoso-nsg");
    String loop = "/resources/0/properties/copy/0/input";
    assertThat(nsg.places().apply("/properties/securityRules/1/properties/priority"))
        .isEqualTo(loop + "/properties/priority");
    assertThat(nsg.places().apply("/properties/securityRules/0")).isEqualTo(loop);
    assertThat(nsg.places().apply("/properties/securityRules")).isEqualTo(loop);
    assertThat(nsg.places().apply("/location")).isEqualTo("/resources/0/location");
    assertThat(nsg.places().apply("")).isEqualTo("/resources/0");
    assertThat(nsg.places().apply("/properties/none")).isEqualTo("/resources/0/properties");
  }

  @Test
  void parameter_files_give_values_and_bare_objects_do_too() {
    String file =
        """
        { "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
          "contentVersion": "1.0.0.0",
          "parameters": { "PREFIX": { "value": "fabrikam" }, "rules": { "value": [] },
                          "location": { "value": "westus" } } }
        """;
    String bare =
        "{ \"prefix\": \"fabrikam\", \"rules\": { \"value\": [] }, \"location\": \"westus\" }";
    JsonNode expected =
        Evaluated.json(
            "{'id':'"
                + NETWORK
                + "/networkSecurityGroups/fabrikam-nsg','name':'fabrikam-nsg',"
                + "'type':'Microsoft.Network/networkSecurityGroups','apiVersion':'2023-09-01','location':'westus',"
                + "'properties':{'securityRules':[]}}");
    for (String parameters : new String[] {file, bare}) {
      assertThat(Evaluated.read(RULES_BY_LOOP, parameters).resources())
          .extracting(AzureResource::body)
          .isEqualTo(java.util.List.of(expected));
    }
  }

  @Test
  void files_are_told_apart_by_content() {
    assertThat(TemplateReader.looksLikeTemplate(Evaluated.json(RULES_BY_LOOP))).isTrue();
    assertThat(TemplateReader.looksLikeParameters(Evaluated.json(RULES_BY_LOOP))).isFalse();
    JsonNode parameters = Evaluated.json("{'contentVersion':'1.0.0.0','parameters':{}}");
    assertThat(TemplateReader.looksLikeTemplate(parameters)).isFalse();
    assertThat(TemplateReader.looksLikeParameters(parameters)).isTrue();
    JsonNode resource = Evaluated.json("{'type':'a/b','name':'c','properties':{}}");
    assertThat(TemplateReader.looksLikeTemplate(resource)).isFalse();
    assertThat(TemplateReader.looksLikeParameters(resource)).isFalse();
  }

  @Test
  void whole_rule_lists_come_from_variables_and_keep_their_places() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "parameters": { "strict": { "type": "bool", "defaultValue": true },
                              "extra": { "type": "array", "defaultValue": [
                                { "name": "extra", "properties": { "priority": 300 } } ] } },
              "variables": {
                "base": [ { "name": "base", "properties": { "priority": 100 } } ],
                "deny": [ { "name": "deny", "properties": { "priority": 4096 } } ],
                "all": "[concat(variables('base'), if(parameters('strict'), variables('deny'), createArray()))]" },
              "resources": [ {
                "type": "Microsoft.Network/networkSecurityGroups", "name": "nsg", "apiVersion": "1",
                "properties": { "securityRules": "[union(variables('all'), parameters('extra'))]" } } ] }
            """);
    AzureResource nsg = reading.resources().get(0);
    assertThat(nsg.body().at("/properties/securityRules"))
        .extracting(
            rule -> rule.get("name").asText(), rule -> rule.at("/properties/priority").asInt())
        .containsExactly(tuple("base", 100), tuple("deny", 4096), tuple("extra", 300));
    assertThat(nsg.places().apply("/properties/securityRules/1/properties/priority"))
        .isEqualTo("/variables/deny/0/properties/priority");
    assertThat(nsg.places().apply("/properties/securityRules/2"))
        .isEqualTo("/parameters/extra/defaultValue/0");
  }

  @Test
  void an_apim_with_its_network_is_joined_even_if_names_are_not_known() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
              "parameters": { "apimName": { "type": "string" }, "vnetName": { "type": "string" },
                              "subnetName": { "type": "string", "defaultValue": "apim" },
                              "nsgName": { "type": "string",
                                "defaultValue": "[concat('nsg-', uniqueString(resourceGroup().id))]" } },
              "variables": {
                "subnetRef": "[resourceId('Microsoft.Network/virtualNetworks/subnets', parameters('vnetName'), parameters('subnetName'))]" },
              "resources": [
                { "type": "Microsoft.Network/networkSecurityGroups", "name": "[parameters('nsgName')]",
                  "properties": { "securityRules": [ { "name": "r", "properties": { "priority": 100 } } ] } },
                { "type": "Microsoft.Network/routeTables", "name": "[concat(parameters('vnetName'), '-rt')]",
                  "properties": { "routes": [] } },
                { "type": "Microsoft.Network/virtualNetworks", "name": "[parameters('vnetName')]",
                  "dependsOn": [ "[parameters('nsgName')]" ],
                  "properties": {
                    "addressSpace": { "addressPrefixes": [ "10.0.0.0/16" ] },
                    "subnets": [ { "name": "[parameters('subnetName')]",
                      "properties": {
                        "addressPrefix": "10.0.1.0/24",
                        "networkSecurityGroup": { "id": "[resourceId('Microsoft.Network/networkSecurityGroups', parameters('nsgName'))]" },
                        "routeTable": { "id": "[resourceId('Microsoft.Network/routeTables', format('{0}-rt', parameters('vnetName')))]" } } } ] } },
                { "type": "Microsoft.ApiManagement/service", "name": "[parameters('apimName')]",
                  "location": "[resourceGroup().location]",
                  "sku": { "name": "Developer", "capacity": 1 },
                  "properties": { "virtualNetworkType": "External",
                    "virtualNetworkConfiguration": { "subnetResourceId": "[variables('subnetRef')]" } } }
              ] }
            """);
    assertThat(reading.resources()).extracting(AzureResource::type).hasSize(4);
    AzureResource nsg = reading.resources().get(0);
    AzureResource table = reading.resources().get(1);
    AzureResource network = reading.resources().get(2);
    AzureResource apim = reading.resources().get(3);
    assertThat(nsg.name()).startsWith("nsg-{uniqueString(");
    assertThat(table.name()).isEqualTo("{parameters('vnetName')}-rt");
    assertThat(apim.name()).isEqualTo("{parameters('apimName')}");
    assertThat(apim.body().at("/properties/virtualNetworkConfiguration/subnetResourceId").asText())
        .isEqualTo(network.id() + "/subnets/apim")
        .isEqualTo(network.body().at("/properties/subnets/0/id").asText());
    assertThat(
            network.body().at("/properties/subnets/0/properties/networkSecurityGroup/id").asText())
        .isEqualToIgnoringCase(nsg.id());
    assertThat(network.body().at("/properties/subnets/0/properties/routeTable/id").asText())
        .isEqualToIgnoringCase(table.id());
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void names_with_different_prefixes_are_different_resources() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "parameters": { "env": { "type": "string" } },
              "resources": [
                { "type": "Microsoft.Network/networkSecurityGroups", "name": "[concat(parameters('env'), '-a')]", "properties": {} },
                { "type": "Microsoft.Network/networkSecurityGroups", "name": "[concat(parameters('env'), '-b')]", "properties": {} } ] }
            """);
    assertThat(reading.resources())
        .extracting(AzureResource::name)
        .containsExactly("{parameters('env')}-a", "{parameters('env')}-b");
  }

  @Test
  void children_of_their_own_are_folded_into_their_parents() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "resources": [
                { "type": "Microsoft.Network/networkSecurityGroups", "name": "nsg",
                  "properties": { "securityRules": [
                    { "name": "Twice", "properties": { "priority": 100, "access": "Allow" } } ] },
                  "resources": [
                    { "type": "securityRules", "name": "nested", "properties": { "priority": 200 } } ] },
                { "type": "Microsoft.Network/networkSecurityGroups/securityRules", "name": "nsg/twice",
                  "properties": { "priority": 100, "access": "Deny" } },
                { "type": "Microsoft.Network/networkSecurityGroups/securityRules",
                  "name": "[concat('nsg/looped-', copyIndex(1))]",
                  "copy": { "name": "rules", "count": 2 },
                  "properties": { "priority": "[add(300, copyIndex())]" } },
                { "type": "Microsoft.Network/networkSecurityGroups/securityRules",
                  "name": "elsewhere/rule", "properties": { "priority": 400 } },
                { "type": "Microsoft.Network/routeTables", "name": "rt", "properties": {} },
                { "type": "Microsoft.Network/routeTables/routes", "name": "rt/default",
                  "properties": { "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet" } },
                { "type": "Microsoft.Network/virtualNetworks", "name": "vnet",
                  "properties": { "subnets": [] } },
                { "type": "Microsoft.Network/virtualNetworks/subnets", "name": "vnet/apim",
                  "dependsOn": [ "vnet" ],
                  "properties": { "addressPrefix": "10.0.1.0/24",
                    "networkSecurityGroup": { "id": "[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg')]" } } }
              ] }
            """);
    assertThat(reading.resources())
        .extracting(AzureResource::type, AzureResource::name)
        .containsExactly(
            tuple("Microsoft.Network/networkSecurityGroups", "nsg"),
            tuple("Microsoft.Network/networkSecurityGroups/securityRules", "rule"),
            tuple("Microsoft.Network/routeTables", "rt"),
            tuple("Microsoft.Network/virtualNetworks", "vnet"));
    AzureResource nsg = Evaluated.resource(reading, "nsg");
    assertThat(nsg.body().at("/properties/securityRules"))
        .extracting(
            rule -> rule.get("name").asText(),
            rule -> rule.at("/properties/priority").asInt(),
            rule -> rule.at("/properties/access").asText())
        .containsExactly(
            tuple("twice", 100, "Deny"),
            tuple("nested", 200, ""),
            tuple("looped-1", 300, ""),
            tuple("looped-2", 301, ""));
    assertThat(nsg.places().apply("/properties/securityRules/0/properties/access"))
        .isEqualTo("/resources/1/properties/access");
    assertThat(nsg.places().apply("/properties/securityRules/3/properties/priority"))
        .isEqualTo("/resources/2/properties/priority");
    assertThat(Evaluated.resource(reading, "rt").body().at("/properties/routes/0/name").asText())
        .isEqualTo("default");
    assertThat(Evaluated.resource(reading, "vnet").body().at("/properties/subnets/0/id").asText())
        .isEqualTo(NETWORK + "/virtualNetworks/vnet/subnets/apim");
  }

  @Test
  void conditions_leave_out_keep_or_make_unknown() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "parameters": { "mode": { "type": "string" }, "on": { "type": "bool", "defaultValue": true } },
              "resources": [
                { "type": "A.B/c", "name": "kept", "condition": "[parameters('on')]", "properties": { "x": 1 } },
                { "type": "A.B/c", "name": "left-out", "condition": "[not(parameters('on'))]", "properties": {} },
                { "type": "A.B/c", "name": "never", "condition": false, "properties": {} },
                { "type": "A.B/c", "name": "unknown", "condition": "[equals(parameters('mode'), 'new')]", "properties": { "x": 1 } },
                { "type": "A.B/c", "name": "none", "copy": { "name": "l", "count": 0 }, "properties": {} },
                { "type": "A.B/c", "name": "many", "copy": { "name": "l", "count": "[parameters('mode')]" }, "properties": {} }
              ] }
            """);
    assertThat(reading.resources())
        .extracting(AzureResource::name)
        .containsExactly("kept", "unknown", "many");
    assertThat(Evaluated.unresolved(reading.resources().get(1).body().get("properties")))
        .isEqualTo(new Unresolved("parameters('mode')", "/parameters/mode"));
    assertThat(Evaluated.unresolved(reading.resources().get(2).body().get("properties")))
        .isEqualTo(new Unresolved("parameters('mode')", "/parameters/mode"));
  }

  @Test
  void references_show_what_the_template_sets_and_nothing_else() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "resources": [
                { "type": "Microsoft.Network/publicIPAddresses", "name": "ip", "location": "westus",
                  "properties": { "publicIPAllocationMethod": "Static", "dnsSettings": { "domainNameLabel": "apim" } } },
                { "type": "A.B/c", "name": "user", "properties": {
                    "byName": "[reference('ip').publicIPAllocationMethod]",
                    "byId": "[reference(resourceId('Microsoft.Network/publicIPAddresses', 'IP'), '2020-01-01').dnsSettings.domainNameLabel]",
                    "full": "[reference('ip', '2020-01-01', 'Full').location]",
                    "fullProperties": "[reference('ip', '2020-01-01', 'full').properties.dnsSettings]",
                    "live": "[reference('ip').ipAddress]",
                    "liveInside": "[reference('ip').dnsSettings.fqdn]" } } ] }
            """);
    JsonNode properties = Evaluated.resource(reading, "user").body().get("properties");
    assertThat(properties.get("byName").asText()).isEqualTo("Static");
    assertThat(properties.get("byId").asText()).isEqualTo("apim");
    assertThat(properties.get("full").asText()).isEqualTo("westus");
    assertThat(properties.get("fullProperties"))
        .isEqualTo(Evaluated.json("{'domainNameLabel':'apim'}"));
    assertThat(Evaluated.unresolved(properties.get("live")))
        .isEqualTo(new Unresolved("reference('ip').ipAddress", "/resources/1/properties/live"));
    assertThat(Evaluated.unresolved(properties.get("liveInside")).expression())
        .isEqualTo("reference('ip').dnsSettings.fqdn");
  }

  @Test
  void user_functions_see_their_arguments_only() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "functions": [ { "namespace": "contoso", "members": {
                "ruleName": { "parameters": [ { "name": "prefix", "type": "string" }, { "name": "n", "type": "int" } ],
                  "output": { "type": "string", "value": "[format('{0}-{1}', parameters('prefix'), parameters('n'))]" } } } } ],
              "parameters": { "prefix": { "type": "string", "defaultValue": "outer" } },
              "resources": [ { "type": "A.B/c", "name": "[Contoso.RuleName('rule', 7)]", "properties": {} } ] }
            """);
    assertThat(reading.resources()).extracting(AzureResource::name).containsExactly("rule-7");
  }

  @Test
  void loops_stand_in_variables_outputs_and_nested_objects() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "variables": {
                "copy": [ { "name": "ports", "count": 3, "input": "[add(6381, copyIndex('ports'))]" } ],
                "inside": { "copy": [ { "name": "names", "count": 2, "input": { "n": "[copyIndex('names', 1)]" } } ], "kept": true } },
              "resources": [ { "type": "A.B/c", "name": "x", "copy": { "name": "outer", "count": 2, "mode": "serial", "batchSize": 1 },
                "properties": { "ports": "[variables('ports')]", "inside": "[variables('inside')]",
                  "deep": { "copy": [ { "name": "list", "count": 2, "input": "[concat(copyIndex(), '-', copyIndex('outer'), '-', copyIndex('list'))]" } ] } } } ] }
            """);
    assertThat(reading.resources()).hasSize(1);
    assertThat(reading.resources().get(0).body().get("properties"))
        .isEqualTo(
            Evaluated.json(
                "{'ports':[6381,6382,6383],'inside':{'names':[{'n':1},{'n':2}],'kept':true},"
                    + "'deep':{'list':['1-1-0','1-1-1']}}"));
  }

  @Test
  void problems_are_all_told_and_the_rest_is_read() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "parameters": { "sku": { "type": "string", "allowedValues": [ "Developer", "Premium" ] } },
              "variables": { "a": "[variables('b')]", "b": "[variables('a')]" },
              "resources": [
                { "type": "A.B/c", "name": "one", "properties": {
                    "syntax": "[concat('a'", "bad": "[concat('a']", "cyclic": "[variables('a')]",
                    "missing": "[parameters('none')]", "count": "[toLower()]", "sku": "[parameters('sku')]",
                    "good": "[toLower('A')]" } },
                { "type": "A.B/c" },
                { "type": "A.B/c", "name": "two", "copy": { "name": "l", "count": 801 }, "properties": {} }
              ] }
            """,
            "{ \"sku\": \"Basic\" }");
    assertThat(Evaluated.resource(reading, "one").body().at("/properties/good").asText())
        .isEqualTo("a");
    assertThat(reading.problems())
        .extracting(problem -> problem.pointer() + ": " + problem.message())
        .containsExactlyInAnyOrder(
            "/resources/1: the resource has no `name`",
            "/resources/2/copy/count: copy count `801` is out of range; expected 0 to 800",
            "/resources/0/properties/bad: `[concat('a']` is not an expression: found the end at"
                + " character 12; expected `,` or `)`",
            "/variables/b: variable `a` refers to itself (variable `a` -> variable `b` -> variable"
                + " `a`); expected a value without a cycle",
            "/resources/0/properties/missing: parameter `none` is not declared; expected one of"
                + " this template",
            "/resources/0/properties/count: `toLower` has 0 arguments; expected 1",
            "/parameters/sku: parameter `sku` is `Basic`; expected one of its allowed values"
                + " [\"Developer\",\"Premium\"]");
  }

  @Test
  void a_resource_that_extends_another_may_be_written_as_its_child() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "resources": [ { "type": "Microsoft.ApiManagement/service", "name": "apim", "properties": {},
                "resources": [ { "type": "providers/diagnosticSettings", "name": "Microsoft.Insights/logs", "properties": {} } ] } ] }
            """);
    assertThat(reading.resources())
        .extracting(AzureResource::type, AzureResource::id)
        .contains(
            tuple(
                "Microsoft.Insights/diagnosticSettings",
                GROUP
                    + "/providers/Microsoft.ApiManagement/service/apim/providers"
                    + "/Microsoft.Insights/diagnosticSettings/logs"));
  }

  @Test
  void null_is_no_value_for_a_parameter() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "parameters": { "a": { "type": "string", "defaultValue": "x", "allowedValues": [ "x" ] },
                              "b": { "type": "string" }, "c": { "type": "string", "nullable": true } },
              "resources": [ { "type": "A.B/c", "name": "n", "properties": {
                "a": "[parameters('a')]", "b": "[parameters('b')]", "c": "[parameters('c')]" } } ] }
            """,
            "{ \"parameters\": { \"a\": { \"value\": null }, \"b\": { \"value\": null },"
                + " \"c\": { \"value\": null } } }");
    JsonNode properties = reading.resources().get(0).body().get("properties");
    assertThat(properties.get("a").asText()).isEqualTo("x");
    assertThat(Evaluated.unresolved(properties.get("b")).expression()).isEqualTo("parameters('b')");
    assertThat(properties.get("c").isNull()).isTrue();
    assertThat(reading.problems()).isEmpty();
  }
}
