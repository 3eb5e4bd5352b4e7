package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code copy} element, over properties, variables, outputs and resources. */
final class Loops {
  private Loops() {}

  private static final String COPY = "copy";

  static boolean isCopy(String name) {
    return name.equalsIgnoreCase(COPY);
  }

  /** {@code "copy": [ { "name", "count", "input" } ]} inside an object. */
  static boolean isPropertyLoop(String name, JsonNode value) {
    if (!isCopy(name) || !value.isArray() || value.isEmpty()) {
      return false;
    }
    for (JsonNode loop : value) {
      if (Values.get(loop, "count") == null || Values.get(loop, "input") == null) {
        return false;
      }
    }
    return true;
  }

  /**
   * What an object with a {@code copy} that is no loop holds: nobody knows. Where it is plainly
   * meant to be one, that is told; a workflow may call a step of its own so.
   */
  static JsonNode malformed(JsonNode value, ExpressionPlace place, TemplateEvaluator evaluator) {
    for (JsonNode loop : value.isObject() ? List.of(value) : value) {
      if (Values.get(loop, "count") != null || Values.get(loop, "input") != null) {
        evaluator.problems.add(
            place, "is no copy loop; expected a list of objects with `name`, `count` and `input`");
        break;
      }
    }
    return evaluator.unresolved(COPY, place);
  }

  static Map<String, JsonNode> expandProperties(
      JsonNode loops, ExpressionPlace place, Frame frame, TemplateEvaluator evaluator) {
    Map<String, JsonNode> result = new LinkedHashMap<>();
    for (int i = 0; i < loops.size(); i++) {
      JsonNode loop = loops.get(i);
      String name = name(loop, place.child(i), frame, evaluator);
      result.put(name, expand(loop, name, place.child(i), frame, evaluator));
    }
    return result;
  }

  static String name(
      JsonNode loop, ExpressionPlace place, Frame frame, TemplateEvaluator evaluator) {
    JsonNode name = Values.get(loop, "name");
    return name == null
        ? ""
        : Unknown.symbolOf(evaluator.value(name, place.child("name"), frame), evaluator.budget);
  }

  /** The array that a loop amounts to, or the unknown value on which its length depends. */
  static JsonNode expand(
      JsonNode loop, String name, ExpressionPlace place, Frame frame, TemplateEvaluator evaluator) {
    JsonNode count = count(loop, place, frame, evaluator);
    JsonNode input = Values.get(loop, "input");
    if (input == null || !count.isInt()) {
      return count;
    }
    ExpressionPlace body = place.child("input");
    evaluator.budget.produce(count.intValue() + 1L);
    ArrayNode result = Values.newArray();
    for (int i = 0; i < count.intValue(); i++) {
      result.add(Values.settle(evaluator.value(input, body, frame.inLoop(name, i))));
    }
    evaluator.origins.computedAt(result, body);
    return result;
  }

  /** An int from 0 to 800, or an unknown value. */
  static JsonNode count(
      JsonNode loop, ExpressionPlace place, Frame frame, TemplateEvaluator evaluator) {
    JsonNode written = Values.get(loop, "count");
    ExpressionPlace at = place.child("count");
    if (written == null) {
      evaluator.problems.add(place, "the copy loop has no `count`; expected a number");
      return evaluator.unresolved("copy", place);
    }
    JsonNode count = evaluator.value(written, at, frame);
    if (Values.isUnknown(count)) {
      return count;
    }
    if (count.isInt() && count.intValue() >= 0 && count.intValue() <= Budget.MAX_COPIES) {
      return count;
    }
    evaluator.problems.add(
        at,
        "copy count `" + shown(count) + "` is out of range; expected 0 to " + Budget.MAX_COPIES);
    return evaluator.unresolved(shown(written), at);
  }

  private static String shown(JsonNode node) {
    return node.isContainerNode() ? "a list or object" : TemplateProblems.shortened(node.asText());
  }
}
