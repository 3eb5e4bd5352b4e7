package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Object functions. Source: "Object functions for ARM templates", Microsoft Learn, 2024-08. */
final class ObjectFunctions {
  private ObjectFunctions() {}

  static void register(Functions functions) {
    functions.open("createObject", 0, Integer.MAX_VALUE, ObjectFunctions::createObject);
    functions.strict("items", 1, 1, ObjectFunctions::items);
    functions.strict("objectKeys", 1, 1, ObjectFunctions::objectKeys);
    functions.strict("shallowMerge", 1, 1, ObjectFunctions::shallowMerge);
    functions.lazy("tryGet", ObjectFunctions::tryGet);
  }

  private static JsonNode createObject(Arguments a) {
    if (a.size() % 2 != 0) {
      throw new EvaluationFailure("expected pairs of key and value");
    }
    ObjectNode result = a.newObject(a.size());
    for (int i = 0; i < a.size(); i += 2) {
      result.set(Unknown.symbolOf(a.get(i), a.budget()), a.get(i + 1));
    }
    return result;
  }

  /** Sorted by key, as documented. */
  private static List<String> sortedKeys(JsonNode object, Budget budget) {
    int rounds = 32 - Integer.numberOfLeadingZeros(object.size());
    object.properties().forEach(field -> budget.scan((long) rounds * field.getKey().length()));
    return object.properties().stream()
        .map(Map.Entry::getKey)
        .sorted(Values::compareText)
        .collect(Collectors.toList());
  }

  private static JsonNode items(Arguments a) {
    ObjectNode object = a.object(0);
    ArrayNode result = a.newArray(object.size());
    for (String key : sortedKeys(object, a.budget())) {
      ObjectNode item = a.newObject(2);
      item.put("key", key);
      item.set("value", object.get(key));
      result.add(item);
    }
    return result;
  }

  private static JsonNode objectKeys(Arguments a) {
    ArrayNode result = a.newArray(a.object(0).size());
    sortedKeys(a.object(0), a.budget()).forEach(result::add);
    return result;
  }

  private static JsonNode shallowMerge(Arguments a) {
    ObjectNode result = a.newObject(0);
    Map<String, String> keys = new HashMap<>();
    for (JsonNode element : a.array(0)) {
      if (Values.pojo(element) instanceof Unknown unknown) {
        return unknown.through("shallowMerge", a.values(), a.budget());
      }
      a.budget().produce(element.size());
      for (Map.Entry<String, JsonNode> field : element.properties()) {
        a.budget().scan(field.getKey().length());
        result.set(
            keys.computeIfAbsent(Frame.lower(field.getKey()), lower -> field.getKey()),
            field.getValue());
      }
    }
    return result;
  }

  /** {@code tryGet(value, key or index, ...)}: null where a step is missing. */
  private static JsonNode tryGet(Expression.Call call, Frame frame, TemplateEvaluator evaluator) {
    if (call.arguments().size() < 2) {
      throw new EvaluationFailure("expected a value and a key");
    }
    Expression result = call.arguments().get(0);
    for (Expression key : call.arguments().subList(1, call.arguments().size())) {
      result = new Expression.Index(result, key, true, call.text());
    }
    return evaluator.evaluate(result, frame);
  }
}
