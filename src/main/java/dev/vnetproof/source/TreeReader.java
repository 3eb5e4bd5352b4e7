package dev.vnetproof.source;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Builds the tree of a document as its text comes in, without the rows that nobody wants. A row
 * that has shown its id and its type is passed over from there on: the tree of a whole tenant is
 * never built, and most of its text not even decoded.
 */
final class TreeReader {
  /** A number is beyond what a double holds. */
  static final class TooLargeException extends JsonParseException {
    private static final long serialVersionUID = 1L;

    TooLargeException(JsonParser parser) {
      super(parser, "a number is out of range");
    }
  }

  private final JsonParser parser;
  private final RowFilter filter;
  private final Nodes nodes;

  TreeReader(JsonParser parser, RowFilter filter, Capacity capacity) {
    this.parser = parser;
    this.filter = filter;
    this.nodes = new Nodes(capacity);
  }

  /**
   * The one value of the document.
   *
   * @throws JsonParseException if there is none or more than one, or an object names a property
   *     twice
   * @throws Capacity.ExceededException if it is too much
   */
  JsonNode document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new JsonParseException(parser, "no value");
    }
    JsonNode root = value(first, true);
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "more than one value");
    }
    return root;
  }

  private JsonNode value(JsonToken token, boolean mayBeRow) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(mayBeRow);
      case START_ARRAY -> array(mayBeRow);
      case VALUE_STRING -> nodes.text(parser.getText());
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT -> nodes.number(parser.getIntValue());
            case LONG -> nodes.number(parser.getLongValue());
            default -> nodes.number(parser.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> nodes.number(finite(parser.getDoubleValue()));
      case VALUE_TRUE, VALUE_FALSE -> nodes.flag(token == JsonToken.VALUE_TRUE);
      case VALUE_NULL -> nodes.ofNull();
      default -> throw new JsonParseException(parser, "no value");
    };
  }

  /** No number of Azure's is larger, and whoever computes with infinity fails. */
  private double finite(double number) throws TooLargeException {
    if (Double.isInfinite(number)) {
      throw new TooLargeException(parser);
    }
    return number;
  }

  private ArrayNode array(boolean mayHoldRows) throws IOException {
    ArrayNode array = nodes.array();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      nodes.add(array, value(token, mayHoldRows));
    }
    return array;
  }

  private ObjectNode object(boolean mayBeRow) throws IOException {
    long before = nodes.taken();
    ObjectNode object = nodes.object();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonNode value = value(parser.nextToken(), mayBeRow && filter.mayHoldRows(name));
      if (!nodes.put(object, name, value)) {
        throw twice(name);
      }
      if (mayBeRow && tells(name) && !isKept(object)) {
        passOver();
        return nodes.placeholder(
            object.path("id").textValue(), object.path("type").textValue(), before);
      }
    }
    return object;
  }

  /** Whether a property says what a row is. In other letters it may yet be overruled. */
  private static boolean tells(String name) {
    return name.equals("id") || name.equals("type");
  }

  private boolean isKept(ObjectNode row) {
    JsonNode id = row.path("id");
    JsonNode type = row.path("type");
    return !id.isTextual()
        || !type.isTextual()
        || filter.keeps(id.textValue(), type.textValue())
            && (nodes.hasPlenty() || !filter.isMinor(type.textValue()));
  }

  /** The rest of a row. What is named twice in there makes no difference, except what it is. */
  private void passOver() throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (tells(name)) {
        throw twice(name);
      }
      parser.nextToken();
      parser.skipChildren();
    }
  }

  private JsonParseException twice(String name) {
    return new JsonParseException(parser, "`" + name + "` is given twice");
  }
}
