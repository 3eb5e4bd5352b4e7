package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.source.JsonDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One template on its way to one target, with the resources it declares. */
final class TemplateDeployment {
  private static final String GROUP = "microsoft.resources/resourcegroups";
  private static final String PROVIDERS = "/providers/";

  private final TemplateEvaluator evaluator;
  private final Optional<Declared> self;
  private final ObjectNode source;
  private final ExpressionPlace place;
  private final Frame frame;
  private final Map<String, List<Declared>> index = new HashMap<>();
  private @Nullable List<Slot> slots;
  private @Nullable List<Declared> declared;
  private @Nullable JsonNode outputs;

  /** The outermost deployment. */
  TemplateDeployment(TemplateEvaluator evaluator, ObjectNode source, Supplied supplied) {
    this.evaluator = evaluator;
    this.self = Optional.empty();
    this.source = source;
    this.place = ExpressionPlace.of(evaluator.template());
    this.frame = new Template(this, source, place, supplied).frame();
  }

  /** A nested deployment that evaluates its own expressions. */
  TemplateDeployment(Declared self, ObjectNode source, ExpressionPlace place, Supplied supplied) {
    this.evaluator = self.deployment().evaluator;
    this.self = Optional.of(self);
    this.source = source;
    this.place = place;
    this.frame = new Template(this, source, place, supplied).frame();
  }

  /** A nested deployment whose expressions the outer template evaluates. */
  TemplateDeployment(Declared self, ObjectNode source, ExpressionPlace place, Frame outer) {
    this.evaluator = self.deployment().evaluator;
    this.self = Optional.of(self);
    this.source = source;
    this.place = place;
    this.frame = outer;
  }

  TemplateEvaluator evaluator() {
    return evaluator;
  }

  Target target() {
    return self.map(Declared::target).orElseGet(() -> evaluator.settings.target(source));
  }

  Optional<Declared> self() {
    return self;
  }

  Frame frame() {
    return frame;
  }

  JsonDocument document() {
    return place.document();
  }

  /** Whether its template is a file of its own. */
  boolean isWholeFile() {
    return source == document().root();
  }

  /** False, true, or the unknown condition of this or an outer deployment. */
  JsonNode presence() {
    return self.map(Declared::presence).orElse(Values.bool(true));
  }

  private List<Slot> slots() {
    List<Slot> result = slots;
    if (result == null) {
      String key = Values.key(source, "resources");
      if (key == null) {
        evaluator.problems.add(place, "the template has no `resources`; expected a list of them");
        result = List.of();
      } else {
        result = Slot.of(this, source.get(key), place.child(key), frame, Optional.empty());
      }
      slots = result;
    }
    return result;
  }

  /** All of them with their names, in the order of the template. */
  List<Declared> declared() {
    List<Declared> result = declared;
    if (result == null) {
      result = new ArrayList<>();
      declareAll(slots(), result);
      for (Declared resource : result) {
        for (String key : resource.keys()) {
          index.computeIfAbsent(key, k -> new ArrayList<>(1)).add(resource);
        }
      }
      declared = result;
    }
    return result;
  }

  private static void declareAll(List<Slot> from, List<Declared> to) {
    for (Slot slot : from) {
      for (Declared instance : slot.instances()) {
        to.add(instance);
        declareAll(instance.children(), to);
      }
    }
  }

  /**
   * The resource of this template that {@code key} means, or the one of another template of the
   * tree if it is an id. Nothing is evaluated for it but scopes and names of resources that it may
   * be.
   *
   * @param key symbolic name, id, name, or type with name, in any case
   */
  Optional<Declared> find(String key) {
    String wanted = Frame.lower(key);
    Optional<Declared> own = preferred(own(wanted, resource -> true));
    return own.isPresent() || !wanted.startsWith("/") ? own : root().findInside(wanted);
  }

  private List<Declared> own(String wanted, Predicate<Declared> filter) {
    List<Declared> result = new ArrayList<>();
    Optional<Declared> named = ofSymbol(wanted);
    if (named.isPresent()) {
      return named.filter(filter).map(List::of).orElse(result);
    }
    if (declared != null) {
      index.getOrDefault(wanted, List.of()).stream().filter(filter).forEach(result::add);
      return result;
    }
    look(slots(), wanted, typeOf(wanted), filter, result);
    return result;
  }

  /** {@code name}, or {@code name[index]} of one with a loop. */
  private Optional<Declared> ofSymbol(String wanted) {
    for (Slot slot : slots()) {
      evaluator.budget.step(1);
      String symbol = slot.symbol().map(Frame::lower).orElse("");
      if (!symbol.isEmpty() && wanted.startsWith(symbol)) {
        for (Declared instance : wanted.equals(symbol) || slot.hasLoop() ? slot.seen() : none()) {
          if (instance.symbol().map(Frame::lower).filter(wanted::equals).isPresent()) {
            return Optional.of(instance);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static List<Declared> none() {
    return List.of();
  }

  /** Two resources of one name have conditions of which one holds. */
  private static Optional<Declared> preferred(List<Declared> found) {
    return found.size() < 2
        ? found.stream().findFirst()
        : found.stream()
            .filter(resource -> !resource.isSeenAbsent())
            .findFirst()
            .or(() -> Optional.of(found.get(0)));
  }

  /**
   * @param type which only resources of an id have: others need not be looked at
   */
  private void look(
      List<Slot> among,
      String wanted,
      Optional<String> type,
      Predicate<Declared> filter,
      List<Declared> to) {
    evaluator.budget.step(among.size());
    for (Slot slot : among) {
      if (type.isPresent() && !mayHold(slot.type(), type.get())) {
        continue;
      }
      for (Declared resource : slot.seen()) {
        evaluator.budget.step(1);
        if (filter.test(resource) && resource.seenKeys().contains(wanted)) {
          to.add(resource);
        }
        look(resource.children(), wanted, type, filter, to);
      }
    }
  }

  /** Whether a resource of that type, or one that stands inside of it, may be the wanted one. */
  private static boolean mayHold(String type, String wanted) {
    return Slot.startsWithIgnoringCase(wanted, type)
            && (type.length() == wanted.length() || wanted.charAt(type.length()) == '/')
        || Frame.lower(type).contains(PROVIDERS);
  }

  /** The type of the resource whose lower-case id this is. */
  private static Optional<String> typeOf(String id) {
    if (!id.startsWith("/")) {
      return Optional.empty();
    }
    int providers = id.lastIndexOf(PROVIDERS);
    if (providers < 0) {
      return Optional.of(GROUP);
    }
    String[] parts = id.substring(providers + PROVIDERS.length()).split("/", -1);
    StringBuilder type = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i += 2) {
      type.append('/').append(parts[i]);
    }
    return Optional.of(type.toString());
  }

  /** All instances of a symbolic name with a loop. */
  List<Declared> findLoop(String symbol) {
    return slots().stream()
        .filter(
            slot -> slot.hasLoop() && slot.symbol().filter(symbol::equalsIgnoreCase).isPresent())
        .findFirst()
        .map(Slot::instances)
        .orElse(List.of());
  }

  private TemplateDeployment root() {
    return self.map(resource -> resource.deployment().root()).orElse(this);
  }

  /** The resource of that id that some template of the tree deploys. */
  Optional<Declared> findDeployed(String id) {
    return root().findInside(Frame.lower(id));
  }

  private Optional<Declared> findInside(String id) {
    Map<String, Declared> known = evaluator.found;
    Declared before = known.get(id);
    if (before != null) {
      return Optional.of(before);
    }
    List<Declared> found = new ArrayList<>();
    findInside(id, found);
    Optional<Declared> result = preferred(found);
    result.ifPresent(resource -> known.put(id, resource));
    return result;
  }

  private void findInside(String id, List<Declared> to) {
    evaluator.budget.step(1);
    to.addAll(own(id, resource -> !resource.isExisting()));
    for (Declared resource : deployments()) {
      resource.seenNested().ifPresent(nested -> nested.findInside(id, to));
    }
  }

  private List<Declared> deployments() {
    List<Declared> result = new ArrayList<>();
    for (Slot slot : slots()) {
      evaluator.budget.step(1);
      if (slot.type().equalsIgnoreCase(Declared.DEPLOYMENTS)) {
        result.addAll(slot.seen());
      }
    }
    return result;
  }

  /** {@code { "name": { "type", "value" } } }, each evaluated when it is asked for. */
  JsonNode outputs() {
    JsonNode result = outputs;
    if (result == null) {
      Deferred all = new Deferred();
      String key = Values.key(source, "outputs");
      if (key != null) {
        for (Map.Entry<String, JsonNode> field : source.get(key).properties()) {
          ExpressionPlace at = place.child(key).child(field.getKey());
          Lazy<JsonNode> output =
              new Lazy<>(
                  evaluator.running,
                  () -> "output `" + field.getKey() + "`" + within(),
                  () -> evaluateOutput(field.getValue(), at));
          all.put(
              field.getKey(),
              () ->
                  Optional.of(output.get(path -> cyclic(field.getKey(), path, at)))
                      .filter(value -> !value.isEmpty()));
        }
      }
      result = all.node();
      outputs = result;
    }
    return result;
  }

  private String within() {
    return self.map(resource -> " of " + resource.subject()).orElse("");
  }

  private JsonNode cyclic(String name, String path, ExpressionPlace at) {
    evaluator.problems.add(
        at, "output `" + name + "` refers to itself (" + path + "); expected no cycle");
    return output(evaluator.unresolved("outputs." + name, at));
  }

  /** An empty object where its condition leaves it out. */
  private JsonNode evaluateOutput(JsonNode output, ExpressionPlace at) {
    JsonNode condition = Values.get(output, "condition");
    JsonNode holds =
        condition == null
            ? Values.bool(true)
            : evaluator.value(condition, at.child("condition"), frame);
    evaluator.budget.produce(3);
    if (holds.isBoolean()) {
      return holds.booleanValue() ? output(outputValue(output, at)) : Values.newObject();
    }
    return output(holds);
  }

  private static ObjectNode output(JsonNode value) {
    ObjectNode result = Values.newObject();
    result.set("value", value);
    return result;
  }

  private JsonNode outputValue(JsonNode output, ExpressionPlace at) {
    JsonNode value = Values.get(output, "value");
    if (value != null) {
      return evaluator.value(value, at.child("value"), frame);
    }
    if (Values.get(output, "copy") instanceof ObjectNode loop) {
      return Loops.expand(loop, "", at.child("copy"), frame, evaluator);
    }
    return evaluator.unresolved("outputs", at);
  }
}
