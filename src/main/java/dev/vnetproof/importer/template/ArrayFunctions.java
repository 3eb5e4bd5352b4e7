package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Functions over lists, and those that take lists, objects and strings alike. Source: "Array
 * functions for ARM templates", Microsoft Learn, 2024-08-13.
 */
final class ArrayFunctions {
  private static final long MAX_RANGE = 10_000;

  private ArrayFunctions() {}

  static void register(Functions functions) {
    functions.strict(
        "array", 1, 1, a -> a.get(0).isArray() ? a.get(0) : a.newArray(1).add(a.get(0)));
    functions.open(
        "createArray", 0, Integer.MAX_VALUE, a -> a.newArray(a.size()).addAll(a.values()));
    functions.strict("contains", 2, 2, ArrayFunctions::contains);
    functions.open("empty", 1, 1, ArrayFunctions::empty);
    functions.strict("length", 1, 1, a -> Values.number(size(a)));
    functions.strict("first", 1, 1, a -> end(a, true));
    functions.strict("last", 1, 1, a -> end(a, false));
    functions.strict("skip", 2, 2, a -> part(a, a.position(1), Integer.MAX_VALUE));
    functions.strict("take", 2, 2, a -> part(a, 0, a.position(1)));
    functions.strict("range", 2, 2, ArrayFunctions::range);
    functions.strict("flatten", 1, 1, ArrayFunctions::flatten);
    functions.strict("indexOf", 2, 2, a -> indexOf(a, true));
    functions.strict("lastIndexOf", 2, 2, a -> indexOf(a, false));
    functions.strict("union", 1, Integer.MAX_VALUE, ArrayFunctions::union);
    functions.deep("intersection", 2, Integer.MAX_VALUE, ArrayFunctions::intersection);
    functions.strict("tryIndexFromEnd", 2, 2, a -> fromEnd(a, true));
    functions.strict("indexFromEnd", 2, 2, a -> fromEnd(a, false));
  }

  private static JsonNode contains(Arguments a) {
    JsonNode container = a.get(0);
    if (container.isArray()) {
      return found(a, container, a.get(1));
    }
    if (container.isObject()) {
      return Values.bool(Values.get(container, Values.scalarText(a.get(1)), a.budget()) != null);
    }
    String wanted = Values.scalarText(a.get(1));
    return Values.bool(Occurrences.find(a.text(0), wanted, true, a.budget()) >= 0);
  }

  /** True, false, or the unknown element that could be it. */
  private static JsonNode found(Arguments a, JsonNode list, JsonNode item) {
    JsonNode result = Values.bool(false);
    for (JsonNode element : list) {
      JsonNode equal = Values.equal(element, item, a.budget());
      if (Values.isTrue(equal)) {
        return equal;
      }
      result = equal.isBoolean() ? result : equal;
    }
    return Values.pojo(result) instanceof Unknown unknown
        ? unknown.through("contains", a.values(), a.budget())
        : result;
  }

  private static JsonNode empty(Arguments a) {
    if (Values.pojo(a.get(0)) instanceof Unknown unknown) {
      return unknown.isPartlyKnown()
          ? Values.bool(false)
          : unknown.through("empty", a.values(), a.budget());
    }
    return Values.bool(a.get(0).isNull() || size(a) == 0);
  }

  private static int size(Arguments a) {
    return a.get(0).isContainerNode() ? a.get(0).size() : a.text(0).length();
  }

  private static JsonNode end(Arguments a, boolean first) {
    JsonNode value = a.get(0);
    if (value.isArray()) {
      return value.isEmpty() ? Values.ofNull() : value.get(first ? 0 : value.size() - 1);
    }
    String text = a.text(0);
    if (text.isEmpty()) {
      return value;
    }
    return Values.text(first ? text.substring(0, 1) : text.substring(text.length() - 1));
  }

  private static JsonNode part(Arguments a, int skip, int take) {
    int size = size(a);
    int from = Math.min(size, Math.max(0, skip));
    int to = (int) Math.min(size, (long) from + Math.max(0, take));
    if (!a.get(0).isArray()) {
      return a.written(a.text(0).substring(from, to));
    }
    ArrayNode result = a.newArray(to - from);
    for (int i = from; i < to; i++) {
      result.add(a.get(0).get(i));
    }
    return result;
  }

  private static JsonNode range(Arguments a) {
    long start = a.integer(0);
    long count = a.integer(1);
    if (count < 0 || count > MAX_RANGE || Math.abs(start) > Integer.MAX_VALUE - count) {
      throw new EvaluationFailure("expected a count from 0 to " + MAX_RANGE);
    }
    ArrayNode result = a.newArray(count);
    for (long i = 0; i < count; i++) {
      result.add(Values.number(start + i));
    }
    return result;
  }

  private static JsonNode flatten(Arguments a) {
    ArrayNode result = a.newArray(0);
    for (JsonNode element : a.array(0)) {
      if (Values.pojo(element) instanceof Unknown unknown) {
        return unknown.through("flatten", a.values(), a.budget());
      }
      if (!element.isArray()) {
        throw new EvaluationFailure("expected an array of arrays");
      }
      a.budget().produce(element.size());
      result.addAll((ArrayNode) element);
    }
    return result;
  }

  private static JsonNode indexOf(Arguments a, boolean first) {
    if (!a.get(0).isArray()) {
      String text = a.text(0).toLowerCase(Locale.ROOT);
      String item = a.text(1).toLowerCase(Locale.ROOT);
      return Values.number(Occurrences.find(text, item, first, a.budget()));
    }
    JsonNode list = a.get(0);
    for (int i = 0; i < list.size(); i++) {
      int at = first ? i : list.size() - 1 - i;
      JsonNode equal = Values.equal(list.get(at), a.get(1), a.budget());
      if (Values.pojo(equal) instanceof Unknown unknown) {
        return unknown.through(a.function(), a.values(), a.budget());
      }
      if (Values.isTrue(equal)) {
        return Values.number(at);
      }
    }
    return Values.number(-1);
  }

  private static JsonNode union(Arguments a) {
    if (a.get(0).isObject()) {
      ObjectNode result = a.newObject(a.get(0).size());
      Map<String, String> keys = new HashMap<>();
      for (int i = 0; i < a.size(); i++) {
        merge(a, result, keys, a.object(i));
      }
      return result;
    }
    ArrayNode result = a.newArray(0);
    for (int i = 0; i < a.size(); i++) {
      for (JsonNode element : a.array(i)) {
        if (!holds(a, result, element)) {
          a.budget().produce(1);
          result.add(element);
        }
      }
    }
    return result;
  }

  private static boolean holds(Arguments a, JsonNode list, JsonNode element) {
    for (JsonNode other : list) {
      a.budget().step(1);
      if (Values.isTrue(Values.equal(other, element, a.budget()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Nested objects are merged, nested lists replaced (documented example of the deep merge).
   *
   * @param keys those of {@code into}, by lower case
   */
  private static void merge(
      Arguments a, ObjectNode into, Map<String, String> keys, ObjectNode from) {
    a.budget().enter();
    a.budget().produce(from.size());
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      a.budget().scan(field.getKey().length());
      String key = keys.computeIfAbsent(Frame.lower(field.getKey()), lower -> field.getKey());
      JsonNode old = into.get(key);
      JsonNode value = field.getValue();
      if (old instanceof ObjectNode oldObject && value instanceof ObjectNode newObject) {
        ObjectNode merged = a.newObject(oldObject.size());
        Map<String, String> mergedKeys = new HashMap<>();
        merge(a, merged, mergedKeys, oldObject);
        merge(a, merged, mergedKeys, newObject);
        value = merged;
      }
      into.set(key, value);
    }
    a.budget().leave();
  }

  private static JsonNode intersection(Arguments a) {
    if (a.get(0).isObject()) {
      ObjectNode result = a.newObject(a.get(0).size());
      a.get(0)
          .properties()
          .forEach(
              field -> {
                if (everywhere(a, field)) {
                  result.set(field.getKey(), field.getValue());
                }
              });
      return result;
    }
    ArrayNode result = a.newArray(0);
    for (JsonNode element : a.array(0)) {
      boolean common = !holds(a, result, element);
      for (int i = 1; i < a.size() && common; i++) {
        common = holds(a, a.array(i), element);
      }
      if (common) {
        a.budget().produce(1);
        result.add(element);
      }
    }
    return result;
  }

  private static boolean everywhere(Arguments a, Map.Entry<String, JsonNode> field) {
    for (int i = 1; i < a.size(); i++) {
      JsonNode other = Values.get(a.object(i), field.getKey(), a.budget());
      if (other == null || !Values.isTrue(Values.equal(other, field.getValue(), a.budget()))) {
        return false;
      }
    }
    return true;
  }

  /** Index 1 is the last element. */
  private static JsonNode fromEnd(Arguments a, boolean safe) {
    if (a.get(0).isNull() && safe) {
      return a.get(0);
    }
    long index = a.integer(1);
    int size = a.array(0).size();
    if (index < 1 || index > size) {
      if (safe) {
        return Values.ofNull();
      }
      throw new EvaluationFailure("expected an index inside the array");
    }
    return a.array(0).get((int) (size - index));
  }
}
