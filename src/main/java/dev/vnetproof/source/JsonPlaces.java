package dev.vnetproof.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds any number of JSON pointers in one pass over a document known to be well formed, which ends
 * with the last of them.
 */
final class JsonPlaces {
  private final TextPosition position;
  private int wanted;

  private static final class Node {
    final Map<String, Node> children = new HashMap<>();
    TextPosition.@Nullable Place place;
  }

  private JsonPlaces(TextPosition position, int wanted) {
    this.position = position;
    this.wanted = wanted;
  }

  /** The place of each pointer, or of its nearest ancestor that is in the document. */
  static Map<String, SourceText.Position> find(
      InputBytes utf8, int firstLine, Set<String> pointers) {
    Node root = new Node();
    int wanted = 1;
    for (String pointer : pointers) {
      Node node = root;
      for (String part : parts(pointer)) {
        Node child = node.children.get(part);
        if (child == null) {
          child = new Node();
          node.children.put(part, child);
          wanted++;
        }
        node = child;
      }
    }
    try (InputStream text = utf8.open();
        JsonParser parser = JsonReader.FACTORY.createParser(utf8.open())) {
      parser.nextToken();
      new JsonPlaces(new TextPosition(text, firstLine), wanted).visit(parser, root);
    } catch (IOException e) {
      // It was read once: now the file has changed or is gone, and with it what is not found yet.
    }
    Map<String, SourceText.Position> places = new LinkedHashMap<>();
    for (String pointer : pointers) {
      places.put(pointer, nearest(root, pointer, firstLine));
    }
    return places;
  }

  private void visit(JsonParser parser, Node node) throws IOException {
    node.place = position.at(parser.currentTokenLocation().getByteOffset());
    wanted--;
    if (node.children.isEmpty()) {
      parser.skipChildren();
      return;
    }
    boolean array = parser.currentToken() == JsonToken.START_ARRAY;
    if (!array && parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    for (int i = 0; wanted > 0 && !parser.nextToken().isStructEnd(); i++) {
      String name = array ? Integer.toString(i) : parser.currentName();
      if (!array) {
        parser.nextToken();
      }
      Node child = node.children.get(name);
      if (child == null) {
        parser.skipChildren();
      } else {
        visit(parser, child);
      }
    }
  }

  private static SourceText.Position nearest(Node root, String pointer, int firstLine) {
    TextPosition.Place best = root.place;
    Node node = root;
    boolean isExact = true;
    for (String part : parts(pointer)) {
      Node child = node.children.get(part);
      if (child == null || child.place == null) {
        isExact = false;
        break;
      }
      node = child;
      best = child.place;
    }
    return best == null
        ? new SourceText.Position(firstLine, 1, false)
        : new SourceText.Position(best.line(), best.column(), isExact);
  }

  private static String[] parts(String pointer) {
    if (pointer.isEmpty()) {
      return new String[0];
    }
    String[] parts = pointer.substring(1).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Pointers.unescaped(parts[i]);
    }
    return parts;
  }
}
