package dev.vnetproof.importer.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.SecurityRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Network Watcher shows of a network, and what follows from it. */
class NetworkWatcherTest {
  private static final String TO_SQL =
      "'sourceAddressPrefix': '*', 'destinationAddressPrefix': 'Sql', 'destinationPortRange': '1433'";

  private static Location location(String... documents) {
    return Environments.one(documents).locations().get(0);
  }

  private static Datum<String> group(String... documents) {
    return location(documents)
        .networkSecurityGroup()
        .map(
            g ->
                g.map(
                        some ->
                            some.name()
                                + some.securityRules()
                                    .map(rules -> rules.stream().map(SecurityRule::name).toList()))
                    .orElse("none"));
  }

  private static String rule(String kind, String name, int priority) {
    return Environments.rule(name, priority, TO_SQL)
        .replace("{'name'", "{'id': '" + Environments.NSG + "/" + kind + "/" + name + "', 'name'");
  }

  // ---- security group view
  // -----------------------------------------------------------------------

  private static String view(String association) {
    return "{'networkInterfaces': [{'id': '"
        + Environments.NETWORK
        + "/networkInterfaces/nic', 'resourceGroup': 'rg-apim', 'securityRuleAssociations':"
        + " {'defaultSecurityRules': ["
        + rule("defaultSecurityRules", "AllowVnetOutBound", 65000)
        + "], 'effectiveSecurityRules': [], 'networkInterfaceAssociation': null,"
        + " 'subnetAssociation': "
        + association
        + "}}]}";
  }

  @Test
  void the_view_of_an_interface_shows_the_group_of_its_subnet() {
    String shown =
        view(
            "{'id': '"
                + Environments.SUBNET
                + "', 'securityRules': ["
                + rule("securityRules", "sql", 100)
                + "]}");

    assertThat(group(Environments.service(), shown))
        .isEqualTo(Datum.known("nsg-apimKnown[value=[sql]]"));
    assertThat(
            location(Environments.service(), shown)
                .networkSecurityGroup()
                .orElse(Optional.empty())
                .orElseThrow()
                .securityRules()
                .map(rules -> rules.get(0).pointer()))
        .isEqualTo(
            Datum.known(
                "1.json#/networkInterfaces/0/securityRuleAssociations/subnetAssociation"
                    + "/securityRules/0"));
  }

  @Test
  void a_view_without_rules_on_the_subnet_does_not_tell_that_it_has_no_group() {
    String empty = view("{'id': '" + Environments.SUBNET + "', 'securityRules': []}");

    assertThat(group(Environments.service(), view("null")).isKnown()).isFalse();
    assertThat(group(Environments.service(), empty).isKnown()).isFalse();
  }

  @Test
  void powershell_shows_the_rules_but_not_whose_subnet_they_guard() {
    String shown =
        "{'NetworkInterfaces': [{'NetworkInterfaceSecurityRules': [], 'SubnetSecurityRules': ["
            + rule("securityRules", "sql", 100)
            + "], 'DefaultSecurityRules': [], 'EffectiveSecurityRules': []}]}";

    assertThat(group(Environments.service(), shown).isKnown()).isFalse();
    assertThat(group(Environments.service(), Environments.network(Environments.withGroup()), shown))
        .isEqualTo(Datum.known("nsg-apimKnown[value=[sql]]"));
  }

  // ---- topology
  // ----------------------------------------------------------------------------------

  private static String topology(String resources, String associations, String... associated) {
    StringBuilder list = new StringBuilder();
    for (String id : associated) {
      list.append(list.isEmpty() ? "" : ", ")
          .append("{'associationType': 'Associated', 'name': 'x', 'resourceId': '")
          .append(id)
          .append("'}");
    }
    return "{'id': 'e33d', 'createdDateTime': '2024-01-01', '"
        + resources
        + "': [{'id': '"
        + Environments.VNET
        + "', 'name': 'vnet-apim', 'location': 'westus', '"
        + associations
        + "': [{'associationType': 'Contains', 'name': 's', 'resourceId': '"
        + Environments.SUBNET
        + "'}]}, {'id': '"
        + Environments.SUBNET
        + "', 'name': 'snet-apim', 'location': 'westus', '"
        + associations
        + "': ["
        + list
        + "]}, {'id': '"
        + Environments.NSG
        + "/securityRules/sql', 'name': 'sql', 'location': 'westus', '"
        + associations
        + "': []}]}";
  }

  @Test
  void a_topology_tells_what_is_on_a_subnet() {
    String shown = topology("resources", "associations", Environments.NSG, Environments.ROUTES);
    String inPowerShell =
        topology(
            "TopologyResources", "TopologyAssociations", Environments.NSG, Environments.ROUTES);

    for (String topology : List.of(shown, inPowerShell)) {
      Location location =
          location(Environments.service(), topology, Environments.group(), Environments.routes());
      assertThat(location.networkSecurityGroup().map(g -> g.orElseThrow().name()))
          .isEqualTo(Datum.known("nsg-apim"));
      assertThat(location.routeTable().map(t -> t.map(RouteTable::name)))
          .isEqualTo(Datum.known(Optional.of("rt-apim")));
    }
  }

  @Test
  void a_subnet_without_a_group_in_a_topology_may_have_one_of_another_resource_group() {
    assertThat(group(Environments.service(), topology("resources", "associations")).isKnown())
        .isFalse();
  }

  @Test
  void what_a_topology_lists_is_no_printing_of_it() {
    assertThat(
            group(
                Environments.service(),
                Environments.network(Environments.withGroup()),
                topology("resources", "associations", Environments.NSG)))
        .isEqualTo(
            Datum.known(
                "nsg-apim"
                    + Datum.unknown(Missing.resource("networkSecurityGroup", Environments.NSG))));
  }

  @Test
  void two_groups_on_one_subnet_cannot_both_be_right() {
    String other = Environments.NSG + "-old";

    assertThat(
            group(
                    Environments.service(),
                    Environments.group(),
                    topology("resources", "associations", Environments.NSG, other))
                .ifMissing()
                .map(Missing::text))
        .hasValue(
            "subnet `"
                + Environments.SUBNET
                + "` is not in the input: `"
                + Environments.NSG
                + "`, `"
                + other
                + "` list the subnet");
  }

  // ---- diagnostics
  // -------------------------------------------------------------------------------

  @Test
  void a_diagnostic_tells_which_group_applies_to_a_subnet() {
    String diagnostic =
        "{'results': [{'profile': {'direction': 'Inbound'}, 'networkSecurityGroupResult':"
            + " {'securityRuleAccessResult': 'Allow', 'evaluatedNetworkSecurityGroups':"
            + " [{'networkSecurityGroupId': '"
            + Environments.NSG
            + "', 'appliedTo': '"
            + Environments.SUBNET
            + "', 'matchedRule': {'ruleName': 'UserRule_a', 'action': 'Allow'}}]}}]}";

    assertThat(group(Environments.service(), diagnostic, Environments.group()))
        .isEqualTo(Datum.known("nsg-apimKnown[value=[]]"));
  }

  // ---- lists without what they belong to
  // ---------------------------------------------------------

  @Test
  void default_rules_alone_are_not_the_rules_of_a_group() {
    String network = Environments.network(Environments.withGroup());
    String defaults = rule("defaultSecurityRules", "AllowVnetOutBound", 65000);
    String custom = rule("securityRules", "sql", 100);

    assertThat(group(Environments.service(), network, "[" + defaults + "]").orElse("none"))
        .startsWith("nsg-apimUnknown");
    assertThat(group(Environments.service(), network, "[" + defaults + ", " + custom + "]"))
        .isEqualTo(Datum.known("nsg-apimKnown[value=[sql]]"));
  }

  @Test
  void a_list_of_routes_is_the_routes_of_its_table_and_leaves_propagation_open() {
    String route =
        Environments.route("default", "0.0.0.0/0", "'None'")
            .replace("{'name'", "{'id': '" + Environments.ROUTES + "/routes/default', 'name'");

    RouteTable table =
        location(
                Environments.service(),
                Environments.network(Environments.withRoutes()),
                "[" + route + "]")
            .routeTable()
            .orElse(Optional.empty())
            .orElseThrow();

    assertThat(table.routes().map(List::size)).isEqualTo(Datum.known(1));
    assertThat(table.disableBgpRoutePropagation().isKnown()).isFalse();
  }
}
