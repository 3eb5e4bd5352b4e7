package dev.vnetproof.importer.azure;

import static dev.vnetproof.importer.azure.Environments.NETWORK;
import static dev.vnetproof.importer.azure.Environments.VNET;
import static dev.vnetproof.importer.azure.Environments.network;
import static dev.vnetproof.importer.azure.Environments.one;
import static dev.vnetproof.importer.azure.Environments.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.VirtualNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What VPN and ExpressRoute gateways teach a network, as far as the input shows it. */
class GatewaysTest {
  private static final String GATEWAY = NETWORK + "/virtualNetworkGateways/vpn";
  private static final String SITE = NETWORK + "/localNetworkGateways/site";
  private static final String UNKNOWN =
      "onPremisesAddressSpaces of virtualNetwork `" + VNET + "`: what its gateway learns";

  private static VirtualNetwork network(String... documents) {
    List<String> all = new ArrayList<>(List.of(service(), Environments.network()));
    all.addAll(Arrays.asList(documents));
    return one(all.toArray(String[]::new)).locations().get(0).virtualNetwork();
  }

  private static List<String> prefixes(VirtualNetwork network) {
    return network.learnedRoutes().orElse(List.of()).stream()
        .map(Route::destination)
        .map(d -> d.orElse(RuleAddresses.NONE).prefixes().texts().toString())
        .toList();
  }

  private static String gateway(String properties) {
    return "{'id': '"
        + GATEWAY
        + "', 'name': 'vpn', 'type': 'Microsoft.Network/virtualNetworkGateways', 'properties':"
        + " {'ipConfigurations': [{'properties': {'subnet': {'id': '"
        + VNET
        + "/subnets/GatewaySubnet'}}}], "
        + properties
        + "}}";
  }

  private static String connection(String properties) {
    return "{'id': '"
        + NETWORK
        + "/connections/con', 'name': 'con', 'type': 'Microsoft.Network/connections',"
        + " 'properties': {'connectionType': 'IPsec', 'virtualNetworkGateway1': {'id': '"
        + GATEWAY
        + "'}, 'localNetworkGateway2': {'id': '"
        + SITE
        + "'}"
        + properties
        + "}}";
  }

  private static String site(String... prefixes) {
    return "{'id': '"
        + SITE
        + "', 'name': 'site', 'type': 'Microsoft.Network/localNetworkGateways', 'properties':"
        + " {'localNetworkAddressSpace': {'addressPrefixes': ['"
        + String.join("', '", prefixes)
        + "']}}}";
  }

  @Test
  void the_spaces_of_sites_are_taught_by_a_gateway_without_bgp() {
    VirtualNetwork network =
        network(
            gateway("'gatewayType': 'Vpn', 'enableBgp': false"),
            connection(""),
            site("10.50.0.0/16"));

    assertThat(prefixes(network)).containsExactly("[10.50.0.0/16]");
    assertThat(network.onPremisesAddressSpaces())
        .isEqualTo(Datum.known(AddressPrefixes.of("10.50.0.0/16")));
    assertThat(network.gateway()).isEqualTo(Datum.known(true));
  }

  @Test
  void the_pool_of_clients_is_taught_too() {
    VirtualNetwork network =
        network(
            gateway(
                "'gatewayType': 'Vpn', 'vpnClientConfiguration': {'vpnClientAddressPool':"
                    + " {'addressPrefixes': ['172.30.0.0/24']}}"),
            connection(""),
            site("10.50.0.0/16"));

    assertThat(prefixes(network)).containsExactly("[172.30.0.0/24]", "[10.50.0.0/16]");
  }

  @Test
  void a_default_site_gets_everything() {
    VirtualNetwork network =
        network(
            gateway("'gatewayType': 'Vpn', 'gatewayDefaultSite': {'id': '" + SITE + "'}"),
            connection(""),
            site("10.50.0.0/16"));

    assertThat(prefixes(network)).containsExactly("[0.0.0.0/0]", "[10.50.0.0/16]");
  }

  @Test
  void what_is_learned_by_bgp_is_not_known() {
    assertThat(
            network(
                    gateway("'gatewayType': 'Vpn', 'enableBgp': true"),
                    connection(""),
                    site("10.50.0.0/16"))
                .onPremisesAddressSpaces()
                .ifMissing()
                .map(Missing::text))
        .hasValue(UNKNOWN);
    assertThat(
            network(
                    gateway("'gatewayType': 'Vpn'"),
                    connection(", 'enableBgp': true"),
                    site("10.50.0.0/16"))
                .onPremisesAddressSpaces()
                .ifMissing()
                .map(Missing::text))
        .hasValue(UNKNOWN);
    assertThat(network(gateway("'gatewayType': 'ExpressRoute'")).learnedRoutes().isKnown())
        .isFalse();
  }

  @Test
  void a_gateway_without_connections_and_a_site_that_is_not_shown_are_not_known() {
    assertThat(
            network(gateway("'gatewayType': 'Vpn'"))
                .onPremisesAddressSpaces()
                .ifMissing()
                .map(Missing::text))
        .hasValue(UNKNOWN);
    assertThat(
            network(gateway("'gatewayType': 'Vpn'"), connection(""))
                .onPremisesAddressSpaces()
                .ifMissing()
                .map(Missing::text))
        .hasValue(UNKNOWN);
  }
}
