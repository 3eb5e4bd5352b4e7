package dev.vnetproof.importer.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.resource.Skips;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Terraform keeps apart is put together, and what may belong anywhere is known nowhere. */
class AssemblyTest {
  private static final String SUBSCRIPTION =
      "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/"
          + "Microsoft.Network/";
  private static final String SUBNET = SUBSCRIPTION + "virtualNetworks/vnet/subnets/apim";
  private static final String RULE =
      "{name:'%s',network_security_group_name:'nsg',resource_group_name:'rg',priority:%d,"
          + "direction:'Inbound',access:'Deny',protocol:'*',source_port_range:'*',"
          + "destination_port_range:'*',source_address_prefix:'*',destination_address_prefix:'*'}";

  private static PlanText withSubnet() {
    return new PlanText()
        .create(
            "azurerm_subnet.apim",
            "{name:'apim',virtual_network_name:'vnet',resource_group_name:'rg',"
                + "address_prefixes:['10.0.1.0/24'],service_endpoints:null,delegation:[]}",
            "{id:true}",
            "{}");
  }

  private static PlanText withGroup(String rules) {
    return new PlanText()
        .resource(
            "azurerm_network_security_group.nsg",
            "no-op",
            "{name:'nsg',resource_group_name:'rg',id:'"
                + SUBSCRIPTION
                + "networkSecurityGroups/nsg',security_rule:"
                + rules
                + "}",
            "{}",
            "{expressions:{}}");
  }

  private static JsonNode subnet(PlanText plan) {
    return PlanText.bodies(plan.read(), "Microsoft.Network/virtualNetworks/subnets")
        .get(0)
        .path("properties");
  }

  private static List<String> rules(PlanText plan) {
    return PlanText.bodies(plan.read(), "Microsoft.Network/networkSecurityGroups").stream()
        .flatMap(
            body ->
                body.at("/properties/securityRules").findValuesAsText("name").stream()
                    .map(name -> body.path("name").asText() + "/" + name))
        .toList();
  }

  private static JsonNode ruleList(PlanText plan) {
    return PlanText.bodies(plan.read(), "Microsoft.Network/networkSecurityGroups")
        .get(0)
        .at("/properties/securityRules");
  }

  @Test
  void a_managed_subnet_without_associations_has_none() {
    assertThat(subnet(withSubnet()))
        .isEqualTo(
            PlanText.json(
                "{addressPrefixes:['10.0.1.0/24'],serviceEndpoints:[],delegations:[],"
                    + "networkSecurityGroup:null,routeTable:null}"));
  }

  @Test
  void in_a_plan_that_leaves_changes_out_it_is_not_known() {
    assertThat(subnet(withSubnet().set("complete", "false")))
        .isEqualTo(
            PlanText.json(
                "{addressPrefixes:['10.0.1.0/24'],serviceEndpoints:[],delegations:[],"
                    + "networkSecurityGroup:{unresolved:"
                    + "'azurerm_subnet.apim.network_security_group_id'},"
                    + "routeTable:{unresolved:'azurerm_subnet.apim.route_table_id'},"
                    + "natGateway:{unresolved:'azurerm_subnet.apim.nat_gateway_id'}}"));
  }

  @Test
  void a_subnet_that_is_only_read_is_known_as_far_as_it_was_read() {
    PlanText read =
        new PlanText()
            .set(
                "prior_state",
                "{values:{root_module:{resources:[{address:'data.azurerm_subnet.s',mode:'data',"
                    + "type:'azurerm_subnet',name:'s',values:{id:'"
                    + SUBNET
                    + "',name:'apim',virtual_network_name:'vnet',address_prefixes:['10.0.1.0/24'],"
                    + "network_security_group_id:''}}]}}}");
    assertThat(subnet(read))
        .isEqualTo(
            PlanText.json(
                "{addressPrefixes:['10.0.1.0/24'],"
                    + "serviceEndpoints:{unresolved:'data.azurerm_subnet.s.service_endpoints'},"
                    + "delegations:{unresolved:'data.azurerm_subnet.s.delegation'},"
                    + "networkSecurityGroup:null,"
                    + "routeTable:{unresolved:'data.azurerm_subnet.s.route_table_id'},"
                    + "natGateway:{unresolved:'data.azurerm_subnet.s.nat_gateway_id'},"
                    + "serviceEndpointPolicies:"
                    + "{unresolved:'data.azurerm_subnet.s.service_endpoint_policy_ids'},"
                    + "ipConfigurations:{unresolved:'data.azurerm_subnet.s.ip_configurations'}}"));
  }

  @Test
  void an_association_on_a_subnet_elsewhere_says_only_that() {
    PlanText plan =
        new PlanText()
            .create(
                "azurerm_subnet_network_security_group_association.a",
                "{subnet_id:'" + SUBNET + "',network_security_group_id:'/x/nsg'}",
                "{id:true}",
                "{}");
    assertThat(subnet(plan))
        .isEqualTo(
            PlanText.json(
                "{addressPrefixes:{unresolved:'%1$s/addressPrefixes'},".formatted(SUBNET)
                    + "serviceEndpoints:{unresolved:'%1$s/serviceEndpoints'},".formatted(SUBNET)
                    + "delegations:{unresolved:'%1$s/delegations'},".formatted(SUBNET)
                    + "networkSecurityGroup:{id:'/x/nsg'},"
                    + "routeTable:{unresolved:'%1$s/routeTable'},".formatted(SUBNET)
                    + ("natGateway:{unresolved:'%1$s/natGateway'},"
                            + "serviceEndpointPolicies:{unresolved:'%1$s/serviceEndpointPolicies'},"
                            + "ipConfigurations:{unresolved:'%1$s/ipConfigurations'}}")
                        .formatted(SUBNET)));
  }

  @Test
  void an_association_with_who_knows_what_makes_every_subnet_unknown() {
    PlanText plan =
        withSubnet()
            .create("azurerm_subnet.other", "{name:'other'}", "{id:true}", "{}")
            .create(
                "azurerm_subnet_network_security_group_association.a",
                "{network_security_group_id:'/x/nsg'}",
                "{id:true,subnet_id:true}",
                "{subnet_id:{references:['local.subnet']}}");
    assertThat(subnet(plan))
        .isEqualTo(
            PlanText.json(
                "{addressPrefixes:['10.0.1.0/24'],serviceEndpoints:[],delegations:[],"
                    + "networkSecurityGroup:{unresolved:"
                    + "'azurerm_subnet_network_security_group_association.a.subnet_id'},"
                    + "routeTable:null}"));
  }

  @Test
  void an_association_with_an_unknown_group_is_one_all_the_same() {
    PlanText plan =
        withSubnet()
            .create(
                "azurerm_subnet_network_security_group_association.a",
                "{}",
                "{id:true,subnet_id:true,network_security_group_id:true}",
                "{subnet_id:{references:['azurerm_subnet.apim.id']},"
                    + "network_security_group_id:{references:['local.nsg']}}");
    assertThat(subnet(plan).path("networkSecurityGroup"))
        .isEqualTo(
            PlanText.json(
                "{id:{unresolved:'azurerm_subnet_network_security_group_association.a"
                    + ".network_security_group_id'}}"));
  }

  @Test
  void an_association_that_the_plan_deletes_leaves_none() {
    PlanText plan =
        withSubnet()
            .resource(
                "azurerm_subnet_network_security_group_association.a",
                "delete",
                "{subnet_id:'" + SUBNET + "',network_security_group_id:'/x/nsg'}",
                "{}",
                "{}");
    assertThat(subnet(plan).path("networkSecurityGroup").isNull()).isTrue();
  }

  @Test
  void a_rule_that_the_plan_deletes_is_gone_from_what_the_group_read() {
    PlanText plan =
        withGroup("[{name:'old',priority:100},{name:'kept',priority:110}]")
            .resource(
                "azurerm_network_security_rule.old",
                "delete",
                RULE.formatted("old", 100),
                "{}",
                "{}");
    assertThat(rules(plan)).containsExactly("nsg/kept");
  }

  @Test
  void places_stay_right_after_a_rule_is_gone() {
    PlanText plan =
        withGroup("[{name:'old',priority:100},{name:'kept',priority:110}]")
            .resource(
                "azurerm_network_security_rule.old",
                "delete",
                RULE.formatted("old", 100),
                "{}",
                "{}");
    assertThat(
            plan.read()
                .resources()
                .get(0)
                .places()
                .apply("/properties/securityRules/0/properties/priority"))
        .isEqualTo("/planned_values/root_module/resources/0/values/security_rule/1/priority");
  }

  @Test
  void a_replaced_rule_is_as_it_will_be() {
    PlanText plan =
        withGroup("[{name:'deny',priority:100,access:'Deny'}]")
            .resource(
                "azurerm_network_security_rule.deny",
                "delete,create",
                RULE.formatted("deny", 4000),
                "{id:true}",
                "{expressions:{}}");
    assertThat(ruleList(plan).findValuesAsText("priority")).containsExactly("4000");
  }

  @Test
  void a_deleted_group_is_not_there_and_a_forgotten_one_is() {
    PlanText plan =
        new PlanText()
            .resource(
                "azurerm_network_security_group.gone",
                "delete",
                "{name:'gone',id:'/x/gone'}",
                "{}",
                "{}")
            .resource(
                "azurerm_network_security_group.left",
                "forget",
                "{name:'left',id:'/x/left',security_rule:[{name:'r'}]}",
                "{}",
                "{}");
    assertThat(rules(plan)).containsExactly("left/r");
  }

  @Test
  void a_new_group_without_rules_of_its_own_has_those_that_stand_alone() {
    PlanText plan =
        new PlanText()
            .create(
                "azurerm_network_security_group.nsg",
                "{name:'nsg',resource_group_name:'rg'}",
                "{id:true,security_rule:true}",
                "{}")
            .create(
                "azurerm_network_security_rule.deny",
                RULE.formatted("deny", 100),
                "{id:true}",
                "{}");
    assertThat(rules(plan)).containsExactly("nsg/deny");
  }

  @Test
  void rules_known_after_apply_are_not_known() {
    PlanText plan =
        new PlanText()
            .create(
                "azurerm_network_security_group.nsg",
                "{name:'nsg'}",
                "{id:true,security_rule:true}",
                "{}");
    assertThat(ruleList(plan))
        .isEqualTo(
            PlanText.json("{unresolved:'azurerm_network_security_group.nsg.security_rule'}"));
  }

  @Test
  void a_rule_of_an_unknown_group_makes_every_group_unknown() {
    PlanText plan =
        withGroup("[]")
            .create(
                "azurerm_network_security_rule.r",
                "{name:'r',priority:100}",
                "{id:true,network_security_group_name:true}",
                "{network_security_group_name:{references:['local.nsg']}}");
    assertThat(ruleList(plan))
        .isEqualTo(
            PlanText.json(
                "{unresolved:'azurerm_network_security_rule.r.network_security_group_name'}"));
  }

  @Test
  void a_rule_finds_its_group_by_reference_where_names_come_after_apply() {
    PlanText plan =
        new PlanText()
            .create(
                "azurerm_network_security_group.a",
                "{security_rule:[]}",
                "{id:true,name:true}",
                "{name:{references:['random_pet.a.id']}}")
            .create(
                "azurerm_network_security_group.b",
                "{security_rule:[]}",
                "{id:true,name:true}",
                "{name:{references:['random_pet.b.id']}}")
            .create(
                "azurerm_network_security_rule.r",
                "{name:'r',priority:100}",
                "{id:true,network_security_group_name:true}",
                "{network_security_group_name:{references:["
                    + "'azurerm_network_security_group.b.name','azurerm_network_security_group.b']}}");
    assertThat(rules(plan)).containsExactly("azurerm_network_security_group.b/r");
  }

  @Test
  void groups_of_one_name_are_told_apart_by_their_resource_group() {
    PlanText plan =
        withGroup("[]")
            .create(
                "azurerm_network_security_group.other",
                "{name:'nsg',resource_group_name:'rg2',security_rule:[]}",
                "{id:true}",
                "{}")
            .create(
                "azurerm_network_security_rule.deny",
                RULE.formatted("deny", 100),
                "{id:true}",
                "{}");
    List<JsonNode> groups = PlanText.bodies(plan.read(), "Microsoft.Network/networkSecurityGroups");
    assertThat(groups.get(0).at("/properties/securityRules").findValuesAsText("name"))
        .containsExactly("deny");
    assertThat(groups.get(1).at("/properties/securityRules")).isEmpty();
  }

  @Test
  void dns_servers_of_their_own_are_the_networks() {
    PlanText plan =
        new PlanText()
            .create(
                "azurerm_virtual_network.v",
                "{name:'v',address_space:['10.0.0.0/16']}",
                "{id:true,dns_servers:true,subnet:true}",
                "{}")
            .create(
                "azurerm_virtual_network_dns_servers.d",
                "{dns_servers:['10.50.0.4']}",
                "{id:true,virtual_network_id:true}",
                "{virtual_network_id:{references:['azurerm_virtual_network.v.id']}}");
    assertThat(
            PlanText.bodies(plan.read(), "Microsoft.Network/virtualNetworks")
                .get(0)
                .at("/properties/dhcpOptions"))
        .isEqualTo(PlanText.json("{dnsServers:['10.50.0.4']}"));
  }

  @Test
  void a_peering_stands_in_its_network_with_the_space_of_the_other() {
    PlanText plan = new PlanText();
    for (String name : List.of("hub", "spoke")) {
      plan.create(
          "azurerm_virtual_network." + name,
          "{name:'"
              + name
              + "',resource_group_name:'rg',address_space:['10."
              + (name.equals("hub") ? 0 : 1)
              + ".0.0/16'],dns_servers:[]}",
          "{id:true}",
          "{}");
    }
    plan.create(
        "azurerm_virtual_network_peering.p",
        "{name:'to-hub',virtual_network_name:'spoke',resource_group_name:'rg',"
            + "allow_virtual_network_access:true,allow_forwarded_traffic:true,"
            + "allow_gateway_transit:false,use_remote_gateways:true}",
        "{id:true,remote_virtual_network_id:true}",
        "{remote_virtual_network_id:{references:['azurerm_virtual_network.hub.id']}}");
    List<JsonNode> networks = PlanText.bodies(plan.read(), "Microsoft.Network/virtualNetworks");
    assertThat(networks.get(0).at("/properties/virtualNetworkPeerings")).isEmpty();
    assertThat(networks.get(1).at("/properties/virtualNetworkPeerings/0/properties"))
        .isEqualTo(
            PlanText.json(
                "{remoteVirtualNetwork:{id:'"
                    + networks.get(0).path("id").asText()
                    + "'},allowVirtualNetworkAccess:true,allowForwardedTraffic:true,"
                    + "allowGatewayTransit:false,useRemoteGateways:true,"
                    + "remoteAddressSpace:{addressPrefixes:['10.0.0.0/16']}}"));
  }

  @Test
  void other_types_are_counted() {
    PlanText plan =
        new PlanText()
            .create("azurerm_storage_table.a", "{}", "{id:true}", "{}")
            .create("azurerm_storage_table.b", "{}", "{id:true}", "{}")
            .resource("data.azurerm_client_config.c", "read", "{}", "{id:true}", "{}");
    assertThat(plan.read().skipped())
        .isEqualTo(
            java.util.Map.of(
                "azurerm_storage_table", Skips.of("a").and(Skips.of("b")),
                "data.azurerm_client_config", Skips.of("c")));
  }
}
