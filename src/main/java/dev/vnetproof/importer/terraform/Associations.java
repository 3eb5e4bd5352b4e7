package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.terraform.Attributes.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The network security groups and route tables of subnets, which Terraform keeps apart. */
final class Associations {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  static final String GROUP = "azurerm_subnet_network_security_group_association";
  static final String TABLE = "azurerm_subnet_route_table_association";
  static final String NAT = "azurerm_subnet_nat_gateway_association";

  private record Association(String type, String attribute, String property, String armType) {}

  private static final List<Association> ASSOCIATIONS =
      List.of(
          new Association(
              GROUP,
              "network_security_group_id",
              "networkSecurityGroup",
              AzureTypes.NETWORK_SECURITY_GROUP),
          new Association(TABLE, "route_table_id", "routeTable", AzureTypes.ROUTE_TABLE),
          new Association(NAT, "nat_gateway_id", "natGateway", AzureTypes.NAT_GATEWAY));

  private final Drafts drafts;
  private final Map<Draft, Map<String, Inline>> inlines = new HashMap<>();

  Associations(Drafts drafts) {
    this.drafts = drafts;
  }

  void apply() {
    for (Association association : ASSOCIATIONS) {
      Set<String> done = new HashSet<>();
      List<Unresolved> loose = new ArrayList<>();
      for (Instance instance : drafts.inventory().instances()) {
        if (instance.type().equals(association.type())) {
          associate(instance, association, done, loose);
        }
      }
      Set<String> ended = new HashSet<>();
      for (Instance removed : drafts.inventory().removed()) {
        if (removed.type().equals(association.type())) {
          removed.text("subnet_id").map(ResourceLinks::lower).ifPresent(ended::add);
        }
      }
      if (!loose.isEmpty()) {
        doubt(association.property(), done, loose.get(0));
      }
      for (Draft draft : drafts.all()) {
        if (draft.type().equalsIgnoreCase(AzureTypes.SUBNET)
            && !done.contains(ResourceLinks.lower(draft.id()))) {
          unassociated(draft, association, loose, ended.contains(ResourceLinks.lower(draft.id())));
        }
      }
    }
  }

  private void associate(
      Instance instance, Association association, Set<String> done, List<Unresolved> loose) {
    Attributes attributes = Attributes.of(instance);
    Value subnet = attributes.get("subnet_id");
    Optional<String> id = drafts.links().id(subnet, List.of(AzureTypes.SUBNET));
    if (id.isEmpty()) {
      loose.add(drafts.links().unresolved(subnet));
      return;
    }
    String key = ResourceLinks.lower(id.get());
    done.add(key);
    Value target = attributes.get(association.attribute());
    Optional<String> targetId = drafts.links().id(target, List.of(association.armType()));
    JsonNode link =
        NODES
            .objectNode()
            .set(
                "id",
                targetId.isPresent()
                    ? NODES.textNode(targetId.get())
                    : NODES.pojoNode(drafts.links().unresolved(target)));
    if (!inline(key, association.property(), link, target.pointer())) {
      Draft draft =
          drafts
              .draft(id.get())
              .orElseGet(() -> drafts.outside(instance, AzureTypes.SUBNET, id.get()));
      draft.property(association.property(), link, target.pointer());
      draft.place("/properties/" + association.property() + "/id", target.pointer());
    }
  }

  /** A subnet that is a block of its network; whether there is such a one. */
  private boolean inline(String subnetId, String property, JsonNode link, String pointer) {
    if (drafts.draft(subnetId).isPresent()) {
      return false;
    }
    Optional<Inline> found = inline(subnetId);
    if (found.isEmpty() || !(found.get().properties() instanceof ObjectNode properties)) {
      return false;
    }
    properties.set(property, link);
    String at = found.get().pointer() + "/properties/" + property;
    found.get().network().place(at, pointer);
    found.get().network().place(at + "/id", pointer);
    return true;
  }

  /** What goes on some subnet may go on one that its network lists without any. */
  private void doubt(String property, Set<String> done, Unresolved loose) {
    for (Draft network : drafts.ofType(AzureTypes.VIRTUAL_NETWORK)) {
      inlines
          .computeIfAbsent(network, Associations::inlines)
          .forEach(
              (id, inline) -> {
                boolean none = inline.properties().path(property).isNull();
                if (none && !done.contains(id) && inline.properties() instanceof ObjectNode node) {
                  node.set(property, NODES.pojoNode(loose));
                  network.place(inline.pointer() + "/properties/" + property, loose.pointer());
                }
              });
    }
  }

  /**
   * A subnet as its network shows it.
   *
   * @param pointer in the network's body
   */
  private record Inline(Draft network, JsonNode properties, String pointer) {}

  private Optional<Inline> inline(String subnetId) {
    Optional<Draft> network = drafts.draft(ResourceLinks.parentOf(subnetId));
    return network
        .map(draft -> inlines.computeIfAbsent(draft, Associations::inlines))
        .map(all -> all.get(ResourceLinks.lower(subnetId)));
  }

  private static Map<String, Inline> inlines(Draft network) {
    Map<String, Inline> inlines = new HashMap<>();
    JsonNode all = network.properties().path("subnets");
    for (int i = 0; all.isArray() && i < all.size(); i++) {
      JsonNode one = all.get(i);
      String named = network.id() + "/subnets/" + one.path("name").asText();
      String id = one.path("id").isTextual() ? one.path("id").asText() : named;
      inlines.putIfAbsent(
          ResourceLinks.lower(id),
          new Inline(network, one.path("properties"), "/properties/subnets/" + i));
    }
    return inlines;
  }

  /** A subnet that the configuration manages and associates with nothing has nothing. */
  private void unassociated(
      Draft subnet, Association association, List<Unresolved> loose, boolean ended) {
    JsonNode now = subnet.properties().path(association.property());
    Instance instance = subnet.instance();
    boolean own = drafts.isWhole(subnet);
    Value attribute = Attributes.of(instance).get(association.attribute());
    if (now.isObject() && !ended) {
      return;
    }
    Optional<Inline> shown =
        inline(subnet.id())
            .filter(any -> any.properties().path(association.property()).isObject() && !ended);
    if (!loose.isEmpty()) {
      subnet.unresolved(association.property(), loose.get(0));
    } else if (shown.isPresent()) {
      // Associated by somebody else, as the provider read from the network.
      String at = shown.get().pointer() + "/properties/" + association.property();
      subnet.property(
          association.property(),
          shown.get().properties().path(association.property()),
          shown.get().network().source(at));
    } else if (own && association.type().equals(NAT)) {
      return; // A subnet that shows none has none.
    } else if (own || ended || (!attribute.isAbsent() && !attribute.isUnknown())) {
      subnet.property(association.property(), NODES.nullNode(), instance.pointer());
    } else if (now.isMissingNode()) {
      subnet.unresolved(association.property(), attribute.unresolved());
    }
  }
}
