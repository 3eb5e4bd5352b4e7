package dev.vnetproof.importer.azure;

import static dev.vnetproof.importer.azure.Environments.NSG;
import static dev.vnetproof.importer.azure.Environments.RG;
import static dev.vnetproof.importer.azure.Environments.ROUTES;
import static dev.vnetproof.importer.azure.Environments.SUBNET;
import static dev.vnetproof.importer.azure.Environments.VNET;
import static dev.vnetproof.importer.azure.Environments.group;
import static dev.vnetproof.importer.azure.Environments.network;
import static dev.vnetproof.importer.azure.Environments.of;
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
import dev.vnetproof.model.LocationLabels;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.Sku;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the resources show, what they show to be none, and what they do not show. */
class SnapshotAssemblerTest {

  private static Location only(EnvironmentSnapshot snapshot) {
    assertThat(snapshot.locations()).hasSize(1);
    return snapshot.locations().get(0);
  }

  private static Datum<String> groupName(String... documents) {
    return only(one(documents))
        .networkSecurityGroup()
        .map(g -> g.map(NetworkSecurityGroup::name).orElse("none"));
  }

  @Test
  void a_subnet_that_is_printed_without_a_group_has_none_even_if_one_is_declared() {
    assertThat(groupName(service(), network(), group())).isEqualTo(Datum.known("none"));
    assertThat(groupName(service(), network("'networkSecurityGroup': null"), group()))
        .isEqualTo(Datum.known("none"));
  }

  @Test
  void a_group_that_is_not_in_the_input_is_named() {
    Datum<Optional<NetworkSecurityGroup>> group =
        only(one(service(), network(withGroup()))).networkSecurityGroup();

    // The subnet has it; what it says is not known.
    assertThat(group.orElse(Optional.empty()).map(NetworkSecurityGroup::securityRules))
        .contains(Datum.unknown(Missing.resource("networkSecurityGroup", NSG)));
  }

  @Test
  void a_subnet_that_is_not_in_the_input_leaves_everything_unknown() {
    Location location = only(one(service()));

    String subnet = "subnet `" + SUBNET + "` is not in the input";
    String network = "virtualNetwork `" + VNET + "` is not in the input";
    assertThat(location.networkSecurityGroup().ifMissing().map(Missing::text)).hasValue(subnet);
    assertThat(location.routeTable().ifMissing().map(Missing::text)).hasValue(subnet);
    assertThat(location.egressFirewall().ifMissing().map(Missing::text)).hasValue(subnet);
    assertThat(location.subnet().addressPrefixes().ifMissing().map(Missing::text)).hasValue(subnet);
    assertThat(location.subnet().serviceEndpoints().ifMissing().map(Missing::text))
        .hasValue(subnet);
    assertThat(location.virtualNetwork().addressSpace().ifMissing().map(Missing::text))
        .hasValue(network);
    assertThat(location.virtualNetwork().gateway().ifMissing().map(Missing::text))
        .hasValue(network);
    assertThat(location.dns().servers().ifMissing().map(Missing::text)).hasValue(network);
  }

  @Test
  void a_group_that_lists_the_subnet_is_on_it_when_the_subnet_is_not_in_the_input() {
    String listing =
        group()
            .replace("'securityRules'", "'subnets': [{'id': '" + SUBNET + "'}], 'securityRules'");

    assertThat(groupName(service(), listing)).isEqualTo(Datum.known("nsg-apim"));
    assertThat(groupName(service(), network(), listing).ifMissing().map(Missing::text))
        .hasValue(
            "networkSecurityGroup of subnet `"
                + SUBNET
                + "`: the subnet shows none, `"
                + NSG
                + "` lists the subnet");
  }

  @Test
  void a_subnet_of_its_own_joins_like_one_inside_its_network() {
    String subnet =
        "{'id': '"
            + SUBNET.toLowerCase(java.util.Locale.ROOT)
            + "', 'name': 'snet-apim', 'type': 'Microsoft.Network/virtualNetworks/subnets',"
            + " 'addressPrefix': '10.0.1.0/24', 'networkSecurityGroup': {'id': '"
            + NSG
            + "', 'resourceGroup': 'rg-apim'}}";

    Location location = only(one(service(), subnet, group()));

    assertThat(location.subnet().addressPrefixes())
        .isEqualTo(Datum.known(AddressPrefixes.of("10.0.1.0/24")));
    assertThat(location.networkSecurityGroup().map(Optional::isPresent))
        .isEqualTo(Datum.known(true));
    assertThat(location.routeTable()).isEqualTo(Datum.known(Optional.empty()));
  }

  @Test
  void what_a_query_cut_down_does_not_tell_that_the_rest_is_none() {
    String subnet = "{'id': '" + SUBNET + "', 'name': 'snet-apim', 'addressPrefix': '10.0.1.0/24'}";
    String network =
        "{'id': '" + VNET + "', 'name': 'v', 'addressSpace': {'addressPrefixes': ['10.0.0.0/16']}}";

    Location location = only(one(service(), subnet, network));

    assertThat(location.subnet().addressPrefixes())
        .isEqualTo(Datum.known(AddressPrefixes.of("10.0.1.0/24")));
    assertThat(location.networkSecurityGroup().ifMissing().map(Missing::text))
        .hasValue("networkSecurityGroup of subnet `" + SUBNET + "`");
    assertThat(location.routeTable().ifMissing().map(Missing::text))
        .hasValue("routeTable of subnet `" + SUBNET + "`");
    assertThat(location.subnet().serviceEndpoints().ifMissing().map(Missing::text))
        .hasValue("serviceEndpoints of subnet `" + SUBNET + "`");
    assertThat(location.subnet().delegations().isKnown()).isFalse();
    assertThat(location.virtualNetwork().addressSpace())
        .isEqualTo(Datum.known(AddressPrefixes.of("10.0.0.0/16")));
    assertThat(location.dns().servers().ifMissing().map(Missing::text))
        .hasValue("dhcpOptions of virtualNetwork `" + VNET + "`");
  }

  @Test
  void a_group_without_an_id_is_some_group() {
    assertThat(
            groupName(service(), network("'networkSecurityGroup': {'resourceGroup': 'rg'}"))
                .ifMissing()
                .map(Missing::text))
        .hasValue("networkSecurityGroup of subnet `" + SUBNET + "`: its id");
  }

  @Test
  void a_row_of_nothing_but_id_and_properties_is_a_resource() {
    String row =
        group()
            .replace(", 'name': 'nsg-apim', 'type': 'Microsoft.Network/networkSecurityGroups'", "");

    assertThat(row).startsWith("{'id': '" + NSG + "', 'properties'");
    assertThat(groupName(service(), network(withGroup()), row)).isEqualTo(Datum.known("nsg-apim"));
  }

  @Test
  void a_next_hop_of_several_appliances_is_not_known_and_no_mistake() {
    Datum<Optional<RouteTable>> table =
        only(one(
                service(),
                network(withRoutes()),
                routes(route("r", "0.0.0.0/0", "'VirtualApplianceEcmp'"))))
            .routeTable();

    assertThat(table.map(t -> t.orElseThrow().routes().orElse(List.of()).get(0).nextHopType()))
        .isEqualTo(
            Datum.known(
                Datum.unknown(Missing.fact("which of several appliances route `r` takes"))));
  }

  @Test
  void a_group_that_is_printed_inside_the_subnet_is_taken_from_there() {
    String expanded = "'networkSecurityGroup': " + group();

    assertThat(groupName(service(), network(expanded))).isEqualTo(Datum.known("nsg-apim"));
  }

  @Test
  void rules_of_their_own_join_their_group_and_count_once() {
    String inline =
        rule(
            "a",
            100,
            "'sourceAddressPrefix': '*', 'destinationAddressPrefix': 'Sql', 'destinationPortRange':"
                + " '1433'");
    String own =
        rule(
                "b",
                200,
                "'sourceAddressPrefix': '*', 'destinationAddressPrefix': 'Storage',"
                    + " 'destinationPortRange': '443'")
            .replace(
                "{'name': 'b'",
                "{'id': '"
                    + NSG
                    + "/securityRules/b', 'type':"
                    + " 'Microsoft.Network/networkSecurityGroups/securityRules', 'name':"
                    + " 'nsg-apim/b'");
    String twin =
        own.replace("securityRules/b'", "securityRules/A'").replace("nsg-apim/b", "nsg-apim/A");

    Location location = only(one(service(), network(withGroup()), group(inline), own, twin));

    assertThat(rules(location)).isEqualTo(Datum.known(List.of("a 100", "b 200")));
  }

  private static Datum<List<String>> rules(Location location) {
    return location
        .networkSecurityGroup()
        .orElse(Optional.empty())
        .orElseThrow()
        .securityRules()
        .map(list -> list.stream().map(r -> r.name() + " " + r.priority()).toList());
  }

  @Test
  void a_printed_rule_list_is_its_group() {
    String list =
        "[{'id': '"
            + NSG
            + "/securityRules/a', 'name': 'a', 'type':"
            + " 'Microsoft.Network/networkSecurityGroups/securityRules', 'priority': 100,"
            + " 'direction': 'Inbound', 'access': 'Allow', 'protocol': '*', 'sourceAddressPrefix':"
            + " '*', 'sourcePortRange': '*', 'destinationAddressPrefix': '*',"
            + " 'destinationPortRange': '443'}]";

    Location location = only(one(service(), network(withGroup()), list));

    assertThat(rules(location)).isEqualTo(Datum.known(List.of("a 100")));
  }

  @Test
  void effective_rules_are_a_group_and_its_association() {
    String effective =
        "{'value': [{'association': {'subnet': {'id': '"
            + SUBNET
            + "'}}, 'networkSecurityGroup': {'id': '"
            + NSG
            + "'}, 'effectiveSecurityRules': [{'name': 'securityRules/a', 'protocol': 'All',"
            + " 'sourcePortRange': '0-65535', 'destinationPortRange': '443-443',"
            + " 'sourcePortRanges': ['0-65535'], 'destinationPortRanges': ['443-443'],"
            + " 'sourceAddressPrefix': 'Internet', 'sourceAddressPrefixes': ['Internet'],"
            + " 'expandedSourceAddressPrefix': ['1.0.0.0/8'], 'destinationAddressPrefix':"
            + " '0.0.0.0/0', 'access': 'Allow', 'priority': 110, 'direction': 'Inbound'},{'name':"
            + " 'defaultSecurityRules/DenyAllInBound', 'protocol': 'All', 'sourcePortRange':"
            + " '0-65535', 'destinationPortRange': '0-65535', 'sourceAddressPrefix': '0.0.0.0/0',"
            + " 'destinationAddressPrefix': '0.0.0.0/0', 'access': 'Deny', 'priority': 65500,"
            + " 'direction': 'Inbound'}]}]}";

    Location location = only(one(service(), effective));

    assertThat(rules(location)).isEqualTo(Datum.known(List.of("a 110")));
    assertThat(
            location
                .networkSecurityGroup()
                .orElse(Optional.empty())
                .orElseThrow()
                .securityRules()
                .orElse(List.of())
                .stream()
                .map(SecurityRule::pointer))
        .containsExactly("1.json#/value/0/effectiveSecurityRules/0");
  }

  @Test
  void a_group_cut_down_by_a_query_has_unknown_rules() {
    String cut = "{'id': '" + NSG + "', 'name': 'nsg-apim', 'location': 'westus'}";

    assertThat(
            rules(only(one(service(), network(withGroup()), cut))).ifMissing().map(Missing::text))
        .hasValue(
            "securityRules of networkSecurityGroup `nsg-apim` (the input shows the resource"
                + " without it)");
  }

  @Test
  void lists_that_powershell_cut_off_are_unknown() {
    String cut = group("'Microsoft.Azure.Commands.Network.Models.PSSecurityRule'");

    assertThat(rules(only(one(service(), network(withGroup()), cut))).missing().text())
        .contains("ConvertTo-Json -Depth 10");
  }

  @Test
  void a_service_in_more_regions_than_there_are_is_refused_and_the_others_are_read() {
    String other =
        service()
            .replace("service/apim'", "service/b-apim'")
            .replace("'name': 'apim'", "'name': 'b-apim'");
    String large =
        service(
            "'sku': {'name': 'Premium', 'capacity': 1}",
            "'additionalLocations': [" + "{'location': 'East US'},".repeat(199) + "{}]");

    Assembly assembly = of(large, other, network());

    assertThat(assembly.snapshots())
        .extracting(EnvironmentSnapshot::name)
        .containsExactly("b-apim");
    assertThat(assembly.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .isEqualTo("200 additional locations; expected fewer than 200"));
  }

  @Test
  void several_services_and_locations_become_snapshots_of_their_own() {
    String second =
        service()
            .replace("service/apim'", "service/b-apim'")
            .replace("'name': 'apim'", "'name': 'b-apim'");
    String two =
        service(
            "'sku': {'name': 'premium', 'capacity': 3}",
            "'virtualNetworkType': 'internal'",
            "'additionalLocations': [{'location': 'East US', 'sku': {'name': 'Premium', 'capacity':"
                + " 2}, 'virtualNetworkConfiguration': {'subnetResourceId': '"
                + SUBNET.replace("snet-apim", "other")
                + "'}}]");

    Assembly assembly = of(two, second, network());

    assertThat(assembly.problems()).isEmpty();
    assertThat(assembly.snapshots())
        .extracting(
            s ->
                s.name()
                    + s.locations().stream()
                        .map(
                            l ->
                                " "
                                    + new LocationLabels(s).of(l)
                                    + " "
                                    + l.primary().orElse(false)
                                    + " "
                                    + l.units().orElse(0)
                                    + " "
                                    + l.subnet().name())
                        .toList())
        .containsExactly(
            "apim[ westus true 3 snet-apim,  eastus false 2 other]",
            "b-apim[ westus true 1 snet-apim]");
  }

  @Test
  void services_to_which_nothing_applies_are_no_problem() {
    String v2 =
        service("'sku': {'name': 'BasicV2', 'capacity': 1}", "'virtualNetworkType': 'External'")
            .replace("service/apim'", "service/v2'");
    String none =
        service("'sku': {'name': 'Developer'}", "'virtualNetworkType': 'None'")
            .replace("service/apim'", "service/zz'");

    Assembly assembly = of(v2, service(), none);

    assertThat(assembly.snapshots()).extracting(EnvironmentSnapshot::name).containsExactly("apim");
    assertThat(assembly.problems()).isEmpty();
    assertThat(assembly.outside())
        .extracting(Problem::toString)
        .containsExactly(
            "0.json:1:1: service `apim`: no requirement applies: sku is `BasicV2`, and only"
                + " `Developer`, `Premium`, `StandardV2` and `PremiumV2` use a virtual network",
            "2.json:1:1: service `apim`: no requirement applies: virtualNetworkType is `None`, so"
                + " it is in no virtual network; where a parameter sets the mode, give its value");
  }

  @Test
  void a_tier_that_does_not_exist_is_a_problem() {
    Assembly assembly =
        of(service("'sku': {'name': 'Premum'}", "'virtualNetworkType': 'External'"));

    assertThat(assembly.outside()).isEmpty();
    assertThat(assembly.problems())
        .extracting(Problem::message)
        .containsExactly(
            "`Premum` is not known; expected one of `Developer`, `Premium`, `StandardV2`,"
                + " `PremiumV2`");
  }

  @Test
  void services_of_the_v2_tiers_are_read() {
    Assembly assembly =
        of(
            service(
                "'sku': {'name': 'PremiumV2', 'capacity': 1}", "'virtualNetworkType': 'Internal'"),
            network());

    assertThat(assembly.problems()).isEmpty();
    assertThat(assembly.snapshots())
        .extracting(snapshot -> snapshot.deployment().sku())
        .containsExactly(Datum.known(Sku.PREMIUM_V2));
  }

  /** A workspace gateway and one of AI: their subnet stands in `backend`, and no tier is known. */
  @Test
  void gateways_are_environments_of_their_own() {
    String gateway =
        "{'id': '/subscriptions/s/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/%s/%s',"
            + " 'type': 'Microsoft.ApiManagement/%s', 'name': '%s', 'location': 'westus',"
            + " 'sku': {'name': 'WorkspaceGatewayPremium', 'capacity': 2}, 'properties':"
            + " {'virtualNetworkType': 'Internal', 'backend': {'subnet': {'id': '"
            + SUBNET
            + "'}}}}";

    Assembly assembly =
        of(
            gateway.formatted("gateways", "ws", "gateways", "ws"),
            gateway.formatted("aigateways", "ai", "aigateways", "ai"),
            network());

    assertThat(assembly.problems()).isEmpty();
    assertThat(assembly.snapshots())
        .extracting(
            s ->
                s.name()
                    + " "
                    + s.deployment().kind()
                    + " "
                    + s.deployment().networkModel().map(Object::toString).orElse("?")
                    + " "
                    + s.deployment().sku().isKnown()
                    + " "
                    + only(s).subnet().name())
        .containsExactly(
            "ai aiGateway integration false snet-apim",
            "ws workspaceGateway injection false snet-apim");
  }

  @Test
  void two_services_of_one_name_are_told_apart() {
    String other =
        service()
            .replace(
                "rg-apim/providers/Microsoft.ApiManagement",
                "rg-b/providers/Microsoft.ApiManagement");

    assertThat(of(service(), other).snapshots())
        .extracting(EnvironmentSnapshot::name)
        .containsExactly("apim (rg-apim)", "apim (rg-b)");
  }

  private static String peering(String name, String properties) {
    return "{'name': '" + name + "', 'properties': {" + properties + "}}";
  }

  private static Location peered(String... peerings) {
    String network =
        network()
            .replace(
                "'virtualNetworkPeerings': []",
                "'virtualNetworkPeerings': [" + String.join(", ", peerings) + "]");
    return only(one(service(), network));
  }

  @Test
  void only_connected_peerings_with_access_count() {
    Location location =
        peered(
            peering(
                "a",
                "'peeringState': 'Connected', 'allowVirtualNetworkAccess': true,"
                    + " 'remoteAddressSpace': {'addressPrefixes': ['10.1.0.0/16']}"),
            peering(
                "b",
                "'peeringState': 'Disconnected', 'allowVirtualNetworkAccess': true,"
                    + " 'remoteAddressSpace': {'addressPrefixes': ['10.2.0.0/16']}"),
            peering(
                "c",
                "'peeringState': 'Connected', 'allowVirtualNetworkAccess': false,"
                    + " 'remoteAddressSpace': {'addressPrefixes': ['10.3.0.0/16']}"));

    assertThat(location.virtualNetwork().peeredAddressSpaces())
        .isEqualTo(Datum.known(AddressPrefixes.of("10.1.0.0/16")));
  }

  @Test
  void a_peered_network_that_shows_no_space_is_named() {
    Location location =
        peered(
            peering(
                "a",
                "'allowVirtualNetworkAccess': true, 'remoteVirtualNetwork': {'id': '"
                    + VNET
                    + "-hub'}"));

    assertThat(location.virtualNetwork().peeredAddressSpaces().ifMissing().map(Missing::text))
        .hasValue("virtualNetwork `" + VNET + "-hub` is not in the input");
  }

  @Test
  void a_remote_gateway_makes_on_premises_space_unknown() {
    Location location =
        peered(
            peering(
                "a",
                "'peeringState': 'Connected', 'allowVirtualNetworkAccess': true,"
                    + " 'useRemoteGateways': true, 'remoteAddressSpace': {'addressPrefixes':"
                    + " ['10.1.0.0/16']}"));

    assertThat(location.virtualNetwork().gateway()).isEqualTo(Datum.known(true));
    assertThat(location.virtualNetwork().onPremisesAddressSpaces().ifMissing().map(Missing::text))
        .hasValue(
            "onPremisesAddressSpaces of virtualNetwork `" + VNET + "`: what its gateway learns");
    assertThat(location.egressFirewall().isKnown()).isFalse();
  }

  @Test
  void a_gateway_subnet_is_a_gateway() {
    String network =
        network()
            .replace(
                "'subnets': [",
                "'subnets': [{'name': 'gatewaysubnet', 'properties': {'addressPrefix':"
                    + " '10.0.9.0/24'}}, ");

    assertThat(only(one(service(), network)).virtualNetwork().gateway())
        .isEqualTo(Datum.known(true));
    assertThat(only(one(service(), network())).virtualNetwork().gateway())
        .isEqualTo(Datum.known(false));
  }

  @Test
  void no_dns_servers_are_those_of_azure() {
    assertThat(only(one(service(), network())).dns().servers()).isEqualTo(Datum.known(List.of()));
  }

  @Test
  void platform_version_is_told_by_a_public_address_of_the_customer() {
    String service =
        service().replace("'platformVersion': 'stv2'", "'publicIpAddressId': '" + RG + "/x'");
    String silent =
        service().replace("'platformVersion': 'stv2'", "'platformVersion': 'undetermined'");

    assertThat(one(service).deployment().platformVersion().map(Enum::name))
        .isEqualTo(Datum.known("STV2"));
    assertThat(one(silent).deployment().platformVersion().isKnown()).isFalse();
  }

  @Test
  void the_cloud_follows_the_region() {
    assertThat(
            one(service().replace("West US", "usgovvirginia")).deployment().cloud().map(Enum::name))
        .isEqualTo(Datum.known("AZURE_GOVERNMENT"));
    assertThat(
            one(service().replace("West US", "China North 3")).deployment().cloud().map(Enum::name))
        .isEqualTo(Datum.known("AZURE_CHINA"));
    assertThat(one(service().replace("West US", "Nowhere")).deployment().cloud().isKnown())
        .isFalse();
  }

  @Test
  void routes_name_tags_and_prefixes() {
    RouteTable table =
        only(one(
                service(),
                network(withRoutes()),
                routes(
                    route("tag", "storage.westus", "'internet'"),
                    route("hosts", "10.9.0.4/16", "'VnetLocal'"))))
            .routeTable()
            .orElse(Optional.empty())
            .orElseThrow();

    assertThat(table.routes().orElse(List.of()))
        .extracting(
            r ->
                r.destination().map(d -> d.tags() + " " + d.prefixes().texts())
                    + " "
                    + r.nextHopType().map(Enum::name))
        .containsExactly(
            Datum.known("[Storage.WestUS] []") + " " + Datum.known("INTERNET"),
            Datum.known("[] [10.9.0.0/16]") + " " + Datum.known("VNET_LOCAL"));
    assertThat(ROUTES).endsWith(table.name());
  }
}
