package dev.vnetproof.importer.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.resource.AzureResource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which subnet an API Management service of a plan stands in, by the references of its config. */
class ReferencesTest {
  private static final String SERVICE =
      "{name:'apim',sku_name:'Developer_1',"
          + "virtual_network_type:'Internal',virtual_network_configuration:[{}]}";
  private static final String SERVICE_UNKNOWN =
      "{id:true,virtual_network_configuration:[{subnet_id:true}]}";

  private static String subnet(String name) {
    return "{name:'" + name + "',address_prefixes:['10.0.1.0/24'],virtual_network_name:'vnet'}";
  }

  private static PlanText withSubnets(String module, String... keys) {
    PlanText plan = new PlanText();
    for (String key : keys) {
      plan.create(
          module + "azurerm_subnet.s[" + key + "]",
          subnet("n" + key.replace("\"", "")),
          "{id:true}",
          "{}");
    }
    return plan;
  }

  private static PlanText service(PlanText plan, String address, String references) {
    return plan.create(
        address,
        SERVICE,
        SERVICE_UNKNOWN,
        "{virtual_network_configuration:[{subnet_id:{references:" + references + "}}]}");
  }

  /** The name of the subnet that each service stands in, or what is not resolved. */
  private static List<String> subnets(PlanText plan) {
    TerraformResources resources = plan.read();
    return resources.resources().stream()
        .filter(resource -> resource.type().equals("Microsoft.ApiManagement/service"))
        .map(AzureResource::body)
        .map(PlanText::shown)
        .map(body -> body.at("/properties/virtualNetworkConfiguration/subnetResourceId"))
        .map(
            id -> {
              Stream<String> names =
                  resources.resources().stream()
                      .filter(any -> any.id().equals(id.asText()))
                      .map(AzureResource::name);
              return names.findFirst().orElseGet(() -> shown(id));
            })
        .toList();
  }

  private static String shown(JsonNode id) {
    return id.has("unresolved") ? "? " + id.path("unresolved").asText() : id.toString();
  }

  private static final String OWN =
      "? azurerm_api_management.a.virtual_network_configuration[0].subnet_id";

  @Test
  void a_written_key_names_the_instance() {
    PlanText plan = withSubnets("", "\"x\"", "\"y\"");
    service(
        plan,
        "azurerm_api_management.a",
        "['azurerm_subnet.s[\"y\"].id','azurerm_subnet.s[\"y\"]','azurerm_subnet.s']");
    assertThat(subnets(plan)).containsExactly("ny");
  }

  @Test
  void each_key_picks_the_instance_of_the_same_key() {
    PlanText plan = withSubnets("", "\"x\"", "\"y\"");
    for (String key : List.of("x", "y")) {
      service(plan, "azurerm_api_management.a[\"" + key + "\"]", "['azurerm_subnet.s','each.key']");
    }
    assertThat(subnets(plan)).containsExactly("nx", "ny");
  }

  @Test
  void count_index_picks_the_instance_of_the_same_index() {
    PlanText plan = withSubnets("", "0", "1");
    service(plan, "azurerm_api_management.a[0]", "['azurerm_subnet.s','count.index']");
    service(plan, "azurerm_api_management.a[1]", "['azurerm_subnet.s','count.index']");
    assertThat(subnets(plan)).containsExactly("n0", "n1");
  }

  @Test
  void other_keys_pick_nothing() {
    PlanText plan = withSubnets("", "0", "1", "2");
    service(plan, "azurerm_api_management.a[0]", "['azurerm_subnet.s','count.index']");
    service(plan, "azurerm_api_management.a[1]", "['azurerm_subnet.s','count.index']");
    String field = ".virtual_network_configuration[0].subnet_id";
    assertThat(subnets(plan))
        .containsExactly(
            "? azurerm_api_management.a[0]" + field, "? azurerm_api_management.a[1]" + field);
  }

  @Test
  void a_key_computed_from_each_value_picks_nothing() {
    PlanText plan = withSubnets("", "\"x\"", "\"y\"");
    for (String key : List.of("x", "y")) {
      service(
          plan,
          "azurerm_api_management.a[\"" + key + "\"]",
          "['azurerm_subnet.s','each.key','each.value.other','each.value']");
    }
    assertThat(subnets(plan)).allMatch(name -> name.startsWith("? "));
  }

  @Test
  void each_value_of_a_resource_is_its_instance() {
    PlanText plan = withSubnets("", "\"x\"", "\"y\"");
    for (String key : List.of("x", "y")) {
      plan.resource(
          "azurerm_api_management.a[\"" + key + "\"]",
          "create",
          SERVICE,
          SERVICE_UNKNOWN,
          "{for_each_expression:{references:['azurerm_subnet.s']},expressions:"
              + "{virtual_network_configuration:[{subnet_id:{references:"
              + "['each.value.id','each.value']}}]}}");
    }
    assertThat(subnets(plan)).containsExactly("nx", "ny");
  }

  @Test
  void each_value_of_a_module_is_the_output_of_its_instance() {
    PlanText plan = new PlanText();
    for (String key : List.of("x", "y")) {
      plan.create(
          "module.net[\"" + key + "\"].azurerm_subnet.one", subnet("n" + key), "{id:true}", "{}");
      plan.resource(
          "azurerm_api_management.a[\"" + key + "\"]",
          "create",
          SERVICE,
          SERVICE_UNKNOWN,
          "{for_each_expression:{references:['module.net']},expressions:"
              + "{virtual_network_configuration:[{subnet_id:{references:"
              + "['each.value.subnet_id','each.value']}}]}}");
    }
    plan.output("module.net", "subnet_id", "['azurerm_subnet.one.id','azurerm_subnet.one']");
    assertThat(subnets(plan)).containsExactly("nx", "ny");
  }

  @Test
  void an_output_and_a_variable_lead_through_modules() {
    PlanText plan = new PlanText();
    plan.create("module.net.module.inner.azurerm_subnet.one", subnet("apim"), "{id:true}", "{}");
    plan.output("module.net.module.inner", "id", "['azurerm_subnet.one.id','azurerm_subnet.one']");
    plan.output("module.net", "subnet_id", "['module.inner.id','module.inner']");
    plan.call(
        "module.gateway",
        "{expressions:{network:{references:['module.net.subnet_id','module.net']}}}");
    service(
        plan, "module.gateway.azurerm_api_management.a", "['var.network.subnet_id','var.network']");
    assertThat(subnets(plan)).containsExactly("apim");
  }

  @Test
  void of_an_object_of_ids_the_one_of_the_right_type_is_taken() {
    PlanText plan = new PlanText();
    plan.create("azurerm_subnet.one", subnet("apim"), "{id:true}", "{}");
    plan.create("azurerm_network_security_group.g", "{name:'g'}", "{id:true}", "{}");
    plan.call(
        "module.gateway",
        "{expressions:{network:{references:['azurerm_network_security_group.g.id',"
            + "'azurerm_network_security_group.g','azurerm_subnet.one.id','azurerm_subnet.one']}}}");
    service(
        plan, "module.gateway.azurerm_api_management.a", "['var.network.subnet','var.network']");
    assertThat(subnets(plan)).containsExactly("apim");
  }

  @Test
  void of_two_that_it_may_be_none_is_taken() {
    PlanText plan = withSubnets("", "\"x\"", "\"y\"");
    service(
        plan,
        "azurerm_api_management.a",
        "['var.blue','azurerm_subnet.s[\"x\"].id','azurerm_subnet.s[\"x\"]','azurerm_subnet.s',"
            + "'azurerm_subnet.s[\"y\"].id','azurerm_subnet.s[\"y\"]','azurerm_subnet.s']");
    assertThat(subnets(plan)).containsExactly(OWN);
  }

  @Test
  void a_local_is_the_only_one_that_its_module_can_refer_to() {
    PlanText plan = withSubnets("", "\"x\"");
    plan.create("azurerm_public_ip.p", "{name:'p'}", "{id:true}", "{}");
    service(plan, "azurerm_api_management.a", "['local.subnet_id']");
    assertThat(subnets(plan)).containsExactly("nx");
  }

  @Test
  void a_local_that_may_be_one_of_several_is_none() {
    PlanText plan = withSubnets("", "\"x\"", "\"y\"");
    service(
        plan,
        "azurerm_api_management.a",
        "['local.subnet_id','azurerm_subnet.s[\"x\"].id','azurerm_subnet.s[\"x\"]']");
    assertThat(subnets(plan)).containsExactly(OWN);
  }

  @Test
  void a_local_is_not_what_is_known_before_apply() {
    PlanText plan = new PlanText();
    plan.resource(
        "azurerm_subnet.old",
        "no-op",
        "{name:'old',id:'/x/subnets/old'}",
        "{}",
        "{expressions:{}}");
    service(plan, "azurerm_api_management.a", "['local.subnet_id']");
    assertThat(subnets(plan)).containsExactly(OWN);
  }

  @Test
  void a_local_may_be_what_nobody_knows_yet() {
    for (String opaque :
        List.of(
            "data.external.x", "data.terraform_remote_state.network", "data.azapi_resource.x")) {
      PlanText plan = withSubnets("", "\"x\"");
      plan.resource(
          opaque,
          "read",
          "{response_export_values:['*']}",
          "{id:true,output:true}",
          "{expressions:{}}");
      service(plan, "azurerm_api_management.a", "['local.subnet_id']");
      assertThat(subnets(plan)).containsExactly(OWN);
    }
  }

  /** A dynamic block is not printed at all. */
  private static PlanText dynamic(PlanText plan, String address) {
    return plan.create(address, SERVICE, SERVICE_UNKNOWN, "{name:{constant_value:'apim'}}");
  }

  @Test
  void in_a_dynamic_block_stands_the_only_one_that_its_module_is_given() {
    PlanText plan = withSubnets("module.net.", "\"x\"", "\"y\"");
    plan.create("azurerm_subnet.other", subnet("other"), "{id:true}", "{}");
    plan.output("module.net", "ids", "['azurerm_subnet.s']");
    dynamic(plan, "module.gateway.azurerm_api_management.a");
    plan.call(
        "module.gateway",
        "{expressions:{name:{constant_value:'apim'},subnet_id:{references:"
            + "['module.net.ids[\"y\"]','module.net.ids','module.net']}}}");
    assertThat(subnets(plan)).containsExactly("ny");
  }

  @Test
  void in_a_dynamic_block_may_stand_any_of_two_that_its_module_is_given() {
    PlanText plan = withSubnets("", "\"x\"", "\"y\"");
    dynamic(plan, "module.gateway.azurerm_api_management.a");
    plan.call(
        "module.gateway",
        "{expressions:{subnet_id:{references:['azurerm_subnet.s[\"x\"].id']},"
            + "endpoints:{references:['azurerm_subnet.s[\"y\"].id']}}}");
    assertThat(subnets(plan)).containsExactly("? module.gateway." + OWN.substring(2));
  }

  @Test
  void a_block_that_is_printed_without_the_attribute_is_no_dynamic_one() {
    PlanText plan = withSubnets("", "\"x\"");
    plan.create(
        "azurerm_api_management.a",
        SERVICE,
        SERVICE_UNKNOWN,
        "{virtual_network_configuration:[{}]}");
    assertThat(subnets(plan)).containsExactly(OWN);
  }

  @Test
  void keys_that_are_some_of_the_others_pick_the_same() {
    PlanText plan = withSubnets("", "\"x\"", "\"y\"", "\"z\"");
    for (String key : List.of("x", "z")) {
      service(plan, "azurerm_api_management.a[\"" + key + "\"]", "['azurerm_subnet.s','each.key']");
    }
    assertThat(subnets(plan)).containsExactly("nx", "nz");
  }

  @Test
  void a_key_that_another_could_be_made_from_picks_nothing() {
    PlanText plan = withSubnets("", "\"x\"", "\"x-green\"");
    service(plan, "azurerm_api_management.a[\"x\"]", "['azurerm_subnet.s','each.key']");
    assertThat(subnets(plan)).allMatch(name -> name.startsWith("? "));
  }

  @Test
  void a_key_out_of_the_variable_of_for_each_picks_its_instance() {
    PlanText plan = withSubnets("", "\"x\"", "\"y\"");
    plan.set("variables", "{all:{value:{blue:{subnet:'y'},red:{subnet:'x'}}}}");
    for (String key : List.of("blue", "red")) {
      plan.resource(
          "azurerm_api_management.a[\"" + key + "\"]",
          "create",
          SERVICE,
          SERVICE_UNKNOWN,
          "{for_each_expression:{references:['var.all']},expressions:"
              + "{virtual_network_configuration:[{subnet_id:{references:"
              + "['azurerm_subnet.s','each.value.subnet','each.value']}}]}}");
    }
    assertThat(subnets(plan)).containsExactly("ny", "nx");
  }

  @Test
  void a_map_by_names_picks_the_resource_of_the_name() {
    PlanText plan = withSubnets("module.net.", "\"x\"", "\"y\"");
    plan.output("module.net", "ids", "['azurerm_subnet.s']");
    service(
        plan,
        "azurerm_api_management.a",
        "['module.net.ids[\"nx\"]','module.net.ids','module.net']");
    assertThat(subnets(plan)).containsExactly("nx");
  }

  @Test
  void an_id_passed_through_an_association_is_that_of_the_subnet() {
    PlanText plan = withSubnets("", "\"x\"");
    plan.create(
        "azurerm_subnet_network_security_group_association.a",
        "{}",
        "{id:true,subnet_id:true,network_security_group_id:true}",
        "{subnet_id:{references:['azurerm_subnet.s[\"x\"].id','azurerm_subnet.s[\"x\"]']}}");
    service(
        plan,
        "azurerm_api_management.a",
        "['azurerm_subnet_network_security_group_association.a.id',"
            + "'azurerm_subnet_network_security_group_association.a']");
    assertThat(subnets(plan)).containsExactly("nx");
  }

  @Test
  void the_only_subnet_block_of_a_network_is_found() {
    PlanText plan = new PlanText();
    plan.create(
        "azurerm_virtual_network.v",
        "{name:'v',address_space:['10.0.0.0/16'],subnet:[{name:'apim',address_prefix:'10.0.1.0/24',"
            + "security_group:''}]}",
        "{id:true,subnet:[{id:true}]}",
        "{}");
    service(
        plan,
        "azurerm_api_management.a",
        "['azurerm_virtual_network.v.subnet','azurerm_virtual_network.v']");
    String network =
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/"
            + "azurerm_virtual_network.v/providers/Microsoft.Network/virtualNetworks/v";
    assertThat(subnets(plan)).containsExactly("\"" + network + "/subnets/apim\"");
    assertThat(
            PlanText.bodies(plan.read(), "Microsoft.Network/virtualNetworks")
                .get(0)
                .at("/properties/subnets"))
        .isEqualTo(
            PlanText.json(
                "[{id:'"
                    + network
                    + "/subnets/apim',name:'apim',properties:{"
                    + "addressPrefix:'10.0.1.0/24',networkSecurityGroup:null,routeTable:null,"
                    + "serviceEndpoints:[],delegations:[]}}]"));
  }

  @Test
  void a_subnet_that_is_read_after_it_is_made_is_that_subnet() {
    PlanText plan = new PlanText();
    plan.create("azurerm_subnet.one", subnet("apim"), "{id:true}", "{}");
    plan.resource(
        "data.azurerm_subnet.read",
        "read",
        "{name:'apim',virtual_network_name:'vnet'}",
        "{id:true,network_security_group_id:true,address_prefixes:true}",
        "{expressions:{}}");
    service(
        plan,
        "azurerm_api_management.a",
        "['data.azurerm_subnet.read.id','data.azurerm_subnet.read']");
    assertThat(subnets(plan)).containsExactly("apim");
  }

  @Test
  void modules_that_refer_to_each_other_in_a_circle_end_unresolved() {
    PlanText plan = new PlanText();
    plan.create("module.a.azurerm_ip_group.g", "{name:'g',cidrs:[]}", "{id:true}", "{}");
    plan.create("module.b.azurerm_ip_group.g", "{name:'g',cidrs:[]}", "{id:true}", "{}");
    plan.call("module.a", "{expressions:{i:{references:['module.b.o','module.b']}}}");
    plan.call("module.b", "{expressions:{i:{references:['module.a.o','module.a']}}}");
    plan.output("module.a", "o", "['var.i','var.i','module.a.o']");
    plan.output("module.b", "o", "['var.i','var.i']");
    service(plan, "azurerm_api_management.a", "['module.a.o','module.a']");
    assertThat(subnets(plan)).containsExactly(OWN);
  }

  @Test
  void deeply_nested_modules_are_followed() {
    PlanText plan = new PlanText();
    String module = "";
    for (int depth = 0; depth < 150; depth++) {
      module += (depth == 0 ? "" : ".") + "module.m";
      plan.call(
          module,
          "{expressions:{i:{references:"
              + (depth == 0 ? "['azurerm_subnet.one.id','azurerm_subnet.one']" : "['var.i']")
              + "}}}");
    }
    plan.create("azurerm_subnet.one", subnet("apim"), "{id:true}", "{}");
    service(plan, module + ".azurerm_api_management.a", "['var.i']");
    assertThat(subnets(plan)).containsExactly("apim");
  }

  @Test
  void references_that_double_at_each_level_are_followed_once() {
    PlanText plan = new PlanText();
    plan.create("azurerm_subnet.one", subnet("apim"), "{id:true}", "{}");
    String module = "";
    for (int depth = 0; depth < 40; depth++) {
      module += (depth == 0 ? "" : ".") + "module.m";
      String both =
          depth == 0 ? "{references:['azurerm_subnet.one.id']}" : "{references:['var.i','var.j']}";
      plan.call(module, "{expressions:{i:" + both + ",j:" + both + "}}");
    }
    service(plan, module + ".azurerm_api_management.a", "['var.i','var.j']");
    assertThat(subnets(plan)).containsExactly("apim");
  }
}
