package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The template that a deployment inside of another one holds or links to, with what it is given.
 */
final class NestedTemplate {
  private final Declared declared;
  private final TemplateEvaluator evaluator;

  /**
   * @param declared the deployment
   */
  NestedTemplate(Declared declared) {
    this.declared = declared;
    evaluator = declared.evaluator();
  }

  /** None if it is linked and not at hand. */
  Optional<TemplateDeployment> open() {
    if (!(Values.get(declared.source(), "properties") instanceof ObjectNode settings)) {
      return Optional.empty();
    }
    ExpressionPlace at = declared.place().child("properties");
    if (!(Values.get(settings, "template") instanceof ObjectNode template)) {
      return openLinked(settings, at);
    }
    ExpressionPlace templateAt = at.child("template");
    JsonNode options = Values.get(settings, "expressionEvaluationOptions");
    JsonNode scope = options == null ? null : Values.get(options, "scope");
    boolean inner = scope != null && scope.asText().equalsIgnoreCase("inner");
    return Optional.of(
        inner
            ? new TemplateDeployment(declared, template, templateAt, supplied(settings, at))
            : new TemplateDeployment(declared, template, templateAt, declared.frame()));
  }

  private Optional<TemplateDeployment> openLinked(ObjectNode settings, ExpressionPlace at) {
    TemplateLinks links = evaluator.links;
    return links
        .template(declared)
        .flatMap(
            file ->
                file.root() instanceof ObjectNode template
                    ? Optional.of(
                        new TemplateDeployment(
                            declared,
                            template,
                            ExpressionPlace.of(file),
                            links
                                .parameters(declared)
                                .map(Supplied::of)
                                .orElseGet(() -> supplied(settings, at))))
                    : Optional.empty());
  }

  /** What the outer template gives: nothing of it is evaluated before the inner one asks. */
  private Supplied supplied(ObjectNode settings, ExpressionPlace at) {
    JsonNode written = Values.get(settings, "parameters");
    if (written == null) {
      return Supplied.NOTHING;
    }
    ExpressionPlace section = at.child("parameters");
    if (!written.isTextual() && !written.isObject() && !written.isNull()) {
      evaluator.problems.add(section, "holds no parameters; expected an object of them");
      return key -> Optional.of(argument(key, () -> evaluator.unresolved(key, section)));
    }
    if (!written.isTextual()) {
      Map<String, Lazy<JsonNode>> values = new HashMap<>();
      for (Map.Entry<String, JsonNode> field : written.properties()) {
        String key = field.getKey();
        values.put(
            Frame.lower(key),
            argument(key, () -> assigned(key, field.getValue(), section.child(key))));
      }
      return Supplied.of(values);
    }
    Lazy<JsonNode> all =
        declared.lazy(
            "the parameters of ",
            () -> Values.settle(evaluator.value(written, section, declared.frame())));
    return key ->
        Optional.of(
            argument(
                key,
                () -> {
                  JsonNode values =
                      all.get(
                          path ->
                              declared.cyclic(
                                  "parameters", path, evaluator.unresolved("parameters", section)));
                  JsonNode assignment = Values.get(values, key, evaluator.budget);
                  return Values.isUnknown(values)
                      ? values
                      : assignment == null ? Values.ofNull() : valueOf(key, assignment, section);
                }));
  }

  private Lazy<JsonNode> argument(String key, Supplier<JsonNode> value) {
    return declared.lazy("parameter `" + key + "` of ", value);
  }

  /** Bicep writes a whole assignment as an expression where it is conditional. */
  private JsonNode assigned(String key, JsonNode given, ExpressionPlace here) {
    if (given.isTextual()) {
      JsonNode assignment = Values.settle(evaluator.value(given, here, declared.frame()));
      return Values.isUnknown(assignment)
          ? assignment
          : assignment.isObject() && assignment.isEmpty()
              ? Values.ofNull()
              : valueOf(key, assignment, here);
    }
    JsonNode value = Values.get(given, "value");
    return value == null
        ? valueOf(key, given, here)
        : evaluator.value(value, here.child("value"), declared.frame());
  }

  private JsonNode valueOf(String key, JsonNode assignment, ExpressionPlace here) {
    JsonNode value = Values.get(assignment, "value");
    return value != null
        ? value
        : Unknown.node(
            evaluator.cause("parameters('" + key + "')", here),
            Unknown.hole("parameters('" + key + "') of " + declared.name()));
  }
}
