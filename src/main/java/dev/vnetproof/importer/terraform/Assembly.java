package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.azure.AzureResource;
import dev.vnetproof.importer.azure.Unresolved;
import dev.vnetproof.importer.json.JsonDocument;
import dev.vnetproof.importer.terraform.Attributes.Value;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts together what Azure keeps in one resource and Terraform in several: rules, routes, subnets,
 * peerings, DNS servers and associations.
 *
 * <p>What could belong to any of several resources makes all of these not known, never none.
 */
final class Assembly {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String PEERINGS = "virtualNetworkPeerings";

  /** The lists inside a parent that Terraform also has resources for. */
  private static final Set<String> LISTS =
      Set.of(
          "securityRules",
          "routes",
          "subnets",
          PEERINGS,
          "networkRuleCollections",
          "applicationRuleCollections");

  private final JsonDocument document;
  private final Inventory inventory;
  private final List<Problem> problems;
  private final Links links;
  private final Azapi azapi;
  private final Drafts drafts;
  private final Set<Draft> folded = new HashSet<>();
  private final TreeMap<String, Integer> skipped = new TreeMap<>();

  Assembly(JsonDocument document, Inventory inventory, List<Problem> problems) {
    this.document = document;
    this.inventory = inventory;
    this.problems = problems;
    this.links = new Links(inventory);
    this.azapi = new Azapi(links);
    this.drafts = new Drafts(inventory, links);
  }

  TerraformResources resources() {
    draft(true);
    draft(false);
    updates();
    dropRemoved();
    dnsServers();
    new Associations(drafts).apply();
    fold();
    peerings();
    ruleCollectionGroups();
    List<AzureResource> resources = new ArrayList<>();
    for (Draft draft : drafts.all()) {
      if (!folded.contains(draft)) {
        resources.add(draft.resource(document));
      }
    }
    return new TerraformResources(resources, skipped, problems);
  }

  private void draft(boolean managed) {
    for (Instance instance : inventory.instances()) {
      if (instance.managed() != managed || Kinds.isPart(instance.type())) {
        continue;
      }
      Optional<Kind> kind = Kinds.of(instance);
      if (instance.type().equals("azapi_resource") && Kinds.armType(instance).isPresent()) {
        Draft draft = drafts.add(instance, Kinds.armType(instance).get());
        azapi.write(draft, instance);
      } else if (kind.isEmpty()) {
        skipped.merge((managed ? "" : "data.") + instance.type(), 1, Integer::sum);
      } else if (kind.get().properties().isPresent()
          && drafts.draft(links.id(instance)).isEmpty()) {
        Draft draft = drafts.add(instance, kind.get().armType());
        BodyWriter root = new BodyWriter(draft, draft.body(), "", Attributes.of(instance), links);
        root.copy("location", "location");
        root.copy("zones", "zones");
        if (draft.type().equals(Kinds.SERVICES)) {
          ApiManagement.sku(root, root.from().get("sku_name"), Optional.empty());
        }
        kind.get().properties().get().accept(root.object("properties"));
      }
    }
  }

  private void updates() {
    for (Instance instance : inventory.instances()) {
      if (!instance.type().equals("azapi_update_resource")) {
        continue;
      }
      String type = instance.text("type").orElse("");
      String armType = type.substring(0, type.indexOf('@') < 0 ? type.length() : type.indexOf('@'));
      Optional<String> id = updated(instance, armType);
      if (id.isEmpty() || armType.isEmpty()) {
        for (Draft draft : drafts.ofType(armType)) {
          // It may be this one that the update changes.
          Value body = Attributes.of(instance).get("resource_id");
          draft.body().set("properties", NODES.pojoNode(body.unresolved()));
          draft.place("/properties", body.pointer());
        }
        continue;
      }
      azapi.write(
          drafts.draft(id.get()).orElseGet(() -> drafts.outside(instance, armType, id.get())),
          instance);
    }
  }

  private Optional<String> updated(Instance instance, String armType) {
    Attributes attributes = Attributes.of(instance);
    Optional<String> id = links.id(attributes.get("resource_id"), List.of(armType));
    if (id.isPresent() || instance.text("name").isEmpty()) {
      return id;
    }
    boolean child = armType.chars().filter(c -> c == '/').count() > 1;
    String collection = armType.substring(armType.lastIndexOf('/') + 1);
    return links
        .id(attributes.get("parent_id"), List.of())
        .map(
            parent ->
                parent
                    + (child ? "/" + collection : "/providers/" + armType)
                    + "/"
                    + instance.text("name").get());
  }

  /** What the plan deletes still stands in the lists that the provider read from Azure. */
  private void dropRemoved() {
    for (Instance removed : inventory.removed()) {
      Optional<Kind> kind = Kinds.of(removed);
      boolean listed = kind.isPresent() && LISTS.contains(kind.get().collection());
      if (listed) {
        links
            .parent(removed)
            .flatMap(drafts::draft)
            .ifPresent(
                parent -> parent.drop(kind.get().collection(), removed.text("name").orElse("")));
      }
    }
  }

  private void dnsServers() {
    for (Instance instance : inventory.instances()) {
      if (!instance.type().equals("azurerm_virtual_network_dns_servers")) {
        continue;
      }
      Attributes attributes = Attributes.of(instance);
      Value network = attributes.get("virtual_network_id");
      Optional<String> id = links.id(network, List.of(Kinds.VNETS));
      if (id.isPresent()) {
        Draft draft =
            drafts.draft(id.get()).orElseGet(() -> drafts.outside(instance, Kinds.VNETS, id.get()));
        new BodyWriter(
                draft,
                draft.properties().putObject("dhcpOptions"),
                "/properties/dhcpOptions",
                attributes,
                links)
            .copyOr("dns_servers", "dnsServers", NODES.arrayNode());
      } else {
        drafts
            .ofType(Kinds.VNETS)
            .forEach(draft -> draft.unresolved("dhcpOptions", network.unresolved()));
      }
    }
  }

  private void fold() {
    for (Draft child : drafts.all()) {
      String collection = child.type().substring(child.type().lastIndexOf('/') + 1);
      if (!LISTS.contains(collection)) {
        continue;
      }
      Optional<String> parentId =
          Kinds.of(child.instance()).flatMap(Kind::parent).isPresent()
              ? links.parent(child.instance())
              : Optional.of(Links.parentOf(child.id()));
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
    // A body that is written whole and has no list has an empty one.
    none(Kinds.NSGS, "securityRules");
    none(Kinds.ROUTE_TABLES, "routes");
    none(Kinds.VNETS, "subnets");
    none(Kinds.FIREWALLS, "networkRuleCollections");
    none(Kinds.FIREWALLS, "applicationRuleCollections");
  }

  private void none(String armType, String collection) {
    for (Draft draft : drafts.ofType(armType)) {
      if (drafts.isWhole(draft) && draft.properties().path(collection).isMissingNode()) {
        draft.property(collection, NODES.arrayNode(), draft.instance().pointer());
      }
    }
  }

  private void fold(Draft parent, Draft child, String collection) {
    JsonNode list = parent.properties().path(collection);
    if (list.isArray() || drafts.isWhole(parent)) {
      folded.add(child);
      parent.fold(collection, child);
    } else if (!list.isPojo()) {
      // Terraform only reads the parent and does not say what else is in it.
      parent.unresolved(
          collection,
          new Unresolved(
              parent.instance().address() + "." + collection, parent.instance().pointer()));
    }
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
        parent.unresolved(collection, links.unresolved(name));
      }
    }
  }

  private void peerings() {
    for (Draft network : drafts.ofType(Kinds.VNETS)) {
      JsonNode all = network.properties().path(PEERINGS);
      if (all.isMissingNode() && drafts.isWhole(network)) {
        network.property(PEERINGS, NODES.arrayNode(), network.instance().pointer());
      }
      for (JsonNode peering : all) {
        remoteSpace(peering.path("properties"));
      }
    }
  }

  private void remoteSpace(JsonNode peering) {
    if (peering instanceof ObjectNode properties && !properties.has("remoteAddressSpace")) {
      drafts
          .draft(properties.path("remoteVirtualNetwork").path("id").asText())
          .map(remote -> remote.properties().path("addressSpace"))
          .filter(JsonNode::isObject)
          .ifPresent(space -> properties.set("remoteAddressSpace", space.deepCopy()));
    }
  }

  private void ruleCollectionGroups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    List<Unresolved> loose = new ArrayList<>();
    for (Draft group : drafts.ofType(Kinds.GROUPS)) {
      Optional<String> policy =
          Kinds.of(group.instance()).isPresent()
              ? links.parent(group.instance())
              : Optional.of(Links.parentOf(group.id()));
      if (policy.isPresent()) {
        groups.computeIfAbsent(Links.lower(policy.get()), any -> new ArrayList<>()).add(group.id());
      } else {
        loose.add(Attributes.of(group.instance()).get("firewall_policy_id").unresolved());
      }
    }
    for (Draft policy : drafts.ofType(Kinds.POLICIES)) {
      if (!loose.isEmpty()) {
        policy.unresolved("ruleCollectionGroups", loose.get(0));
      } else if (drafts.isWhole(policy)) {
        var list = NODES.arrayNode();
        for (String id : groups.getOrDefault(Links.lower(policy.id()), List.of())) {
          list.addObject().put("id", id);
        }
        policy.property("ruleCollectionGroups", list, policy.instance().pointer());
      }
    }
  }
}
