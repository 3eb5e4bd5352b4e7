package dev.vnetproof.importer.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.source.JsonDocument;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One environment, as the plan that makes it and as both forms of the state after apply. */
class EnvironmentTest {
  private static final String NETWORK =
      "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-apim/providers/"
          + "Microsoft.Network";

  private static JsonDocument document(String name) throws IOException {
    try (InputStream in = EnvironmentTest.class.getResourceAsStream(name)) {
      return JsonDocument.parse(name, Objects.requireNonNull(in).readAllBytes());
    }
  }

  private static Map<String, JsonNode> byName(String document) throws IOException {
    Map<String, JsonNode> bodies = new TreeMap<>();
    for (AzureResource resource : new TerraformReader().read(document(document)).resources()) {
      bodies.put(resource.name(), PlanText.shown(resource.body()));
    }
    return bodies;
  }

  private static JsonNode body(Map<String, JsonNode> bodies, String name) {
    return Objects.requireNonNull(bodies.get(name), name);
  }

  private static AzureResource named(TerraformResources resources, String name) {
    return resources.resources().stream()
        .filter(resource -> resource.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void state_becomes_bodies_as_rest_returns_them() throws IOException {
    Map<String, JsonNode> bodies = byName("state-show.json");

    assertThat(bodies)
        .containsOnlyKeys(
            "afw-hub", "contoso-apim", "nsg-apim", "pip-afw", "pip-apim", "rt-apim", "vnet");
    assertThat(body(bodies, "rt-apim"))
        .isEqualTo(
            PlanText.json(
                """
                { type: 'Microsoft.Network/routeTables', id: '%1$s/routeTables/rt-apim',
                  name: 'rt-apim', location: 'westus',
                  properties: { disableBgpRoutePropagation: true, routes: [
                    { type: 'Microsoft.Network/routeTables/routes',
                      id: '%1$s/routeTables/rt-apim/routes/default', name: 'default',
                      properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance',
                                    nextHopIpAddress: '10.0.100.4' } } ] } }
                """
                    .formatted(NETWORK)));
    assertThat(body(bodies, "vnet").path("properties"))
        .isEqualTo(
            PlanText.json(
                """
                { addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
                  dhcpOptions: { dnsServers: [] },
                  subnets: [
                    { type: 'Microsoft.Network/virtualNetworks/subnets',
                      id: '%1$s/virtualNetworks/vnet/subnets/apim', name: 'apim',
                      properties: { addressPrefixes: ['10.0.1.0/24'],
                        serviceEndpoints: [{service: 'Microsoft.Sql'}, {service: 'Microsoft.Storage'}],
                        delegations: [],
                        networkSecurityGroup: { id: '%1$s/networkSecurityGroups/nsg-apim' },
                        routeTable: { id: '%1$s/routeTables/rt-apim' } } },
                    { type: 'Microsoft.Network/virtualNetworks/subnets',
                      id: '%1$s/virtualNetworks/vnet/subnets/AzureFirewallSubnet',
                      name: 'AzureFirewallSubnet',
                      properties: { addressPrefixes: ['10.0.100.0/24'], serviceEndpoints: [],
                        delegations: [], networkSecurityGroup: null, routeTable: null } } ],
                  virtualNetworkPeerings: [] }
                """
                    .formatted(NETWORK)));
    assertThat(body(bodies, "contoso-apim").path("sku"))
        .isEqualTo(PlanText.json("{ name: 'Premium', capacity: 2 }"));
    assertThat(body(bodies, "contoso-apim").path("properties"))
        .isEqualTo(
            PlanText.json(
                """
                { virtualNetworkType: 'External',
                  virtualNetworkConfiguration: {
                    subnetResourceId: '%1$s/virtualNetworks/vnet/subnets/apim' },
                  publicIpAddressId: '%1$s/publicIPAddresses/pip-apim',
                  additionalLocations: [], platformVersion: 'stv2' }
                """
                    .formatted(NETWORK)));
  }

  @Test
  void a_rule_in_the_group_and_on_its_own_is_one_rule() throws IOException {
    assertThat(body(byName("state-show.json"), "nsg-apim").at("/properties/securityRules"))
        .isEqualTo(
            PlanText.json(
                """
                [ { type: 'Microsoft.Network/networkSecurityGroups/securityRules',
                    id: '%1$s/networkSecurityGroups/nsg-apim/securityRules/client', name: 'client',
                    properties: { priority: 100, direction: 'Inbound', access: 'Allow',
                      protocol: 'Tcp', sourcePortRange: '*', sourceAddressPrefix: 'Internet',
                      destinationPortRange: '443', destinationAddressPrefix: 'VirtualNetwork' } },
                  { type: 'Microsoft.Network/networkSecurityGroups/securityRules',
                    id: '%1$s/networkSecurityGroups/nsg-apim/securityRules/management',
                    name: 'management',
                    properties: { priority: 110, direction: 'Inbound', access: 'Allow',
                      protocol: 'Tcp', sourcePortRange: '*', sourceAddressPrefix: 'ApiManagement',
                      destinationPortRange: '3443', destinationAddressPrefix: 'VirtualNetwork' } } ]
                """
                    .formatted(NETWORK)));
  }

  @Test
  void both_forms_of_the_state_say_the_same() throws IOException {
    assertThat(byName("state-v4.json")).isEqualTo(byName("state-show.json"));
  }

  @Test
  void the_plan_says_the_same_but_for_what_is_known_after_apply() throws IOException {
    Map<String, JsonNode> plan = byName("plan.json");
    Map<String, JsonNode> state = byName("state-show.json");

    String address =
        "{\"unresolved\":\"module.network.azurerm_firewall.hub.ip_configuration[0]"
            + ".private_ip_address\"}";
    for (String name : List.of("afw-hub", "contoso-apim", "nsg-apim", "rt-apim")) {
      assertThat(withoutScopes(body(plan, name)).replace(address, "\"10.0.100.4\""))
          .isEqualTo(withoutScopes(body(state, name)));
    }
    assertThat(body(plan, "rt-apim").toString()).contains(address);
    assertThat(body(plan, "afw-hub").toString()).contains(address);
    // The provider sorts subnets of the state by name, the plan by address.
    assertThat(body(plan, "vnet").at("/properties/subnets/1/properties/networkSecurityGroup/id"))
        .isEqualTo(body(plan, "nsg-apim").path("id"));
    assertThat(
            body(plan, "contoso-apim")
                .at("/properties/virtualNetworkConfiguration/subnetResourceId"))
        .isEqualTo(body(plan, "vnet").at("/properties/subnets/1/id"));
  }

  private static String withoutScopes(JsonNode body) {
    return body.toString().replaceAll("/subscriptions/[^/]*/resourceGroups/[^/]*/", "/");
  }

  @Test
  void each_value_is_found_in_the_document() throws IOException {
    for (String name : List.of("plan.json", "state-show.json", "state-v4.json")) {
      JsonDocument document = document(name);
      TerraformResources resources = new TerraformReader().read(document);
      AzureResource group = named(resources, "nsg-apim");
      String rule = "/properties/securityRules/1/properties/";
      assertThat(document.root().at(group.places().apply(rule + "priority")).asInt())
          .isEqualTo(110);
      assertThat(document.root().at(group.places().apply(rule + "destinationPortRange")).asText())
          .isEqualTo("3443");
      AzureResource network = named(resources, "vnet");
      String prefixes = "/properties/subnets/%d/properties/addressPrefixes/0";
      for (int i = 0; i < 2; i++) {
        String at = prefixes.formatted(i);
        assertThat(document.root().at(network.places().apply(at))).isEqualTo(network.body().at(at));
      }
    }
  }

  @Test
  void a_place_in_a_plan_is_that_of_the_planned_value() throws IOException {
    AzureResource group = named(new TerraformReader().read(document("plan.json")), "nsg-apim");

    assertThat(group.places().apply("/properties/securityRules/0/properties/priority"))
        .isEqualTo("/planned_values/root_module/child_modules/0/resources/2/values/priority");
    assertThat(group.places().apply("/properties/securityRules/0"))
        .isEqualTo("/planned_values/root_module/child_modules/0/resources/2/values");
  }
}
