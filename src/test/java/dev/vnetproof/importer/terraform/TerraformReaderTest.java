package dev.vnetproof.importer.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.source.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TerraformReaderTest {

  private static List<String> problems(String text) {
    String json = PlanText.json(text).toString();
    return new TerraformReader()
            .read(JsonDocument.parse("t.json", json.getBytes(StandardCharsets.UTF_8)))
            .problems()
            .stream()
            .map(Objects::toString)
            .toList();
  }

  private static boolean looksLikeTerraform(String text) {
    return TerraformReader.looksLikeTerraform(PlanText.json(text));
  }

  @Test
  void plans_and_states_are_told_from_other_documents() {
    assertThat(looksLikeTerraform("{format_version:'1.2',planned_values:{}}")).isTrue();
    assertThat(looksLikeTerraform("{format_version:'1.0',terraform_version:'1.9.0'}")).isTrue();
    assertThat(looksLikeTerraform("{format_version:'1.0',values:{root_module:{}}}")).isTrue();
    assertThat(looksLikeTerraform("{version:4,terraform_version:'1.9.0',resources:[]}")).isTrue();
    assertThat(looksLikeTerraform("{version:3,terraform_version:'0.11.0',modules:[]}")).isTrue();
    assertThat(looksLikeTerraform("{snapshot:'1',locations:[]}")).isFalse();
    assertThat(looksLikeTerraform("{contentVersion:'1.0.0.0',resources:[]}")).isFalse();
    assertThat(looksLikeTerraform("{value:[],count:0}")).isFalse();
    assertThat(looksLikeTerraform("[{format_version:'1.0'}]")).isFalse();
    assertThat(looksLikeTerraform("'plan'")).isFalse();
  }

  @Test
  void an_empty_state_has_no_resources() {
    TerraformResources resources =
        new TerraformReader()
            .read(
                JsonDocument.parse(
                    "t.json",
                    "{\"format_version\":\"1.0\",\"terraform_version\":\"1.9.0\"}"
                        .getBytes(StandardCharsets.UTF_8)));
    assertThat(resources)
        .isEqualTo(
            new TerraformResources(List.of(), new java.util.TreeMap<>(), List.of(), List.of()));
  }

  @Test
  void values_that_are_no_object_and_a_blank_type_are_told() {
    String object = "is no object; expected one, as Terraform prints it";
    assertThat(
            problems(
                "{version:4,terraform_version:'1.9.0',resources:[{type:'azurerm_subnet',name:'a',"
                    + "instances:[{attributes:7},{attributes:[{}]}]},{type:'',instances:[]}]}"))
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).endsWith("/resources/0/instances/0/attributes: " + object),
            two -> assertThat(two).endsWith("/resources/0/instances/1/attributes: " + object),
            three ->
                assertThat(three)
                    .endsWith(
                        "/resources/1: the resource has no `type`; expected what Terraform"
                            + " prints"));
    assertThat(
            problems(
                "{format_version:'1.0',values:{root_module:{resources:[{address:'a.b',type:'a',"
                    + "values:'x'},{address:'a.c',type:' '}]}}}"))
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).endsWith("/resources/0/values: " + object),
            two ->
                assertThat(two)
                    .endsWith(
                        "/resources/1: the resource has no `address` and `type`; expected what"
                            + " Terraform prints"));
  }

  @Test
  void what_stands_where_a_list_belongs_is_told_with_its_place() {
    String list = "is no list; expected one, as Terraform prints it";
    assertThat(problems("{version:4,terraform_version:'1.9.0',resources:{a:{}}}"))
        .singleElement()
        .asString()
        .endsWith("/resources: " + list);
    assertThat(problems("{version:4,terraform_version:'1.9.0',resources:[{instances:{a:1}},7]}"))
        .satisfiesExactlyInAnyOrder(
            instances -> assertThat(instances).endsWith("/resources/0/instances: " + list),
            resource ->
                assertThat(resource)
                    .endsWith("/resources/1: is no object; expected one, as Terraform prints it"));
    assertThat(
            problems(
                "{format_version:'1.0',values:{root_module:{resources:{a:1},child_modules:{a:1}}}}"))
        .satisfiesExactly(
            resources -> assertThat(resources).endsWith("/resources: " + list),
            modules -> assertThat(modules).endsWith("/child_modules: " + list));
    assertThat(
            problems(
                "{format_version:'1.2',planned_values:{root_module:{resources:{a:1}}},"
                    + "resource_changes:[]}"))
        .singleElement()
        .asString()
        .endsWith("/planned_values/root_module/resources: " + list);
  }

  @Test
  void formats_it_does_not_read_are_named() {
    assertThat(problems("{format_version:'2.0',planned_values:{}}"))
        .containsExactly("t.json:1:19 /format_version: `2.0` is a newer format; expected 1.x");
    assertThat(problems("{version:3,terraform_version:'0.11.0',modules:[]}"))
        .containsExactly(
            "t.json:1:12 /version: `3` is an old state format; expected 4, as Terraform writes it"
                + " since 0.12");
    assertThat(problems("{format_version:'1.2',errored:true,planned_values:{}}"))
        .containsExactly(
            "t.json:1:35 /errored: the plan stopped with an error; expected a plan that Terraform"
                + " completed");
    assertThat(problems("{format_version:'1.2',planned_values:{root_module:{resources:[{}]}}}"))
        .containsExactly(
            "t.json:1:1: the plan has no `resource_changes`, which say what is not known yet;"
                + " expected the whole output of `terraform show -json`");
  }

  @Test
  void resources_without_address_are_all_named() {
    assertThat(
            problems(
                "{format_version:'1.2',values:{root_module:{resources:[{},{type:'x'},"
                    + "{address:'a.b',type:'a',values:7}]}}}"))
        .containsExactly(
            "t.json:1:63 /values/root_module/resources/0: the resource has no `address` and"
                + " `type`; expected what Terraform prints",
            "t.json:1:66 /values/root_module/resources/1: the resource has no `address` and"
                + " `type`; expected what Terraform prints",
            "t.json:1:116 /values/root_module/resources/2/values: is no object; expected one, as"
                + " Terraform prints it");
  }

  @Test
  void values_of_any_shape_are_survived() {
    for (String value : List.of("7", "'x'", "[]", "[[]]", "{}", "[{}]", "[7]", "null", "true")) {
      StringBuilder values = new StringBuilder();
      for (String attribute :
          List.of(
              "name",
              "id",
              "security_rule",
              "subnet",
              "route",
              "address_space",
              "dns_servers",
              "virtual_network_configuration",
              "additional_location",
              "sku_name",
              "body",
              "type",
              "ip_configuration",
              "rule",
              "network_rule_collection",
              "delegation",
              "parent_id",
              "service_endpoints",
              "subnet_id",
              "virtual_network_name",
              "cidrs",
              "eventhub",
              "application_rule_collection",
              "public_ip_address_id",
              "vnet_peerings",
              "zones")) {
        values.append(values.isEmpty() ? "" : ",").append(attribute).append(":").append(value);
      }
      for (String type :
          List.of(
              "azurerm_network_security_group",
              "azurerm_network_security_rule",
              "azurerm_virtual_network",
              "azurerm_subnet",
              "azurerm_route_table",
              "azurerm_route",
              "azurerm_virtual_network_peering",
              "azurerm_api_management",
              "azurerm_firewall",
              "azurerm_firewall_network_rule_collection",
              "azurerm_ip_group",
              "azapi_resource",
              "azurerm_firewall_policy_rule_collection_group",
              "azapi_update_resource",
              "azurerm_subnet_network_security_group_association",
              "azurerm_virtual_network_dns_servers",
              "azurerm_api_management_logger")) {
        for (String mode : List.of("managed", "data")) {
          assertThat(
                  problems(
                      "{format_version:'1.0',values:{root_module:{resources:[{address:'"
                          + type
                          + ".x',mode:'"
                          + mode
                          + "',type:'"
                          + type
                          + "',name:'x',values:{"
                          + values
                          + "}}]}}}"))
              .isEmpty();
        }
      }
    }
  }
}
