package dev.vnetproof.importer.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The provider's attributes in Azure's words. */
class MappingTest {

  private static JsonNode properties(PlanText plan, String type) {
    return PlanText.bodies(plan.read(), type).get(0).path("properties");
  }

  @Test
  void a_security_rule_keeps_what_is_set_and_only_that() {
    PlanText plan =
        new PlanText()
            .create(
                "azurerm_network_security_group.g",
                "{name:'g',security_rule:[{name:'r',description:'',priority:200,direction:'Outbound',"
                    + "access:'Allow',protocol:'*',source_port_range:'*',source_port_ranges:[],"
                    + "destination_port_range:'',destination_port_ranges:['443','1886'],"
                    + "source_address_prefix:'',source_address_prefixes:[],"
                    + "source_application_security_group_ids:[null],"
                    + "destination_address_prefix:null,"
                    + "destination_address_prefixes:['10.0.0.0/8',null],"
                    + "destination_application_security_group_ids:[]}]}",
                "{id:true,security_rule:[{source_application_security_group_ids:[true],"
                    + "destination_address_prefixes:[false,true]}]}",
                "{security_rule:[{source_application_security_group_ids:{references:["
                    + "'azurerm_application_security_group.a.id',"
                    + "'azurerm_application_security_group.a']},"
                    + "destination_address_prefixes:{references:['azurerm_public_ip.p.ip_address',"
                    + "'azurerm_public_ip.p']}}]}")
            .create("azurerm_application_security_group.a", "{name:'asg'}", "{id:true}", "{}")
            .create("azurerm_public_ip.p", "{name:'p'}", "{id:true,ip_address:true}", "{}");
    assertThat(properties(plan, "Microsoft.Network/networkSecurityGroups"))
        .isEqualTo(
            PlanText.json(
                "{securityRules:[{name:'r',properties:{priority:200,direction:'Outbound',"
                    + "access:'Allow',protocol:'*',sourcePortRange:'*',"
                    + "sourceApplicationSecurityGroups:[{id:'/subscriptions/"
                    + "00000000-0000-0000-0000-000000000000/resourceGroups/"
                    + "azurerm_application_security_group.a/providers/Microsoft.Network/"
                    + "applicationSecurityGroups/asg'}],"
                    + "destinationPortRanges:['443','1886'],"
                    + "destinationAddressPrefixes:['10.0.0.0/8',"
                    + "{unresolved:'azurerm_public_ip.p.ip_address'}]}}]}"));
  }

  @Test
  void propagation_has_two_spellings_and_a_default() {
    PlanText plan =
        new PlanText()
            .create(
                "azurerm_route_table.a",
                "{name:'a',route:[],disable_bgp_route_propagation:true}",
                "{id:true}",
                "{disable_bgp_route_propagation:{constant_value:true}}")
            .create(
                "azurerm_route_table.b",
                "{name:'b',route:[],bgp_route_propagation_enabled:true}",
                "{id:true}",
                "{bgp_route_propagation_enabled:{constant_value:true}}")
            .create(
                "azurerm_route_table.c",
                "{name:'c',route:[]}",
                "{id:true,disable_bgp_route_propagation:true,bgp_route_propagation_enabled:true}",
                "{}")
            .create(
                "azurerm_route_table.d",
                "{name:'d',route:[]}",
                "{id:true,bgp_route_propagation_enabled:true}",
                "{bgp_route_propagation_enabled:{references:['local.bgp']}}");
    assertThat(
            PlanText.bodies(plan.read(), "Microsoft.Network/routeTables").stream()
                .map(body -> body.at("/properties/disableBgpRoutePropagation").toString()))
        .containsExactly(
            "true",
            "false",
            "false",
            "{\"unresolved\":\"azurerm_route_table.d.bgp_route_propagation_enabled\"}");
  }

  @Test
  void inline_routes_and_delegations_are_written_as_azure_writes_them() {
    PlanText plan =
        new PlanText()
            .create(
                "azurerm_route_table.r",
                "{name:'r',bgp_route_propagation_enabled:true,route:[{name:'a',"
                    + "address_prefix:'ApiManagement',next_hop_type:'Internet',"
                    + "next_hop_in_ip_address:''}]}",
                "{id:true}",
                "{}")
            .create(
                "azurerm_subnet.s",
                "{name:'s',virtual_network_name:'v',address_prefixes:['10.0.1.0/24'],"
                    + "service_endpoints:['Microsoft.Storage'],delegation:[{name:'d',"
                    + "service_delegation:[{name:'Microsoft.Web/hostingEnvironments',actions:[]}]}]}",
                "{id:true}",
                "{}");
    assertThat(properties(plan, "Microsoft.Network/routeTables"))
        .isEqualTo(
            PlanText.json(
                "{disableBgpRoutePropagation:false,routes:[{name:'a',properties:{"
                    + "addressPrefix:'ApiManagement',nextHopType:'Internet'}}]}"));
    assertThat(properties(plan, "Microsoft.Network/virtualNetworks/subnets"))
        .isEqualTo(
            PlanText.json(
                "{addressPrefixes:['10.0.1.0/24'],serviceEndpoints:[{service:'Microsoft.Storage'}],"
                    + "delegations:[{name:'d',properties:{"
                    + "serviceName:'Microsoft.Web/hostingEnvironments'}}],"
                    + "networkSecurityGroup:null,routeTable:null}"));
  }

  @Test
  void a_service_in_several_regions_names_the_subnet_of_each() {
    PlanText plan = new PlanText();
    for (String region : List.of("west", "east")) {
      plan.create(
          "azurerm_subnet." + region,
          "{name:'" + region + "',virtual_network_name:'v'}",
          "{id:true,address_prefixes:true}",
          "{}");
    }
    plan.create(
        "azurerm_api_management.a",
        "{name:'a',location:'westus',sku_name:'Premium_3',virtual_network_type:'Internal',"
            + "public_ip_address_id:null,zones:['1','2'],virtual_network_configuration:[{}],"
            + "additional_location:[{location:'eastus',zones:[],capacity:1,"
            + "public_ip_address_id:'',virtual_network_configuration:[{}]},"
            + "{location:'northeurope',zones:[],virtual_network_configuration:[]}]}",
        "{id:true,virtual_network_configuration:[{subnet_id:true}],additional_location:["
            + "{virtual_network_configuration:[{subnet_id:true}]},{capacity:true}]}",
        "{virtual_network_configuration:[{subnet_id:{references:['azurerm_subnet.west.id']}}],"
            + "additional_location:[{virtual_network_configuration:[{subnet_id:{references:["
            + "'azurerm_subnet.east.id']}}]},{location:{constant_value:'northeurope'}}]}");
    JsonNode body = PlanText.bodies(plan.read(), "Microsoft.ApiManagement/service").get(0);
    String subnet =
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/unknown/providers/"
            + "Microsoft.Network/virtualNetworks/v/subnets/";
    assertThat(body.path("sku")).isEqualTo(PlanText.json("{name:'Premium',capacity:3}"));
    assertThat(body.path("zones")).isEqualTo(PlanText.json("['1','2']"));
    assertThat(body.path("properties"))
        .isEqualTo(
            PlanText.json(
                "{virtualNetworkType:'Internal',virtualNetworkConfiguration:{subnetResourceId:'"
                    + subnet
                    + "west'},additionalLocations:["
                    + "{location:'eastus',sku:{name:'Premium',capacity:1},"
                    + "virtualNetworkConfiguration:{subnetResourceId:'"
                    + subnet
                    + "east'}},"
                    + "{location:'northeurope',sku:{name:'Premium',capacity:3},"
                    + "virtualNetworkConfiguration:null}]}"));
  }

  @Test
  void an_address_of_its_own_proves_stv2_only_where_there_surely_is_one() {
    PlanText plan = new PlanText();
    plan.create("azurerm_public_ip.p", "{name:'p'}", "{id:true}", "{}");
    plan.create(
        "azurerm_api_management.a",
        "{name:'a',sku_name:'Premium_1'}",
        "{id:true,public_ip_address_id:true}",
        "{public_ip_address_id:{references:['azurerm_public_ip.p.id','azurerm_public_ip.p']}}");
    plan.create(
        "azurerm_api_management.b",
        "{name:'b',sku_name:'Premium_1'}",
        "{id:true,public_ip_address_id:true}",
        "{public_ip_address_id:{references:['data.external.address.result']}}");
    plan.create("azurerm_api_management.c", "{name:'c',sku_name:'Premium_1'}", "{id:true}", "{}");
    assertThat(
            PlanText.bodies(plan.read(), "Microsoft.ApiManagement/service").stream()
                .map(body -> body.at("/properties/platformVersion").toString()))
        .containsExactly(
            "\"stv2\"", "{\"unresolved\":\"azurerm_api_management.b.public_ip_address_id\"}", "");
  }

  @Test
  void children_prove_features() {
    String service = "api_management_name:'a',resource_group_name:'rg'";
    PlanText plan =
        new PlanText()
            .create(
                "azurerm_api_management.a",
                "{name:'a',resource_group_name:'rg'}",
                "{id:true,sku_name:true}",
                "{}")
            .create(
                "azurerm_api_management_logger.l",
                "{name:'l'," + service + ",eventhub:[{name:'h'}],application_insights:[]}",
                "{id:true}",
                "{}")
            .create(
                "azurerm_api_management_redis_cache.c",
                "{name:'c'}",
                "{id:true,api_management_id:true}",
                "{api_management_id:{references:['azurerm_api_management.a.id']}}")
            .create(
                "azurerm_api_management_named_value.n",
                "{name:'n',"
                    + service
                    + ",secret:true,value_from_key_vault:[{secret_id:'https://v'}]}",
                "{id:true}",
                "{}");
    TerraformResources resources = plan.read();
    String id =
        PlanText.bodies(resources, "Microsoft.ApiManagement/service").get(0).path("id").asText();
    assertThat(
            resources.resources().stream()
                .map(
                    one ->
                        one.type()
                            + " "
                            + one.id().replace(id, "")
                            + " "
                            + one.body().path("properties"))
                .skip(1))
        .containsExactly(
            "Microsoft.ApiManagement/service/loggers /loggers/l {\"loggerType\":\"azureEventHub\"}",
            "Microsoft.ApiManagement/service/caches /caches/c {}",
            "Microsoft.ApiManagement/service/namedValues /namedValues/n"
                + " {\"secret\":true,\"keyVault\":{\"secretIdentifier\":\"https://v\"}}");
  }

  @Test
  void a_classic_firewall_holds_its_rule_collections() {
    PlanText plan =
        new PlanText()
            .create(
                "azurerm_firewall.f",
                "{name:'f',resource_group_name:'rg',firewall_policy_id:null,"
                    + "ip_configuration:[{name:'i',private_ip_address:'10.0.100.4'}]}",
                "{id:true}",
                "{}")
            .create(
                "azurerm_firewall_network_rule_collection.n",
                "{name:'n',azure_firewall_name:'f',resource_group_name:'rg',priority:100,"
                    + "action:'Allow',rule:[{name:'monitor',source_addresses:['*'],"
                    + "source_ip_groups:[],destination_addresses:['AzureMonitor'],"
                    + "destination_ports:['443','1886'],destination_fqdns:[],protocols:['TCP']}]}",
                "{id:true}",
                "{}")
            .create(
                "azurerm_firewall_application_rule_collection.a",
                "{name:'a',azure_firewall_name:'f',resource_group_name:'rg',priority:200,"
                    + "action:'Allow',rule:[{name:'entra',source_addresses:['10.0.1.0/24'],"
                    + "fqdn_tags:[],target_fqdns:['login.microsoftonline.com'],"
                    + "protocol:[{type:'Https',port:443}]}]}",
                "{id:true}",
                "{}");
    JsonNode firewall = properties(plan, "Microsoft.Network/azureFirewalls");
    assertThat(firewall.path("ipConfigurations"))
        .isEqualTo(PlanText.json("[{name:'i',properties:{privateIPAddress:'10.0.100.4'}}]"));
    assertThat(firewall.at("/networkRuleCollections/0/properties"))
        .isEqualTo(
            PlanText.json(
                "{priority:100,action:{type:'Allow'},rules:[{name:'monitor',protocols:['TCP'],"
                    + "sourceAddresses:['*'],destinationAddresses:['AzureMonitor'],"
                    + "destinationPorts:['443','1886']}]}"));
    assertThat(firewall.at("/applicationRuleCollections/0/properties"))
        .isEqualTo(
            PlanText.json(
                "{priority:200,action:{type:'Allow'},rules:[{name:'entra',"
                    + "sourceAddresses:['10.0.1.0/24'],targetFqdns:['login.microsoftonline.com'],"
                    + "protocols:[{protocolType:'Https',port:443}]}]}"));
  }

  @Test
  void a_policy_names_its_groups_and_its_base() {
    PlanText plan =
        new PlanText()
            .create("azurerm_ip_group.g", "{name:'g',cidrs:['10.0.1.0/24']}", "{id:true}", "{}")
            .create(
                "azurerm_firewall_policy.p",
                "{name:'p',base_policy_id:'/x/base'}",
                "{id:true}",
                "{}")
            .create(
                "azurerm_firewall_policy_rule_collection_group.g",
                "{name:'g',priority:500,nat_rule_collection:[],network_rule_collection:[{name:'n',"
                    + "priority:100,action:'Deny',rule:[{name:'r',protocols:['TCP','UDP'],"
                    + "source_addresses:[],source_ip_groups:[null],destination_addresses:['Sql'],"
                    + "destination_fqdns:[],destination_ip_groups:[],destination_ports:['1433']}]}],"
                    + "application_rule_collection:[{name:'a',priority:200,action:'Allow',rule:["
                    + "{name:'h',description:'',protocols:[{type:'Http',port:80}],"
                    + "source_addresses:['*'],source_ip_groups:[],destination_fqdns:"
                    + "['crl.microsoft.com'],destination_fqdn_tags:[],destination_urls:[],"
                    + "web_categories:[],destination_addresses:[],terminate_tls:false}]}]}",
                "{id:true,firewall_policy_id:true,network_rule_collection:[{rule:["
                    + "{source_ip_groups:[true]}]}]}",
                "{firewall_policy_id:{references:['azurerm_firewall_policy.p.id']},"
                    + "network_rule_collection:[{rule:[{source_ip_groups:{references:["
                    + "'azurerm_ip_group.g.id']}}]}]}");
    JsonNode policy = PlanText.bodies(plan.read(), "Microsoft.Network/firewallPolicies").get(0);
    JsonNode group =
        PlanText.bodies(plan.read(), "Microsoft.Network/firewallPolicies/ruleCollectionGroups")
            .get(0);
    JsonNode addresses = PlanText.bodies(plan.read(), "Microsoft.Network/ipGroups").get(0);
    assertThat(policy.path("properties"))
        .isEqualTo(
            PlanText.json(
                "{basePolicy:{id:'/x/base'},ruleCollectionGroups:[{id:'"
                    + group.path("id").asText()
                    + "'}]}"));
    assertThat(group.path("id").asText())
        .isEqualTo(policy.path("id").asText() + "/ruleCollectionGroups/g");
    assertThat(addresses.path("properties"))
        .isEqualTo(PlanText.json("{ipAddresses:['10.0.1.0/24']}"));
    assertThat(group.path("properties"))
        .isEqualTo(
            PlanText.json(
                "{priority:500,ruleCollections:[{ruleCollectionType:"
                    + "'FirewallPolicyFilterRuleCollection',name:'n',priority:100,"
                    + "action:{type:'Deny'},rules:[{ruleType:'NetworkRule',name:'r',"
                    + "ipProtocols:['TCP','UDP'],sourceIpGroups:['"
                    + addresses.path("id").asText()
                    + "'],destinationAddresses:['Sql'],destinationPorts:['1433']}]},"
                    + "{ruleCollectionType:'FirewallPolicyFilterRuleCollection',name:'a',"
                    + "priority:200,action:{type:'Allow'},rules:[{ruleType:'ApplicationRule',"
                    + "name:'h',sourceAddresses:['*'],targetFqdns:['crl.microsoft.com'],"
                    + "terminateTLS:false,protocols:[{protocolType:'Http',port:80}]}]}]}"));
  }
}
