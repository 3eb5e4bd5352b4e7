package dev.vnetproof.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** Makes the nodes of trees and takes from a capacity what they need. */
public final class Nodes {
  private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;

  // Bytes of heap, on a 64-bit machine with compressed references, as measured with Jackson 2.22.
  private static final int ELEMENT = 8;
  private static final int ARRAY = 104;
  private static final int OBJECT = 160;
  private static final int FIELD = 72;
  private static final int SHORT_NAME = 40;
  private static final int TEXT = 56;
  private static final int NUMBER = 24;
  private static final int BIG_NUMBER = 600;

  /** With an entry where types are counted. */
  private static final int PLACEHOLDER = 1_000;

  /** Rows that are not kept and can be named nevertheless. */
  private static final int MOST_NAMED = 100;

  private final Capacity capacity;
  private int named;

  /** What stands for rows that are not kept, by their type. */
  private final Map<String, ObjectNode> placeholders = new HashMap<>();

  public Nodes(Capacity capacity) {
    this.capacity = capacity;
  }

  public ArrayNode array() {
    capacity.take(ARRAY);
    return FACTORY.arrayNode();
  }

  public void add(ArrayNode to, JsonNode element) {
    capacity.take(ELEMENT);
    to.add(element);
  }

  public ObjectNode object() {
    capacity.take(OBJECT);
    return FACTORY.objectNode();
  }

  /** False if there is a property of that name already. */
  public boolean put(ObjectNode to, String name, JsonNode value) {
    // Short names are mostly shared, long ones mostly ids.
    capacity.take(FIELD + (name.length() > SHORT_NAME ? 2L * name.length() : name.length()));
    return to.replace(name, value) == null;
  }

  public JsonNode text(String text) {
    capacity.take(TEXT + 2L * text.length());
    return FACTORY.textNode(text);
  }

  JsonNode number(int number) {
    capacity.take(NUMBER);
    return FACTORY.numberNode(number);
  }

  JsonNode number(long number) {
    capacity.take(NUMBER);
    return FACTORY.numberNode(number);
  }

  JsonNode number(double number) {
    capacity.take(NUMBER);
    return FACTORY.numberNode(number);
  }

  JsonNode number(BigInteger number) {
    capacity.take(BIG_NUMBER);
    return FACTORY.numberNode(number);
  }

  JsonNode flag(boolean flag) {
    return FACTORY.booleanNode(flag);
  }

  JsonNode ofNull() {
    return FACTORY.nullNode();
  }

  /** Whether there is room even for what is of little use. */
  public boolean hasPlenty() {
    return capacity.isPlenty();
  }

  /** What has been taken so far. */
  public long taken() {
    return capacity.taken();
  }

  /**
   * What stands in the place of a row, so that those behind it keep theirs: the first rows keep
   * their ids, behind them it is the same for all rows of a type.
   *
   * @param before what was taken when the row began
   */
  public ObjectNode placeholder(String id, String type, long before) {
    capacity.backTo(before);
    if (named < MOST_NAMED) {
      named++;
      capacity.take(PLACEHOLDER + 2L * (type.length() + id.length()));
      return FACTORY.objectNode().put("id", id).put("type", type);
    }
    ObjectNode placeholder = placeholders.get(type);
    if (placeholder == null) {
      capacity.take(PLACEHOLDER + 2L * type.length());
      placeholder = FACTORY.objectNode().put("type", type);
      placeholders.put(type, placeholder);
    }
    return placeholder;
  }
}
