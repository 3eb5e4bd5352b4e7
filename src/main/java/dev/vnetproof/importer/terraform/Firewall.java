package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.terraform.Attributes.Value;
import java.util.List;

/** Azure Firewalls, their policies and the rules of both (REST 2023-09-01). */
final class Firewall {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Firewall() {}

  static void firewall(BodyWriter body) {
    body.link("firewall_policy_id", "firewallPolicy", AzureTypes.FIREWALL_POLICY);
    body.each(
        "ip_configuration",
        "ipConfigurations",
        ip -> {
          ip.copy("name", "name");
          BodyWriter properties = ip.object("properties");
          properties.copy("private_ip_address", "privateIPAddress");
          properties.link("subnet_id", "subnet", AzureTypes.SUBNET);
          properties.link("public_ip_address_id", "publicIPAddress", AzureTypes.PUBLIC_IP);
        });
    if (!body.instance().managed() && !body.from().get("firewall_policy_id").isSet()) {
      for (String rules : List.of("networkRuleCollections", "applicationRuleCollections")) {
        body.unresolved(
            rules,
            new Unresolved(body.instance().address() + "." + rules, body.instance().pointer()));
      }
    }
    body.from()
        .block("virtual_hub")
        .ifPresent(
            hub -> {
              body.object("hubIPAddresses", hub).copy("private_ip_address", "privateIPAddress");
              Value id = hub.get("virtual_hub_id");
              if (id.isSet() || id.isUnknown()) {
                body.object("virtualHub", hub).id("id", id, AzureTypes.HUB);
              }
            });
  }

  static void networkCollection(BodyWriter body) {
    collection(body);
    body.each(
        "rule",
        "rules",
        rule -> {
          rule.copy("name", "name");
          rule.copy("protocols", "protocols");
          addresses(rule);
          rule.copy("destination_ports", "destinationPorts");
          rule.copy("destination_fqdns", "destinationFqdns");
        });
  }

  static void applicationCollection(BodyWriter body) {
    collection(body);
    body.each(
        "rule",
        "rules",
        rule -> {
          rule.copy("name", "name");
          rule.copy("source_addresses", "sourceAddresses");
          rule.links("source_ip_groups", "sourceIpGroups", false, AzureTypes.IP_GROUP);
          rule.copy("target_fqdns", "targetFqdns");
          rule.copy("fqdn_tags", "fqdnTags");
          protocols(rule, "protocol");
        });
  }

  private static void collection(BodyWriter body) {
    body.copy("priority", "priority");
    body.object("action").copy("action", "type");
  }

  private static void addresses(BodyWriter rule) {
    rule.copy("source_addresses", "sourceAddresses");
    rule.links("source_ip_groups", "sourceIpGroups", false, AzureTypes.IP_GROUP);
    rule.copy("destination_addresses", "destinationAddresses");
    rule.links("destination_ip_groups", "destinationIpGroups", false, AzureTypes.IP_GROUP);
  }

  private static void protocols(BodyWriter rule, String attribute) {
    rule.each(
        attribute,
        "protocols",
        protocol -> {
          protocol.copy("type", "protocolType");
          protocol.copy("port", "port");
        });
  }

  static void policy(BodyWriter body) {
    body.link("base_policy_id", "basePolicy", AzureTypes.FIREWALL_POLICY);
    if (!body.instance().managed()) {
      body.links(
          "rule_collection_groups", "ruleCollectionGroups", true, AzureTypes.RULE_COLLECTION_GROUP);
    }
    body.from()
        .block("dns")
        .ifPresent(
            dns -> {
              BodyWriter settings = body.object("dnsSettings", dns);
              settings.copy("proxy_enabled", "enableProxy");
              settings.copy("servers", "servers");
            });
  }

  static void ruleCollectionGroup(BodyWriter body) {
    body.copy("priority", "priority");
    body.each(
        "network_rule_collection",
        "ruleCollections",
        collection -> {
          filter(collection);
          collection.each(
              "rule",
              "rules",
              rule -> {
                rule.set("ruleType", "NetworkRule", rule.from().self());
                rule.copy("name", "name");
                rule.copy("protocols", "ipProtocols");
                addresses(rule);
                rule.copy("destination_fqdns", "destinationFqdns");
                rule.copy("destination_ports", "destinationPorts");
              });
        });
    body.more(
        "application_rule_collection",
        "ruleCollections",
        collection -> {
          filter(collection);
          collection.each("rule", "rules", Firewall::applicationRule);
        });
  }

  private static void filter(BodyWriter collection) {
    collection.set(
        "ruleCollectionType", "FirewallPolicyFilterRuleCollection", collection.from().self());
    collection.copy("name", "name");
    collection(collection);
  }

  private static void applicationRule(BodyWriter rule) {
    rule.set("ruleType", "ApplicationRule", rule.from().self());
    rule.copy("name", "name");
    rule.copy("source_addresses", "sourceAddresses");
    rule.links("source_ip_groups", "sourceIpGroups", false, AzureTypes.IP_GROUP);
    rule.copy("destination_addresses", "destinationAddresses");
    rule.copy("destination_fqdns", "targetFqdns");
    rule.copy("destination_urls", "targetUrls");
    rule.copy("destination_fqdn_tags", "fqdnTags");
    rule.copy("web_categories", "webCategories");
    rule.copy("terminate_tls", "terminateTLS");
    protocols(rule, "protocols");
  }

  static void ipGroup(BodyWriter body) {
    body.copyOr("cidrs", "ipAddresses", NODES.arrayNode());
  }
}
