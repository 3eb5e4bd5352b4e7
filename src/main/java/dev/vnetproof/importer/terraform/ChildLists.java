package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.terraform.Attributes.Value;
import dev.vnetproof.importer.terraform.Instance.Action;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lists inside a parent that Terraform also has resources for: rules, routes, subnets,
 * peerings.
 *
 * <p>What could belong to any of several parents makes the lists of all of these not known.
 */
final class ChildLists {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The lists, and what azurerm calls the blocks that fill them from within. */
  private static final Map<String, String> BLOCKS =
      Map.of(
          "securityRules", "security_rule",
          "routes", "route",
          "subnets", "subnet",
          "virtualNetworkPeerings", "",
          "networkRuleCollections", "",
          "applicationRuleCollections", "");

  private final Drafts drafts;
  private final Set<Draft> folded = new HashSet<>();

  /** The lists that stay unknown whatever else is found. */
  private final Map<Draft, Map<String, Unresolved>> unsure = new LinkedHashMap<>();

  ChildLists(Drafts drafts) {
    this.drafts = drafts;
  }

  /** What the plan deletes still stands in the lists that the provider read from Azure. */
  void dropRemoved() {
    Map<Draft, Map<String, Set<String>>> dropped = new LinkedHashMap<>();
    for (Instance removed : drafts.inventory().removed()) {
      Optional<String> collection = Kinds.of(removed).map(Kind::collection);
      if (collection.filter(BLOCKS::containsKey).isPresent()) {
        drafts
            .links()
            .parent(removed)
            .flatMap(drafts::draft)
            .ifPresent(
                parent ->
                    dropped
                        .computeIfAbsent(parent, any -> new HashMap<>())
                        .computeIfAbsent(collection.get(), any -> new HashSet<>())
                        .add(ResourceLinks.lower(removed.text("name").orElse(""))));
      }
    }
    dropped.forEach((parent, lists) -> lists.forEach(parent::drop));
  }

  /** Puts children into their parents; those that stand there now. */
  Set<Draft> fold() {
    for (Draft child : drafts.all()) {
      String collection = child.type().substring(child.type().lastIndexOf('/') + 1);
      if (BLOCKS.containsKey(collection)) {
        Optional<String> parentId = parentId(child);
        if (parentId.isEmpty()) {
          loose(child, collection);
        } else {
          String parentType = child.type().substring(0, child.type().lastIndexOf('/'));
          drafts
              .draft(parentId.get())
              .filter(parent -> parent.type().equalsIgnoreCase(parentType))
              .ifPresent(parent -> fold(parent, child, collection));
        }
      }
    }
    unsure.forEach((parent, lists) -> lists.forEach(parent::unresolved));
    none(AzureTypes.NETWORK_SECURITY_GROUP, "securityRules");
    none(AzureTypes.ROUTE_TABLE, "routes");
    none(AzureTypes.VIRTUAL_NETWORK, "subnets");
    none(AzureTypes.VIRTUAL_NETWORK, "virtualNetworkPeerings");
    none(AzureTypes.FIREWALL, "networkRuleCollections");
    none(AzureTypes.FIREWALL, "applicationRuleCollections");
    return folded;
  }

  private Optional<String> parentId(Draft child) {
    return Kinds.of(child.instance()).flatMap(Kind::parent).isPresent()
        ? drafts.links().parent(child.instance())
        : Optional.of(ResourceLinks.parentOf(child.id()));
  }

  /** A body that is written whole and has no list has an empty one. */
  private void none(String armType, String collection) {
    for (Draft draft : drafts.ofType(armType)) {
      if (drafts.isWhole(draft) && draft.properties().path(collection).isMissingNode()) {
        draft.property(collection, NODES.arrayNode(), draft.instance().pointer());
      }
    }
  }

  private void fold(Draft parent, Draft child, String collection) {
    JsonNode list = parent.properties().path(collection);
    if (list.isPojo() && !isLeftToProvider(parent, collection)) {
      folded.add(child);
    } else if (list.isArray() || drafts.isWhole(parent)) {
      folded.add(child);
      if (isOverwritten(parent, child, collection)) {
        unsure(
            parent,
            collection,
            new Unresolved(child.instance().address(), child.instance().pointer()));
      } else {
        parent.fold(collection, child);
      }
    } else {
      // Terraform only reads the parent and does not say what else is in it.
      parent.unresolved(
          collection,
          new Unresolved(
              parent.instance().address() + "." + collection, parent.instance().pointer()));
    }
  }

  /**
   * Whether the provider just has not told yet that a new parent has nothing of its own; what is
   * written as an expression and not known is another thing.
   */
  private boolean isLeftToProvider(Draft parent, String collection) {
    Instance instance = parent.instance();
    return instance.created()
        && instance.type().startsWith("azurerm_")
        && !drafts
            .inventory()
            .configuration()
            .resource(instance)
            .path("expressions")
            .has(String.valueOf(BLOCKS.get(collection)));
  }

  /** Whether the plan writes the parent without a child that it takes to be there. */
  private static boolean isOverwritten(Draft parent, Draft child, String collection) {
    return parent.instance().action() == Action.UPDATE
        && child.instance().action() == Action.NONE
        && child.instance().managed()
        && !parent.holds(collection, child.name());
  }

  private void unsure(Draft parent, String collection, Unresolved why) {
    unsure.computeIfAbsent(parent, any -> new HashMap<>()).putIfAbsent(collection, why);
  }

  private void loose(Draft child, String collection) {
    if (collection.equals("subnets")) {
      return;
    }
    folded.add(child);
    Kind kind = Kinds.of(child.instance()).orElseThrow();
    Value name = Attributes.of(child.instance()).get(kind.parent().orElseThrow().attribute());
    for (Draft parent : drafts.ofType(kind.parentType())) {
      boolean possible = name.text().isEmpty() || name.text().get().equalsIgnoreCase(parent.name());
      if (possible) {
        unsure(parent, collection, drafts.links().unresolved(name));
      }
    }
  }
}
