package dev.vnetproof.importer.terraform;

import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Unresolved;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The resources that are being put together, by id in any case. */
final class Drafts {
  /** What of a resource counts as none where its body does not mention it. */
  private static final Map<String, List<String>> OPEN =
      Map.of(
          ResourceLinks.lower(AzureTypes.SUBNET),
          List.of(
              "addressPrefixes",
              "serviceEndpoints",
              "delegations",
              "networkSecurityGroup",
              "routeTable",
              "natGateway",
              "serviceEndpointPolicies",
              "ipConfigurations"),
          ResourceLinks.lower(AzureTypes.VIRTUAL_NETWORK),
          List.of("addressSpace", "dhcpOptions", "subnets", "virtualNetworkPeerings"),
          ResourceLinks.lower(AzureTypes.NETWORK_SECURITY_GROUP),
          List.of("securityRules"),
          ResourceLinks.lower(AzureTypes.ROUTE_TABLE),
          List.of("disableBgpRoutePropagation", "routes"),
          ResourceLinks.lower(AzureTypes.FIREWALL),
          List.of("firewallPolicy", "networkRuleCollections", "applicationRuleCollections"),
          ResourceLinks.lower(AzureTypes.IP_GROUP),
          List.of("ipAddresses"),
          ResourceLinks.lower(AzureTypes.FIREWALL_POLICY),
          List.of("basePolicy", "ruleCollectionGroups"),
          ResourceLinks.lower(AzureTypes.SERVICE),
          List.of("virtualNetworkType", "virtualNetworkConfiguration", "platformVersion"));

  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Inventory inventory;
  private final ResourceLinks links;

  Drafts(Inventory inventory, ResourceLinks links) {
    this.inventory = inventory;
    this.links = links;
  }

  Draft add(Instance instance, String armType) {
    String id = links.id(instance);
    Draft draft = new Draft(instance, armType, id, links.name(instance));
    drafts.putIfAbsent(ResourceLinks.lower(id), draft);
    return draft;
  }

  Optional<Draft> draft(String id) {
    return Optional.ofNullable(drafts.get(ResourceLinks.lower(id)));
  }

  List<Draft> ofType(String armType) {
    return drafts.values().stream().filter(d -> d.type().equalsIgnoreCase(armType)).toList();
  }

  /** A resource that the document changes without holding it: the rest of it is not known. */
  Draft outside(Instance instance, String armType, String id) {
    Draft draft = new Draft(instance, armType, id, id.substring(id.lastIndexOf('/') + 1));
    for (String property : OPEN.getOrDefault(ResourceLinks.lower(armType), List.of())) {
      draft.unresolved(property, new Unresolved(id + "/" + property, instance.pointer()));
    }
    drafts.put(ResourceLinks.lower(id), draft);
    return draft;
  }

  /** Whether the document manages the resource itself, and all there is to it. */
  boolean isWhole(Draft draft) {
    return draft.instance().managed()
        && !Parts.isPart(draft.instance().type())
        && inventory.complete();
  }

  Collection<Draft> all() {
    return List.copyOf(drafts.values());
  }

  Inventory inventory() {
    return inventory;
  }

  ResourceLinks links() {
    return links;
  }
}
