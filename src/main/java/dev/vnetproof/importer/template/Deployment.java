package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.json.JsonDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One template on its way to one target, with the resources it declares. */
final class Deployment {
  /** What a resource with its names and ids takes, in plain values. */
  private static final int RESOURCE_WEIGHT = 50;

  private final Evaluator evaluator;
  private final Optional<Declared> self;
  private final ObjectNode source;
  private final Place place;
  private final Target target;
  private final Frame frame;
  private final Lazy outputs = new Lazy(this::evaluateOutputs);
  private final Map<String, Declared> index = new HashMap<>();
  private final List<Declared> deployments = new ArrayList<>();
  private @Nullable List<Declared> declared;
  private boolean declaring;

  /** The outermost deployment. */
  Deployment(Evaluator evaluator, ObjectNode source, Map<String, Lazy> supplied) {
    this(
        evaluator,
        Optional.empty(),
        source,
        Place.of(evaluator.template()),
        Target.ofSchema(source),
        supplied);
  }

  /** A nested deployment that evaluates its own expressions. */
  Deployment(
      Evaluator evaluator,
      Optional<Declared> self,
      ObjectNode source,
      Place place,
      Target target,
      Map<String, Lazy> supplied) {
    this.evaluator = evaluator;
    this.self = self;
    this.source = source;
    this.place = place;
    this.target = target;
    this.frame = new Template(this, source, place, supplied, label(self)).frame();
  }

  /** A nested deployment whose expressions the outer template evaluates. */
  Deployment(Declared self, ObjectNode source, Place place, Target target, Frame outer) {
    this.evaluator = self.deployment().evaluator;
    this.self = Optional.of(self);
    this.source = source;
    this.place = place;
    this.target = target;
    this.frame = outer;
  }

  private static String label(Optional<Declared> self) {
    return self.map(
            declared -> " of " + declared.name() + declared.deployment().frame.template().label())
        .orElse("");
  }

  Evaluator evaluator() {
    return evaluator;
  }

  Target target() {
    return target;
  }

  Optional<Declared> self() {
    return self;
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

  /** In the order of the template; empty while the names are being found out. */
  List<Declared> declared() {
    if (declared == null) {
      if (declaring) {
        return List.of();
      }
      declaring = true;
      List<Declared> found = new ArrayList<>();
      String key = Values.key(source, "resources");
      if (key != null) {
        declareAll(source.get(key), place.child(key), frame, Optional.empty(), found);
      }
      declared = found;
      for (Declared resource : found) {
        resource.keys().forEach(name -> index.putIfAbsent(name, resource));
        if (resource.isDeployment()) {
          deployments.add(resource);
        }
      }
    }
    return declared;
  }

  private void declareAll(
      JsonNode resources, Place at, Frame here, Optional<Declared> parent, List<Declared> to) {
    if (resources.isObject()) {
      for (Map.Entry<String, JsonNode> field : resources.properties()) {
        declareLoop(
            Optional.of(field.getKey()),
            field.getValue(),
            at.child(field.getKey()),
            here,
            parent,
            to);
      }
      return;
    }
    for (int i = 0; i < resources.size(); i++) {
      declareLoop(Optional.empty(), resources.get(i), at.child(i), here, parent, to);
    }
  }

  private void declareLoop(
      Optional<String> symbol,
      JsonNode resource,
      Place at,
      Frame here,
      Optional<Declared> parent,
      List<Declared> to) {
    if (!(resource instanceof ObjectNode object)) {
      evaluator.problems.add(at, "found no resource; expected an object with `type` and `name`");
      return;
    }
    if (!(Values.get(object, "copy") instanceof ObjectNode loop)) {
      declareOne(symbol, object, at, here.at(at), parent, Optional.empty(), Optional.empty(), to);
      return;
    }
    Place loopAt = at.child("copy");
    String name = Loops.name(loop, loopAt, here, evaluator);
    JsonNode count = Loops.count(loop, loopAt, here, evaluator);
    int instances = count.isInt() ? count.intValue() : 1;
    evaluator.budget.produce(instances);
    for (int i = 0; i < instances; i++) {
      int number = i;
      declareOne(
          symbol.map(text -> text + "[" + number + "]"),
          object,
          at,
          here.at(at).inResourceLoop(name, i),
          parent,
          Optional.of(name),
          count.isInt() ? Optional.empty() : Optional.of(count),
          to);
    }
  }

  private void declareOne(
      Optional<String> symbol,
      ObjectNode resource,
      Place at,
      Frame here,
      Optional<Declared> parent,
      Optional<String> loop,
      Optional<JsonNode> unknownCount,
      List<Declared> to) {
    if (Values.get(resource, "import") != null || Values.get(resource, "extension") != null) {
      // Of another control plane than Azure Resource Manager (Graph, Kubernetes).
      return;
    }
    Optional<Declared> one =
        Declared.of(this, symbol, resource, at, here, parent, loop, unknownCount);
    if (one.isEmpty()) {
      return;
    }
    evaluator.budget.produce(RESOURCE_WEIGHT);
    to.add(one.get());
    String key = Values.key(resource, "resources");
    if (key != null && !one.get().isDeployment()) {
      declareAll(resource.get(key), at.child(key), here, one, to);
    }
  }

  /**
   * @param key symbolic name, id, name, or type with name, in any case
   */
  Optional<Declared> find(String key) {
    declared();
    Declared own = index.get(Frame.lower(key));
    if (own != null) {
      return Optional.of(own);
    }
    return key.startsWith("/") ? root().findInside(Frame.lower(key)) : Optional.empty();
  }

  /** All instances of a symbolic name with a loop. */
  List<Declared> findLoop(String symbol) {
    List<Declared> result = new ArrayList<>();
    for (Declared resource : declared()) {
      if (resource.isInstanceOf(symbol)) {
        result.add(resource);
      }
    }
    return result;
  }

  private Deployment root() {
    return self.map(resource -> resource.deployment().root()).orElse(this);
  }

  /** The resource of that id that some template of the tree deploys. */
  Optional<Declared> findDeployed(String id) {
    return root().findInside(Frame.lower(id));
  }

  private Optional<Declared> findInside(String id) {
    declared();
    evaluator.budget.step(1);
    Declared own = index.get(id);
    if (own != null && !own.isExisting()) {
      return Optional.of(own);
    }
    for (Declared resource : deployments) {
      Optional<Declared> found = resource.nested().flatMap(nested -> nested.findInside(id));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** {@code { "name": { "type", "value" } } }. */
  JsonNode outputs() {
    return outputs.get(
        () -> {
          evaluator.problems.add(
              place, "the outputs of this template refer to themselves; expected no cycle");
          return evaluator.unresolved("outputs", place);
        });
  }

  private JsonNode evaluateOutputs() {
    ObjectNode result = Values.newObject();
    String key = Values.key(source, "outputs");
    if (key == null) {
      return result;
    }
    for (Map.Entry<String, JsonNode> field : source.get(key).properties()) {
      Place at = place.child(key).child(field.getKey());
      JsonNode output = field.getValue();
      JsonNode condition = Values.get(output, "condition");
      JsonNode holds =
          condition == null
              ? Values.bool(true)
              : evaluator.value(condition, at.child("condition"), frame);
      if (holds.isBoolean() && !holds.booleanValue()) {
        continue;
      }
      evaluator.budget.produce(3);
      ObjectNode value = Values.newObject();
      value.set("value", holds.isBoolean() ? outputValue(output, at) : holds);
      result.set(field.getKey(), value);
    }
    return result;
  }

  private JsonNode outputValue(JsonNode output, Place at) {
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
