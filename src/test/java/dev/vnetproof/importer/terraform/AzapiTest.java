package dev.vnetproof.importer.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.source.JsonDocument;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AzapiTest {
  private static final String GROUP =
      "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg";
  private static final String NSG =
      GROUP + "/providers/Microsoft.Network/networkSecurityGroups/nsg";

  private static PlanText withGroup(String body) {
    return new PlanText()
        .create(
            "azapi_resource.nsg",
            "{type:'Microsoft.Network/networkSecurityGroups@2023-09-01',name:'nsg',parent_id:'"
                + GROUP
                + "',location:'westus',body:"
                + body
                + "}",
            "{id:true,output:true}",
            "{}");
  }

  private static final String RULES =
      "{properties:{securityRules:[{name:'r',properties:{priority:100}}]}}";

  @Test
  void a_body_passes_through_as_object_or_text() {
    JsonNode expected =
        PlanText.json(
            "{type:'Microsoft.Network/networkSecurityGroups',id:'"
                + NSG
                + "',name:'nsg',"
                + "location:'westus',"
                + "properties:{securityRules:[{name:'r',properties:{priority:100}}]}}");
    String text = PlanText.json(RULES).toString().replace("\"", "\\\"");
    assertThat(withGroup(RULES).read().resources().get(0).body()).isEqualTo(expected);
    assertThat(withGroup("\"" + text + "\"").read().resources().get(0).body()).isEqualTo(expected);
  }

  @Test
  void places_lead_into_the_object_and_to_the_text() {
    String priority = "/properties/securityRules/0/properties/priority";
    String text = PlanText.json(RULES).toString().replace("\"", "\\\"");
    assertThat(withGroup(RULES).read().resources().get(0).places().apply(priority))
        .isEqualTo("/planned_values/root_module/resources/0/values/body" + priority);
    assertThat(withGroup("\"" + text + "\"").read().resources().get(0).places().apply(priority))
        .isEqualTo("/planned_values/root_module/resources/0/values/body");
  }

  @Test
  void the_body_in_a_state_file_stands_beside_its_type() {
    String state =
        "{version:4,terraform_version:'1.11.4',resources:[{mode:'managed',type:'azapi_resource',"
            + "name:'nsg',instances:[{attributes:{type:"
            + "'Microsoft.Network/networkSecurityGroups@2023-09-01',name:'nsg',id:'"
            + NSG
            + "',body:{value:"
            + RULES
            + ",type:['object',{}]}}}]}]}";
    JsonDocument document =
        JsonDocument.parse(
            "t.tfstate", PlanText.json(state).toString().getBytes(StandardCharsets.UTF_8));
    var nsg = new TerraformReader().read(document).resources().get(0);
    String priority = "/properties/securityRules/0/properties/priority";
    assertThat(nsg.body().at(priority).asInt()).isEqualTo(100);
    assertThat(document.root().at(nsg.places().apply(priority)).asInt()).isEqualTo(100);
  }

  @Test
  void a_body_known_after_apply_is_not_known() {
    PlanText plan =
        new PlanText()
            .create(
                "azapi_resource.nsg",
                "{type:'Microsoft.Network/networkSecurityGroups@2023-09-01',name:'nsg',parent_id:'"
                    + GROUP
                    + "'}",
                "{id:true,body:true}",
                "{body:{references:['local.rules']}}");
    assertThat(PlanText.shown(plan.read().resources().get(0).body()).path("properties"))
        .isEqualTo(PlanText.json("{unresolved:'azapi_resource.nsg.body'}"));
  }

  @Test
  void links_inside_a_body_are_joined_and_children_stand_in_their_parent() {
    PlanText plan =
        withGroup("{properties:{securityRules:[]}}")
            .create(
                "azapi_resource.vnet",
                "{type:'Microsoft.Network/virtualNetworks@2023-09-01',name:'vnet',parent_id:'"
                    + GROUP
                    + "',body:{properties:{addressSpace:{addressPrefixes:['10.0.0.0/16']}}}}",
                "{id:true}",
                "{}")
            .create(
                "azapi_resource.subnet",
                "{type:'Microsoft.Network/virtualNetworks/subnets@2023-09-01',name:'apim',"
                    + "body:{properties:{addressPrefix:'10.0.1.0/24',networkSecurityGroup:{}}}}",
                "{id:true,parent_id:true,body:{properties:{networkSecurityGroup:{id:true}}}}",
                "{parent_id:{references:['azapi_resource.vnet.id','azapi_resource.vnet']},"
                    + "body:{references:['azapi_resource.nsg.id','azapi_resource.nsg']}}");
    assertThat(
            PlanText.bodies(plan.read(), "Microsoft.Network/virtualNetworks")
                .get(0)
                .at("/properties/subnets/0/properties"))
        .isEqualTo(
            PlanText.json(
                "{addressPrefix:'10.0.1.0/24',networkSecurityGroup:{id:'"
                    + NSG
                    + "'},routeTable:null}"));
  }

  @Test
  void an_update_changes_what_it_names() {
    PlanText plan =
        new PlanText()
            .create(
                "azurerm_route_table.r",
                "{name:'r',bgp_route_propagation_enabled:true,route:[]}",
                "{id:true}",
                "{}")
            .create(
                "azapi_update_resource.u",
                "{type:'Microsoft.Network/routeTables@2023-09-01',"
                    + "body:{properties:{disableBgpRoutePropagation:true}}}",
                "{id:true,resource_id:true}",
                "{resource_id:{references:['azurerm_route_table.r.id','azurerm_route_table.r']}}");
    assertThat(
            PlanText.bodies(plan.read(), "Microsoft.Network/routeTables").get(0).path("properties"))
        .isEqualTo(PlanText.json("{disableBgpRoutePropagation:true,routes:[]}"));
  }

  @Test
  void an_update_of_who_knows_what_makes_all_of_its_type_unknown() {
    PlanText plan =
        withGroup(RULES)
            .create(
                "azapi_update_resource.u",
                "{type:'Microsoft.Network/networkSecurityGroups@2023-09-01',body:{properties:{}}}",
                "{id:true,resource_id:true}",
                "{resource_id:{references:['data.external.x.result']}}");
    assertThat(PlanText.shown(plan.read().resources().get(0).body()).path("properties"))
        .isEqualTo(PlanText.json("{unresolved:'azapi_update_resource.u.resource_id'}"));
  }

  @Test
  void an_association_reaches_a_subnet_inside_a_body() {
    String subnet = GROUP + "/providers/Microsoft.Network/virtualNetworks/vnet/subnets/apim";
    PlanText plan =
        new PlanText()
            .create(
                "azapi_resource.vnet",
                "{type:'Microsoft.Network/virtualNetworks@2023-09-01',name:'vnet',parent_id:'"
                    + GROUP
                    + "',body:{properties:{subnets:[{name:'apim',properties:"
                    + "{addressPrefix:'10.0.1.0/24'}}]}}}",
                "{id:true}",
                "{}")
            .create(
                "azurerm_subnet_network_security_group_association.a",
                "{subnet_id:'" + subnet + "',network_security_group_id:'" + NSG + "'}",
                "{id:true}",
                "{}");
    assertThat(
            PlanText.bodies(plan.read(), "Microsoft.Network/virtualNetworks")
                .get(0)
                .at("/properties/subnets"))
        .isEqualTo(
            PlanText.json(
                "[{name:'apim',properties:{addressPrefix:'10.0.1.0/24',networkSecurityGroup:{id:'"
                    + NSG
                    + "'}}}]"));
  }
}
