package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.json.JsonDocument;
import java.util.HashMap;
import java.util.Map;

/**
 * Values for the parameters of a template, in the form of a parameter file ({@code {"parameters":
 * {"x": {"value": ...}}}}) or bare ({@code {"x": ...}}).
 */
final class ParameterFile {
  private ParameterFile() {}

  /** By lower-case name. */
  static Map<String, Lazy<JsonNode>> values(JsonDocument document, Evaluator evaluator) {
    evaluator.origins.read(document);
    JsonNode root = document.root();
    Place whole = Place.of(document);
    String section = Values.key(root, "parameters");
    return section != null && root.get(section) instanceof ObjectNode values
        ? values(values, true, whole.child(section), evaluator)
        : values(root, false, whole, evaluator);
  }

  private static Map<String, Lazy<JsonNode>> values(
      JsonNode values, boolean file, Place at, Evaluator evaluator) {
    Map<String, Lazy<JsonNode>> result = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : values.properties()) {
      String name = field.getKey();
      if (!name.startsWith("$") && !name.equals("contentVersion")) {
        JsonNode value = value(name, field.getValue(), file, at.child(name), evaluator);
        result.put(
            Frame.lower(name),
            new Lazy<>(evaluator.running, () -> "parameter `" + name + "`", () -> value));
      }
    }
    return result;
  }

  private static JsonNode value(
      String name, JsonNode given, boolean file, Place at, Evaluator evaluator) {
    if (!given.isObject()) {
      return given;
    }
    String wrapper = Values.key(given, "value");
    if (wrapper != null && (file || given.size() == 1)) {
      return given.get(wrapper);
    }
    // Held by a key vault, or by whoever deploys.
    boolean elsewhere =
        Values.key(given, "reference") != null || Values.key(given, "expression") != null;
    if (given.size() == 1 && elsewhere) {
      String expression = "parameters('" + name + "')";
      return Unknown.node(evaluator.cause(expression, at), Unknown.hole(expression));
    }
    return given;
  }
}
