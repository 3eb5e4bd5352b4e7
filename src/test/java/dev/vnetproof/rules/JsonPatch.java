package dev.vnetproof.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * JSON Patch (RFC 6902) with {@code add}, {@code replace}, {@code remove} and {@code test}. Beyond
 * the standard, an element of an array may be addressed by its {@code name}, so that a case says
 * which rule it changes and survives a new rule in its fixture.
 */
final class JsonPatch {
  private JsonPatch() {}

  /**
   * @return the document with every operation applied in order; the argument is left as it is
   * @throws IllegalArgumentException naming the operation that does not apply
   */
  static JsonNode apply(JsonNode document, JsonNode operations) {
    JsonNode result = document.deepCopy();
    for (JsonNode operation : operations) {
      change(result, operation);
    }
    return result;
  }

  private static void change(JsonNode root, JsonNode operation) {
    String path = operation.path("path").asText();
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      throw broken(operation, "expected a path of at least one member");
    }
    JsonNode parent = root;
    for (String token : path.substring(0, slash).split("/")) {
      if (!token.isEmpty()) {
        parent = child(parent, unescaped(token), operation);
      }
    }
    String last = unescaped(path.substring(slash + 1));
    switch (operation.path("op").asText()) {
      case "add" -> add(parent, last, operation);
      case "replace" -> {
        child(parent, last, operation);
        set(parent, last, operation);
      }
      case "remove" -> {
        child(parent, last, operation);
        if (parent instanceof ObjectNode object) {
          object.remove(last);
        } else if (parent instanceof ArrayNode array) {
          array.remove(index(array, last, operation));
        }
      }
      case "test" -> {
        if (!child(parent, last, operation).equals(operation.path("value"))) {
          throw broken(operation, "the value is another one");
        }
      }
      default -> throw broken(operation, "expected add, replace, remove or test");
    }
  }

  private static void add(JsonNode parent, String last, JsonNode operation) {
    if (parent instanceof ArrayNode array && last.equals("-")) {
      array.add(operation.path("value").deepCopy());
    } else if (parent instanceof ArrayNode array) {
      array.insert(index(array, last, operation), operation.path("value").deepCopy());
    } else {
      set(parent, last, operation);
    }
  }

  private static void set(JsonNode parent, String last, JsonNode operation) {
    if (!operation.has("value")) {
      throw broken(operation, "expected a value");
    }
    JsonNode value = operation.path("value").deepCopy();
    if (parent instanceof ArrayNode array) {
      array.set(index(array, last, operation), value);
    } else if (parent instanceof ObjectNode object) {
      object.set(last, value);
    } else {
      throw broken(operation, "its parent holds nothing");
    }
  }

  private static JsonNode child(JsonNode parent, String token, JsonNode operation) {
    JsonNode child =
        parent instanceof ArrayNode array
            ? array.get(index(array, token, operation))
            : parent.get(token);
    if (child == null) {
      throw broken(operation, "`" + token + "` is not there");
    }
    return child;
  }

  private static int index(ArrayNode array, String token, JsonNode operation) {
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i).path("name").asText().equals(token) || token.equals(String.valueOf(i))) {
        return i;
      }
    }
    throw broken(operation, "no element is named `" + token + "`");
  }

  private static String unescaped(String token) {
    return token.replace("~1", "/").replace("~0", "~");
  }

  private static IllegalArgumentException broken(JsonNode operation, String problem) {
    return new IllegalArgumentException(operation + " does not apply: " + problem);
  }
}
