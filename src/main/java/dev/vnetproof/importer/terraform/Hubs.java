package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vnetproof.importer.resource.AzureTypes;

/** Virtual WAN hubs, and what teaches networks routes (REST 2023-09-01; azurerm 3.x and 4.x). */
final class Hubs {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Hubs() {}

  static void hub(BodyWriter body) {
    body.copy("address_prefix", "addressPrefix");
    body.copy("sku", "sku");
    if (body.instance().managed()) {
      // As a template does: what makes the hub makes its tables and its routing intent, too.
      body.draft().body().put("apiVersion", "2023-09-01");
    }
  }

  static void connection(BodyWriter body) {
    body.link("remote_virtual_network_id", "remoteVirtualNetwork", AzureTypes.VIRTUAL_NETWORK);
    body.copyOr("internet_security_enabled", "enableInternetSecurity", NODES.booleanNode(false));
    body.from()
        .block("routing")
        .ifPresent(
            routing ->
                body.object("routingConfiguration", routing)
                    .link(
                        "associated_route_table_id",
                        "associatedRouteTable",
                        AzureTypes.HUB_ROUTE_TABLE));
  }

  static void routingIntent(BodyWriter body) {
    body.each(
        "routing_policy",
        "routingPolicies",
        policy -> {
          policy.copy("name", "name");
          policy.copy("destinations", "destinations");
          policy.id("nextHop", policy.from().get("next_hop"), AzureTypes.FIREWALL);
        });
  }

  static void routeTable(BodyWriter body) {
    body.each("route", "routes", Hubs::route);
  }

  static void route(BodyWriter route) {
    route.copy("name", "name");
    route.copy("destinations_type", "destinationType");
    route.copy("destinations", "destinations");
    route.copy("next_hop_type", "nextHopType");
    route.id(
        "nextHop", route.from().get("next_hop"), AzureTypes.FIREWALL, AzureTypes.HUB_CONNECTION);
  }

  /** A gateway in a hub. */
  static void inHub(BodyWriter body) {
    body.link("virtual_hub_id", "virtualHub", AzureTypes.HUB);
  }

  static void gateway(BodyWriter body) {
    body.copy("type", "gatewayType");
    body.copy("vpn_type", "vpnType");
    // Its name in azurerm 4.x, and before.
    body.copy("enable_bgp", "enableBgp");
    body.copy("bgp_enabled", "enableBgp");
    body.link("default_local_network_gateway_id", "gatewayDefaultSite", AzureTypes.LOCAL_GATEWAY);
    body.from()
        .block("vpn_client_configuration")
        .ifPresent(
            clients ->
                body.object("vpnClientConfiguration", clients)
                    .object("vpnClientAddressPool")
                    .copy("address_space", "addressPrefixes"));
    Around.ipConfigurations(body);
  }

  static void localGateway(BodyWriter body) {
    body.object("localNetworkAddressSpace").copy("address_space", "addressPrefixes");
  }

  static void gatewayConnection(BodyWriter body) {
    body.copy("type", "connectionType");
    body.copy("enable_bgp", "enableBgp");
    body.copy("bgp_enabled", "enableBgp");
    body.link("virtual_network_gateway_id", "virtualNetworkGateway1", AzureTypes.GATEWAY);
    body.link("peer_virtual_network_gateway_id", "virtualNetworkGateway2", AzureTypes.GATEWAY);
    body.link("local_network_gateway_id", "localNetworkGateway2", AzureTypes.LOCAL_GATEWAY);
  }
}
