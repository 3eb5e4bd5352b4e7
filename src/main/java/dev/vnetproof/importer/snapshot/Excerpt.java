package dev.vnetproof.importer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A document without what stands behind its first faults: a validator tells all it finds, and of
 * hundreds of thousands nobody reads more than the first.
 */
final class Excerpt {
  /** An object of the format has some twenty properties. */
  private static final int MOST_PROPERTIES = 1_000;

  private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");

  private final Set<String> known;

  /** How many elements of a list are needed. */
  private final Map<JsonNode, Integer> needed = new IdentityHashMap<>();

  private int leftOut;

  /**
   * @param known names of properties that are kept however many others there are
   */
  Excerpt(Set<String> known) {
    this.known = known;
  }

  /** Properties that the excerpt lacks because there are too many of them. */
  int leftOut() {
    return leftOut;
  }

  /**
   * @param faults JSON pointers to all that has to stay in its place
   */
  JsonNode of(JsonNode root, Collection<String> faults) {
    for (String pointer : faults) {
      JsonNode node = root;
      for (String token : pointer.split("/", -1)) {
        if (node.isArray()) {
          if (!INDEX.matcher(token).matches()) {
            break; // A list stands where an object belongs: all of it is the fault.
          }
          int index = Integer.parseInt(token);
          needed.merge(node, index + 1, Math::max);
          node = node.path(index);
        } else if (node.has(token)) {
          node = node.get(token);
        }
      }
    }
    return copy(root);
  }

  private JsonNode copy(JsonNode node) {
    if (node instanceof ArrayNode list) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      int size = needed.getOrDefault(list, list.size());
      for (int i = 0; i < size; i++) {
        copy.add(copy(list.get(i)));
      }
      return copy;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      object
          .fields()
          .forEachRemaining(
              field -> {
                if (copy.size() < MOST_PROPERTIES || known.contains(field.getKey())) {
                  copy.set(field.getKey(), copy(field.getValue()));
                } else {
                  leftOut++;
                }
              });
      return copy;
    }
    return node;
  }
}
