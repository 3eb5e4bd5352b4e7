package dev.vnetproof.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON value that can be changed into anything: keys may repeat, texts may be half characters.
 */
final class Json {
  private static final JsonFactory LENIENT =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  enum Shape {
    OBJECT,
    LIST,
    TEXT,
    /** A number, true, false or null, as it is written. */
    LITERAL
  }

  /** Where this is a member of an object. */
  String key = "";

  Shape shape;
  String text;
  List<Json> children = new ArrayList<>();

  private Json(Shape shape, String text) {
    this.shape = shape;
    this.text = text;
  }

  static Json object(Json... members) {
    return with(Shape.OBJECT, members);
  }

  static Json list(Json... elements) {
    return with(Shape.LIST, elements);
  }

  private static Json with(Shape shape, Json... children) {
    Json json = new Json(shape, "");
    json.children.addAll(List.of(children));
    return json;
  }

  static Json text(String text) {
    return new Json(Shape.TEXT, text);
  }

  static Json literal(String written) {
    return new Json(Shape.LITERAL, written);
  }

  Json named(String name) {
    key = name;
    return this;
  }

  /** The first value of a text, or empty if it begins with none. */
  static Optional<Json> parse(String text) {
    try (JsonParser parser = LENIENT.createParser(text)) {
      return parser.nextToken() == null ? Optional.empty() : Optional.of(read(parser));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Json read(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        Json object = object();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          object.children.add(read(parser).named(name));
        }
        return object;
      }
      case START_ARRAY -> {
        Json list = list();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.children.add(read(parser));
        }
        return list;
      }
      case VALUE_STRING -> {
        return text(parser.getText());
      }
      default -> {
        return literal(parser.getText());
      }
    }
  }

  boolean isText() {
    return shape == Shape.TEXT;
  }

  boolean isList() {
    return shape == Shape.LIST;
  }

  boolean isObject() {
    return shape == Shape.OBJECT;
  }

  Optional<Json> member(String name) {
    return children.stream().filter(c -> isObject() && c.key.equals(name)).findFirst();
  }

  /** This value and all within, parents first. */
  List<Json> all() {
    List<Json> all = new ArrayList<>();
    all.add(this);
    for (int i = 0; i < all.size(); i++) {
      all.addAll(all.get(i).children);
    }
    return all;
  }

  /** Becomes what another value is; keeps its own name. */
  void become(Json other) {
    shape = other.shape;
    text = other.text;
    children = other.children;
  }

  Json copy() {
    Json copy = new Json(shape, text).named(key);
    for (Json child : children) {
      copy.children.add(child.copy());
    }
    return copy;
  }

  String write() {
    StringBuilder out = new StringBuilder();
    write(out);
    return out.toString();
  }

  private void write(StringBuilder out) {
    switch (shape) {
      case TEXT -> quote(out, text);
      case LITERAL -> out.append(text);
      case LIST -> {
        out.append('[');
        for (int i = 0; i < children.size(); i++) {
          out.append(i == 0 ? "" : ", ");
          children.get(i).write(out);
        }
        out.append(']');
      }
      case OBJECT -> {
        out.append('{');
        for (int i = 0; i < children.size(); i++) {
          out.append(i == 0 ? "" : ",\n");
          quote(out, children.get(i).key);
          out.append(": ");
          children.get(i).write(out);
        }
        out.append('}');
      }
    }
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        String hex = Integer.toHexString(c);
        out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
