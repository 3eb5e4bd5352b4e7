package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.resource.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Functions over resources. Source: "Resource functions for ARM templates", Microsoft Learn,
 * 2024-09.
 */
final class ResourceFunctions {
  private ResourceFunctions() {}

  static void register(Functions functions) {
    functions.open("resourceId", 2, Integer.MAX_VALUE, ResourceFunctions::resourceId);
    functions.open(
        "subscriptionResourceId", 2, Integer.MAX_VALUE, ResourceFunctions::subscriptionResourceId);
    functions.open(
        "tenantResourceId",
        2,
        Integer.MAX_VALUE,
        a -> id(a, 0, Target.extensionId("", type(a, 0), names(a, 1))));
    functions.open(
        "managementGroupResourceId",
        2,
        Integer.MAX_VALUE,
        ResourceFunctions::managementGroupResourceId);
    functions.open(
        "extensionResourceId",
        3,
        Integer.MAX_VALUE,
        a -> id(a, 1, Target.extensionId(part(a, 0), type(a, 1), names(a, 2))));
    functions.open("reference", 1, 3, ResourceFunctions::reference);
    functions.open("references", 1, 2, ResourceFunctions::references);
    functions.open("resourceInfo", 1, 1, ResourceFunctions::resourceInfo);
    for (String live :
        List.of(
            "pickZones",
            "toLogicalZone",
            "toLogicalZones",
            "toPhysicalZone",
            "toPhysicalZones",
            "providers",
            "getSecret",
            "deployer")) {
      functions.open(live, 0, Integer.MAX_VALUE, ResourceFunctions::live);
    }
  }

  /** Every {@code list...} function asks the resource. */
  static JsonNode live(Arguments a) {
    return new Unknown(a.cause(), "").through(a.call().name(), a.values(), a.budget());
  }

  private static String part(Arguments a, int index) {
    return Unknown.symbolOf(a.get(index), a.budget());
  }

  private static String type(Arguments a, int index) {
    if (!isType(a, index)) {
      throw new EvaluationFailure("expected a resource type");
    }
    String type = a.text(index);
    return type.endsWith("/") ? type.substring(0, type.length() - 1) : type;
  }

  private static boolean isType(Arguments a, int index) {
    return index < a.size() && a.get(index).isTextual() && a.text(index).indexOf('/') > 0;
  }

  private static String names(Arguments a, int from) {
    List<String> names = new ArrayList<>();
    for (int i = from; i < a.size(); i++) {
      names.add(part(a, i));
    }
    return String.join("/", names);
  }

  /** Where the type stands: behind an optional subscription and group. */
  private static int typeIndex(Arguments a, int most) {
    for (int i = 0; i <= most; i++) {
      if (isType(a, i)) {
        return i;
      }
    }
    throw new EvaluationFailure("expected a resource type");
  }

  private static Target target(Arguments a) {
    return a.frame().template().deployment().target();
  }

  private static JsonNode id(Arguments a, int type, String id) {
    if (type + 1 >= a.size()) {
      throw new EvaluationFailure("expected the name of a resource");
    }
    a.budget().write(id.length());
    Unknown unknown = Functions.firstUnknown(a.values());
    return Unknown.text(
        unknown != null ? unknown.cause() : a.cause("subscription().subscriptionId"), id);
  }

  private static JsonNode resourceId(Arguments a) {
    int type = typeIndex(a, 2);
    Target target = target(a);
    if (type == 1) {
      target =
          target.level() == Target.Level.GROUP
              ? target.inGroup(part(a, 0))
              : target.inSubscription(part(a, 0));
    } else if (type == 2) {
      target = target.inSubscription(part(a, 0)).inGroup(part(a, 1));
    }
    return id(a, type, target.resourceId(type(a, type), names(a, type + 1)));
  }

  private static JsonNode subscriptionResourceId(Arguments a) {
    int type = typeIndex(a, 1);
    Target target =
        type == 1 ? target(a).inSubscription(part(a, 0)) : target(a).at(Target.Level.SUBSCRIPTION);
    return id(a, type, target.resourceId(type(a, type), names(a, type + 1)));
  }

  private static JsonNode managementGroupResourceId(Arguments a) {
    int type = typeIndex(a, 1);
    String group = type == 1 ? part(a, 0) : target(a).managementGroup();
    String scope = "/providers/Microsoft.Management/managementGroups/" + group;
    return id(a, type, Target.extensionId(scope, type(a, type), names(a, type + 1)));
  }

  private static Optional<Declared> find(Arguments a) {
    return a.frame().template().deployment().find(part(a, 0));
  }

  private static JsonNode reference(Arguments a) {
    Optional<Declared> found = find(a).flatMap(ResourceFunctions::deployed);
    boolean full = a.size() == 3 && a.get(2).isTextual() && a.text(2).equalsIgnoreCase("Full");
    return found.isPresent()
        ? of(a, found.get(), full)
        : inline(a)
            .or(() -> elsewhere(a))
            .map(properties -> full ? whole(a, properties) : properties)
            .orElseGet(() -> live(a));
  }

  /** Of a resource that no template declares by itself only its properties are known. */
  private static JsonNode whole(Arguments a, JsonNode properties) {
    ObjectNode result = a.newObject(1);
    result.set("properties", Values.settle(properties));
    return Live.of(result, "full-reference(" + part(a, 0) + ")");
  }

  /** Another input may show it. */
  private static Optional<JsonNode> elsewhere(Arguments a) {
    String id = part(a, 0);
    return id.startsWith("/")
        ? a.evaluator()
            .others
            .properties(id)
            .map(shown -> Live.of(withUnknowns(shown, a.budget()), "reference(" + id + ")"))
        : Optional.empty();
  }

  /** What that input leaves to an expression is not known here either. */
  private static JsonNode withUnknowns(JsonNode node, Budget budget) {
    budget.enter();
    budget.produce(1);
    try {
      if (Values.pojo(node) instanceof Unresolved unresolved) {
        return Unknown.node(
            unresolved,
            Unknown.hole(
                Unknown.identity(unresolved.expression() + "@" + unresolved.pointer(), budget)));
      }
      if (node.isArray()) {
        ArrayNode list = Values.newArray();
        node.forEach(element -> list.add(withUnknowns(element, budget)));
        return list;
      }
      if (node.isObject()) {
        ObjectNode object = Values.newObject();
        node.properties().forEach(f -> object.set(f.getKey(), withUnknowns(f.getValue(), budget)));
        return object;
      }
      return node;
    } finally {
      budget.leave();
    }
  }

  /** A subnet, a rule or a route is a resource, also where it stands in the body of its parent. */
  private static Optional<JsonNode> inline(Arguments a) {
    String id = part(a, 0);
    TemplateDeployment deployment = a.frame().template().deployment();
    return InlineChildren.parentOf(id)
        .flatMap(parent -> deployment.find(parent).flatMap(ResourceFunctions::deployed))
        .filter(parent -> Values.isTrue(parent.presence()))
        .flatMap(parent -> InlineChildren.find(parent.properties(), id, a.budget()))
        .map(properties -> Live.of(properties, "reference(" + id + ")"));
  }

  /** An existing resource may be deployed by another template of the same tree. */
  private static Optional<Declared> deployed(Declared declared) {
    if (!declared.isExisting()) {
      return Optional.of(declared);
    }
    return declared.deployment().findDeployed(declared.id());
  }

  private static JsonNode of(Arguments a, Declared resource, boolean full) {
    JsonNode presence = resource.presence();
    if (!presence.isBoolean() || !presence.booleanValue()) {
      return live(a);
    }
    JsonNode properties = resource.properties();
    if (!Values.isObject(properties)) {
      return properties;
    }
    String symbol = "reference(" + resource.id() + ")";
    if (!full) {
      return Live.of(properties, symbol);
    }
    ObjectNode result = a.newObject(6);
    for (Map.Entry<String, JsonNode> field : resource.source().properties()) {
      String key = Frame.lower(field.getKey());
      if (List.of("location", "sku", "kind", "tags", "zones", "apiversion").contains(key)) {
        result.set(
            field.getKey(),
            a.evaluator()
                .value(field.getValue(), resource.place().child(field.getKey()), resource.frame()));
      }
    }
    Unresolved cause = a.cause();
    result.set("resourceId", Unknown.text(cause, resource.id()));
    result.set("subscriptionId", Unknown.text(cause, resource.target().subscription()));
    result.set("resourceGroupName", Unknown.text(cause, resource.target().group()));
    result.set("properties", Values.settle(properties));
    return Live.of(result, "full-" + symbol);
  }

  private static JsonNode references(Arguments a) {
    List<Declared> instances = a.frame().template().deployment().findLoop(part(a, 0));
    if (instances.isEmpty()) {
      return live(a);
    }
    ArrayNode result = a.newArray(instances.size());
    boolean full = a.size() == 2 && a.get(1).isTextual() && a.text(1).equalsIgnoreCase("Full");
    for (Declared instance : instances) {
      result.add(Values.settle(of(a, instance, full)));
    }
    return result;
  }

  private static JsonNode resourceInfo(Arguments a) {
    Optional<Declared> found = find(a);
    if (found.isEmpty()) {
      return live(a);
    }
    Unresolved cause = a.cause();
    ObjectNode result = a.newObject(3);
    result.set("id", Unknown.text(cause, found.get().id()));
    result.set("name", Unknown.text(cause, found.get().name()));
    result.put("type", found.get().type());
    return result;
  }
}
