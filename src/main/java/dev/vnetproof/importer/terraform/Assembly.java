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

  private record Association(String type, String attribute, String property, String armType) {}

  private static final List<Association> ASSOCIATIONS =
      List.of(
          new Association(
              "azurerm_subnet_network_security_group_association",
              "network_security_group_id",
              "networkSecurityGroup",
              Kinds.NSGS),
          new Association(
              "azurerm_subnet_route_table_association",
              "route_table_id",
              "routeTable",
              Kinds.ROUTE_TABLES));

  private final JsonDocument document;
  private final Inventory inventory;
  private final List<Problem> problems;
  private final Links links;
  private final Azapi azapi;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Set<Draft> folded = new HashSet<>();
  private final TreeMap<String, Integer> skipped = new TreeMap<>();

  Assembly(JsonDocument document, Inventory inventory, List<Problem> problems) {
    this.document = document;
    this.inventory = inventory;
    this.problems = problems;
    this.links = new Links(inventory);
    this.azapi = new Azapi(links);
  }

  TerraformResources resources() {
    draft(true);
    draft(false);
    updates();
    dropRemoved();
    dnsServers();
    associations();
    fold();
    peerings();
    ruleCollectionGroups();
    List<AzureResource> resources = new ArrayList<>();
    for (Draft draft : drafts.values()) {
      if (!folded.contains(draft)) {
        resources.add(draft.resource(document));
      }
    }
    return new TerraformResources(resources, skipped, problems);
  }

  private void draft(boolean managed) {
    for (Instance instance : inventory.instances()) {
      if (instance.managed() != managed || isPart(instance.type())) {
        continue;
      }
      Optional<Kind> kind = Kinds.of(instance);
      if (instance.type().equals("azapi_resource") && Kinds.armType(instance).isPresent()) {
        Draft draft = add(instance, Kinds.armType(instance).get());
        azapi.write(draft, instance);
      } else if (kind.isEmpty()) {
        skipped.merge((managed ? "" : "data.") + instance.type(), 1, Integer::sum);
      } else if (kind.get().properties().isPresent()
          && !drafts.containsKey(Links.lower(links.id(instance)))) {
        Draft draft = add(instance, kind.get().armType());
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

  private static boolean isPart(String type) {
    return type.equals("azapi_update_resource")
        || type.equals("azurerm_virtual_network_dns_servers")
        || ASSOCIATIONS.stream().anyMatch(any -> any.type().equals(type));
  }

  private Draft add(Instance instance, String armType) {
    String id = links.id(instance);
    Draft draft = new Draft(instance, armType, id, links.name(instance));
    drafts.putIfAbsent(Links.lower(id), draft);
    return draft;
  }

  private Optional<Draft> draft(String id) {
    return Optional.ofNullable(drafts.get(Links.lower(id)));
  }

  private List<Draft> ofType(String armType) {
    return drafts.values().stream().filter(d -> d.type().equalsIgnoreCase(armType)).toList();
  }

  /** A resource that the document changes without holding it: the rest of it is not known. */
  private Draft outside(Instance instance, String armType, String id) {
    Draft draft = new Draft(instance, armType, id, id.substring(id.lastIndexOf('/') + 1));
    if (armType.equalsIgnoreCase(Kinds.SUBNETS)) {
      for (String property :
          List.of(
              "addressPrefixes",
              "serviceEndpoints",
              "delegations",
              "networkSecurityGroup",
              "routeTable")) {
        draft.unresolved(property, new Unresolved(id + "/" + property, instance.pointer()));
      }
    }
    drafts.put(Links.lower(id), draft);
    return draft;
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
        for (Draft draft : ofType(armType)) {
          // It may be this one that the update changes.
          Value body = Attributes.of(instance).get("resource_id");
          draft.body().set("properties", NODES.pojoNode(body.unresolved()));
          draft.place("/properties", body.pointer());
        }
        continue;
      }
      azapi.write(draft(id.get()).orElseGet(() -> outside(instance, armType, id.get())), instance);
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
            .flatMap(this::draft)
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
        Draft draft = draft(id.get()).orElseGet(() -> outside(instance, Kinds.VNETS, id.get()));
        new BodyWriter(
                draft,
                draft.properties().putObject("dhcpOptions"),
                "/properties/dhcpOptions",
                attributes,
                links)
            .copyOr("dns_servers", "dnsServers", NODES.arrayNode());
      } else {
        ofType(Kinds.VNETS).forEach(draft -> draft.unresolved("dhcpOptions", network.unresolved()));
      }
    }
  }

  private void associations() {
    for (Association association : ASSOCIATIONS) {
      Set<String> done = new HashSet<>();
      List<Unresolved> loose = new ArrayList<>();
      for (Instance instance : inventory.instances()) {
        if (instance.type().equals(association.type())) {
          associate(instance, association, done, loose);
        }
      }
      Set<String> ended = new HashSet<>();
      for (Instance removed : inventory.removed()) {
        if (removed.type().equals(association.type())) {
          removed.text("subnet_id").map(Links::lower).ifPresent(ended::add);
        }
      }
      for (Draft draft : List.copyOf(drafts.values())) {
        if (draft.type().equalsIgnoreCase(Kinds.SUBNETS)
            && !done.contains(Links.lower(draft.id()))) {
          unassociated(draft, association, loose, ended.contains(Links.lower(draft.id())));
        }
      }
    }
  }

  private void associate(
      Instance instance, Association association, Set<String> done, List<Unresolved> loose) {
    Attributes attributes = Attributes.of(instance);
    Value subnet = attributes.get("subnet_id");
    Optional<String> id = links.id(subnet, List.of(Kinds.SUBNETS));
    if (id.isEmpty()) {
      loose.add(links.unresolved(subnet));
      return;
    }
    String key = Links.lower(id.get());
    done.add(key);
    Value target = attributes.get(association.attribute());
    Optional<String> targetId = links.id(target, List.of(association.armType()));
    JsonNode link =
        NODES
            .objectNode()
            .set(
                "id",
                targetId.isPresent()
                    ? NODES.textNode(targetId.get())
                    : NODES.pojoNode(links.unresolved(target)));
    if (!inline(key, association.property(), link, target.pointer())) {
      Draft draft = draft(id.get()).orElseGet(() -> outside(instance, Kinds.SUBNETS, id.get()));
      draft.property(association.property(), link, target.pointer());
      draft.place("/properties/" + association.property() + "/id", target.pointer());
    }
  }

  /** A subnet that is a block of its network; whether there is such a one. */
  private boolean inline(String subnetId, String property, JsonNode link, String pointer) {
    if (drafts.containsKey(subnetId)) {
      return false;
    }
    Optional<Draft> network = draft(Links.parentOf(subnetId));
    if (network.isEmpty()) {
      return false;
    }
    JsonNode all = network.get().properties().path("subnets");
    for (int i = 0; i < all.size(); i++) {
      JsonNode one = all.get(i);
      String name = Links.lower(one.path("name").asText());
      boolean same =
          one.path("id").isTextual()
              ? Links.lower(one.path("id").asText()).equals(subnetId)
              : subnetId.endsWith("/subnets/" + name);
      if (same && one.path("properties") instanceof ObjectNode properties) {
        properties.set(property, link);
        String at = "/properties/subnets/" + i + "/properties/" + property;
        network.get().place(at, pointer);
        network.get().place(at + "/id", pointer);
        return true;
      }
    }
    return false;
  }

  /** A subnet that the configuration manages and associates with nothing has nothing. */
  private void unassociated(
      Draft subnet, Association association, List<Unresolved> loose, boolean ended) {
    JsonNode now = subnet.properties().path(association.property());
    Instance instance = subnet.instance();
    boolean own = isWhole(subnet);
    Value attribute = Attributes.of(instance).get(association.attribute());
    if (now.isObject() && !ended) {
      return;
    }
    if (!loose.isEmpty()) {
      subnet.unresolved(association.property(), loose.get(0));
    } else if (own || ended || (!attribute.isAbsent() && !attribute.isUnknown())) {
      subnet.property(association.property(), NODES.nullNode(), instance.pointer());
    } else if (now.isMissingNode()) {
      subnet.unresolved(association.property(), attribute.unresolved());
    }
  }

  private void fold() {
    for (Draft child : List.copyOf(drafts.values())) {
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
        draft(parentId.get()).ifPresent(parent -> fold(parent, child, collection));
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
    for (Draft draft : ofType(armType)) {
      if (isWhole(draft) && draft.properties().path(collection).isMissingNode()) {
        draft.property(collection, NODES.arrayNode(), draft.instance().pointer());
      }
    }
  }

  /** Whether the document manages the resource itself, and all there is to it. */
  private boolean isWhole(Draft draft) {
    return draft.instance().managed() && !isPart(draft.instance().type()) && inventory.complete();
  }

  private void fold(Draft parent, Draft child, String collection) {
    folded.add(child);
    JsonNode list = parent.properties().path(collection);
    boolean partial = !parent.instance().managed() && !list.isArray();
    if (!partial || collection.equals("subnets")) {
      parent.fold(collection, child);
    } else if (list.isMissingNode()) {
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
    for (Draft parent : ofType(kind.parentType())) {
      boolean possible = name.text().isEmpty() || name.text().get().equalsIgnoreCase(parent.name());
      if (possible) {
        parent.unresolved(collection, links.unresolved(name));
      }
    }
  }

  private void peerings() {
    for (Draft network : ofType(Kinds.VNETS)) {
      JsonNode all = network.properties().path(PEERINGS);
      if (all.isMissingNode() && isWhole(network)) {
        network.property(PEERINGS, NODES.arrayNode(), network.instance().pointer());
      }
      for (JsonNode peering : all) {
        remoteSpace(peering.path("properties"));
      }
    }
  }

  private void remoteSpace(JsonNode peering) {
    if (peering instanceof ObjectNode properties && !properties.has("remoteAddressSpace")) {
      draft(properties.path("remoteVirtualNetwork").path("id").asText())
          .map(remote -> remote.properties().path("addressSpace"))
          .filter(JsonNode::isObject)
          .ifPresent(space -> properties.set("remoteAddressSpace", space.deepCopy()));
    }
  }

  private void ruleCollectionGroups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    List<Unresolved> loose = new ArrayList<>();
    for (Draft group : ofType(Kinds.GROUPS)) {
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
    for (Draft policy : ofType(Kinds.POLICIES)) {
      if (!loose.isEmpty()) {
        policy.unresolved("ruleCollectionGroups", loose.get(0));
      } else if (isWhole(policy)) {
        var list = NODES.arrayNode();
        for (String id : groups.getOrDefault(Links.lower(policy.id()), List.of())) {
          list.addObject().put("id", id);
        }
        policy.property("ruleCollectionGroups", list, policy.instance().pointer());
      }
    }
  }
}
