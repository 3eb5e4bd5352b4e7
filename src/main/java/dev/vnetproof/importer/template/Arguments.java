package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.resource.Unresolved;
import java.util.List;

/**
 * Evaluated arguments of a function, with the types it expects.
 *
 * @param function its name as it is documented
 */
record Arguments(
    String function,
    Expression.Call call,
    List<JsonNode> values,
    Frame frame,
    TemplateEvaluator evaluator) {

  int size() {
    return values.size();
  }

  JsonNode get(int index) {
    return values.get(index);
  }

  Budget budget() {
    return evaluator.budget;
  }

  String text(int index) {
    JsonNode value = get(index);
    if (!value.isTextual()) {
      throw new EvaluationFailure("expected a string");
    }
    return value.textValue();
  }

  long integer(int index) {
    JsonNode value = get(index);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new EvaluationFailure("expected an integer");
    }
    return value.longValue();
  }

  /** An integer that is used as a length or position: bounded by what a list can hold. */
  int position(int index) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, integer(index)));
  }

  ArrayNode array(int index) {
    if (!(get(index) instanceof ArrayNode array)) {
      throw new EvaluationFailure("expected an array");
    }
    return array;
  }

  ObjectNode object(int index) {
    if (!(get(index) instanceof ObjectNode object)) {
      throw new EvaluationFailure("expected an object");
    }
    return object;
  }

  /** This call, as something that cannot be known. */
  Unresolved cause() {
    return cause(call.text());
  }

  Unresolved cause(String expression) {
    return evaluator.cause(expression, frame.place());
  }

  /** A new string of the function, counted. */
  JsonNode written(String text) {
    budget().write(text.length());
    return Values.text(text);
  }

  /** A new list of the function, counted, with the call as its place. */
  ArrayNode newArray(long size) {
    budget().produce(size + 1);
    ArrayNode result = Values.newArray();
    evaluator.origins.computedAt(result, frame.place());
    return result;
  }

  ObjectNode newObject(long size) {
    budget().produce(2 * size + 1);
    ObjectNode result = Values.newObject();
    evaluator.origins.computedAt(result, frame.place());
    return result;
  }
}
