package dev.vnetproof.importer.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.SourceAccount;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.LiveConnection;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.VirtualNetwork;
import dev.vnetproof.space.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Azure answers when it is asked how things are, and what that settles. */
class CapturedTest {
  private static final String HUB = Environments.NETWORK + "/virtualNetworks/hub";

  /** Peered with a hub that is not in the input, and uses its gateway. */
  private static final String PEERED =
      Environments.network()
          .replace(
              "'virtualNetworkPeerings': []",
              "'virtualNetworkPeerings': [{'name': 'to-hub', 'properties': {'peeringState':"
                  + " 'Connected', 'allowVirtualNetworkAccess': true, 'useRemoteGateways': true,"
                  + " 'remoteVirtualNetwork': {'id': '"
                  + HUB
                  + "'}}}]");

  /** The gateway is the network's own, and nothing is peered. */
  private static final String GATEWAY =
      Environments.network()
          .replace(
              "'subnets': [",
              "'subnets': [{'name': 'GatewaySubnet', 'properties': {'addressPrefix':"
                  + " '10.0.255.0/27'}}, ");

  private static String effective(String prefix, String hop, String source) {
    return "{'addressPrefix': ['"
        + prefix
        + "'], 'disableBgpRoutePropagation': false, 'hasBgpOverride': false, 'name': null,"
        + " 'nextHopIpAddress': [], 'nextHopType': '"
        + hop
        + "', 'source': '"
        + source
        + "', 'state': 'Active'}";
  }

  private static String table(String... routes) {
    return "{'nextLink': null, 'value': [" + String.join(",", routes) + "]}";
  }

  private static VirtualNetwork network(String... documents) {
    return Environments.one(documents).locations().get(0).virtualNetwork();
  }

  private static Datum<AddressPrefixes> prefixes(String... texts) {
    return Datum.known(AddressPrefixes.of(texts));
  }

  @Test
  void effective_routes_settle_peered_and_learned_spaces() {
    VirtualNetwork settled =
        network(
            Environments.service(),
            PEERED,
            table(
                effective("10.0.0.0/16", "VnetLocal", "Default"),
                effective("10.9.0.0/16", "VNetPeering", "Default"),
                effective("192.168.0.0/16", "VirtualNetworkGateway", "VirtualNetworkGateway"),
                effective("0.0.0.0/0", "Internet", "Default")));

    assertThat(settled.peeredAddressSpaces()).isEqualTo(prefixes("10.9.0.0/16"));
    assertThat(settled.onPremisesAddressSpaces()).isEqualTo(prefixes("192.168.0.0/16"));
    assertThat(settled.gateway()).isEqualTo(Datum.known(true));
  }

  @Test
  void effective_routes_of_another_network_settle_nothing() {
    VirtualNetwork alone = network(Environments.service(), PEERED);
    VirtualNetwork beside =
        network(
            Environments.service(),
            PEERED,
            table(
                effective("10.7.0.0/16", "VnetLocal", "Default"),
                effective("192.168.0.0/16", "VirtualNetworkGateway", "VirtualNetworkGateway")));

    assertThat(alone.peeredAddressSpaces().isKnown()).isFalse();
    assertThat(alone.onPremisesAddressSpaces().isKnown()).isFalse();
    assertThat(beside).isEqualTo(alone);
  }

  @Test
  void a_subnet_without_propagation_does_not_tell_that_nothing_is_learned() {
    String silent =
        table(effective("10.0.0.0/16", "VnetLocal", "Default"))
            .replace("'disableBgpRoutePropagation': false", "'disableBgpRoutePropagation': true");

    assertThat(network(Environments.service(), GATEWAY, silent).onPremisesAddressSpaces().isKnown())
        .isFalse();
    assertThat(
            network(
                    Environments.service(),
                    GATEWAY,
                    table(effective("10.0.0.0/16", "VnetLocal", "Default")))
                .onPremisesAddressSpaces())
        .isEqualTo(Datum.known(AddressPrefixes.NONE));
  }

  private static String rules(String... expanded) {
    return "{'value': [{'association': {'subnet': {'id': '"
        + Environments.SUBNET
        + "'}}, 'networkSecurityGroup': {'id': '"
        + Environments.NSG
        + "'}, 'effectiveSecurityRules': [{'name': 'defaultSecurityRules/AllowVnetInBound',"
        + " 'priority': 65000, 'direction': 'Inbound', 'access': 'Allow', 'protocol': 'All',"
        + " 'sourceAddressPrefix': 'VirtualNetwork', 'destinationAddressPrefix': 'VirtualNetwork',"
        + " 'sourcePortRange': '0-65535', 'destinationPortRange': '0-65535',"
        + " 'expandedSourceAddressPrefix': ['"
        + String.join("', '", expanded)
        + "']}]}]}";
  }

  @Test
  void the_expanded_tag_tells_the_one_space_that_is_not_known() {
    assertThat(
            network(
                    Environments.service(),
                    GATEWAY,
                    rules("10.0.0.0/16", "168.63.129.16/32", "172.16.0.0/12"))
                .onPremisesAddressSpaces())
        .isEqualTo(prefixes("172.16.0.0/12"));
  }

  @Test
  void a_tag_that_a_default_route_widened_tells_nothing() {
    assertThat(
            network(Environments.service(), GATEWAY, rules("0.0.0.0/0"))
                .onPremisesAddressSpaces()
                .isKnown())
        .isFalse();
  }

  @Test
  void the_network_status_of_a_service_is_kept_for_comparison() {
    String status =
        "[{'location': 'West US', 'networkStatus': {'dnsServers': ['168.63.129.16'],"
            + " 'connectivityStatus': [{'name': 'x.database.windows.net', 'status': 'failure',"
            + " 'error': 'timed out', 'resourceType': 'AzureSqlDatabase', 'isOptional': false},"
            + " {'name': 'x.blob.core.windows.net', 'status': 'success', 'error': '',"
            + " 'resourceType': 'BlobStorage', 'isOptional': false}]}}]";

    SourceAccount account =
        Environments.of(Environments.service(), Environments.network(), status).account();

    assertThat(account.live())
        .containsExactly(
            new LiveConnection(
                "2.json",
                "West US",
                "x.database.windows.net",
                "AzureSqlDatabase",
                "failure",
                "timed out"),
            new LiveConnection(
                "2.json", "West US", "x.blob.core.windows.net", "BlobStorage", "success", ""));
    assertThat(account.lines())
        .contains(
            "live     West US: failure x.database.windows.net (AzureSqlDatabase): timed out",
            "live     West US: success x.blob.core.windows.net (BlobStorage)");
  }

  @Test
  void networks_of_one_space_cannot_be_told_apart_by_routes() {
    String twin =
        PEERED
            .replace("/virtualNetworks/vnet-apim", "/virtualNetworks/vnet-other")
            .replace("'name': 'vnet-apim'", "'name': 'vnet-other'");

    assertThat(
            network(
                    Environments.service(),
                    PEERED,
                    twin,
                    table(
                        effective("10.0.0.0/16", "VnetLocal", "Default"),
                        effective("10.9.0.0/16", "VNetPeering", "Default")))
                .peeredAddressSpaces()
                .isKnown())
        .isFalse();
  }

  @Test
  void a_page_of_a_longer_list_settles_nothing() {
    String page =
        table(
                effective("10.0.0.0/16", "VnetLocal", "Default"),
                effective("10.9.0.0/16", "VNetPeering", "Default"))
            .replace("'nextLink': null", "'nextLink': 'https://management.azure.com/next'");

    assertThat(network(Environments.service(), PEERED, page).peeredAddressSpaces().isKnown())
        .isFalse();
  }

  @Test
  void networks_that_a_network_manager_joins_leave_the_peers_open() {
    VirtualNetwork settled =
        network(
            Environments.service(),
            PEERED,
            table(
                effective("10.0.0.0/16", "VnetLocal", "Default"),
                effective("172.16.1.0/24", "ConnectedGroup", "Default")));

    assertThat(settled.peeredAddressSpaces().isKnown()).isFalse();
    assertThat(settled.onPremisesAddressSpaces()).isEqualTo(Datum.known(AddressPrefixes.NONE));
  }

  @Test
  void a_tag_that_routes_of_the_subnet_widened_tells_nothing_of_that_space() {
    String networks =
        GATEWAY.replace(
            "'addressPrefix': '10.0.1.0/24'",
            "'addressPrefix': '10.0.1.0/24', " + Environments.withRoutes());
    String toAppliance =
        Environments.route(
            "to-nva", "172.16.0.0/16", "'VirtualAppliance', 'nextHopIpAddress': '10.0.9.4'");
    String elsewhere =
        Environments.route(
            "to-nva", "10.200.0.0/16", "'VirtualAppliance', 'nextHopIpAddress': '10.0.9.4'");
    String tag = rules("10.0.0.0/16", "168.63.129.16/32", "172.16.0.0/12");

    assertThat(
            network(Environments.service(), networks, Environments.routes(toAppliance), tag)
                .onPremisesAddressSpaces()
                .isKnown())
        .isFalse();
    assertThat(
            network(Environments.service(), networks, Environments.routes(elsewhere), tag)
                .onPremisesAddressSpaces())
        .isEqualTo(prefixes("172.16.0.0/12"));
  }

  @Test
  void the_group_that_guards_an_interface_in_the_subnet_is_the_group_of_the_subnet() {
    Location location =
        Environments.one(Environments.service(), rules("10.0.0.0/16")).locations().get(0);

    assertThat(location.networkSecurityGroup().map(g -> g.orElseThrow().name()))
        .isEqualTo(Datum.known("nsg-apim"));
  }

  // ---- the route table of the subnet
  // -------------------------------------------------------------

  private static final String USER_ROUTE =
      effective("0.0.0.0/0", "VirtualAppliance", "User")
          .replace("'name': null", "'name': 'to-firewall'")
          .replace("'nextHopIpAddress': []", "'nextHopIpAddress': ['10.0.100.4']");

  private static final String TAG_ROUTE =
      effective("20.1.0.0/16', '20.2.0.0/16", "Internet", "User")
          .replace(
              "'name': null", "'destinationServiceTags': ['ApiManagement'], 'name': 'control'");

  private static final String LOCAL = effective("10.0.0.0/16", "VnetLocal", "Default");

  private static Datum<Optional<RouteTable>> routeTable(String... documents) {
    return Environments.one(documents).locations().get(0).routeTable();
  }

  @Test
  void user_routes_stand_for_the_route_table_of_the_only_subnet() {
    assertThat(
            routeTable(
                Environments.service(),
                Environments.network(Environments.withRoutes()),
                table(LOCAL, USER_ROUTE, TAG_ROUTE)))
        .isEqualTo(
            Datum.known(
                Optional.of(
                    new RouteTable(
                        "rt-apim",
                        Datum.known(false),
                        Datum.known(
                            List.of(
                                new Route(
                                    "to-firewall",
                                    Datum.known(RuleAddresses.of("0.0.0.0/0")),
                                    Datum.known(NextHopType.VIRTUAL_APPLIANCE),
                                    Optional.of(ValueReader.host("10.0.100.4")),
                                    "2.json#/value/1"),
                                new Route(
                                    "control",
                                    Datum.known(RuleAddresses.of("ApiManagement")),
                                    Datum.known(NextHopType.INTERNET),
                                    Optional.empty(),
                                    "2.json#/value/2")))))));
  }

  @Test
  void routes_of_one_of_several_subnets_are_nobodys() {
    String two =
        Environments.network(Environments.withRoutes())
            .replace(
                "'subnets': [",
                "'subnets': [{'name': 'machines', 'properties': {'addressPrefix':"
                    + " '10.0.2.0/24'}}, ");

    assertThat(
            routeTable(Environments.service(), two, table(LOCAL, USER_ROUTE))
                .ifMissing()
                .map(Missing::text))
        .hasValue("routeTable `" + Environments.ROUTES + "` is not in the input");
    assertThat(
            routeTable(
                    Environments.service(),
                    two,
                    "[" + rules("10.0.0.0/16") + ", " + table(LOCAL, USER_ROUTE) + "]")
                .isKnown())
        .isTrue();
  }

  @Test
  void a_subnet_that_is_named_beside_routes_without_any_of_the_user_has_no_route_table() {
    String nic =
        "{'id': '"
            + Environments.NETWORK
            + "/networkInterfaces/nic', 'name': 'nic', 'type':"
            + " 'Microsoft.Network/networkInterfaces', 'ipConfigurations': [{'subnet': {'id': '"
            + Environments.SUBNET
            + "'}}]}";

    assertThat(routeTable(Environments.service(), "[" + nic + ", " + table(LOCAL) + "]"))
        .isEqualTo(Datum.known(Optional.empty()));
  }

  @Test
  void answers_that_disagree_or_are_not_in_force_tell_nothing() {
    String network = Environments.network(Environments.withRoutes());

    assertThat(
            routeTable(Environments.service(), network, table(LOCAL, USER_ROUTE), table(LOCAL))
                .isKnown())
        .isFalse();
    assertThat(
            routeTable(
                    Environments.service(),
                    network,
                    table(LOCAL, USER_ROUTE.replace("'Active'", "'Invalid'")))
                .isKnown())
        .isFalse();
  }

  @Test
  void a_route_table_that_is_in_the_input_stays_as_it_is() {
    assertThat(
            routeTable(
                    Environments.service(),
                    Environments.network(Environments.withRoutes()),
                    Environments.routes(),
                    table(LOCAL, USER_ROUTE))
                .map(t -> t.orElseThrow().routes()))
        .isEqualTo(Datum.known(Datum.known(List.of())));
  }

  // ---- the status of a service
  // -------------------------------------------------------------------

  private static String status(String location, String servers) {
    return "[{"
        + location
        + "'networkStatus': {'dnsServers': ["
        + servers
        + "], 'connectivityStatus': []}}]";
  }

  private static Datum<List<Address>> dns(String... documents) {
    return Environments.one(documents).locations().get(0).dns().servers();
  }

  @Test
  void the_status_of_a_service_tells_its_servers_where_the_network_is_not_in_the_input() {
    String west = status("'location': 'westus', ", "'10.50.0.4'");

    assertThat(dns(Environments.service(), west))
        .isEqualTo(Datum.known(List.of(ValueReader.host("10.50.0.4"))));
    assertThat(dns(Environments.service(), status("", "'10.50.0.4'")))
        .isEqualTo(Datum.known(List.of(ValueReader.host("10.50.0.4"))));
    assertThat(dns(Environments.service(), Environments.network(), west))
        .isEqualTo(Datum.known(List.of()));
  }

  @Test
  void the_status_of_another_region_or_of_who_knows_which_service_tells_nothing() {
    assertThat(
            dns(Environments.service(), status("'location': 'East US', ", "'10.5.0.4'")).isKnown())
        .isFalse();
    assertThat(
            dns(
                    Environments.service(),
                    status("", "'10.50.0.4'"),
                    status("'location': 'West US', ", "'10.50.0.5'"))
                .isKnown())
        .isFalse();
    String other = Environments.service().replace("service/apim'", "service/other'");
    assertThat(
            Environments.of(Environments.service(), other, status("", "'10.50.0.4'"))
                .snapshots()
                .get(0)
                .locations()
                .get(0)
                .dns()
                .servers()
                .isKnown())
        .isFalse();
  }

  @Test
  void of_two_printings_the_one_that_says_more_counts_whatever_it_leaves_open() {
    String full =
        Environments.group(
            Environments.rule(
                "sql",
                100,
                "'sourceAddressPrefix': '*', 'destinationAddressPrefix': 'Sql',"
                    + " 'destinationPortRange': '1433'"));
    List<AzureResource> resources = new ArrayList<>();
    for (String json :
        List.of(
            Environments.service(), Environments.network(Environments.withGroup()), full, full)) {
      resources.addAll(AzureJsonReader.read(Environments.text("x.json", json)).resources());
    }
    var open = (ObjectNode) resources.get(3).body().path("properties");
    for (String name : List.of("securityRules", "subnets", "flowLogs", "resourceGuid")) {
      open.putPOJO(name, new Unresolved("known after apply", "/x"));
    }

    assertThat(
            SnapshotAssembler.assemble(resources)
                .snapshots()
                .get(0)
                .locations()
                .get(0)
                .networkSecurityGroup()
                .map(g -> g.orElseThrow().securityRules().isKnown()))
        .isEqualTo(Datum.known(true));
  }
}
