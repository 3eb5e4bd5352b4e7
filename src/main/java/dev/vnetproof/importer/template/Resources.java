package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.source.DocumentPlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects what a deployment and those nested in it put into Azure. */
final class Resources {
  private static final Set<String> NOT_PART_OF_THE_RESOURCE =
      Set.of(
          "type",
          "name",
          "properties",
          "copy",
          "resources",
          "condition",
          "dependson",
          "comments",
          "existing",
          "resourcegroup",
          "subscriptionid",
          "scope");

  private final TemplateEvaluator evaluator;
  private final Map<String, Produced> byId = new LinkedHashMap<>();
  private final List<Unresolved> unreadLinks = new ArrayList<>();

  private record Produced(Declared declared, String name, ObjectNode body) {}

  Resources(TemplateEvaluator evaluator) {
    this.evaluator = evaluator;
  }

  List<Unresolved> unreadLinks() {
    return unreadLinks;
  }

  void collect(TemplateDeployment deployment) {
    evaluator.budget.enter();
    for (Declared resource : DeploymentOrder.of(deployment)) {
      JsonNode presence = resource.presence();
      if (resource.isExisting()) {
        continue;
      }
      // A template that is linked under a condition is no environment of its own either way.
      Optional<TemplateDeployment> nested =
          resource.isDeployment() ? resource.nested() : Optional.empty();
      if (presence.isBoolean() && !presence.booleanValue()) {
        continue;
      }
      if (!resource.isDeployment()) {
        add(resource, presence);
      } else if (nested.isPresent()) {
        collect(nested.get());
      } else {
        unreadLinks.add(evaluator.links.describe(resource));
      }
    }
    evaluator.budget.leave();
  }

  private void add(Declared resource, JsonNode presence) {
    ObjectNode body = Values.newObject();
    String name = resource.name().substring(resource.name().lastIndexOf('/') + 1);
    body.put("id", resource.id());
    body.put("name", name);
    body.put("type", resource.extensionType());
    for (Map.Entry<String, JsonNode> field : resource.source().properties()) {
      String key = field.getKey();
      if (!NOT_PART_OF_THE_RESOURCE.contains(Frame.lower(key))) {
        JsonNode value =
            evaluator.value(field.getValue(), resource.place().child(key), resource.frame());
        body.set(canonical(key), finished(Values.settle(value)));
      }
    }
    JsonNode properties =
        Values.pojo(presence) instanceof Unknown unknown
            ? unresolved(unknown)
            : finished(resource.properties());
    body.set("properties", properties);
    evaluator.origins.builtFrom(body, resource.place());
    String id = Frame.lower(resource.id());
    // The later deployment of the same resource wins, and takes its place in the order.
    byId.remove(id);
    byId.put(id, new Produced(resource, name, body));
  }

  private static String canonical(String key) {
    return key.isEmpty() ? key : Frame.lower(key.substring(0, 1)) + key.substring(1);
  }

  private static JsonNode unresolved(Unknown unknown) {
    return Values.newArray().addPOJO(unknown.cause()).get(0);
  }

  /**
   * A value as others may see it: ids stay text, other unknown values become {@link Unresolved}.
   * Walks the whole tree, so that shared parts cannot make it larger than the budget.
   */
  private JsonNode finished(JsonNode node) {
    evaluator.budget.enter();
    try {
      if (Values.pojo(node) instanceof Unknown unknown) {
        return unknown.isResourceId() ? Values.text(unknown.symbol()) : unresolved(unknown);
      }
      if (node.isArray()) {
        return finishedArray((ArrayNode) node);
      }
      return node.isObject() ? finishedObject((ObjectNode) node) : node;
    } finally {
      evaluator.budget.leave();
    }
  }

  private JsonNode finishedArray(ArrayNode node) {
    evaluator.budget.produce(node.size());
    ArrayNode result = null;
    for (int i = 0; i < node.size(); i++) {
      JsonNode value = finished(node.get(i));
      if (result == null && value != node.get(i)) {
        result = Values.startOf(node, i);
      }
      if (result != null) {
        result.add(value);
      }
    }
    return result == null ? node : copied(result, node);
  }

  private JsonNode finishedObject(ObjectNode node) {
    evaluator.budget.produce(node.size());
    ObjectNode result = null;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = finished(field.getValue());
      if (result == null && value != field.getValue()) {
        result = Values.startOf(node, field.getKey());
      }
      if (result != null) {
        result.set(field.getKey(), value);
      }
    }
    return result == null ? node : copied(result, node);
  }

  private JsonNode copied(JsonNode copy, JsonNode original) {
    evaluator.origins.copied(copy, original);
    return copy;
  }

  /** Folds children into their parents and hands out what is left. */
  List<AzureResource> toList() {
    List<AzureResource> result = new ArrayList<>();
    for (Produced produced : byId.values()) {
      fold(produced);
    }
    for (Produced produced : byId.values()) {
      if (parentOf(produced).isEmpty()) {
        result.add(
            new AzureResource(
                produced.declared().extensionType(),
                produced.declared().id(),
                produced.name(),
                produced.body(),
                evaluator.template(),
                (String pointer) -> locate(produced, pointer)));
      }
    }
    return result;
  }

  private DocumentPlace locate(Produced produced, String pointer) {
    return evaluator.origins.locate(produced.body(), pointer, produced.declared().place());
  }

  private Optional<Produced> parentOf(Produced child) {
    if (InlineChildren.propertyOf(child.declared().type()).isEmpty()) {
      return Optional.empty();
    }
    String id = Frame.lower(child.declared().id());
    int list = id.lastIndexOf('/', id.lastIndexOf('/') - 1);
    return Optional.ofNullable(list < 0 ? null : byId.get(id.substring(0, list)));
  }

  private void fold(Produced child) {
    Optional<Produced> parent = parentOf(child);
    Optional<String> list = InlineChildren.propertyOf(child.declared().type());
    if (parent.isPresent() && list.isPresent()) {
      evaluator.budget.step(parent.get().body().path("properties").path(list.get()).size());
      InlineChildren.fold(
          parent.get().body(), list.get(), child.body(), child.name(), evaluator.origins);
    }
  }
}
