package dev.vnetproof.importer.azure;

import static dev.vnetproof.importer.azure.Environments.NETWORK;
import static dev.vnetproof.importer.azure.Environments.VNET;
import static dev.vnetproof.importer.azure.Environments.network;
import static dev.vnetproof.importer.azure.Environments.one;
import static dev.vnetproof.importer.azure.Environments.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.AdminAccess;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityAdminRule;
import dev.vnetproof.space.PortSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which security admin rules are known to be in force, and which may be. */
class AdminRulesTest {
  private static final String MANAGER = NETWORK + "/networkManagers/avnm";
  private static final String CONFIGURATION = MANAGER + "/securityAdminConfigurations/base";
  private static final String COLLECTION = CONFIGURATION + "/ruleCollections/rc";
  private static final String RULE = COLLECTION + "/rules/deny-in";
  private static final String GROUP = MANAGER + "/networkGroups/spokes";

  private static Datum<List<SecurityAdminRule>> rules(String... documents) {
    List<String> all = new ArrayList<>(List.of(service(), inWestUs()));
    all.addAll(Arrays.asList(documents));
    Location location = one(all.toArray(String[]::new)).locations().get(0);
    return location.securityAdminRules();
  }

  private static SecurityAdminRule only(Datum<List<SecurityAdminRule>> rules) {
    assertThat(rules.orElse(List.of())).hasSize(1);
    return rules.orElse(List.of()).get(0);
  }

  private static String inWestUs() {
    return network().replace("'name': 'vnet-apim',", "'name': 'vnet-apim', 'location': 'westus',");
  }

  private static String properties() {
    return "'access': 'Deny', 'direction': 'Inbound', 'priority': 20, 'protocol': 'Tcp',"
        + " 'sources': [{'addressPrefix': 'Internet', 'addressPrefixType': 'ServiceTag'}],"
        + " 'sourcePortRanges': ['0-65535'],"
        + " 'destinations': [{'addressPrefix': '*', 'addressPrefixType': 'IPPrefix'}],"
        + " 'destinationPortRanges': ['3443', '22']";
  }

  private static String rule() {
    return resource(RULE, "securityAdminConfigurations/ruleCollections/rules", properties());
  }

  private static String resource(String id, String type, String properties) {
    return "{'id': '"
        + id
        + "', 'name': '"
        + id.substring(id.lastIndexOf('/') + 1)
        + "', 'type': 'Microsoft.Network/networkManagers/"
        + type
        + "', 'properties': {"
        + properties
        + "}}";
  }

  private static String effective(String more) {
    return "{'value': [{'id': '"
        + RULE
        + "', 'kind': 'Custom', 'ruleGroups': [], "
        + more
        + " 'ruleCollectionAppliesToGroups': [{'networkGroupId': '"
        + GROUP
        + "'}], 'properties': {"
        + properties()
        + "}}], 'skipToken': ''}";
  }

  private static String collection() {
    return resource(
        COLLECTION,
        "securityAdminConfigurations/ruleCollections",
        "'appliesToGroups': [{'networkGroupId': '" + GROUP + "'}]");
  }

  private static String member(String id) {
    return resource(
        GROUP + "/staticMembers/m", "networkGroups/staticMembers", "'resourceId': '" + id + "'");
  }

  private static String deployed(String region, String configuration) {
    return "{'value': [{'commitTime': '2026-01-01T00:00:00Z', 'region': '"
        + region
        + "', 'deploymentStatus': 'Deployed', 'deploymentType': 'SecurityAdmin',"
        + " 'configurationIds': ['"
        + configuration
        + "'], 'errorMessage': ''}]}";
  }

  @Test
  void without_any_in_the_input_nobody_knows() {
    assertThat(rules()).isEqualTo(Datum.unknownAt("/locations/0/securityAdminRules"));
  }

  @Test
  void what_is_effective_for_the_only_network_is_all_there_is() {
    SecurityAdminRule rule = only(rules(effective(""), rule()));

    assertThat(rule)
        .isEqualTo(
            new SecurityAdminRule(
                "deny-in",
                "rc",
                20,
                Direction.INBOUND,
                Datum.known(AdminAccess.DENY),
                Datum.known(java.util.Set.of(dev.vnetproof.space.Protocol.TCP)),
                Datum.known(RuleAddresses.of("Internet")),
                Datum.known(PortSet.ALL),
                Datum.known(RuleAddresses.ANY),
                Datum.known(PortSet.parse("3443").union(PortSet.parse("22"))),
                rule.pointer()));
    assertThat(rule.pointer()).startsWith("2.json");
  }

  @Test
  void the_az_command_prints_effective_rules_without_properties() {
    String flat =
        "[{'id': '"
            + RULE
            + "', 'kind': 'Custom', 'ruleGroups': [], 'ruleCollectionAppliesToGroups': [], "
            + properties()
            + "}]";

    assertThat(only(rules(flat)).access()).isEqualTo(Datum.known(AdminAccess.DENY));
  }

  @Test
  void a_rule_alone_may_deny_or_not_apply_at_all() {
    assertThat(only(rules(rule())).access().ifMissing().map(Missing::text))
        .hasValue("ruleCollection `" + COLLECTION + "` is not in the input");
  }

  @Test
  void a_rule_of_a_static_member_may_not_be_deployed() {
    assertThat(
            only(rules(rule(), collection(), member(VNET))).access().ifMissing().map(Missing::text))
        .hasValue(
            "whether security admin configuration `base` is deployed to virtualNetwork `"
                + VNET
                + "`");
  }

  @Test
  void a_deployed_rule_of_a_static_member_is_in_force() {
    assertThat(
            only(rules(rule(), collection(), member(VNET), deployed("westus", CONFIGURATION)))
                .access())
        .isEqualTo(Datum.known(AdminAccess.DENY));
  }

  @Test
  void a_policy_may_add_the_network_to_a_group() {
    assertThat(
            only(rules(rule(), collection(), member("/x"), deployed("westus", CONFIGURATION)))
                .access()
                .ifMissing()
                .map(Missing::text))
        .hasValue("whether network group `spokes` holds virtualNetwork `" + VNET + "`");
  }

  @Test
  void a_configuration_that_is_not_deployed_in_the_region_is_not_in_force() {
    String other = MANAGER + "/securityAdminConfigurations/other";

    assertThat(rules(rule(), collection(), member(VNET), deployed("westus", other)))
        .isEqualTo(Datum.known(List.of()));
    assertThat(
            only(rules(rule(), collection(), member(VNET), deployed("eastus", CONFIGURATION)))
                .access()
                .isKnown())
        .isFalse();
  }

  @Test
  void a_deployment_of_another_manager_says_nothing_of_this_one() {
    String other = NETWORK + "/networkManagers/other/securityAdminConfigurations/base";

    assertThat(
            only(rules(rule(), collection(), member(VNET), deployed("westus", other)))
                .access()
                .isKnown())
        .isFalse();
  }

  @Test
  void an_active_rule_is_deployed_and_in_force_for_members_in_its_region() {
    String active = effective("'commitTime': '2026-01-01T00:00:00Z', 'region': 'westus',");

    assertThat(only(rules(active, member(VNET))).access()).isEqualTo(Datum.known(AdminAccess.DENY));
    assertThat(only(rules(active)).access().isKnown()).isFalse();
    assertThat(rules(active.replace("'westus'", "'eastus'"), member(VNET)))
        .isEqualTo(Datum.known(List.of()));
  }

  @Test
  void networks_of_a_group_are_not_known_as_addresses() {
    String rule =
        rule()
            .replace(
                "'addressPrefix': 'Internet', 'addressPrefixType': 'ServiceTag'",
                "'addressPrefix': '" + GROUP + "', 'addressPrefixType': 'NetworkGroup'");

    assertThat(only(rules(rule)).sources().ifMissing().map(Missing::text))
        .hasValue(
            "sources of security admin rule `deny-in`: the networks of a network group, which"
                + " no input shows");
  }
}
