package dev.vnetproof.bench;

import java.nio.charset.StandardCharsets;

/** A deployment template as people write them, the same in every run. */
final class Templates {
  private static final String[] TAGS = {
    "Storage", "Sql", "EventHub", "AzureKeyVault", "AzureMonitor", "AzureActiveDirectory"
  };

  private final StringBuilder json = new StringBuilder(110_000);

  private Templates() {}

  /** Some 100 KB: parameters, literal rules, rules by a copy loop, a nested template, a service. */
  static byte[] template() {
    Templates templates = new Templates();
    templates.write();
    return templates.json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write() {
    json.append(
        """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "parameters": {
            "prefix": { "type": "string", "defaultValue": "contoso" },
            "location": { "type": "string", "defaultValue": "westeurope" },
            "space": { "type": "string", "defaultValue": "10.0.0.0/16" },
            "rules": { "type": "array", "defaultValue": [
        """);
    for (int i = 0; i < 40; i++) {
      json.append(i == 0 ? "" : ",\n");
      json.append("      { \"name\": \"own-").append(i).append("\", \"port\": \"");
      json.append(8000 + i).append("\", \"access\": \"").append(i % 3 == 0 ? "Deny" : "Allow");
      json.append("\", \"sources\": [ \"10.").append(i).append(".0.0/24\", \"10.").append(i);
      json.append(".1.0/24\" ] }");
    }
    json.append(
        """
         ] }
          },
          "variables": {
            "vnetName": "[format('{0}-vnet', parameters('prefix'))]",
            "subnetName": "[toLower(concat(parameters('prefix'), '-APIM'))]",
            "nsgNames": "[map(range(0, 6), lambda('i', format('{0}-nsg-{1:D2}', parameters('prefix'), lambdaVariables('i'))))]"
          },
          "resources": [
        """);
    for (int group = 1; group < 6; group++) {
      group(group);
    }
    json.append(
        """
            {
              "type": "Microsoft.Network/networkSecurityGroups",
              "apiVersion": "2023-09-01",
              "name": "[variables('nsgNames')[0]]",
              "location": "[parameters('location')]",
              "properties": {
                "copy": [ {
                  "name": "securityRules",
                  "count": "[length(parameters('rules'))]",
                  "input": {
                    "name": "[parameters('rules')[copyIndex('securityRules')].name]",
                    "properties": {
                      "priority": "[add(200, copyIndex('securityRules'))]",
                      "direction": "[if(equals(mod(copyIndex('securityRules'), 2), 0), 'Inbound', 'Outbound')]",
                      "access": "[parameters('rules')[copyIndex('securityRules')].access]",
                      "protocol": "Tcp",
                      "sourceAddressPrefixes": "[parameters('rules')[copyIndex('securityRules')].sources]",
                      "sourcePortRange": "*",
                      "destinationAddressPrefix": "[parameters('space')]",
                      "destinationPortRange": "[parameters('rules')[copyIndex('securityRules')].port]"
                    }
                  }
                } ]
              }
            },
            {
              "type": "Microsoft.Resources/deployments",
              "apiVersion": "2022-09-01",
              "name": "network",
              "properties": {
                "mode": "Incremental",
                "expressionEvaluationOptions": { "scope": "inner" },
                "parameters": {
                  "name": { "value": "[variables('vnetName')]" },
                  "location": { "value": "[parameters('location')]" },
                  "space": { "value": "[parameters('space')]" },
                  "subnet": { "value": "[variables('subnetName')]" },
                  "nsgIds": { "value": "[map(variables('nsgNames'), lambda('n', resourceId('Microsoft.Network/networkSecurityGroups', lambdaVariables('n'))))]" }
                },
                "template": {
                  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                  "contentVersion": "1.0.0.0",
                  "parameters": {
                    "name": { "type": "string" }, "location": { "type": "string" }, "space": { "type": "string" },
                    "subnet": { "type": "string" }, "nsgIds": { "type": "array" }
                  },
                  "resources": [ {
                    "type": "Microsoft.Network/virtualNetworks",
                    "apiVersion": "2023-09-01",
                    "name": "[parameters('name')]",
                    "location": "[parameters('location')]",
                    "properties": {
                      "addressSpace": { "addressPrefixes": [ "[parameters('space')]" ] },
                      "copy": [ {
                        "name": "subnets",
                        "count": "[length(parameters('nsgIds'))]",
                        "input": {
                          "name": "[if(equals(copyIndex('subnets'), 0), parameters('subnet'), format('{0}-{1}', parameters('subnet'), copyIndex('subnets')))]",
                          "properties": {
                            "addressPrefix": "[cidrSubnet(parameters('space'), 24, copyIndex('subnets'))]",
                            "networkSecurityGroup": { "id": "[parameters('nsgIds')[copyIndex('subnets')]]" }
                          }
                        }
                      } ]
                    }
                  } ],
                  "outputs": {
                    "subnetId": { "type": "string", "value": "[resourceId('Microsoft.Network/virtualNetworks/subnets', parameters('name'), parameters('subnet'))]" }
                  }
                }
              }
            },
            {
              "type": "Microsoft.ApiManagement/service",
              "apiVersion": "2022-08-01",
              "name": "[format('{0}-apim', parameters('prefix'))]",
              "location": "[parameters('location')]",
              "sku": { "name": "Premium", "capacity": 1 },
              "properties": {
                "publisherEmail": "api@contoso.com",
                "publisherName": "Contoso",
                "virtualNetworkType": "External",
                "virtualNetworkConfiguration": { "subnetResourceId": "[reference('network').outputs.subnetId.value]" }
              }
            }
          ]
        }
        """);
  }

  private void group(int number) {
    json.append("    {\n      \"type\": \"Microsoft.Network/networkSecurityGroups\",\n");
    json.append("      \"apiVersion\": \"2023-09-01\",\n");
    json.append("      \"name\": \"[variables('nsgNames')[").append(number).append("]]\",\n");
    json.append("      \"location\": \"[parameters('location')]\",\n");
    json.append("      \"properties\": {\n        \"securityRules\": [\n");
    for (int i = 0; i < 44; i++) {
      json.append("          {\n            \"name\": \"rule-").append(i).append("\",\n");
      json.append("            \"properties\": {\n");
      field("priority", Integer.toString(100 + 10 * i));
      field("direction", i % 2 == 0 ? "\"Inbound\"" : "\"Outbound\"");
      field("access", "\"Allow\"");
      field("protocol", "\"Tcp\"");
      field("sourceAddressPrefix", "\"VirtualNetwork\"");
      field("sourcePortRange", "\"*\"");
      field("destinationAddressPrefix", "\"" + TAGS[i % TAGS.length] + "\"");
      json.append("              \"destinationPortRange\": \"").append(400 + i).append("\"\n");
      json.append("            }\n          }").append(i == 43 ? "\n" : ",\n");
    }
    json.append("        ]\n      }\n    },\n");
  }

  private void field(String name, String value) {
    json.append("              \"").append(name).append("\": ").append(value).append(",\n");
  }
}
