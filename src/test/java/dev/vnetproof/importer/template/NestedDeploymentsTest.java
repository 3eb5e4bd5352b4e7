package dev.vnetproof.importer.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.Unresolved;
import org.junit.jupiter.api.Test;

class NestedDeploymentsTest {
  private static final String GROUP =
      "/subscriptions/{subscription().subscriptionId}/resourceGroups/{resourceGroup().name}";
  private static final String NETWORK = GROUP + "/providers/Microsoft.Network";

  /** As Bicep prints two modules, one of which uses an output of the other. */
  @Test
  void modules_are_joined_through_their_outputs() {
    TemplateReading reading =
        Evaluated.read(
            """
            {
              "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
              "contentVersion": "1.0.0.0",
              "metadata": { "_generator": { "name": "bicep" } },
              "parameters": { "location": { "type": "string", "defaultValue": "westus" } },
              "resources": [
                {
                  "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "apim",
                  "properties": {
                    "expressionEvaluationOptions": { "scope": "inner" }, "mode": "Incremental",
                    "parameters": {
                      "subnetId": { "value": "[reference(resourceId('Microsoft.Resources/deployments', 'network'), '2022-09-01').outputs.subnetId.value]" },
                      "location": { "value": "[parameters('location')]" },
                      "prefix": { "value": "[reference(resourceId('Microsoft.Resources/deployments', 'network'), '2022-09-01').outputs.prefix.value]" }
                    },
                    "template": {
                      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                      "parameters": { "subnetId": { "type": "string" }, "location": { "type": "string" }, "prefix": { "type": "string" },
                                      "tags": { "type": "object", "nullable": true } },
                      "resources": [ {
                        "type": "Microsoft.ApiManagement/service", "apiVersion": "2022-08-01", "name": "apim",
                        "location": "[parameters('location')]", "tags": "[parameters('tags')]",
                        "properties": { "virtualNetworkConfiguration": { "subnetResourceId": "[parameters('subnetId')]" },
                                        "note": "[parameters('prefix')]" } } ] } },
                  "dependsOn": [ "[resourceId('Microsoft.Resources/deployments', 'network')]" ]
                },
                {
                  "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "network",
                  "properties": {
                    "expressionEvaluationOptions": { "scope": "inner" }, "mode": "Incremental",
                    "parameters": {},
                    "template": {
                      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                      "variables": { "vnetName": "vnet" },
                      "resources": [ {
                        "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2023-09-01", "name": "[variables('vnetName')]",
                        "properties": { "subnets": [ { "name": "apim", "properties": { "addressPrefix": "10.0.1.0/24" } } ] } } ],
                      "outputs": {
                        "subnetId": { "type": "string", "value": "[reference(resourceId('Microsoft.Network/virtualNetworks', variables('vnetName')), '2023-09-01').subnets[0].id]" },
                        "prefix": { "type": "string", "value": "[reference(resourceId('Microsoft.Network/virtualNetworks', variables('vnetName')), '2023-09-01').subnets[0].properties.addressPrefix]" } } } }
                }
              ]
            }
            """);
    // The network first: the other module depends on it.
    assertThat(reading.resources()).extracting(AzureResource::name).containsExactly("vnet", "apim");
    AzureResource apim = Evaluated.resource(reading, "apim");
    assertThat(apim.body())
        .isEqualTo(
            Evaluated.json(
                "{'id':'GROUP/providers/Microsoft.ApiManagement/service/apim','name':'apim',"
                        .replace("GROUP", GROUP)
                    + "'type':'Microsoft.ApiManagement/service','apiVersion':'2022-08-01','location':'westus','tags':null,"
                    + "'properties':{'virtualNetworkConfiguration':{'subnetResourceId':'"
                    + NETWORK
                    + "/virtualNetworks/vnet/subnets/apim'},'note':'10.0.1.0/24'}}"));
    assertThat(apim.places().apply("/properties/virtualNetworkConfiguration/subnetResourceId"))
        .isEqualTo(
            "/resources/0/properties/template/resources/0/properties/virtualNetworkConfiguration"
                + "/subnetResourceId");
  }

  @Test
  void scopes_decide_whose_parameters_are_meant() {
    String template =
        """
        { "parameters": { "who": { "type": "string", "defaultValue": "outer" } },
          "resources": [ {
            "type": "Microsoft.Resources/deployments", "name": "nested", "resourceGroup": "hub",
            "properties": { "mode": "Incremental", SCOPE
              "template": {
                "parameters": { "who": { "type": "string", "defaultValue": "inner" } },
                "resources": [ { "type": "A.B/c", "name": "[parameters('who')]",
                  "properties": { "group": "[resourceGroup().name]" } } ] } } } ] }
        """;
    String hub =
        "/subscriptions/{subscription().subscriptionId}/resourceGroups/hub/providers/A.B/c";
    AzureResource inner =
        Evaluated.read(
                template.replace(
                    "SCOPE", "\"expressionEvaluationOptions\": { \"scope\": \"Inner\" },"))
            .resources()
            .get(0);
    assertThat(inner.id()).isEqualTo(hub + "/inner");
    assertThat(inner.body().at("/properties/group").asText()).isEqualTo("hub");
    AzureResource outer = Evaluated.read(template.replace("SCOPE", "")).resources().get(0);
    assertThat(outer.id()).isEqualTo(hub + "/outer");
    assertThat(Evaluated.unresolved(outer.body().at("/properties/group")).expression())
        .isEqualTo("resourceGroup().name");
  }

  @Test
  void linked_templates_are_counted_and_what_they_give_is_unresolved() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "resources": [
                { "type": "Microsoft.Resources/deployments", "name": "linked",
                  "properties": { "mode": "Incremental", "templateLink": { "relativePath": "nested/network.json" } } },
                { "type": "A.B/c", "name": "user", "properties": { "id": "[reference('linked').outputs.subnetId.value]" } } ] }
            """);
    assertThat(reading.unreadLinks())
        .containsExactly(
            new Unresolved("nested/network.json", "/resources/0/properties/templateLink"));
    assertThat(
            Evaluated.unresolved(Evaluated.resource(reading, "user").body().at("/properties/id")))
        .isEqualTo(new Unresolved("reference('linked').outputs", "/resources/1/properties/id"));
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void symbolic_names_refer_to_resources_loops_and_existing_ones() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
              "languageVersion": "2.0", "contentVersion": "1.0.0.0",
              "definitions": { "names": { "type": "array", "items": { "type": "string" } } },
              "parameters": { "names": { "$ref": "#/definitions/names", "defaultValue": [ "blue", "green" ] },
                              "optional": { "type": "string", "nullable": true } },
              "resources": {
                "hub": { "existing": true, "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2023-09-01",
                         "resourceGroup": "rg-hub", "name": "hub" },
                "nsg": { "type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2023-09-01", "name": "nsg",
                         "properties": { "securityRules": [] } },
                "rules": { "copy": { "name": "rules", "count": "[length(parameters('names'))]" },
                         "type": "Microsoft.Network/networkSecurityGroups/securityRules", "apiVersion": "2023-09-01",
                         "name": "[format('{0}/{1}', 'nsg', parameters('names')[copyIndex()])]",
                         "properties": { "priority": "[add(200, copyIndex())]", "description": "[coalesce(parameters('optional'), 'none')]" },
                         "dependsOn": [ "nsg" ] },
                "peering": { "type": "Microsoft.Network/virtualNetworks/virtualNetworkPeerings", "apiVersion": "2023-09-01",
                         "name": "[format('{0}/{1}', 'spoke', 'to-hub')]",
                         "properties": { "remoteVirtualNetwork": { "id": "[resourceInfo('hub').id]" } } },
                "spoke": { "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2023-09-01", "name": "spoke",
                         "properties": { "nsg": "[reference('nsg').securityRules]", "live": "[reference('hub').addressSpace]",
                           "all": "[map(references('rules'), lambda('r', lambdaVariables('r').priority))]",
                           "one": "[reference('rules[1]').priority]" } } } }
            """);
    assertThat(reading.resources())
        .extracting(AzureResource::type, AzureResource::name)
        .containsExactly(
            tuple("Microsoft.Network/networkSecurityGroups", "nsg"),
            tuple("Microsoft.Network/virtualNetworks", "spoke"));
    assertThat(Evaluated.resource(reading, "nsg").body().at("/properties/securityRules"))
        .extracting(
            rule -> rule.get("name").asText(), rule -> rule.at("/properties/priority").asInt())
        .containsExactly(tuple("blue", 200), tuple("green", 201));
    JsonNode spoke = Evaluated.resource(reading, "spoke").body().get("properties");
    assertThat(spoke.at("/virtualNetworkPeerings/0/properties/remoteVirtualNetwork/id").asText())
        .isEqualTo(
            "/subscriptions/{subscription().subscriptionId}/resourceGroups/rg-hub/providers"
                + "/Microsoft.Network/virtualNetworks/hub");
    assertThat(spoke.get("all")).isEqualTo(Evaluated.json("[200,201]"));
    assertThat(spoke.get("one").asInt()).isEqualTo(201);
    assertThat(Evaluated.unresolved(spoke.get("live")).expression()).isEqualTo("reference('hub')");
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void a_resource_deployed_twice_has_the_later_body() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "resources": [
                { "type": "Microsoft.Resources/deployments", "name": "update", "dependsOn": [ "vnet" ],
                  "properties": { "mode": "Incremental", "template": { "resources": [
                    { "type": "Microsoft.Network/virtualNetworks", "name": "vnet", "properties": { "step": 2 } } ] } } },
                { "type": "Microsoft.Network/virtualNetworks", "name": "vnet", "properties": { "step": 1 } } ] }
            """);
    assertThat(reading.resources()).hasSize(1);
    assertThat(reading.resources().get(0).body().at("/properties/step").asInt()).isEqualTo(2);
  }

  @Test
  void a_subscription_template_creates_its_groups_with_their_locations() {
    TemplateReading reading =
        Evaluated.read(
            """
            { "$schema": "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
              "resources": [
                { "type": "Microsoft.Resources/resourceGroups", "name": "rg-apim", "location": "northeurope" },
                { "type": "Microsoft.Resources/deployments", "name": "inner", "resourceGroup": "rg-apim",
                  "properties": { "expressionEvaluationOptions": { "scope": "inner" }, "template": {
                    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                    "resources": [ { "type": "A.B/c", "name": "x", "location": "[resourceGroup().location]", "properties": {} } ] } } } ] }
            """);
    assertThat(reading.resources())
        .extracting(AzureResource::id)
        .containsExactly(
            "/subscriptions/{subscription().subscriptionId}/resourceGroups/rg-apim",
            "/subscriptions/{subscription().subscriptionId}/resourceGroups/rg-apim/providers/A.B/c/x");
    assertThat(reading.resources().get(1).body().get("location").asText()).isEqualTo("northeurope");
  }

  @Test
  void parameters_of_different_modules_are_different_values() {
    String module =
        """
        { "type": "Microsoft.Resources/deployments", "name": "NAME",
          "properties": { "expressionEvaluationOptions": { "scope": "inner" }, "template": {
            "parameters": { "name": { "type": "string" } },
            "resources": [ { "type": "A.B/c", "name": "[parameters('name')]", "properties": {} } ] } } }
        """;
    TemplateReading reading =
        Evaluated.read(
            "{ \"resources\": ["
                + module.replace("NAME", "one")
                + ","
                + module.replace("NAME", "two")
                + "] }");
    assertThat(reading.resources())
        .extracting(AzureResource::name)
        .containsExactly("{parameters('name') of one}", "{parameters('name') of two}");
  }
}
