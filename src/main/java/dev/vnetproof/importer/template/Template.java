package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names that expressions of one template can use: parameters, variables and user-defined
 * functions, each evaluated when first used.
 */
final class Template {
  private final Deployment deployment;
  private final Evaluator evaluator;
  private final ObjectNode source;
  private final Place place;
  private final Frame frame;
  private final String label;
  private final Map<String, Lazy> parameters = new HashMap<>();
  private final Map<String, Lazy> variables = new HashMap<>();
  private final Set<String> running = new HashSet<>();

  /**
   * @param supplied values of parameters by lower-case name
   * @param label tells the parameters of nested templates apart; empty for the outermost one
   */
  Template(
      Deployment deployment,
      ObjectNode source,
      Place place,
      Map<String, Lazy> supplied,
      String label) {
    this.deployment = deployment;
    this.evaluator = deployment.evaluator();
    this.source = source;
    this.place = place;
    this.frame = Frame.of(this, place);
    this.label = label;
    declareParameters(supplied);
    declareVariables();
  }

  Deployment deployment() {
    return deployment;
  }

  Frame frame() {
    return frame;
  }

  String label() {
    return label;
  }

  private Place section(String name) {
    String key = Values.key(source, name);
    return place.child(key == null ? name : key);
  }

  private void declareParameters(Map<String, Lazy> supplied) {
    if (!(Values.get(source, "parameters") instanceof ObjectNode declared)) {
      return;
    }
    for (Map.Entry<String, JsonNode> field : declared.properties()) {
      String name = field.getKey();
      Place at = section("parameters").child(name);
      Lazy given = supplied.get(Frame.lower(name));
      declare(
          parameters,
          name,
          given == null
              ? new Lazy(() -> defaultOf(name, field.getValue(), at))
              : new Lazy(
                  () -> {
                    JsonNode value = given.get(() -> cyclic("parameter", name, at));
                    if (value.isNull()) { // Azure takes null for no value.
                      return defaultOf(name, field.getValue(), at);
                    }
                    requireAllowed(name, field.getValue(), value, at);
                    return value;
                  }));
    }
  }

  /** Names are case-insensitive, and nearly always used as they were declared. */
  private static void declare(Map<String, Lazy> names, String name, Lazy value) {
    names.put(Frame.lower(name), value);
    names.put(name, value);
  }

  private JsonNode defaultOf(String name, JsonNode declaration, Place at) {
    String key = Values.key(declaration, "defaultValue");
    if (key != null) {
      return evaluator.value(declaration.get(key), at.child(key), frame);
    }
    if (isNullable(declaration)) {
      return Values.ofNull();
    }
    return Unknown.node(
        evaluator.cause("parameters('" + name + "')", at),
        Unknown.hole("parameters('" + name + "')" + label));
  }

  /** A nullable parameter that is not given is null (language version 2.0). */
  private boolean isNullable(JsonNode declaration) {
    if (Values.isTrue(declaration.path("nullable"))) {
      return true;
    }
    String reference = declaration.path("$ref").asText();
    String prefix = "#/definitions/";
    return reference.startsWith(prefix)
        && Values.isTrue(
            source
                .path("definitions")
                .path(Place.unescape(reference.substring(prefix.length())))
                .path("nullable"));
  }

  private void requireAllowed(String name, JsonNode declaration, JsonNode value, Place at) {
    JsonNode allowed = Values.get(declaration, "allowedValues");
    if (allowed == null || !allowed.isArray() || !value.isValueNode() || Values.isUnknown(value)) {
      return;
    }
    for (JsonNode candidate : allowed) {
      JsonNode equal = Values.equal(candidate, value, evaluator.budget);
      if (!equal.isBoolean()
          || equal.booleanValue()
          || candidate.asText().equalsIgnoreCase(value.asText())) {
        return;
      }
    }
    if (Values.live(value) == null) {
      evaluator.problems.add(
          at,
          "parameter `"
              + name
              + "` is `"
              + value.asText()
              + "`; expected one of its allowed values "
              + JsonText.of(allowed, evaluator.budget));
    }
  }

  private void declareVariables() {
    if (!(Values.get(source, "variables") instanceof ObjectNode declared)) {
      return;
    }
    Place section = section("variables");
    for (Map.Entry<String, JsonNode> field : declared.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      Place at = section.child(name);
      if (Loops.isPropertyLoop(name, value)) {
        for (int i = 0; i < value.size(); i++) {
          JsonNode loop = value.get(i);
          Place here = at.child(i);
          String variable = Loops.name(loop, here, frame, evaluator);
          declare(
              variables,
              variable,
              new Lazy(() -> Loops.expand(loop, variable, here, frame, evaluator)));
        }
      } else {
        declare(variables, name, new Lazy(() -> evaluator.value(value, at, frame)));
      }
    }
  }

  JsonNode parameter(String name, Frame frame) {
    if (frame.arguments().isPresent()) {
      JsonNode argument = frame.arguments().get().get(Frame.lower(name));
      return argument == null ? undeclared("parameter", name, frame) : argument;
    }
    return value(parameters, "parameter", name, frame);
  }

  JsonNode variable(String name, Frame frame) {
    return value(variables, "variable", name, frame);
  }

  private JsonNode value(Map<String, Lazy> names, String kind, String name, Frame frame) {
    Lazy lazy = names.get(name);
    if (lazy == null) {
      lazy = names.get(Frame.lower(name));
    }
    if (lazy == null) {
      return undeclared(kind, name, frame);
    }
    return lazy.get(() -> cyclic(kind, name, frame.place()));
  }

  private JsonNode undeclared(String kind, String name, Frame frame) {
    evaluator.problems.add(
        frame.place(), kind + " `" + name + "` is not declared; expected one of this template");
    return evaluator.unresolved(kind + "s('" + name + "')", frame.place());
  }

  private JsonNode cyclic(String kind, String name, Place at) {
    evaluator.problems.add(
        at, kind + " `" + name + "` refers to itself; expected a value without a cycle");
    return evaluator.unresolved(kind + "s('" + name + "')", at);
  }

  JsonNode callFunction(Expression.Call call, Frame frame) {
    String name = call.namespace() + "." + call.name();
    JsonNode namespaces = source.path("functions");
    for (int i = 0; i < namespaces.size(); i++) {
      JsonNode namespace = namespaces.path(i);
      String key = Values.key(namespace.path("members"), call.name());
      if (namespace.path("namespace").asText().equalsIgnoreCase(call.namespace()) && key != null) {
        if (!running.add(name)) {
          evaluator.problems.add(
              frame.place(), "function `" + name + "` calls itself; expected no recursion");
          return evaluator.unresolved(call.text(), frame.place());
        }
        Place at = place.child("functions").child(i).child("members").child(key);
        JsonNode result = run(namespace.path("members").path(key), at, call, frame);
        running.remove(name);
        return result;
      }
    }
    evaluator.problems.add(frame.place(), "function `" + name + "` is not declared");
    return evaluator.unresolved(call.text(), frame.place());
  }

  private JsonNode run(JsonNode function, Place at, Expression.Call call, Frame frame) {
    JsonNode declared = function.path("parameters");
    if (call.arguments().size() > declared.size()) {
      throw new EvaluationFailure("expected " + declared.size() + " arguments");
    }
    Map<String, JsonNode> arguments = new HashMap<>();
    for (int i = 0; i < declared.size(); i++) {
      arguments.put(
          Frame.lower(declared.get(i).path("name").asText()),
          i < call.arguments().size()
              ? evaluator.evaluate(call.arguments().get(i), frame)
              : Values.ofNull());
    }
    Place body = at.child("output").child("value");
    return evaluator.value(
        function.path("output").path("value"), body, frame.inFunction(arguments, body));
  }
}
