package dev.vnetproof.importer.template;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.source.DocumentPlace;
import dev.vnetproof.source.JsonDocument;
import dev.vnetproof.source.Pointers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where produced values come from. Containers are known by identity: those of the template, of its
 * parameters and of the templates it links to, and those built from one of them. A scalar is found
 * through the container that holds it.
 */
final class ValueOrigins {
  /**
   * @param exact whether members stand in the template under the same names
   */
  private record Origin(ExpressionPlace place, boolean exact) {}

  private final Map<JsonNode, Origin> produced = new IdentityHashMap<>();
  private final Map<JsonNode, JsonNode> copies = new IdentityHashMap<>();
  private final Map<JsonNode, Origin> read = new IdentityHashMap<>();
  private final Deque<Map.Entry<JsonNode, ExpressionPlace>> unread = new ArrayDeque<>();

  /** Values may come from this document, too. */
  void read(JsonDocument document) {
    unread.push(Map.entry(document.root(), ExpressionPlace.of(document)));
  }

  /** {@code node} was built from the container at {@code place}. */
  void builtFrom(JsonNode node, ExpressionPlace place) {
    produced.putIfAbsent(node, new Origin(place, true));
  }

  /** {@code node} was computed; its members have no place of their own. */
  void computedAt(JsonNode node, ExpressionPlace place) {
    produced.putIfAbsent(node, new Origin(place, false));
  }

  void copied(JsonNode copy, JsonNode original) {
    copies.put(copy, original);
  }

  /**
   * Where what {@code pointer} names inside {@code body} was written.
   *
   * @param home the place to name if that is not known
   */
  DocumentPlace locate(JsonNode body, String pointer, ExpressionPlace home) {
    Origin origin = find(body);
    ExpressionPlace here = origin == null ? home : origin.place();
    boolean exact = origin != null && origin.exact();
    JsonNode node = body;
    if (pointer.isEmpty()) {
      return here.written();
    }
    for (String token : pointer.substring(1).split("/", -1)) {
      String name = Pointers.unescaped(token);
      JsonNode child = child(node, name);
      if (child == null) {
        break;
      }
      origin = child.isContainerNode() ? find(child) : null;
      if (origin != null) {
        here = origin.place();
        exact = origin.exact();
      } else {
        ExpressionPlace below = here.child(name);
        here = exact && exists(below.written()) ? below : here;
        exact = false;
      }
      node = child;
    }
    return here.written();
  }

  private static boolean exists(DocumentPlace place) {
    return !place.document().root().at(JsonPointer.compile(place.pointer())).isMissingNode();
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
    return origin != null ? origin : readFrom(original);
  }

  /** Documents are walked only when a message needs a place. */
  private @Nullable Origin readFrom(JsonNode value) {
    while (!unread.isEmpty()) {
      Map.Entry<JsonNode, ExpressionPlace> next = unread.pop();
      JsonNode node = next.getKey();
      ExpressionPlace place = next.getValue();
      read.put(node, new Origin(place, true));
      if (node.isArray()) {
        for (int i = 0; i < node.size(); i++) {
          if (node.get(i).isContainerNode()) {
            unread.push(Map.entry(node.get(i), place.child(i)));
          }
        }
      }
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (field.getValue().isContainerNode()) {
          unread.push(Map.entry(field.getValue(), place.child(field.getKey())));
        }
      }
    }
    return read.get(value);
  }
}
