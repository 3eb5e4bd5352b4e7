package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.terraform.Attributes.Value;
import java.util.Optional;

/** What stands around a subnet, and what a service uses (REST 2023-09-01; azurerm 3.x and 4.x). */
final class Around {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Around() {}

  static void publicIp(BodyWriter body) {
    // Beside the properties, as Azure has it.
    Value sku = body.from().get("sku");
    BodyWriter root =
        new BodyWriter(body.draft(), body.draft().body(), "", body.from(), body.links());
    if (sku.isSet() || sku.isUnknown()) {
      root.object("sku").copy("sku", "name");
    }
    body.object("dnsSettings").copy("domain_name_label", "domainNameLabel");
  }

  static void endpointPolicy(BodyWriter body) {
    body.each(
        "definition",
        "serviceEndpointPolicyDefinitions",
        definition -> {
          definition.copy("name", "name");
          definition.object("properties").copy("service_resources", "serviceResources");
        });
  }

  static void zoneLink(BodyWriter body) {
    body.link("virtual_network_id", "virtualNetwork", AzureTypes.VIRTUAL_NETWORK);
  }

  static void networkInterface(BodyWriter body) {
    ipConfigurations(body);
  }

  /** The subnets that a device has addresses of. */
  static void ipConfigurations(BodyWriter body) {
    body.each(
        "ip_configuration",
        "ipConfigurations",
        ip -> {
          ip.copy("name", "name");
          ip.object("properties").link("subnet_id", "subnet", AzureTypes.SUBNET);
        });
  }

  static void privateEndpoint(BodyWriter body) {
    body.link("subnet_id", "subnet", AzureTypes.SUBNET);
    body.each(
        "private_service_connection",
        "privateLinkServiceConnections",
        connection -> {
          connection.copy("name", "name");
          Value target = connection.from().get("private_connection_resource_id");
          if (target.isSet() || target.isUnknown()) {
            connection.object("properties").id("privateLinkServiceId", target);
          }
        });
  }

  static void resolverEndpoint(BodyWriter body) {
    body.each(
        "ip_configurations",
        "ipConfigurations",
        ip -> {
          ip.copy("private_ip_address", "privateIpAddress");
          ip.link("subnet_id", "subnet", AzureTypes.SUBNET);
        });
  }

  static void redis(BodyWriter body) {
    Value subnet = body.from().get("subnet_id");
    if (subnet.isSet() || subnet.isUnknown()) {
      body.id("subnetId", subnet, AzureTypes.SUBNET);
    }
  }

  static void backend(BodyWriter body) {
    body.copy("url", "url");
  }

  static void vault(BodyWriter body) {
    access(body);
    rules(body, body.from().block("network_acls"));
  }

  static void storageAccount(BodyWriter body) {
    access(body);
    rules(body, body.from().block("network_rules"));
  }

  private static void access(BodyWriter body) {
    Value enabled = body.from().get("public_network_access_enabled");
    if (enabled.isUnknown()) {
      body.unresolved("publicNetworkAccess", body.links().unresolved(enabled));
    } else if (enabled.isSet()) {
      body.set("publicNetworkAccess", enabled.node().asBoolean() ? "Enabled" : "Disabled", enabled);
    }
  }

  private static void rules(BodyWriter body, Optional<Attributes> block) {
    if (block.isEmpty()) {
      return;
    }
    BodyWriter rules = body.object("networkAcls", block.get());
    Value bypass = block.get().get("bypass");
    // A text, or a list of texts.
    if (bypass.isSet()) {
      rules.set(
          "bypass", bypass.node().isArray() ? joined(bypass) : bypass.node().asText(), bypass);
    }
    rules.copy("default_action", "defaultAction");
    rules.copyOr("ip_rules", "ipRules", NODES.arrayNode());
    rules.links("virtual_network_subnet_ids", "virtualNetworkRules", false, AzureTypes.SUBNET);
  }

  private static String joined(Value list) {
    StringBuilder text = new StringBuilder();
    list.elements().forEach(each -> text.append(each.node().asText()).append(' '));
    return text.toString().strip();
  }
}
