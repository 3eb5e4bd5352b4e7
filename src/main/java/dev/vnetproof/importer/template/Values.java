package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of the template language over Jackson's nodes. */
final class Values {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What the comparison of two keys takes, in characters. */
  private static final long KEY_WEIGHT = 8;

  private Values() {}

  static JsonNode number(long value) {
    return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
  }

  static JsonNode text(String value) {
    return TextNode.valueOf(value);
  }

  static JsonNode bool(boolean value) {
    return BooleanNode.valueOf(value);
  }

  static ArrayNode newArray() {
    return NODES.arrayNode();
  }

  static ObjectNode newObject() {
    return NODES.objectNode();
  }

  /** A new list of the first elements of {@code node}. */
  static ArrayNode startOf(ArrayNode node, int size) {
    ArrayNode result = newArray();
    for (int i = 0; i < size; i++) {
      result.add(node.get(i));
    }
    return result;
  }

  /** A new object of the fields of {@code node} that stand before {@code end}. */
  static ObjectNode startOf(ObjectNode node, String end) {
    ObjectNode result = newObject();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getKey().equals(end)) {
        break;
      }
      result.set(field.getKey(), field.getValue());
    }
    return result;
  }

  static JsonNode ofNull() {
    return NODES.nullNode();
  }

  /** For patterns: {@code pojo(node) instanceof Unknown unknown}. */
  static @Nullable Object pojo(JsonNode node) {
    return node instanceof POJONode pojo ? pojo.getPojo() : null;
  }

  static @Nullable Unknown unknown(JsonNode node) {
    return node instanceof POJONode pojo && pojo.getPojo() instanceof Unknown unknown
        ? unknown
        : null;
  }

  static @Nullable Live live(JsonNode node) {
    return node instanceof POJONode pojo && pojo.getPojo() instanceof Live live ? live : null;
  }

  static boolean isUnknown(JsonNode node) {
    return unknown(node) != null;
  }

  /** What a reference shows of a resource, or is computed on demand, as a plain value. */
  static JsonNode settle(JsonNode node) {
    Object pojo = pojo(node);
    if (pojo instanceof Live live) {
      return settle(live.declared());
    }
    return pojo instanceof Deferred deferred ? deferred.whole() : node;
  }

  /** Whether it has members, known now or computed on demand. */
  static boolean isObject(JsonNode node) {
    return node.isObject() || pojo(node) instanceof Deferred;
  }

  /** A member of an object, computed if need be. */
  static @Nullable JsonNode member(JsonNode object, String name, Budget budget) {
    return pojo(object) instanceof Deferred deferred
        ? deferred.member(name)
        : object.isObject() ? get(object, name, budget) : null;
  }

  /** The same of an object of any size, of which every key that is compared counts. */
  static @Nullable JsonNode get(JsonNode object, String name, Budget budget) {
    JsonNode exact = object.get(name);
    if (exact == null) {
      budget.scan(KEY_WEIGHT * object.size());
    }
    return exact == null ? get(object, name) : exact;
  }

  /** The key as it is spelt in {@code object}; names are case-insensitive in the language. */
  static @Nullable String key(JsonNode object, String name) {
    if (object.has(name)) {
      return name;
    }
    Iterator<String> names = object.fieldNames();
    while (names.hasNext()) {
      String candidate = names.next();
      if (candidate.equalsIgnoreCase(name)) {
        return candidate;
      }
    }
    return null;
  }

  static @Nullable JsonNode get(JsonNode object, String name) {
    JsonNode exact = object.get(name);
    if (exact != null) {
      return exact;
    }
    String key = key(object, name);
    return key == null ? null : object.get(key);
  }

  /** The first unknown value at any depth. */
  static @Nullable Unknown anyUnknown(JsonNode node, Budget budget) {
    budget.enter();
    try {
      Unknown unknown = unknown(node);
      if (unknown != null || !node.isContainerNode()) {
        return unknown;
      }
      for (JsonNode child : node) {
        Unknown found = anyUnknown(child, budget);
        if (found != null) {
          return found;
        }
      }
      return null;
    } finally {
      budget.leave();
    }
  }

  /** A boolean, or the unknown value on which equality depends. */
  static JsonNode equal(JsonNode left, JsonNode right, Budget budget) {
    budget.enter();
    try {
      Unknown a = unknown(left);
      Unknown b = unknown(right);
      budget.scan(Math.min(weight(left, a), weight(right, b)));
      if (a != null) {
        boolean same = b != null && a.symbol().equals(b.symbol());
        return same ? bool(true) : a.differsFrom(right) ? bool(false) : left;
      }
      if (b != null) {
        return b.differsFrom(left) ? bool(false) : right;
      }
      if (left.isNumber() && right.isNumber()) {
        return bool(compareNumbers(left, right) == 0);
      }
      if (left.isArray() && right.isArray()) {
        return equalArrays(left, right, budget);
      }
      if (left.isObject() && right.isObject()) {
        return equalObjects(left, right, budget);
      }
      return bool(left.equals(right));
    } finally {
      budget.leave();
    }
  }

  private static int weight(JsonNode node, @Nullable Unknown unknown) {
    return unknown != null
        ? unknown.symbol().length()
        : node.isTextual() ? node.textValue().length() : 1;
  }

  private static JsonNode equalArrays(JsonNode left, JsonNode right, Budget budget) {
    if (left.size() != right.size()) {
      return bool(false);
    }
    JsonNode result = bool(true);
    for (int i = 0; i < left.size(); i++) {
      JsonNode element = equal(left.get(i), right.get(i), budget);
      if (element.isBoolean() && !element.booleanValue()) {
        return element;
      }
      result = element.isBoolean() ? result : element;
    }
    return result;
  }

  private static JsonNode equalObjects(JsonNode left, JsonNode right, Budget budget) {
    if (left.size() != right.size()) {
      return bool(false);
    }
    JsonNode result = bool(true);
    for (Map.Entry<String, JsonNode> field : left.properties()) {
      JsonNode other = get(right, field.getKey(), budget);
      if (other == null) {
        return bool(false);
      }
      JsonNode element = equal(field.getValue(), other, budget);
      if (element.isBoolean() && !element.booleanValue()) {
        return element;
      }
      result = element.isBoolean() ? result : element;
    }
    return result;
  }

  static int compareNumbers(JsonNode left, JsonNode right) {
    return left.isIntegralNumber() && right.isIntegralNumber()
        ? left.bigIntegerValue().compareTo(right.bigIntegerValue())
        : Double.compare(left.doubleValue(), right.doubleValue());
  }

  static boolean isTrue(JsonNode node) {
    return node.isBoolean() && node.booleanValue();
  }

  /** Text as {@code concat}, {@code format} and {@code string} write a scalar (.NET spelling). */
  static String scalarText(JsonNode node) {
    if (node.isBoolean()) {
      return node.booleanValue() ? "True" : "False";
    }
    return node.isNull() ? "" : node.asText();
  }

  /**
   * Order of strings as the documentation's examples show it: by letters first, and of equal
   * letters the lower case before the upper ({@code greater('A', 'a')} is true; "Comparison
   * functions", Microsoft Learn, 2021-05-11).
   */
  static int compareText(String left, String right) {
    int letters = left.compareToIgnoreCase(right);
    return letters != 0 ? letters : right.compareTo(left);
  }
}
