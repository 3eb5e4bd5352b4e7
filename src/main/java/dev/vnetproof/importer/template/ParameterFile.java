package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.source.JsonDocument;
import java.util.HashMap;
import java.util.Map;

/**
 * Values for the parameters of a template, in the form of a parameter file ({@code {"parameters":
 * {"x": {"value": ...}}}}) or bare ({@code {"x": ...}}).
 */
final class ParameterFile {
  private ParameterFile() {}

  /** By lower-case name. */
  static Map<String, Lazy<JsonNode>> values(JsonDocument document, TemplateEvaluator evaluator) {
    evaluator.origins.read(document);
    JsonNode root = document.root();
    ExpressionPlace whole = ExpressionPlace.of(document);
    String section = Values.key(root, "parameters");
    if (section != null
        && !root.get(section).isObject()
        && TemplateReader.looksLikeParameters(root)) {
      evaluator.problems.add(
          whole.child(section), "holds no parameters; expected an object of them");
    }
    return section != null && root.get(section) instanceof ObjectNode values
        ? values(values, true, whole.child(section), evaluator)
        : values(root, false, whole, evaluator);
  }

  private static Map<String, Lazy<JsonNode>> values(
      JsonNode values, boolean file, ExpressionPlace at, TemplateEvaluator evaluator) {
    Map<String, Lazy<JsonNode>> result = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : values.properties()) {
      String name = field.getKey();
      if (!name.startsWith("$") && !name.equals("contentVersion")) {
        ExpressionPlace here = at.child(name);
        JsonNode value =
            filled(value(name, field.getValue(), file, here, evaluator), here, evaluator);
        result.put(
            Frame.lower(name),
            new Lazy<>(evaluator.running, () -> "parameter `" + name + "`", () -> value));
      }
    }
    return result;
  }

  /** With what placeholders stand for; one that stands alone is no value at all. */
  private static JsonNode filled(JsonNode value, ExpressionPlace at, TemplateEvaluator evaluator) {
    if (value.isTextual()) {
      Placeholders placeholders =
          new Placeholders(evaluator.settings.environment(), evaluator.budget);
      Placeholders.Filled filled = placeholders.fill(value.textValue());
      if (filled.missing().isEmpty()) {
        return filled.text().equals(value.textValue()) ? value : Values.text(filled.text());
      }
      JsonNode unknown = Unknown.node(evaluator.cause(filled.missing(), at), filled.text());
      if (filled.isAlone()) {
        evaluator.unfilled.put(unknown, filled.missing());
      }
      return unknown;
    }
    evaluator.budget.enter();
    try {
      return value.isArray()
          ? filledArray((ArrayNode) value, at, evaluator)
          : value.isObject() ? filledObject((ObjectNode) value, at, evaluator) : value;
    } finally {
      evaluator.budget.leave();
    }
  }

  private static JsonNode filledArray(
      ArrayNode array, ExpressionPlace at, TemplateEvaluator evaluator) {
    ArrayNode result = Values.newArray();
    boolean same = true;
    for (JsonNode element : array) {
      JsonNode filled = filled(element, at, evaluator);
      same &= filled == element;
      result.add(filled);
    }
    return same ? array : copied(result, array, evaluator);
  }

  private static JsonNode filledObject(
      ObjectNode object, ExpressionPlace at, TemplateEvaluator evaluator) {
    ObjectNode result = Values.newObject();
    boolean same = true;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode filled = filled(field.getValue(), at, evaluator);
      same &= filled == field.getValue();
      result.set(field.getKey(), filled);
    }
    return same ? object : copied(result, object, evaluator);
  }

  private static JsonNode copied(JsonNode copy, JsonNode original, TemplateEvaluator evaluator) {
    evaluator.budget.produce(copy.size() + 1L);
    evaluator.origins.copied(copy, original);
    return copy;
  }

  private static JsonNode value(
      String name, JsonNode given, boolean file, ExpressionPlace at, TemplateEvaluator evaluator) {
    if (!file && !given.isObject()) {
      return given;
    }
    String wrapper = Values.key(given, "value");
    if (wrapper != null && (file || given.size() == 1)) {
      return given.get(wrapper);
    }
    // Held by a key vault, or by whoever deploys.
    boolean elsewhere =
        Values.key(given, "reference") != null || Values.key(given, "expression") != null;
    String expression = "parameters('" + name + "')";
    if (given.size() == 1 && elsewhere) {
      return Unknown.node(evaluator.cause(expression, at), Unknown.hole(expression));
    }
    if (file) {
      evaluator.problems.add(at, "gives no value; expected an object with `value` or `reference`");
      return evaluator.unresolved(expression, at);
    }
    return given;
  }
}
