package dev.vnetproof.importer.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds any number of JSON pointers in one pass over a document known to be well formed. */
final class JsonPlaces {
  private final TextPosition position;

  private static final class Node {
    final Map<String, Node> children = new HashMap<>();
    TextPosition.@Nullable Place place;
  }

  private JsonPlaces(TextPosition position) {
    this.position = position;
  }

  /** The place of each pointer, or of its nearest ancestor that is in the document. */
  static Map<String, SourceText.Position> find(
      JsonFactory factory, byte[] bytes, int firstLine, Collection<String> pointers) {
    Node root = new Node();
    for (String pointer : pointers) {
      Node node = root;
      for (String part : parts(pointer)) {
        node = node.children.computeIfAbsent(part, p -> new Node());
      }
    }
    try (JsonParser parser = factory.createParser(bytes)) {
      parser.nextToken();
      new JsonPlaces(new TextPosition(bytes, firstLine)).visit(parser, root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, SourceText.Position> places = new LinkedHashMap<>();
    for (String pointer : pointers) {
      places.put(pointer, nearest(root, pointer, firstLine));
    }
    return places;
  }

  private void visit(JsonParser parser, Node node) throws IOException {
    node.place = position.at(parser.currentTokenLocation().getByteOffset());
    if (node.children.isEmpty()) {
      parser.skipChildren();
      return;
    }
    boolean array = parser.currentToken() == JsonToken.START_ARRAY;
    if (!array && parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    for (int i = 0; !parser.nextToken().isStructEnd(); i++) {
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
      parts[i] = parts[i].replace("~1", "/").replace("~0", "~");
    }
    return parts;
  }
}
