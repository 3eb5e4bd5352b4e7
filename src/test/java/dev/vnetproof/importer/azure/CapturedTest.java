package dev.vnetproof.importer.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.azure.SourceAccount.Connectivity;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.VirtualNetwork;
import java.util.ArrayList;
import java.util.List;
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
            new Connectivity(
                "2.json",
                "West US",
                "x.database.windows.net",
                "AzureSqlDatabase",
                "failure",
                "timed out"),
            new Connectivity(
                "2.json", "West US", "x.blob.core.windows.net", "BlobStorage", "success", ""));
    assertThat(account.lines())
        .contains(
            "live     West US: failure x.database.windows.net (AzureSqlDatabase): timed out",
            "live     West US: success x.blob.core.windows.net (BlobStorage)");
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
