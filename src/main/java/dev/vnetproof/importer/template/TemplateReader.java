package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.azure.Unresolved;
import dev.vnetproof.importer.json.JsonDocument;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Azure Resource Manager deployment templates, written by hand, exported, or printed by
 * {@code bicep build}, up to language version 2.0.
 */
public final class TemplateReader {

  /** Whether {@code root} is a deployment template, by its content. */
  public static boolean looksLikeTemplate(JsonNode root) {
    if (!root.isObject()) {
      return false;
    }
    JsonNode resources = Values.get(root, "resources");
    return schema(root).contains("deploymenttemplate.json")
        || (Values.get(root, "contentVersion") != null
            && resources != null
            && resources.isContainerNode());
  }

  /** Whether {@code root} is a parameter file of a deployment template, by its content. */
  public static boolean looksLikeParameters(JsonNode root) {
    return root.isObject()
        && !looksLikeTemplate(root)
        && (schema(root).contains("deploymentparameters.json")
            || (Values.get(root, "contentVersion") != null
                && Values.get(root, "parameters") instanceof ObjectNode));
  }

  private static String schema(JsonNode root) {
    return root.path("$schema").asText().toLowerCase(Locale.ROOT);
  }

  /**
   * Evaluates {@code template} with the values of {@code parameters}, in the form of a parameter
   * file ({@code {"parameters": {"x": {"value": ...}}}}) or bare ({@code {"x": ...}}).
   *
   * @throws SnapshotException if it is not a template, or evaluates beyond every bound
   */
  public TemplateReading read(JsonDocument template, Optional<JsonDocument> parameters) {
    if (!(template.root() instanceof ObjectNode root) || Values.get(root, "resources") == null) {
      throw new SnapshotException(
          List.of(template.problem("", "found no `resources`; expected a deployment template")));
    }
    Problems problems = new Problems(template);
    Evaluator evaluator = new Evaluator(new Origins(root), problems);
    try {
      Map<String, Lazy> supplied =
          parameters.map(document -> supplied(document)).orElseGet(Map::of);
      Deployment deployment = new Deployment(evaluator, root, supplied);
      Resources resources = new Resources(template, evaluator);
      resources.collect(deployment);
      return new TemplateReading(resources.toList(), resources.linked(), problems.toList());
    } catch (Budget.ExceededException e) {
      List<Problem> all = new ArrayList<>(problems.toList());
      all.add(template.problem("", "the template is out of bounds: " + e.getMessage()));
      throw new SnapshotException(all);
    }
  }

  private static Map<String, Lazy> supplied(JsonDocument document) {
    JsonNode root = document.root();
    boolean file = Values.get(root, "parameters") instanceof ObjectNode;
    JsonNode values = file ? Values.get(root, "parameters") : root;
    Map<String, Lazy> result = new HashMap<>();
    if (values == null) {
      return result;
    }
    for (Map.Entry<String, JsonNode> field : values.properties()) {
      JsonNode given = field.getValue();
      String wrapper = given.isObject() ? Values.key(given, "value") : null;
      boolean secret =
          given.isObject() && given.size() == 1 && Values.key(given, "reference") != null;
      JsonNode value =
          wrapper != null && (file || given.size() == 1)
              ? given.get(wrapper)
              : secret ? secret(field.getKey(), file) : given;
      if (!field.getKey().startsWith("$") && !field.getKey().equals("contentVersion")) {
        result.put(Frame.lower(field.getKey()), new Lazy(() -> value));
      }
    }
    return result;
  }

  /** A value in a key vault; the pointer is that of the parameter file. */
  private static JsonNode secret(String name, boolean file) {
    String expression = "parameters('" + name + "')";
    return Unknown.node(
        new Unresolved(expression, (file ? "/parameters/" : "/") + Place.escape(name)),
        Unknown.hole(expression));
  }
}
