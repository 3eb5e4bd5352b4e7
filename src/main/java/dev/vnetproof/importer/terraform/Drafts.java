package dev.vnetproof.importer.terraform;

import dev.vnetproof.importer.azure.Unresolved;
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
          Links.lower(Kinds.SUBNETS),
          List.of(
              "addressPrefixes",
              "serviceEndpoints",
              "delegations",
              "networkSecurityGroup",
              "routeTable",
              "natGateway",
              "serviceEndpointPolicies",
              "ipConfigurations"),
          Links.lower(Kinds.VNETS),
          List.of("addressSpace", "dhcpOptions", "subnets", "virtualNetworkPeerings"),
          Links.lower(Kinds.NSGS),
          List.of("securityRules"),
          Links.lower(Kinds.ROUTE_TABLES),
          List.of("disableBgpRoutePropagation", "routes"),
          Links.lower(Kinds.FIREWALLS),
          List.of("firewallPolicy", "networkRuleCollections", "applicationRuleCollections"),
          Links.lower(Kinds.IP_GROUPS),
          List.of("ipAddresses"),
          Links.lower(Kinds.POLICIES),
          List.of("basePolicy", "ruleCollectionGroups"),
          Links.lower(Kinds.SERVICES),
          List.of("virtualNetworkType", "virtualNetworkConfiguration", "platformVersion"));

  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Inventory inventory;
  private final Links links;

  Drafts(Inventory inventory, Links links) {
    this.inventory = inventory;
    this.links = links;
  }

  Draft add(Instance instance, String armType) {
    String id = links.id(instance);
    Draft draft = new Draft(instance, armType, id, links.name(instance));
    drafts.putIfAbsent(Links.lower(id), draft);
    return draft;
  }

  Optional<Draft> draft(String id) {
    return Optional.ofNullable(drafts.get(Links.lower(id)));
  }

  List<Draft> ofType(String armType) {
    return drafts.values().stream().filter(d -> d.type().equalsIgnoreCase(armType)).toList();
  }

  /** A resource that the document changes without holding it: the rest of it is not known. */
  Draft outside(Instance instance, String armType, String id) {
    Draft draft = new Draft(instance, armType, id, id.substring(id.lastIndexOf('/') + 1));
    for (String property : OPEN.getOrDefault(Links.lower(armType), List.of())) {
      draft.unresolved(property, new Unresolved(id + "/" + property, instance.pointer()));
    }
    drafts.put(Links.lower(id), draft);
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

  Links links() {
    return links;
  }
}
