package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.source.Pointers;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The names that expressions of one template can use: parameters, variables and user-defined
 * functions, each evaluated when first used.
 */
final class Template {
  /** Of the values that a parameter may have, so many characters are shown. */
  private static final int MAX_ALLOWED = 400;

  private final TemplateDeployment deployment;
  private final TemplateEvaluator evaluator;
  private final ObjectNode source;
  private final ExpressionPlace place;
  private final Frame frame;
  private final Map<String, Lazy<JsonNode>> parameters = new HashMap<>();
  private final Map<String, Lazy<JsonNode>> variables = new HashMap<>();

  Template(
      TemplateDeployment deployment, ObjectNode source, ExpressionPlace place, Supplied supplied) {
    this.deployment = deployment;
    this.evaluator = deployment.evaluator();
    this.source = source;
    this.place = place;
    this.frame = Frame.of(this, place);
    declareParameters(supplied);
    declareVariables();
  }

  TemplateDeployment deployment() {
    return deployment;
  }

  Frame frame() {
    return frame;
  }

  /** Tells the parameters of nested templates apart; empty for the outermost one. */
  String label() {
    return deployment
        .self()
        .map(self -> " of " + self.name() + self.deployment().frame().template().label())
        .orElse("");
  }

  private ExpressionPlace section(String name) {
    String key = Values.key(source, name);
    return place.child(key == null ? name : key);
  }

  private void declareParameters(Supplied supplied) {
    if (!(Values.get(source, "parameters") instanceof ObjectNode declared)) {
      return;
    }
    for (Map.Entry<String, JsonNode> field : declared.properties()) {
      String name = field.getKey();
      ExpressionPlace at = section("parameters").child(name);
      declare(parameters, "parameter", name, () -> parameter(supplied, name, field.getValue(), at));
    }
  }

  private JsonNode parameter(
      Supplied supplied, String name, JsonNode declaration, ExpressionPlace at) {
    JsonNode value = given(supplied, name, declaration, at);
    if (value.isPojo() || value.isNull()) {
      return value; // Not known, or not needed yet.
    }
    String type = declaration.path("type").asText().toLowerCase(Locale.ROOT);
    boolean fits =
        switch (type) {
          case "array" -> value.isArray();
          case "object", "secureobject" -> value.isObject();
          case "string", "securestring", "int", "bool" -> !value.isContainerNode();
          default -> true;
        };
    if (fits) {
      return value;
    }
    evaluator.problems.add(
        at, "parameter `" + name + "` is given what is no `" + type + "`; expected one");
    return evaluator.unresolved("parameters('" + name + "')", at);
  }

  private JsonNode given(Supplied supplied, String name, JsonNode declaration, ExpressionPlace at) {
    Optional<Lazy<JsonNode>> given = supplied.value(name);
    JsonNode value =
        given.isEmpty()
            ? Values.ofNull()
            : given.get().get(path -> cyclic("parameter", name, path, at));
    if (value.isNull()) { // Azure takes null for no value.
      return defaultOf(name, declaration, at);
    }
    String unfilled = evaluator.unfilled.get(value);
    if (unfilled != null && Values.key(declaration, "defaultValue") != null) {
      evaluator.defaulted.add(unfilled);
      return defaultOf(name, declaration, at);
    }
    if (value.isTextual() && deployment.self().isEmpty()) {
      value = Placeholders.converted(value, declaration.path("type").asText());
    }
    requireAllowed(name, declaration, value, at);
    return value;
  }

  /** Names are case-insensitive, and nearly always used as they were declared. */
  private void declare(
      Map<String, Lazy<JsonNode>> names, String kind, String name, Supplier<JsonNode> value) {
    Lazy<JsonNode> lazy =
        new Lazy<>(evaluator.running, () -> kind + " `" + name + "`" + within(), value);
    names.put(Frame.lower(name), lazy);
    names.put(name, lazy);
  }

  /** Which template a name belongs to, where it is not the outermost one. */
  private String within() {
    return deployment.self().map(self -> " of " + self.subject()).orElse("");
  }

  private JsonNode defaultOf(String name, JsonNode declaration, ExpressionPlace at) {
    String key = Values.key(declaration, "defaultValue");
    if (key != null) {
      return evaluator.value(declaration.get(key), at.child(key), frame);
    }
    if (isNullable(declaration)) {
      return Values.ofNull();
    }
    return Unknown.node(
        evaluator.cause("parameters('" + name + "')", at),
        Unknown.hole("parameters('" + name + "')" + label()));
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
                .path(Pointers.unescaped(reference.substring(prefix.length())))
                .path("nullable"));
  }

  private void requireAllowed(
      String name, JsonNode declaration, JsonNode value, ExpressionPlace at) {
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
    if (Values.pojo(value) == null) {
      evaluator.problems.add(
          at,
          "parameter `"
              + name
              + "` is `"
              + TemplateProblems.shortened(value.asText())
              + "`; expected one of its allowed values "
              + allowed(allowed));
    }
  }

  private String allowed(JsonNode values) {
    String text = JsonText.of(values, evaluator.budget);
    return text.length() <= MAX_ALLOWED ? text : text.substring(0, MAX_ALLOWED) + "...";
  }

  private void declareVariables() {
    if (!(Values.get(source, "variables") instanceof ObjectNode declared)) {
      return;
    }
    ExpressionPlace section = section("variables");
    for (Map.Entry<String, JsonNode> field : declared.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      ExpressionPlace at = section.child(name);
      if (Loops.isPropertyLoop(name, value)) {
        for (int i = 0; i < value.size(); i++) {
          JsonNode loop = value.get(i);
          ExpressionPlace here = at.child(i);
          String variable = Loops.name(loop, here, frame, evaluator);
          declare(
              variables,
              "variable",
              variable,
              () -> Loops.expand(loop, variable, here, frame, evaluator));
        }
      } else {
        declare(variables, "variable", name, () -> evaluator.value(value, at, frame));
      }
    }
  }

  JsonNode parameter(String name, Frame frame) {
    if (frame.body().isPresent()) {
      JsonNode argument = frame.body().get().arguments().get(Frame.lower(name));
      return argument == null ? undeclared("parameter", name, frame) : argument;
    }
    return value(parameters, "parameter", name, frame);
  }

  JsonNode variable(String name, Frame frame) {
    return value(variables, "variable", name, frame);
  }

  private JsonNode value(Map<String, Lazy<JsonNode>> names, String kind, String name, Frame frame) {
    Lazy<JsonNode> lazy = names.get(name);
    if (lazy == null) {
      lazy = names.get(Frame.lower(name));
    }
    if (lazy == null) {
      return undeclared(kind, name, frame);
    }
    return lazy.get(path -> cyclic(kind, name, path, frame.place()));
  }

  private JsonNode undeclared(String kind, String name, Frame frame) {
    evaluator.problems.add(
        frame.place(), kind + " `" + name + "` is not declared; expected one of this template");
    return evaluator.unresolved(kind + "s('" + name + "')", frame.place());
  }

  private JsonNode cyclic(String kind, String name, String path, ExpressionPlace at) {
    evaluator.problems.add(
        at,
        kind + " `" + name + "` refers to itself (" + path + "); expected a value without a cycle");
    return evaluator.unresolved(kind + "s('" + name + "')", at);
  }

  JsonNode callFunction(Expression.Call call, Frame frame) {
    String name = call.namespace() + "." + call.name();
    JsonNode namespaces = source.path("functions");
    for (int i = 0; i < namespaces.size(); i++) {
      JsonNode namespace = namespaces.path(i);
      JsonNode members = namespace.path("members");
      evaluator.budget.scan(members.size());
      String key = Values.key(members, call.name());
      if (namespace.path("namespace").asText().equalsIgnoreCase(call.namespace()) && key != null) {
        ExpressionPlace at = place.child("functions").child(i).child("members").child(key);
        JsonNode function = members.path(key);
        if (frame.body().filter(body -> body.isWithin(name)).isPresent()) {
          evaluator.problems.add(
              frame.place(), "function `" + name + "` calls itself; expected no recursion");
          return evaluator.unresolved(call.text(), frame.place());
        }
        ExpressionPlace output = at.child("output").child("value");
        return evaluator.value(
            function.path("output").path("value"),
            output,
            frame.inFunction(name, arguments(function, call, frame), output));
      }
    }
    evaluator.problems.add(frame.place(), "function `" + name + "` is not declared");
    return evaluator.unresolved(call.text(), frame.place());
  }

  /** Evaluated where the call stands: a call may well be an argument of another one. */
  private Map<String, JsonNode> arguments(JsonNode function, Expression.Call call, Frame frame) {
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
    return arguments;
  }
}
