package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One resource of a template, one instance if it has a loop; its body is evaluated when needed. */
final class Declared {
  private static final String DEPLOYMENTS = "microsoft.resources/deployments";

  private final Deployment deployment;
  private final Optional<String> symbol;
  private final Optional<String> loop;
  private final ObjectNode source;
  private final Place place;
  private final Frame frame;
  private final Optional<Declared> parent;
  private final Optional<JsonNode> unknownCount;
  private final Target target;
  private final String type;
  private final String name;
  private final String id;
  private final Lazy presence = new Lazy(this::evaluatePresence);
  private final Lazy properties = new Lazy(this::evaluateProperties);
  private @Nullable Optional<Deployment> nested;

  private Declared(
      Deployment deployment,
      Optional<String> symbol,
      ObjectNode source,
      Place place,
      Frame frame,
      Optional<Declared> parent,
      Optional<String> loop,
      Optional<JsonNode> unknownCount,
      String type,
      String name) {
    this.deployment = deployment;
    this.symbol = symbol;
    this.source = source;
    this.place = place;
    this.frame = frame;
    this.parent = parent;
    this.loop = loop;
    this.unknownCount = unknownCount;
    this.type = type;
    this.name = name;
    this.target = targetOf();
    this.id = idOf();
  }

  static Optional<Declared> of(
      Deployment deployment,
      Optional<String> symbol,
      ObjectNode source,
      Place place,
      Frame frame,
      Optional<Declared> parent,
      Optional<String> loop,
      Optional<JsonNode> unknownCount) {
    Optional<String> type = text(deployment, source, "type", place, frame);
    Optional<String> name = text(deployment, source, "name", place, frame);
    if (type.isEmpty() || name.isEmpty()) {
      deployment
          .evaluator()
          .problems
          .add(place, "the resource has no `" + (type.isEmpty() ? "type" : "name") + "`");
      return Optional.empty();
    }
    String fullType = type.get();
    String fullName = name.get();
    if (parent.isPresent() && !isOfOtherProvider(fullType, parent.get().type)) {
      String parentType = parent.get().type;
      if (!startsWithIgnoringCase(fullType, parentType + "/")) {
        fullType = parentType + "/" + fullType;
      }
      if (fullName.split("/", -1).length < fullType.split("/", -1).length - 1) {
        fullName = parent.get().name + "/" + fullName;
      }
    }
    return Optional.of(
        new Declared(
            deployment,
            symbol,
            source,
            place,
            frame,
            parent,
            loop,
            unknownCount,
            fullType,
            fullName));
  }

  private static Optional<String> text(
      Deployment deployment, ObjectNode source, String key, Place place, Frame frame) {
    JsonNode written = Values.get(source, key);
    if (written == null || !written.isTextual()) {
      return Optional.empty();
    }
    Evaluator evaluator = deployment.evaluator();
    return Optional.of(
        Unknown.symbolOf(evaluator.value(written, place.child(key), frame), evaluator.budget));
  }

  /** A nested resource is a child, or one of another provider that extends its parent. */
  private static boolean isOfOtherProvider(String type, String parentType) {
    int slash = type.indexOf('/');
    int dot = type.indexOf('.');
    return dot > 0 && slash > dot && !startsWithIgnoringCase(type, parentType + "/");
  }

  private static boolean startsWithIgnoringCase(String text, String start) {
    return text.regionMatches(true, 0, start, 0, start.length());
  }

  private Target targetOf() {
    Target result = deployment.target();
    Optional<String> subscription = text(deployment, source, "subscriptionId", place, frame);
    Optional<String> group = text(deployment, source, "resourceGroup", place, frame);
    if (subscription.isPresent()) {
      result = result.inSubscription(subscription.get());
    }
    if (group.isPresent()) {
      result = result.inGroup(group.get());
    }
    if (isDeployment() && subscription.isEmpty() && group.isEmpty()) {
      Optional<String> scope = text(deployment, source, "scope", place, frame);
      if (scope.isPresent()) {
        String path = scope.get();
        int last = path.lastIndexOf('/');
        return path.equals("/")
            ? result.at(Target.Level.TENANT)
            : new Target(
                Target.Level.MANAGEMENT_GROUP,
                result.subscription(),
                result.group(),
                path.substring(last + 1));
      }
    }
    return result;
  }

  private String idOf() {
    Optional<String> scope =
        isDeployment() ? Optional.empty() : text(deployment, source, "scope", place, frame);
    if (scope.isEmpty()) {
      return target.resourceId(type, name);
    }
    String extended = scope.get();
    if (extended.startsWith("/")) {
      return Target.extensionId(extended.equals("/") ? "" : extended, type, name);
    }
    String[] parts = extended.split("/", -1);
    if (parts.length >= 3 && parts.length % 2 == 1) {
      StringBuilder types = new StringBuilder(parts[0]);
      List<String> names = new ArrayList<>();
      for (int i = 1; i < parts.length; i += 2) {
        types.append('/').append(parts[i]);
        names.add(parts[i + 1]);
      }
      extended = target.resourceId(types.toString(), String.join("/", names));
    }
    return Target.extensionId(extended, type, name);
  }

  Deployment deployment() {
    return deployment;
  }

  ObjectNode source() {
    return source;
  }

  Place place() {
    return place;
  }

  Frame frame() {
    return frame;
  }

  Target target() {
    return target;
  }

  String type() {
    return type;
  }

  /**
   * Its type in Azure. One that extends another resource may be written as a child of that: {@code
   * A.B/c/providers/d} of the name {@code x/E.F/y} is an {@code E.F/d}.
   */
  String extensionType() {
    String[] types = type.split("/", -1);
    String[] names = name.split("/", -1);
    for (int i = types.length - 2; i > 1; i--) {
      if (types[i].equalsIgnoreCase("providers") && names.length == types.length - 1) {
        String below = String.join("/", List.of(types).subList(i + 1, types.length));
        return names[i - 1] + "/" + below;
      }
    }
    return type;
  }

  String name() {
    return name;
  }

  String id() {
    return id;
  }

  boolean isDeployment() {
    return type.toLowerCase(Locale.ROOT).equals(DEPLOYMENTS);
  }

  boolean isExisting() {
    JsonNode existing = Values.get(source, "existing");
    return existing != null && Values.isTrue(existing);
  }

  boolean isInstanceOf(String symbolicName) {
    return loop.isPresent()
        && symbol.isPresent()
        && startsWithIgnoringCase(symbol.get(), symbolicName + "[");
  }

  Optional<String> loop() {
    return loop;
  }

  /** What a reference or a dependency may call it, in lower case. */
  List<String> keys() {
    List<String> result = new ArrayList<>();
    symbol.ifPresent(text -> result.add(Frame.lower(text)));
    result.add(Frame.lower(id));
    result.add(Frame.lower(name));
    result.add(Frame.lower(type + "/" + name));
    return result;
  }

  /** True, false, or the unknown value on which it depends whether it is deployed. */
  JsonNode presence() {
    return presence.get(() -> cyclic("condition"));
  }

  private JsonNode evaluatePresence() {
    JsonNode outer = parent.map(Declared::presence).orElseGet(deployment::presence);
    if (outer.isBoolean() && !outer.booleanValue()) {
      return outer;
    }
    String key = Values.key(source, "condition");
    JsonNode own =
        key == null
            ? Values.bool(true)
            : deployment.evaluator().value(source.get(key), place.child(key), frame);
    if (own.isBoolean() && !own.booleanValue()) {
      return own;
    }
    if (!own.isBoolean() && !Values.isUnknown(own)) {
      return deployment.evaluator().unresolved("condition", place.child("condition"));
    }
    return Values.isUnknown(own) ? own : unknownCount.orElse(outer);
  }

  JsonNode properties() {
    return properties.get(() -> cyclic("properties"));
  }

  private JsonNode cyclic(String part) {
    deployment
        .evaluator()
        .problems
        .add(place, "resource `" + name + "` refers to itself; expected no cycle");
    return deployment.evaluator().unresolved(part, place);
  }

  private JsonNode evaluateProperties() {
    Evaluator evaluator = deployment.evaluator();
    if (isDeployment()) {
      ObjectNode result = Values.newObject();
      nested().ifPresent(inner -> result.set("outputs", inner.outputs()));
      return result;
    }
    String key = Values.key(source, "properties");
    return key == null
        ? Values.newObject()
        : InlineChildren.named(
            Values.settle(evaluator.value(source.get(key), place.child(key), frame)), this);
  }

  /** The template of a deployment; none if it is linked and not at hand. */
  Optional<Deployment> nested() {
    Optional<Deployment> result = nested;
    if (result == null) {
      result = isExisting() ? Optional.empty() : openNested();
      nested = result;
    }
    return result;
  }

  private Optional<Deployment> openNested() {
    if (!(Values.get(source, "properties") instanceof ObjectNode settings)) {
      return Optional.empty();
    }
    Place at = place.child("properties");
    if (!(Values.get(settings, "template") instanceof ObjectNode template)) {
      return openLinked(settings, at);
    }
    Place templateAt = at.child("template");
    JsonNode options = Values.get(settings, "expressionEvaluationOptions");
    JsonNode scope = options == null ? null : Values.get(options, "scope");
    boolean inner = scope != null && scope.asText().equalsIgnoreCase("inner");
    if (!inner) {
      return Optional.of(new Deployment(this, template, templateAt, target, frame));
    }
    return Optional.of(
        new Deployment(
            deployment.evaluator(),
            Optional.of(this),
            template,
            templateAt,
            target,
            supplied(settings, at)));
  }

  private Optional<Deployment> openLinked(ObjectNode settings, Place at) {
    Links links = deployment.evaluator().links;
    return links
        .template(this)
        .flatMap(
            file ->
                file.root() instanceof ObjectNode template
                    ? Optional.of(
                        new Deployment(
                            deployment.evaluator(),
                            Optional.of(this),
                            template,
                            Place.of(file),
                            target,
                            links.parameters(this).orElseGet(() -> supplied(settings, at))))
                    : Optional.empty());
  }

  private Map<String, Lazy> supplied(ObjectNode settings, Place at) {
    Map<String, Lazy> result = new HashMap<>();
    JsonNode written = Values.get(settings, "parameters");
    if (written == null) {
      return result;
    }
    Evaluator evaluator = deployment.evaluator();
    Place section = at.child("parameters");
    JsonNode values =
        written.isTextual() ? Values.settle(evaluator.value(written, section, frame)) : written;
    for (Map.Entry<String, JsonNode> field : values.properties()) {
      Place here = section.child(field.getKey());
      JsonNode given = field.getValue();
      if (given.isTextual()) {
        // Bicep writes a whole assignment as an expression where it is conditional.
        given = Values.settle(evaluator.value(given, here, frame));
        if (given.isObject() && given.isEmpty()) {
          continue;
        }
      }
      boolean evaluated = given != field.getValue() || written.isTextual();
      JsonNode value = Values.isUnknown(given) ? given : Values.get(given, "value");
      result.put(
          Frame.lower(field.getKey()),
          new Lazy(
              () -> {
                if (value == null) {
                  return Unknown.node(
                      evaluator.cause("parameters('" + field.getKey() + "')", here),
                      Unknown.hole("parameters('" + field.getKey() + "') of " + name));
                }
                return evaluated ? value : evaluator.value(value, here.child("value"), frame);
              }));
    }
    return result;
  }
}
