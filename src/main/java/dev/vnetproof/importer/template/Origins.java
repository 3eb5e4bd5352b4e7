package dev.vnetproof.importer.template;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where produced values come from. Containers are known by identity: those of the template itself,
 * and those built from one of them. A scalar is found through the container that holds it.
 */
final class Origins {
  /**
   * @param exact whether members stand in the template under the same names
   */
  private record Origin(Place place, boolean exact) {}

  private final JsonNode root;
  private final Map<JsonNode, Origin> produced = new IdentityHashMap<>();
  private final Map<JsonNode, JsonNode> copies = new IdentityHashMap<>();
  private @Nullable Map<JsonNode, Origin> source;

  Origins(JsonNode root) {
    this.root = root;
  }

  /** {@code node} was built from the container at {@code place}. */
  void builtFrom(JsonNode node, Place place) {
    produced.putIfAbsent(node, new Origin(place, true));
  }

  /** {@code node} was computed; its members have no place of their own. */
  void computedAt(JsonNode node, Place place) {
    produced.putIfAbsent(node, new Origin(place, false));
  }

  void copied(JsonNode copy, JsonNode original) {
    copies.put(copy, original);
  }

  /** The place in the template of what {@code pointer} names inside {@code body}. */
  String locate(JsonNode body, String pointer) {
    Origin origin = find(body);
    String here = origin == null ? "" : origin.place().pointer();
    boolean exact = origin != null && origin.exact();
    JsonNode node = body;
    if (pointer.isEmpty()) {
      return here;
    }
    for (String token : pointer.substring(1).split("/", -1)) {
      JsonNode child = child(node, Place.unescape(token));
      if (child == null) {
        return here;
      }
      origin = child.isContainerNode() ? find(child) : null;
      if (origin != null) {
        here = origin.place().pointer();
        exact = origin.exact();
      } else {
        if (exact && !root.at(JsonPointer.compile(here + "/" + token)).isMissingNode()) {
          here = here + "/" + token;
        }
        exact = false;
      }
      node = child;
    }
    return here;
  }

  private static @Nullable JsonNode child(JsonNode node, String token) {
    if (node.isObject()) {
      return node.get(token);
    }
    boolean digits = !token.isEmpty() && token.length() < 9;
    for (int i = 0; i < token.length(); i++) {
      digits &= Character.isDigit(token.charAt(i));
    }
    return digits ? node.get(Integer.parseInt(token)) : null;
  }

  private @Nullable Origin find(JsonNode node) {
    JsonNode original = node;
    for (JsonNode next = copies.get(node); next != null; next = copies.get(next)) {
      original = next;
    }
    Origin origin = produced.get(original);
    return origin != null ? origin : source().get(original);
  }

  /** Walked only when a message needs a place. */
  private Map<JsonNode, Origin> source() {
    Map<JsonNode, Origin> index = source;
    if (index == null) {
      index = new IdentityHashMap<>();
      Deque<Map.Entry<JsonNode, Place>> open = new ArrayDeque<>();
      open.push(Map.entry(root, Place.ROOT));
      while (!open.isEmpty()) {
        Map.Entry<JsonNode, Place> next = open.pop();
        JsonNode node = next.getKey();
        Place place = next.getValue();
        index.put(node, new Origin(place, true));
        if (node.isArray()) {
          for (int i = 0; i < node.size(); i++) {
            if (node.get(i).isContainerNode()) {
              open.push(Map.entry(node.get(i), place.child(i)));
            }
          }
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
          if (field.getValue().isContainerNode()) {
            open.push(Map.entry(field.getValue(), place.child(field.getKey())));
          }
        }
      }
      source = index;
    }
    return index;
  }
}
