package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.azure.Unresolved;
import dev.vnetproof.importer.terraform.Attributes.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The network security groups and route tables of subnets, which Terraform keeps apart. */
final class Associations {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  static final String GROUP = "azurerm_subnet_network_security_group_association";
  static final String TABLE = "azurerm_subnet_route_table_association";

  private record Association(String type, String attribute, String property, String armType) {}

  private static final List<Association> ASSOCIATIONS =
      List.of(
          new Association(GROUP, "network_security_group_id", "networkSecurityGroup", Kinds.NSGS),
          new Association(TABLE, "route_table_id", "routeTable", Kinds.ROUTE_TABLES));

  private final Drafts drafts;

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
          removed.text("subnet_id").map(Links::lower).ifPresent(ended::add);
        }
      }
      for (Draft draft : drafts.all()) {
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
    Optional<String> id = drafts.links().id(subnet, List.of(Kinds.SUBNETS));
    if (id.isEmpty()) {
      loose.add(drafts.links().unresolved(subnet));
      return;
    }
    String key = Links.lower(id.get());
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
          drafts.draft(id.get()).orElseGet(() -> drafts.outside(instance, Kinds.SUBNETS, id.get()));
      draft.property(association.property(), link, target.pointer());
      draft.place("/properties/" + association.property() + "/id", target.pointer());
    }
  }

  /** A subnet that is a block of its network; whether there is such a one. */
  private boolean inline(String subnetId, String property, JsonNode link, String pointer) {
    if (drafts.draft(subnetId).isPresent()) {
      return false;
    }
    Optional<Draft> network = drafts.draft(Links.parentOf(subnetId));
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
    boolean own = drafts.isWhole(subnet);
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
}
