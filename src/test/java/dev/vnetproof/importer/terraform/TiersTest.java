package dev.vnetproof.importer.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.Imported;
import dev.vnetproof.importer.Importer;
import dev.vnetproof.importer.Input;
import dev.vnetproof.model.EnvironmentSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The v2 tiers and the gateways, as azurerm and azapi have them. */
class TiersTest {
  private static final String GROUP =
      "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg";
  private static final String SUBNET =
      GROUP + "/providers/Microsoft.Network/virtualNetworks/vnet/subnets/apim";

  private static JsonNode body(String address, String values) {
    return new PlanText()
        .create(address, values, "{id:true}", "{}")
        .read()
        .resources()
        .get(0)
        .body();
  }

  @Test
  void a_service_of_a_v2_tier_is_its_tier_its_units_and_its_subnet() {
    JsonNode service =
        body(
            "azurerm_api_management.this",
            "{name:'apim',resource_group_name:'rg',location:'westus',sku_name:'StandardV2_2',"
                + "virtual_network_type:'External',virtual_network_configuration:[{subnet_id:'"
                + SUBNET
                + "'}],additional_location:[]}");

    assertThat(service.path("sku")).isEqualTo(PlanText.json("{name:'StandardV2',capacity:2}"));
    assertThat(service.at("/properties/virtualNetworkConfiguration/subnetResourceId").asText())
        .isEqualTo(SUBNET);
  }

  @Test
  void a_standalone_gateway_is_a_gateway_of_workspaces() {
    JsonNode gateway =
        body(
            "azurerm_api_management_standalone_gateway.this",
            "{name:'gw',resource_group_name:'rg',location:'westus',"
                + "sku:[{name:'WorkspaceGatewayPremium',capacity:1}],"
                + "virtual_network_type:'Internal',backend_subnet_id:'"
                + SUBNET
                + "'}");

    assertThat(gateway.path("type").asText()).isEqualTo("Microsoft.ApiManagement/gateways");
    assertThat(gateway.path("sku"))
        .isEqualTo(PlanText.json("{name:'WorkspaceGatewayPremium',capacity:1}"));
    assertThat(gateway.path("properties"))
        .isEqualTo(
            PlanText.json(
                "{virtualNetworkType:'Internal',backend:{subnet:{id:'" + SUBNET + "'}}}"));
  }

  @Test
  void gateways_of_azapi_pass_through() {
    for (String type : new String[] {"gateways@2024-05-01", "aigateways@2026-09-01-preview"}) {
      JsonNode gateway =
          body(
              "azapi_resource.gw",
              "{type:'Microsoft.ApiManagement/"
                  + type
                  + "',name:'gw',parent_id:'"
                  + GROUP
                  + "',location:'westus',body:{properties:{backend:{subnet:{id:'"
                  + SUBNET
                  + "'}}}}}");

      assertThat(gateway.path("type").asText())
          .isEqualTo("Microsoft.ApiManagement/" + type.substring(0, type.indexOf('@')));
      assertThat(gateway.at("/properties/backend/subnet/id").asText()).isEqualTo(SUBNET);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Consumption_0", "BasicV2_1", "Basic_1", "Standard_1"})
  void a_tier_without_a_network_is_told_and_the_others_are_read(String tier) {
    String values =
        "{name:'%s',resource_group_name:'rg',location:'westus',sku_name:'%s',"
            + "virtual_network_type:'%s',additional_location:[],"
            + "virtual_network_configuration:[%s]}";
    byte[] plan =
        new PlanText()
            .create(
                "azurerm_api_management.one",
                values.formatted("one", tier, "None", ""),
                "{id:true}",
                "{}")
            .create(
                "azurerm_api_management.two",
                values.formatted("two", "Premium_1", "External", "{subnet_id:'" + SUBNET + "'}"),
                "{id:true}",
                "{}")
            .bytes();

    Imported read = Importer.standard().read(List.of(Input.named("plan.json", plan)));

    assertThat(read.problems()).isEmpty();
    assertThat(read.snapshots()).extracting(EnvironmentSnapshot::name).containsExactly("two");
    assertThat(read.outside())
        .singleElement()
        .asString()
        .contains("`one`")
        .contains("no requirement applies");
  }
}
