package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Children that a resource also lists in its own body, as REST GET shows them: rules of a network
 * security group, routes of a route table, subnets and peerings of a virtual network. In a template
 * they stand inside the parent or as resources of their own, or both.
 */
final class InlineChildren {
  private static final Map<String, String> PROPERTY_BY_TYPE =
      Map.of(
          "microsoft.network/networksecuritygroups/securityrules", "securityRules",
          "microsoft.network/routetables/routes", "routes",
          "microsoft.network/virtualnetworks/subnets", "subnets",
          "microsoft.network/virtualnetworks/virtualnetworkpeerings", "virtualNetworkPeerings");

  private InlineChildren() {}

  /** The property of its parent that lists resources of {@code type}. */
  static Optional<String> propertyOf(String type) {
    return Optional.ofNullable(PROPERTY_BY_TYPE.get(type.toLowerCase(Locale.ROOT)));
  }

  /** The id of the resource that may list the one of this id in its own body. */
  static Optional<String> parentOf(String id) {
    String[] parts = id.split("/", -1);
    if (parts.length < 5) {
      return Optional.empty();
    }
    String list = parts[parts.length - 2];
    return PROPERTY_BY_TYPE.values().stream().anyMatch(list::equalsIgnoreCase)
        ? Optional.of(String.join("/", List.of(parts).subList(0, parts.length - 2)))
        : Optional.empty();
  }

  /** Properties of the child of that id, as its parent lists it. */
  static Optional<JsonNode> find(JsonNode properties, String id, Budget budget) {
    String[] parts = id.split("/", -1);
    JsonNode list = properties.isObject() ? Values.get(properties, parts[parts.length - 2]) : null;
    if (list == null || !list.isArray()) {
      return Optional.empty();
    }
    budget.step(list.size());
    for (JsonNode child : list) {
      JsonNode name = Values.get(child, "name");
      JsonNode body = Values.get(child, "properties");
      if (name != null
          && body != null
          && Unknown.symbolOf(name, budget).equalsIgnoreCase(parts[parts.length - 1])) {
        return Optional.of(body);
      }
    }
    return Optional.empty();
  }

  /** Properties in which each listed child has the id and name that others refer to. */
  static JsonNode named(JsonNode properties, Declared resource) {
    JsonNode result = properties;
    String type = resource.type().toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> entry : PROPERTY_BY_TYPE.entrySet()) {
      String childType = entry.getKey();
      if (!childType.startsWith(type + "/") || !(result instanceof ObjectNode object)) {
        continue;
      }
      String key = Values.key(object, entry.getValue());
      if (key != null && object.get(key) instanceof ArrayNode children) {
        ObjectNode copy = copyOf(object, resource);
        copy.set(key, namedChildren(children, entry.getValue(), resource));
        result = copy;
      }
    }
    return result;
  }

  private static ObjectNode copyOf(ObjectNode object, Declared resource) {
    TemplateEvaluator evaluator = resource.deployment().evaluator();
    evaluator.budget.produce(object.size() + 1L);
    ObjectNode copy = Values.newObject();
    copy.setAll(object);
    evaluator.origins.copied(copy, object);
    return copy;
  }

  private static ArrayNode namedChildren(ArrayNode children, String list, Declared resource) {
    TemplateEvaluator evaluator = resource.deployment().evaluator();
    evaluator.budget.produce(children.size() + 1L);
    ArrayNode result = Values.newArray();
    for (JsonNode child : children) {
      JsonNode name = child.isObject() ? Values.get(child, "name") : null;
      if (name == null || !(child instanceof ObjectNode object)) {
        result.add(child);
        continue;
      }
      if (!list.equals("subnets") && !Values.isUnknown(name)) {
        result.add(child); // Nobody refers to a rule, a route or a peering by its id.
        continue;
      }
      String text = Unknown.symbolOf(name, evaluator.budget);
      ObjectNode copy = copyOf(object, resource);
      if (Values.isUnknown(name)) {
        copy.put("name", text);
      }
      if (Values.get(object, "id") == null) {
        copy.put("id", resource.id() + "/" + list + "/" + text);
      }
      result.add(copy);
    }
    evaluator.origins.copied(result, children);
    return result;
  }

  /**
   * Puts a child of its own into its parent's list; what the list said under that name is replaced,
   * as the later deployment of the child does.
   */
  static void fold(
      ObjectNode parent, String list, ObjectNode child, String name, ValueOrigins origins) {
    if (!(parent.get("properties") instanceof ObjectNode properties)) {
      return;
    }
    String key = Values.key(properties, list);
    JsonNode old = key == null ? null : properties.get(key);
    if (old != null && !old.isArray() && !old.isNull()) {
      return;
    }
    ObjectNode copy = Values.newObject();
    copy.setAll(properties);
    origins.copied(copy, properties);
    ArrayNode children = Values.newArray();
    boolean replaced = false;
    if (old != null && old.isArray()) {
      origins.copied(children, old);
      for (JsonNode sibling : old) {
        boolean same = sibling.path("name").asText().equalsIgnoreCase(name);
        children.add(same ? child : sibling);
        replaced |= same;
      }
    }
    if (!replaced) {
      children.add(child);
    }
    copy.set(key == null ? list : key, children);
    parent.set("properties", copy);
  }
}
