package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.terraform.Attributes.Value;

/** What Virtual Network Manager has of security admin rules (azurerm 3.x and 4.x). */
final class Managers {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Managers() {}

  static void ruleCollection(BodyWriter body) {
    body.ids("network_group_ids", "appliesToGroups", AzureTypes.NETWORK_GROUP);
  }

  static void rule(BodyWriter body) {
    body.copy("action", "access");
    body.copy("direction", "direction");
    body.copy("priority", "priority");
    body.copy("protocol", "protocol");
    body.copy("source_port_ranges", "sourcePortRanges");
    body.copy("destination_port_ranges", "destinationPortRanges");
    body.each("source", "sources", Managers::side);
    body.each("destination", "destinations", Managers::side);
  }

  private static void side(BodyWriter side) {
    side.copy("address_prefix", "addressPrefix");
    side.copy("address_prefix_type", "addressPrefixType");
  }

  static void staticMember(BodyWriter body) {
    body.id(
        "resourceId",
        body.from().get("target_virtual_network_id"),
        AzureTypes.VIRTUAL_NETWORK,
        AzureTypes.SUBNET);
  }

  /** It deploys configurations to one region, in place of all that were there. */
  static void deployment(BodyWriter body) {
    Value scope = body.from().get("scope_access");
    var list = NODES.arrayNode();
    var one = list.addObject();
    one.put("deploymentStatus", "Deployed");
    body.set("deployments", list, scope);
    BodyWriter writer =
        new BodyWriter(body.draft(), one, "/properties/deployments/0", body.from(), body.links());
    writer.copy("location", "region");
    writer.copy("scope_access", "deploymentType");
    writer.ids("configuration_ids", "configurationIds", AzureTypes.ADMIN_CONFIGURATION);
  }
}
