package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One resource of a template, one instance if it has a loop; its name, its scope and its body are
 * evaluated when needed.
 */
final class Declared {
  static final String DEPLOYMENTS = "microsoft.resources/deployments";

  private final Slot slot;
  private final Optional<String> symbol;
  private final Optional<String> loop;
  private final Frame frame;
  private final Optional<JsonNode> unknownCount;
  private final Lazy<String> name;
  private final Lazy<Target> target;
  private final Lazy<String> id;
  private final Lazy<JsonNode> presence;
  private final Lazy<JsonNode> properties;
  private final Running.Looked keysLooked = new Running.Looked();
  private final Running.Looked presenceLooked = new Running.Looked();
  private final Running.Looked nestedLooked = new Running.Looked();
  private @Nullable Optional<TemplateDeployment> nested;
  private @Nullable List<Slot> children;

  /**
   * @param frame inside its loop, if it has one
   * @param unknownCount the unknown number of instances for all of which it stands
   * @param symbol its symbolic name, with its index
   */
  Declared(
      Slot slot,
      Frame frame,
      Optional<String> loop,
      Optional<JsonNode> unknownCount,
      Optional<String> symbol) {
    this.slot = slot;
    this.frame = frame;
    this.loop = loop;
    this.unknownCount = unknownCount;
    this.symbol = symbol;
    name = lazy("the name of ", () -> slot.name(frame));
    target = lazy("the scope of ", this::evaluateTarget);
    id = lazy("the id of ", this::evaluateId);
    presence = lazy("the condition of ", this::evaluatePresence);
    properties = lazy("", this::evaluateProperties);
  }

  /** A part of it that is evaluated when it is asked for. */
  <T> Lazy<T> lazy(String part, Supplier<T> value) {
    return new Lazy<>(slot.deployment().evaluator().running, () -> part + slot.subject(), value);
  }

  TemplateEvaluator evaluator() {
    return slot.deployment().evaluator();
  }

  private Target evaluateTarget() {
    Target result = deployment().target();
    boolean subscription = slot.isText("subscriptionId");
    boolean group = slot.isText("resourceGroup");
    if (subscription) {
      result = result.inSubscription(slot.text("subscriptionId", frame));
    }
    if (group) {
      result = result.inGroup(slot.text("resourceGroup", frame));
    }
    if (isDeployment() && !subscription && !group && slot.isText("scope")) {
      String path = slot.text("scope", frame);
      return path.equals("/")
          ? result.at(Target.Level.TENANT)
          : new Target(
              Target.Level.MANAGEMENT_GROUP,
              result.subscription(),
              result.group(),
              path.substring(path.lastIndexOf('/') + 1));
    }
    return result;
  }

  private String evaluateId() {
    if (isDeployment() || !slot.isText("scope")) {
      return target().resourceId(type(), name());
    }
    String extended = slot.text("scope", frame);
    if (extended.startsWith("/")) {
      return Target.extensionId(extended.equals("/") ? "" : extended, type(), name());
    }
    String[] parts = extended.split("/", -1);
    if (parts.length >= 3 && parts.length % 2 == 1) {
      StringBuilder types = new StringBuilder(parts[0]);
      List<String> names = new ArrayList<>();
      for (int i = 1; i < parts.length; i += 2) {
        types.append('/').append(parts[i]);
        names.add(parts[i + 1]);
      }
      extended = target().resourceId(types.toString(), String.join("/", names));
    }
    return Target.extensionId(extended, type(), name());
  }

  TemplateDeployment deployment() {
    return slot.deployment();
  }

  ObjectNode source() {
    return slot.source();
  }

  ExpressionPlace place() {
    return slot.place();
  }

  Frame frame() {
    return frame;
  }

  /** How messages name it, without evaluating anything. */
  String subject() {
    return slot.subject();
  }

  Target target() {
    return target.get(path -> cyclic("scope", path, deployment().target()));
  }

  String type() {
    return slot.type();
  }

  /**
   * Its type in Azure. One that extends another resource may be written as a child of that: {@code
   * A.B/c/providers/d} of the name {@code x/E.F/y} is an {@code E.F/d}.
   */
  String extensionType() {
    String[] types = type().split("/", -1);
    String[] names = name().split("/", -1);
    for (int i = types.length - 2; i > 1; i--) {
      if (types[i].equalsIgnoreCase("providers") && names.length == types.length - 1) {
        String below = String.join("/", List.of(types).subList(i + 1, types.length));
        return names[i - 1] + "/" + below;
      }
    }
    return type();
  }

  String name() {
    return name.get(path -> cyclic("name", path, unresolvedText("name")));
  }

  String id() {
    return id.get(path -> cyclic("id", path, unresolvedText("id")));
  }

  private String unresolvedText(String part) {
    return Unknown.symbolOf(evaluator().unresolved(part, place()), evaluator().budget);
  }

  boolean isDeployment() {
    return type().toLowerCase(Locale.ROOT).equals(DEPLOYMENTS);
  }

  boolean isExisting() {
    JsonNode existing = Values.get(source(), "existing");
    return existing != null && Values.isTrue(existing);
  }

  Optional<String> symbol() {
    return symbol;
  }

  Optional<String> loop() {
    return loop;
  }

  /** What a reference or a dependency may call it, in lower case. */
  List<String> keys() {
    evaluator().budget.write(2L * (id().length() + name().length()));
    List<String> result = new ArrayList<>();
    symbol.ifPresent(text -> result.add(Frame.lower(text)));
    result.add(Frame.lower(id()));
    result.add(Frame.lower(name()));
    result.add(Frame.lower(type() + "/" + name()));
    return result;
  }

  /** The same for a search, to which some may stay hidden. */
  List<String> seenKeys() {
    return evaluator().running.search(keysLooked, this::keys).orElse(List.of());
  }

  /** Resources that stand inside it. */
  List<Slot> children() {
    List<Slot> result = children;
    if (result == null) {
      String key = Values.key(source(), "resources");
      result =
          key == null || isDeployment()
              ? List.of()
              : Slot.of(
                  deployment(), source().get(key), place().child(key), frame, Optional.of(this));
      children = result;
    }
    return result;
  }

  /** True, false, or the unknown value on which it depends whether it is deployed. */
  JsonNode presence() {
    return presence.get(
        path -> cyclic("condition", path, evaluator().unresolved("condition", place())));
  }

  /** Whether it is left out for certain, as far as a search can tell. */
  boolean isSeenAbsent() {
    return evaluator()
        .running
        .search(presenceLooked, this::presence)
        .filter(present -> present.isBoolean() && !present.booleanValue())
        .isPresent();
  }

  private JsonNode evaluatePresence() {
    JsonNode outer = slot.parent().map(Declared::presence).orElseGet(deployment()::presence);
    if (outer.isBoolean() && !outer.booleanValue()) {
      return outer;
    }
    String key = Values.key(source(), "condition");
    JsonNode own =
        key == null
            ? Values.bool(true)
            : evaluator().value(source().get(key), place().child(key), frame);
    if (own.isBoolean() && !own.booleanValue()) {
      return own;
    }
    if (!own.isBoolean() && !Values.isUnknown(own)) {
      return evaluator().unresolved("condition", place().child("condition"));
    }
    return Values.isUnknown(own) ? own : unknownCount.orElse(outer);
  }

  JsonNode properties() {
    return properties.get(
        path -> cyclic("properties", path, evaluator().unresolved("properties", place())));
  }

  <T> T cyclic(String part, String path, T instead) {
    evaluator()
        .problems
        .add(
            place(),
            (part.equals("properties") ? "" : "the " + part + " of ")
                + slot.subject()
                + " refers to itself ("
                + path
                + "); expected no cycle");
    return instead;
  }

  private JsonNode evaluateProperties() {
    if (isDeployment()) {
      Deferred result = new Deferred();
      result.put("outputs", () -> nested().map(TemplateDeployment::outputs));
      return result.node();
    }
    String key = Values.key(source(), "properties");
    if (key == null) {
      return Values.newObject();
    }
    JsonNode written = source().get(key);
    JsonNode value = Values.settle(evaluator().value(written, place().child(key), frame));
    if (!value.isObject() && !Values.isUnknown(value) && (written.isNull() || !value.isNull())) {
      evaluator().problems.add(place().child(key), "is no object; expected the properties");
      return evaluator().unresolved(key, place().child(key));
    }
    return InlineChildren.named(value, this);
  }

  /** The template of a deployment; none if it is linked and not at hand. */
  Optional<TemplateDeployment> nested() {
    Optional<TemplateDeployment> result = nested;
    if (result == null) {
      result = isExisting() ? Optional.empty() : new NestedTemplate(this).open();
      nested = result;
    }
    return result;
  }

  /** The same for a search, to which some may stay hidden. */
  Optional<TemplateDeployment> seenNested() {
    return evaluator().running.search(nestedLooked, this::nested).flatMap(found -> found);
  }
}
