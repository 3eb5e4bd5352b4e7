package dev.vnetproof.importer.azure;

import static dev.vnetproof.importer.azure.Environments.NETWORK;
import static dev.vnetproof.importer.azure.Environments.VNET;
import static dev.vnetproof.importer.azure.Environments.network;
import static dev.vnetproof.importer.azure.Environments.one;
import static dev.vnetproof.importer.azure.Environments.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EgressFirewall;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.VirtualNetwork;
import dev.vnetproof.space.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a virtual hub teaches a network, as far as the input shows it. */
class VirtualHubTest {
  private static final String HUB = NETWORK + "/virtualHubs/hub";
  private static final String FIREWALL = NETWORK + "/azureFirewalls/afw";

  private static Location location(String... documents) {
    List<String> all = new ArrayList<>(List.of(service(), network()));
    all.addAll(Arrays.asList(documents));
    return one(all.toArray(String[]::new)).locations().get(0);
  }

  private static List<String> learned(Location location) {
    return location.virtualNetwork().learnedRoutes().orElse(List.of()).stream()
        .map(VirtualHubTest::told)
        .toList();
  }

  private static String told(Route route) {
    return route.destination().map(d -> d.prefixes().texts().toString()).orElse("[?]")
        + " "
        + route.nextHopType().map(Object::toString).orElse("?")
        + route.nextHopIpAddress().map(a -> " " + a).orElse("");
  }

  private static String connection(String properties) {
    return "{'id': '"
        + HUB
        + "/hubVirtualNetworkConnections/con', 'name': 'con', 'type':"
        + " 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections', 'properties':"
        + " {'remoteVirtualNetwork': {'id': '"
        + VNET
        + "'}, "
        + properties
        + "}}";
  }

  private static String connected() {
    return connection("'enableInternetSecurity': true");
  }

  private static String hub(String... more) {
    return "{'id': '"
        + HUB
        + "', 'name': 'hub', 'type': 'Microsoft.Network/virtualHubs', 'properties':"
        + " {'addressPrefix': '10.10.0.0/23', 'sku': 'Standard'"
        + String.join("", more)
        + "}}";
  }

  private static String intent(String destination, String hop) {
    return "{'id': '"
        + HUB
        + "/routingIntent/intent', 'name': 'intent', 'type':"
        + " 'Microsoft.Network/virtualHubs/routingIntent', 'properties': {'routingPolicies':"
        + " [{'name': 'policy', 'destinations': ['"
        + destination
        + "'], 'nextHop': '"
        + hop
        + "'}]}}";
  }

  private static String table(String routes) {
    return "{'id': '"
        + HUB
        + "/hubRouteTables/defaultRouteTable', 'name': 'defaultRouteTable', 'type':"
        + " 'Microsoft.Network/virtualHubs/hubRouteTables', 'properties': {'routes': ["
        + routes
        + "]}}";
  }

  private static String toFirewall() {
    return "{'name': 'all', 'destinationType': 'CIDR', 'destinations': ['0.0.0.0/0'],"
        + " 'nextHopType': 'ResourceId', 'nextHop': '"
        + FIREWALL
        + "'}";
  }

  private static String firewall() {
    return "{'id': '"
        + FIREWALL
        + "', 'name': 'afw', 'type': 'Microsoft.Network/azureFirewalls', 'properties':"
        + " {'virtualHub': {'id': '"
        + HUB
        + "'}, 'hubIPAddresses': {'privateIPAddress': '10.10.0.132'},"
        + " 'networkRuleCollections': [], 'applicationRuleCollections': []}}";
  }

  @Test
  void routing_intent_for_the_internet_teaches_a_default_route_to_the_firewall() {
    Location location = location(connected(), hub(), intent("Internet", FIREWALL), firewall());
    VirtualNetwork network = location.virtualNetwork();

    assertThat(learned(location)).containsExactly("[0.0.0.0/0] VirtualAppliance 10.10.0.132");
    assertThat(network.gateway()).isEqualTo(Datum.known(true));
    assertThat(network.peeredAddressSpaces())
        .isEqualTo(Datum.known(AddressPrefixes.of("10.10.0.0/23")));
    assertThat(network.onPremisesAddressSpaces())
        .isEqualTo(Datum.known(AddressPrefixes.of("0.0.0.0/0")));
    assertThat(location.egressFirewall().map(f -> f.map(EgressFirewall::name)))
        .isEqualTo(Datum.known(Optional.of("afw")));
    assertThat(
            location
                .egressFirewall()
                .orElse(Optional.empty())
                .map(EgressFirewall::privateIpAddress))
        .contains(Datum.known(new Address.V4(0x0A0A0084L)));
  }

  @Test
  void routing_intent_for_private_traffic_teaches_private_space() {
    assertThat(learned(location(connected(), hub(), intent("PrivateTraffic", FIREWALL))))
        .containsExactly(
            "[10.0.0.0/8] VirtualAppliance",
            "[172.16.0.0/12] VirtualAppliance",
            "[192.168.0.0/16] VirtualAppliance");
  }

  @Test
  void a_static_route_of_the_hubs_table_is_taught_too() {
    assertThat(learned(location(connected(), hub(), table(toFirewall()), firewall())))
        .containsExactly("[0.0.0.0/0] VirtualAppliance 10.10.0.132");
  }

  @Test
  void a_connection_without_internet_security_takes_no_default_route() {
    VirtualNetwork network =
        location(
                connection("'enableInternetSecurity': false"),
                hub(),
                table(toFirewall()),
                firewall())
            .virtualNetwork();

    assertThat(network.onPremisesAddressSpaces()).isEqualTo(Datum.known(AddressPrefixes.NONE));
    assertThat(network.gateway()).isEqualTo(Datum.known(true));
  }

  @Test
  void whether_the_connection_takes_a_default_route_may_be_left_open() {
    VirtualNetwork network =
        location(connection("'x': 1"), hub(), table(toFirewall()), firewall()).virtualNetwork();

    assertThat(network.onPremisesAddressSpaces().ifMissing().map(Missing::text))
        .hasValue("enableInternetSecurity of hubVirtualNetworkConnection `con`");
  }

  @Test
  void a_hub_of_which_nothing_is_shown_may_teach_anything() {
    assertThat(
            location(connected(), hub())
                .virtualNetwork()
                .onPremisesAddressSpaces()
                .ifMissing()
                .map(Missing::text))
        .hasValue(
            "which default route virtual hub `hub` gives the network: its routing intent, or"
                + " hubRouteTable `defaultRouteTable`");
    assertThat(
            location(connected())
                .virtualNetwork()
                .peeredAddressSpaces()
                .ifMissing()
                .map(Missing::text))
        .hasValue("virtualHub `" + HUB + "` is not in the input");
  }

  @Test
  void what_branches_of_the_hub_announce_is_not_known_beside_the_default_route() {
    Location location =
        location(
            connected(),
            hub(", 'vpnGateway': {'id': '" + NETWORK + "/vpnGateways/vpn'}"),
            intent("Internet", FIREWALL),
            firewall());

    assertThat(learned(location))
        .containsExactly("[0.0.0.0/0] VirtualAppliance 10.10.0.132", "[?] VirtualNetworkGateway");
    assertThat(location.virtualNetwork().onPremisesAddressSpaces().ifMissing().map(Missing::text))
        .hasValue("what vpnGateway of virtual hub `hub` learns");
  }

  @Test
  void other_networks_of_the_hub_are_reached_through_it() {
    String other = NETWORK + "/virtualNetworks/other";
    String connection =
        connected().replace(VNET, other).replace("/con'", "/second'").replace("'con'", "'second'");
    String network =
        "{'id': '"
            + other
            + "', 'name': 'other', 'type': 'Microsoft.Network/virtualNetworks', 'properties':"
            + " {'addressSpace': {'addressPrefixes': ['10.7.0.0/16']}, 'subnets': []}}";

    assertThat(learned(location(connected(), hub(), table(""), connection, network)))
        .containsExactly("[10.7.0.0/16] VirtualNetworkGateway");
  }

  @Test
  void a_table_without_routes_teaches_none_where_the_connection_names_it() {
    Location location =
        location(
            connection(
                "'routingConfiguration': {'associatedRouteTable': {'id': '"
                    + HUB
                    + "/hubRouteTables/noneRouteTable'}}"),
            hub());

    assertThat(location.virtualNetwork().onPremisesAddressSpaces())
        .isEqualTo(Datum.known(AddressPrefixes.NONE));
  }

  @Test
  void a_network_without_a_connection_is_connected_to_no_hub() {
    assertThat(location(hub(), intent("Internet", FIREWALL)).virtualNetwork().gateway())
        .isEqualTo(Datum.known(false));
  }
}
