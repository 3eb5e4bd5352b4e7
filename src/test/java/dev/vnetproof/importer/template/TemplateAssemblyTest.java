package dev.vnetproof.importer.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vnetproof.importer.azure.Assembly;
import dev.vnetproof.importer.azure.SnapshotAssembler;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.Region;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.SecurityRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the join makes of a template's resources. */
class TemplateAssemblyTest {

  private static final String TEMPLATE =
      """
      { "parameters": {
          "apimName": { "type": "string" },
          "location": { "type": "string", "defaultValue": "westus" },
          "hardened": { "type": "string" },
          "firewallIp": { "type": "string", "defaultValue": "10.0.100.4" } },
        "variables": { "nsgName": "[concat('nsg-', uniqueString(resourceGroup().id))]" },
        "resources": [
          { "type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2023-09-01", "name": "[variables('nsgName')]",
            "location": "[parameters('location')]",
            "properties": { "securityRules": [ { "name": "management", "properties": {
              "priority": 110, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
              "sourceAddressPrefix": "ApiManagement", "sourcePortRange": "*",
              "destinationAddressPrefix": "VirtualNetwork", "destinationPortRange": "3443" } } ] } },
          { "type": "Microsoft.Network/networkSecurityGroups/securityRules", "apiVersion": "2023-09-01",
            "name": "[concat(variables('nsgName'), '/lb')]",
            "properties": { "priority": 120, "direction": "Inbound", "access": "Allow", "protocol": "*",
              "sourceAddressPrefix": "AzureLoadBalancer", "sourcePortRange": "*",
              "destinationAddressPrefix": "*", "destinationPortRange": "*" } },
          { "type": "Microsoft.Network/routeTables", "apiVersion": "2023-09-01", "name": "rt", "location": "[parameters('location')]",
            "properties": { "disableBgpRoutePropagation": false } },
          { "type": "Microsoft.Network/routeTables/routes", "apiVersion": "2023-09-01", "name": "rt/default",
            "properties": { "addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "[parameters('firewallIp')]" } },
          { "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2023-09-01", "name": "vnet", "location": "[parameters('location')]",
            "properties": { "addressSpace": { "addressPrefixes": [ "10.0.0.0/16" ] },
              "subnets": [ { "name": "apim", "properties": { "addressPrefix": "[cidrSubnet('10.0.0.0/16', 24, 1)]",
                "networkSecurityGroup": { "id": "[resourceId('Microsoft.Network/networkSecurityGroups', variables('nsgName'))]" },
                "routeTable": { "id": "[resourceId('Microsoft.Network/routeTables', 'rt')]" } } } ] } },
          { "type": "Microsoft.ApiManagement/service", "apiVersion": "2022-08-01", "name": "[parameters('apimName')]",
            "location": "[parameters('location')]", "sku": { "name": "Developer", "capacity": 1 },
            "properties": { "virtualNetworkType": "External", "publisherEmail": "a@b.c", "publisherName": "c",
              "virtualNetworkConfiguration": { "subnetResourceId": "[concat(resourceId('Microsoft.Network/virtualNetworks', 'vnet'), '/subnets/apim')]" } } }
        ] }
      """;

  @Test
  void a_template_with_unknown_names_becomes_one_snapshot() {
    Assembly assembly = SnapshotAssembler.assemble(Evaluated.read(TEMPLATE).resources());
    assertThat(assembly.problems()).isEmpty();
    assertThat(assembly.snapshots())
        .extracting(EnvironmentSnapshot::name)
        .containsExactly("{parameters('apimName')}");
    Location location = assembly.snapshots().get(0).locations().get(0);
    assertThat(location.region().orElse(Region.of("none"))).isEqualTo(Region.of("westus"));
    assertThat(location.subnet().addressPrefixes().asOptional())
        .hasValueSatisfying(
            prefixes -> assertThat(prefixes.texts()).containsExactly("10.0.1.0/24"));
    assertThat(location.networkSecurityGroup().orElse(Optional.empty()))
        .hasValueSatisfying(
            group ->
                assertThat(group.securityRules().orElse(List.of()))
                    .extracting(SecurityRule::name, SecurityRule::priority, SecurityRule::pointer)
                    .containsExactly(
                        tuple("management", 110, "/resources/0/properties/securityRules/0"),
                        tuple("lb", 120, "/resources/1")));
    assertThat(location.routeTable().orElse(Optional.empty()))
        .hasValueSatisfying(
            table ->
                assertThat(table.routes().orElse(List.of()))
                    .extracting(
                        Route::name,
                        route -> route.nextHopIpAddress().map(Object::toString),
                        Route::pointer)
                    .containsExactly(tuple("default", Optional.of("10.0.100.4"), "/resources/3")));
  }

  @Test
  void a_rule_with_an_unknown_condition_leaves_the_rules_unknown() {
    String conditional =
        TEMPLATE.replace(
            "\"name\": \"[concat(variables('nsgName'), '/lb')]\",",
            "\"name\": \"[concat(variables('nsgName'), '/lb')]\","
                + " \"condition\": \"[equals(parameters('hardened'), 'yes')]\",");
    Assembly assembly = SnapshotAssembler.assemble(Evaluated.read(conditional).resources());
    assertThat(assembly.problems()).isEmpty();
    assertThat(assembly.snapshots().get(0).locations().get(0).networkSecurityGroup().asOptional())
        .hasValueSatisfying(
            group ->
                assertThat(group.orElseThrow().securityRules().ifMissing().map(Missing::text))
                    .contains("`parameters('hardened')` at /parameters/hardened"));
  }

  @Test
  void the_first_names_of_the_network_settings_are_read() {
    String old =
        TEMPLATE
            .replace("\"virtualNetworkType\": \"External\"", "\"vpnType\": 1")
            .replace("virtualNetworkConfiguration", "vpnconfiguration");
    Assembly assembly = SnapshotAssembler.assemble(Evaluated.read(old).resources());
    assertThat(assembly.problems()).isEmpty();
    assertThat(assembly.snapshots())
        .isEqualTo(SnapshotAssembler.assemble(Evaluated.read(TEMPLATE).resources()).snapshots());
  }
}
