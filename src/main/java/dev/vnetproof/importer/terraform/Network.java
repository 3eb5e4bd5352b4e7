package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.terraform.Attributes.Value;
import java.util.List;

/**
 * Security groups, route tables and virtual networks in the words of Azure's resource model (REST
 * 2023-09-01), from those of the azurerm provider (1.x to 4.x).
 */
final class Network {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Network() {}

  static void securityGroup(BodyWriter body) {
    body.eachKept(
        "security_rule",
        "securityRules",
        rule -> {
          rule.copy("name", "name");
          securityRule(rule.object("properties"));
        });
  }

  static void securityRule(BodyWriter rule) {
    rule.copy("priority", "priority");
    rule.copy("direction", "direction");
    rule.copy("access", "access");
    rule.copy("protocol", "protocol");
    for (String side : List.of("source", "destination")) {
      rule.copy(side + "_port_range", side + "PortRange");
      rule.copy(side + "_port_ranges", side + "PortRanges");
      rule.copy(side + "_address_prefix", side + "AddressPrefix");
      rule.copy(side + "_address_prefixes", side + "AddressPrefixes");
      rule.links(
          side + "_application_security_group_ids",
          side + "ApplicationSecurityGroups",
          true,
          AzureTypes.APPLICATION_SECURITY_GROUP);
    }
  }

  static void virtualNetwork(BodyWriter body) {
    body.object("addressSpace").copyOr("address_space", "addressPrefixes", NODES.arrayNode());
    Value servers = body.from().get("dns_servers");
    if (servers.isUnknown() && body.leftOut("dns_servers") && body.instance().created()) {
      // Nobody asked for servers, so the new network has Azure's.
      body.object("dhcpOptions").set("dnsServers", NODES.arrayNode(), servers);
    } else {
      body.object("dhcpOptions").copyOr("dns_servers", "dnsServers", NODES.arrayNode());
    }
    if (body.instance().managed()) {
      inlineSubnets(body);
    } else {
      readSubnets(body);
      readPeerings(body);
    }
  }

  /** A data source lists the names of the subnets, and nothing else of them. */
  private static void readSubnets(BodyWriter body) {
    Value names = body.from().get("subnets");
    if (!names.node().isArray()) {
      body.unresolved("subnets", names.unresolved());
      return;
    }
    var list = NODES.arrayNode();
    for (Value name : names.elements()) {
      String id = body.draft().id() + "/subnets/" + name.node().asText();
      list.addObject().put("id", id).put("name", name.node().asText());
    }
    body.set("subnets", list, names);
  }

  private static void inlineSubnets(BodyWriter body) {
    Value subnets = body.from().get("subnet");
    if (!subnets.node().isArray()) {
      return;
    }
    body.each(
        "subnet",
        "subnets",
        subnet -> {
          subnet.set(
              "id",
              subnet.links().inlineSubnet(subnet.instance(), subnet.from()),
              subnet.from().self());
          subnet.copy("name", "name");
          BodyWriter properties = subnet.object("properties");
          addressPrefixes(properties);
          association(
              properties,
              "security_group",
              "networkSecurityGroup",
              AzureTypes.NETWORK_SECURITY_GROUP);
          association(properties, "route_table_id", "routeTable", AzureTypes.ROUTE_TABLE);
          serviceEndpoints(properties, subnet.instance().created());
          delegations(properties, subnet.instance().created());
        });
  }

  /** In azurerm 3.x a block has no such attribute; then only a new network surely has none. */
  private static void association(
      BodyWriter subnet, String attribute, String property, String armType) {
    Value value = subnet.from().get(attribute);
    if (value.isUnknown() || value.isSet()) {
      subnet.link(attribute, property, armType);
    } else if (!value.isAbsent() || subnet.instance().created()) {
      subnet.none(property);
    } else {
      subnet.unresolved(property, value.unresolved());
    }
  }

  /** Of its peerings a data source shows the other network, and nothing else. */
  private static void readPeerings(BodyWriter body) {
    Value peerings = body.from().get("vnet_peerings");
    if (!peerings.node().isObject()) {
      body.unresolved("virtualNetworkPeerings", peerings.unresolved());
      return;
    }
    var list = NODES.arrayNode();
    for (var peering : peerings.node().properties()) {
      var one = list.addObject().put("name", peering.getKey()).putObject("properties");
      one.putObject("remoteVirtualNetwork").set("id", peering.getValue());
      one.putPOJO("allowVirtualNetworkAccess", peerings.unresolved());
      one.putPOJO("useRemoteGateways", peerings.unresolved());
    }
    body.set("virtualNetworkPeerings", list, peerings);
  }

  static void subnet(BodyWriter body) {
    addressPrefixes(body);
    serviceEndpoints(body, body.instance().managed());
    delegations(body, body.instance().managed());
    // What no association says is decided when all of them are known.
    body.link(
        "network_security_group_id", "networkSecurityGroup", AzureTypes.NETWORK_SECURITY_GROUP);
    body.link("route_table_id", "routeTable", AzureTypes.ROUTE_TABLE);
    policies(body);
    if (!body.instance().managed()) {
      // A data source does not show who is in the subnet.
      body.unresolved(
          "ipConfigurations",
          new Unresolved(
              body.instance().address() + ".ip_configurations", body.instance().pointer()));
    }
  }

  private static void policies(BodyWriter body) {
    Value ids = body.from().get("service_endpoint_policy_ids");
    if (ids.isSet() || ids.isUnknown()) {
      body.links(
          "service_endpoint_policy_ids",
          "serviceEndpointPolicies",
          true,
          AzureTypes.ENDPOINT_POLICY);
    } else if (!body.instance().managed()) {
      body.unresolved("serviceEndpointPolicies", ids.unresolved());
    }
  }

  private static void addressPrefixes(BodyWriter body) {
    if (body.from().get("address_prefixes").isAbsent()) {
      body.copy("address_prefix", "addressPrefix");
    } else {
      body.copy("address_prefixes", "addressPrefixes");
    }
  }

  private static void serviceEndpoints(BodyWriter body, boolean none) {
    Value value = body.from().get("service_endpoints");
    if (value.isUnknown()) {
      body.unresolved("serviceEndpoints", body.links().unresolved(value));
    } else if (value.isAbsent() ? !none : value.isSet() && !value.node().isArray()) {
      body.unresolved("serviceEndpoints", value.unresolved());
    } else {
      var list = NODES.arrayNode();
      for (Value element : value.elements()) {
        if (element.isUnknown()) {
          list.addPOJO(body.links().unresolved(element));
        } else {
          list.addObject().set("service", element.node());
        }
      }
      body.set("serviceEndpoints", list, value);
    }
  }

  private static void delegations(BodyWriter body, boolean none) {
    Value value = body.from().get("delegation");
    if (value.isAbsent() && !none) {
      body.unresolved("delegations", value.unresolved());
      return;
    }
    body.each(
        "delegation",
        "delegations",
        delegation -> {
          delegation.copy("name", "name");
          delegation
              .from()
              .block("service_delegation")
              .ifPresent(
                  service -> delegation.object("properties", service).copy("name", "serviceName"));
        });
  }

  static void peering(BodyWriter body) {
    body.link("remote_virtual_network_id", "remoteVirtualNetwork", AzureTypes.VIRTUAL_NETWORK);
    // The provider's defaults: access yes, the others no.
    body.copyOr(
        "allow_virtual_network_access", "allowVirtualNetworkAccess", NODES.booleanNode(true));
    body.copyOr("allow_forwarded_traffic", "allowForwardedTraffic", NODES.booleanNode(false));
    body.copyOr("allow_gateway_transit", "allowGatewayTransit", NODES.booleanNode(false));
    body.copyOr("use_remote_gateways", "useRemoteGateways", NODES.booleanNode(false));
  }

  static void routeTable(BodyWriter body) {
    Value enabled = body.from().get("bgp_route_propagation_enabled");
    Value disabled = body.from().get("disable_bgp_route_propagation");
    if (enabled.isSet()) {
      body.set(
          "disableBgpRoutePropagation", NODES.booleanNode(!enabled.node().asBoolean()), enabled);
    } else if (disabled.isSet()) {
      body.set("disableBgpRoutePropagation", disabled.node(), disabled);
    } else if (enabled.isUnknown() && !body.leftOut("bgp_route_propagation_enabled")) {
      body.unresolved("disableBgpRoutePropagation", body.links().unresolved(enabled));
    } else if (disabled.isUnknown() && !body.leftOut("disable_bgp_route_propagation")) {
      body.unresolved("disableBgpRoutePropagation", body.links().unresolved(disabled));
    } else if (body.instance().managed()) {
      body.set("disableBgpRoutePropagation", NODES.booleanNode(false), enabled);
    } else {
      body.unresolved("disableBgpRoutePropagation", enabled.unresolved());
    }
    body.eachKept(
        "route",
        "routes",
        route -> {
          route.copy("name", "name");
          route(route.object("properties"));
        });
  }

  static void route(BodyWriter route) {
    route.copy("address_prefix", "addressPrefix");
    route.copy("next_hop_type", "nextHopType");
    route.copy("next_hop_in_ip_address", "nextHopIpAddress");
  }
}
