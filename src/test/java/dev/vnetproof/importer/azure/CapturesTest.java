package dev.vnetproof.importer.azure;

import static dev.vnetproof.importer.azure.Environments.NSG;
import static dev.vnetproof.importer.azure.Environments.RG;
import static dev.vnetproof.importer.azure.Environments.SUBNET;
import static dev.vnetproof.importer.azure.Environments.VNET;
import static dev.vnetproof.importer.azure.Environments.group;
import static dev.vnetproof.importer.azure.Environments.network;
import static dev.vnetproof.importer.azure.Environments.one;
import static dev.vnetproof.importer.azure.Environments.route;
import static dev.vnetproof.importer.azure.Environments.routes;
import static dev.vnetproof.importer.azure.Environments.rule;
import static dev.vnetproof.importer.azure.Environments.service;
import static dev.vnetproof.importer.azure.Environments.withGroup;
import static dev.vnetproof.importer.azure.Environments.withRoutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.SecurityRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One resource in several documents: what one shows, what both show, and what may be the same. */
class CapturesTest {
  private static final String SQL =
      rule("sql", 100, "'sourceAddressPrefix': '*', 'destinationAddressPrefix': 'Sql',")
          .replace("Sql',}", "Sql', 'destinationPortRange': '1433'}");
  private static final String STORAGE = SQL.replace("sql", "storage").replace("100", "110");

  private static Location only(EnvironmentSnapshot snapshot) {
    return snapshot.locations().get(0);
  }

  /** The names of the rules, or what is missing. */
  private static Datum<List<String>> rules(String... documents) {
    Datum<Optional<NetworkSecurityGroup>> group = only(one(documents)).networkSecurityGroup();
    return group instanceof Datum.Known<Optional<NetworkSecurityGroup>> known
        ? known
            .value()
            .map(g -> g.securityRules().map(r -> r.stream().map(SecurityRule::name).toList()))
            .orElse(Datum.known(List.of("no group")))
        : Datum.unknown(group.missing());
  }

  @Test
  void captures_of_a_group_that_say_the_same_are_one() {
    String same = group(STORAGE, SQL.replace("'sql'", "'SQL'"));
    assertThat(rules(service(), network(withGroup()), group(SQL, STORAGE), same))
        .isEqualTo(Datum.known(List.of("sql", "storage")));
  }

  @Test
  void captures_of_a_group_that_differ_leave_its_rules_unknown_whatever_their_order() {
    Datum<List<String>> unknown =
        Datum.unknown(
            Missing.property(
                "securityRules", "networkSecurityGroup `nsg-apim`: `2.json` and `3.json` differ"));
    String network = network(withGroup());

    assertThat(rules(service(), network, group(SQL, STORAGE), group(SQL))).isEqualTo(unknown);
    assertThat(rules(service(), network, group(SQL), group(SQL, STORAGE))).isEqualTo(unknown);
  }

  @Test
  void a_list_of_rules_completes_a_group_that_was_printed_without_them() {
    String cut = "{'id': '" + NSG + "', 'name': 'nsg-apim', 'location': 'westus', 'etag': null}";
    String list = "[" + SQL.replaceFirst("\\{", "{'id': '" + NSG + "/securityRules/sql', ") + "]";

    assertThat(rules(service(), network(withGroup()), cut, list))
        .isEqualTo(Datum.known(List.of("sql")));
    assertThat(rules(service(), network(withGroup()), list, cut))
        .isEqualTo(Datum.known(List.of("sql")));
  }

  @Test
  void captures_of_a_subnet_that_differ_leave_its_group_unknown() {
    String subnet =
        "{'id': '"
            + SUBNET
            + "', 'name': 'snet-apim', 'etag': 'x', 'addressPrefix': '10.0.1.0/24',"
            + " 'networkSecurityGroup': null}";
    assertThat(
            rules(service(), network(withGroup()), group(SQL), subnet)
                .ifMissing()
                .map(Missing::text))
        .hasValue("networkSecurityGroup of subnet `" + SUBNET + "`: `1.json` and `3.json` differ");
  }

  @Test
  void captures_of_a_route_table_that_differ_leave_its_routes_unknown() {
    String inside = route("a", "0.0.0.0/0", "'Internet'");
    Datum<Optional<RouteTable>> table =
        only(one(service(), network(withRoutes()), routes(inside), routes())).routeTable();

    assertThat(table.orElse(Optional.empty()).map(RouteTable::routes))
        .contains(
            Datum.unknown(
                Missing.property("routes", "routeTable `rt-apim`: `2.json` and `3.json` differ")));
  }

  @Test
  void captures_of_a_service_that_differ_are_two_environments() {
    String internal =
        service("'sku': {'name': 'Premium', 'capacity': 1}", "'virtualNetworkType': 'Internal'");
    assertThat(Environments.of(service(), internal, network()).snapshots()).hasSize(2);
    assertThat(Environments.of(service(), service(), network()).snapshots()).hasSize(1);
  }

  @Test
  void what_a_query_cut_from_a_service_is_not_none() {
    String cut =
        "{'id': '"
            + RG
            + "/providers/Microsoft.ApiManagement/service/apim', 'name': 'apim',"
            + " 'type': 'microsoft.apimanagement/service', 'location': 'westus', 'properties': null}";
    assertThat(one(cut).deployment().virtualNetworkType().ifMissing().map(Missing::text))
        .hasValue("virtualNetworkType of `apim`");
  }

  @Test
  void a_rule_whose_group_an_expression_names_may_belong_to_any_group() {
    String id = NSG.replace("nsg-apim", "{parameters('n')}") + "/securityRules/deny";
    String child = SQL.replaceFirst("\\{", "{'id': '" + id.replace("'", "") + "', ");

    assertThat(
            rules(service(), network(withGroup()), group(SQL), child)
                .ifMissing()
                .map(Missing::text))
        .hasValue("whether `" + id.replace("'", "") + "` belongs to `" + NSG + "`");
    // One whose name starts otherwise cannot be meant.
    assertThat(
            rules(
                service(),
                network(withGroup()),
                group(SQL),
                child.replace("{parameters(n)}", "hub-{parameters(n)}")))
        .isEqualTo(Datum.known(List.of("sql")));
  }

  @Test
  void a_subnet_whose_name_an_expression_gives_may_be_the_one_that_shows_no_group() {
    String id = VNET + "/subnets/{parameters(s)}";
    String subnet =
        "{'id': '"
            + id
            + "', 'name': '{parameters(s)}', 'type':"
            + " 'Microsoft.Network/virtualNetworks/subnets', 'properties': {'addressPrefix':"
            + " '10.0.1.0/24', "
            + withGroup()
            + "}}";
    assertThat(rules(service(), network(), group(SQL), subnet).ifMissing().map(Missing::text))
        .hasValue(
            "networkSecurityGroup of subnet `" + SUBNET + "`: whether `" + id + "` is that subnet");
  }

  @Test
  void learned_routes_prove_a_gateway_that_the_network_does_not_show() {
    String effective =
        "{'value': [{'source': 'Default', 'state': 'Active', 'addressPrefix': ['10.0.0.0/16'],"
            + " 'nextHopType': 'VnetLocal', 'nextHopIpAddress': []}, {'source':"
            + " 'VirtualNetworkGateway', 'state': 'Active', 'addressPrefix': ['0.0.0.0/0'],"
            + " 'nextHopType': 'VirtualNetworkGateway', 'nextHopIpAddress': ['10.9.0.4']}]}";
    Location location = only(one(service(), network(), effective));

    assertThat(location.virtualNetwork().gateway()).isEqualTo(Datum.known(true));
    assertThat(location.virtualNetwork().onPremisesAddressSpaces())
        .isEqualTo(Datum.known(AddressPrefixes.of(List.of("0.0.0.0/0"))));
  }
}
