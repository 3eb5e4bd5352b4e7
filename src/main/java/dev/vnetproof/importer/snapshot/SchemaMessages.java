package dev.vnetproof.importer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.vnetproof.importer.noun.Spelling;
import dev.vnetproof.source.JsonDocument.Remark;
import dev.vnetproof.source.Pointers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Turns the validator's errors into one message a place: what was found and what is expected, told
 * from the part of the schema that was broken.
 */
final class SchemaMessages {
  private static final int LONGEST_SHOWN = 60;

  private final JsonNode schema;

  private SchemaMessages(JsonNode schema) {
    this.schema = schema;
  }

  static List<Remark> of(JsonNode schema, List<Error> errors) {
    SchemaMessages messages = new SchemaMessages(schema);
    Map<String, List<Error>> byPointer = new LinkedHashMap<>();
    for (Error error : errors) {
      byPointer.computeIfAbsent(pointer(error), p -> new ArrayList<>()).add(error);
    }
    return byPointer.entrySet().stream()
        .map(entry -> new Remark(entry.getKey(), messages.message(entry.getValue())))
        .toList();
  }

  private static String pointer(Error error) {
    StringBuilder pointer = new StringBuilder();
    NodePath path = error.getInstanceLocation();
    for (int i = 0; i < path.getNameCount(); i++) {
      pointer.append('/').append(Pointers.escaped(String.valueOf(path.getElement(i))));
    }
    if (isAboutProperty(error)) {
      pointer.append('/').append(Pointers.escaped(error.getProperty()));
    }
    return pointer.toString();
  }

  private static boolean isAboutProperty(Error error) {
    return error.getKeyword().equals("required")
        || error.getKeyword().equals("additionalProperties");
  }

  private String message(List<Error> errors) {
    Error error = errors.get(0);
    JsonNode holder = holder(error);
    if (error.getKeyword().equals("required")) {
      JsonNode property = resolved(holder.path("properties").path(error.getProperty()));
      return "is missing; expected " + expected(property);
    }
    if (error.getKeyword().equals("additionalProperties")) {
      return unknownProperty(error.getProperty(), holder.path("properties"));
    }
    JsonNode value = error.getInstanceNode();
    List<String> keywords = errors.stream().map(Error::getKeyword).toList();
    if (keywords.contains("type")) {
      return found(value) + "; expected " + expected(holder);
    }
    if (keywords.contains("minItems") || keywords.contains("minLength")) {
      return "is empty; expected " + (value.isArray() ? "at least one element" : "a text");
    }
    if (keywords.contains("minimum") || keywords.contains("maximum")) {
      return "`" + value.asText() + "` is out of range; expected " + range(holder);
    }
    return value.isValueNode() && !value.isNull()
        ? "`" + shown(value) + "` is not known here; expected " + expected(holder)
        : found(value) + "; expected " + expected(holder);
  }

  /** The schema whose keyword was broken; alternatives count as one with what holds them. */
  private JsonNode holder(Error error) {
    NodePath path = error.getSchemaLocation().getFragment();
    JsonNode node = schema;
    for (int i = 0; i < path.getNameCount() - 1; i++) {
      Object part = path.getElement(i);
      if (part.equals("anyOf")) {
        break;
      }
      node = part instanceof Integer index ? node.path(index) : node.path(part.toString());
    }
    return node;
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isTextual() ? schema.at(reference.textValue().substring(1)) : node;
  }

  private static String unknownProperty(String name, JsonNode properties) {
    List<String> known = new ArrayList<>();
    properties.fieldNames().forEachRemaining(known::add);
    return "`%s` is not a property known here; ".formatted(clipped(name))
        + Spelling.nearest(name, known)
            .map(guess -> "did you mean `" + guess + "`?")
            .orElseGet(() -> "expected " + alternatives(known.stream().map(k -> "`" + k + "`")));
  }

  private static String found(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "is an object";
      case ARRAY -> "is an array";
      case NULL, MISSING -> "is null";
      case NUMBER -> "`" + shown(value) + "` is a number";
      case BOOLEAN -> "`" + shown(value) + "` is true or false";
      case STRING, BINARY, POJO -> "`" + shown(value) + "` is a text";
    };
  }

  private static String expected(JsonNode holder) {
    if (holder.has("const")) {
      return "`" + holder.get("const").asText() + "`";
    }
    JsonNode words = holder.path("anyOf").path(0).path("enum");
    if (words.isArray()) {
      return alternatives(elements(words).map(word -> "`" + word.asText() + "`"));
    }
    JsonNode type = holder.path("type");
    return alternatives(
        (type.isArray() ? elements(type) : Stream.of(type))
            .map(name -> typeName(name.asText(), holder)));
  }

  private static String typeName(String type, JsonNode holder) {
    return switch (type) {
      case "string" -> "a text";
      case "integer" -> "an integer" + (holder.has("minimum") ? " from " + range(holder) : "");
      case "boolean" -> "true or false";
      case "array" -> "an array";
      case "object" -> "an object";
      default -> type;
    };
  }

  private static String range(JsonNode holder) {
    return holder.has("maximum")
        ? holder.get("minimum").asText() + " to " + holder.get("maximum").asText()
        : holder.get("minimum").asText() + " or more";
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static String alternatives(Stream<String> texts) {
    List<String> list = texts.toList();
    return list.size() < 2
        ? list.stream().collect(Collectors.joining())
        : String.join(", ", list.subList(0, list.size() - 1)) + " or " + list.get(list.size() - 1);
  }

  private static String shown(JsonNode value) {
    return clipped(value.asText());
  }

  /** One line, and not a whole file of it. */
  private static String clipped(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "...";
  }
}
