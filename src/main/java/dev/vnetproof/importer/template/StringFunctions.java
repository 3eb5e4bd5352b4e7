package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** String functions. Source: "String functions for ARM templates", Microsoft Learn, 2024-09-26. */
final class StringFunctions {
  private StringFunctions() {}

  static void register(Functions functions) {
    functions.open("concat", 1, Integer.MAX_VALUE, StringFunctions::concat);
    functions.open("format", 1, Integer.MAX_VALUE, CompositeFormat::apply);
    functions.open("toLower", 1, 1, a -> changedCase(a, true));
    functions.open("toUpper", 1, 1, a -> changedCase(a, false));
    functions.open("split", 2, 2, StringFunctions::split);
    functions.strict(
        "startsWith",
        2,
        2,
        a -> Values.bool(a.text(0).regionMatches(true, 0, a.text(1), 0, a.text(1).length())));
    functions.strict("endsWith", 2, 2, StringFunctions::endsWith);
    functions.deep("join", 2, 2, StringFunctions::join);
    functions.strict("padLeft", 2, 3, StringFunctions::padLeft);
    functions.strict("replace", 3, 3, StringFunctions::replace);
    functions.strict("substring", 2, 3, StringFunctions::substring);
    functions.strict("trim", 1, 1, a -> a.written(a.text(0).strip()));
    functions.strict("string", 1, 1, StringFunctions::string);
  }

  private static JsonNode concat(Arguments a) {
    if (a.values().stream().anyMatch(JsonNode::isArray)) {
      Unknown unknown = Functions.firstUnknown(a.values());
      if (unknown != null) {
        return unknown.through("concat", a.values(), a.budget());
      }
      long size = 0;
      for (int i = 0; i < a.size(); i++) {
        size += a.array(i).size();
      }
      ArrayNode result = a.newArray(size);
      for (int i = 0; i < a.size(); i++) {
        result.addAll(a.array(i));
      }
      return result;
    }
    if (a.size() == 1) {
      return a.get(0);
    }
    List<String> parts = new ArrayList<>();
    long length = 0;
    for (JsonNode value : a.values()) {
      if (value.isObject()) {
        throw new EvaluationFailure("expected strings");
      }
      String part =
          Values.pojo(value) instanceof Unknown unknown
              ? unknown.symbol()
              : Values.scalarText(value);
      parts.add(part);
      length += part.length();
    }
    a.budget().write(length);
    return joined(a, String.join("", parts));
  }

  /** Text made of all arguments: unknown if one of them is. */
  static JsonNode joined(Arguments a, String text) {
    Unknown unknown = Functions.firstUnknown(a.values());
    return unknown == null ? Values.text(text) : Unknown.node(unknown.cause(), text);
  }

  private static JsonNode changedCase(Arguments a, boolean lower) {
    if (Values.pojo(a.get(0)) instanceof Unknown unknown) {
      // Names and ids compare without case, so that the symbol of an id survives as it is.
      return unknown.isResourceId()
          ? a.get(0)
          : unknown.through(lower ? "toLower" : "toUpper", a.values(), a.budget());
    }
    String text = a.text(0);
    return a.written(lower ? text.toLowerCase(Locale.ROOT) : text.toUpperCase(Locale.ROOT));
  }

  private static JsonNode endsWith(Arguments a) {
    String text = a.text(0);
    String end = a.text(1);
    return Values.bool(
        text.regionMatches(true, text.length() - end.length(), end, 0, end.length()));
  }

  private static JsonNode split(Arguments a) {
    if (Values.pojo(a.get(0)) instanceof Unknown unknown) {
      if (unknown.isResourceId() && a.get(1).isTextual() && a.text(1).equals("/")) {
        ArrayNode segments = a.newArray(10);
        unknown.segments().forEach(segments::add);
        return segments;
      }
      return unknown.through("split", a.values(), a.budget());
    }
    Unknown delimiter = Values.anyUnknown(a.get(1), a.budget());
    if (delimiter != null) {
      return delimiter.through("split", a.values(), a.budget());
    }
    List<String> delimiters = new ArrayList<>();
    if (a.get(1).isArray()) {
      a.get(1).forEach(element -> delimiters.add(element.asText()));
    } else {
      delimiters.add(a.text(1));
    }
    delimiters.removeIf(String::isEmpty);
    return cut(a, a.text(0), delimiters);
  }

  private static JsonNode cut(Arguments a, String text, List<String> delimiters) {
    a.budget().write(text.length());
    a.budget().scan((long) text.length() * delimiters.size());
    ArrayNode result = a.newArray(1);
    int start = 0;
    int at = 0;
    while (at < text.length()) {
      int length = delimiterAt(a, text, at, delimiters);
      if (length == 0) {
        at++;
        continue;
      }
      a.budget().produce(1);
      result.add(text.substring(start, at));
      at += length;
      start = at;
    }
    return result.add(text.substring(start));
  }

  private static int delimiterAt(Arguments a, String text, int at, List<String> delimiters) {
    for (String delimiter : delimiters) {
      if (text.charAt(at) == delimiter.charAt(0)) {
        a.budget().scan(delimiter.length());
        if (text.startsWith(delimiter, at)) {
          return delimiter.length();
        }
      }
    }
    return 0;
  }

  private static JsonNode join(Arguments a) {
    List<String> parts = new ArrayList<>();
    String delimiter = a.text(1);
    long length = 0;
    for (JsonNode element : a.array(0)) {
      String part =
          element.isContainerNode() ? JsonText.of(element, a.budget()) : Values.scalarText(element);
      parts.add(part);
      length += part.length() + delimiter.length();
    }
    a.budget().write(length);
    return Values.text(String.join(delimiter, parts));
  }

  private static JsonNode padLeft(Arguments a) {
    String text = Values.scalarText(a.get(0));
    String pad = a.size() > 2 ? a.text(2) : " ";
    if (pad.length() != 1) {
      throw new EvaluationFailure("expected one character");
    }
    long missing = Math.max(0, (long) a.position(1) - text.length());
    a.budget().write(missing + text.length());
    return Values.text(pad.repeat((int) missing) + text);
  }

  private static JsonNode replace(Arguments a) {
    String text = a.text(0);
    String old = a.text(1);
    String by = a.text(2);
    if (old.isEmpty()) {
      throw new EvaluationFailure("expected a string to replace");
    }
    Occurrences occurrences = new Occurrences(old, a.budget());
    StringBuilder result = new StringBuilder();
    int from = 0;
    for (int at = occurrences.next(text, 0); at >= 0; at = occurrences.next(text, from)) {
      a.budget().write((long) at - from + by.length());
      result.append(text, from, at).append(by);
      from = at + old.length();
    }
    a.budget().write((long) text.length() - from);
    return Values.text(result.append(text, from, text.length()).toString());
  }

  private static JsonNode substring(Arguments a) {
    String text = a.text(0);
    long start = a.integer(1);
    long length = a.size() > 2 ? a.integer(2) : text.length() - start;
    if (start < 0 || length < 0 || start > text.length() || length > text.length() - start) {
      throw new EvaluationFailure("expected a position inside the string");
    }
    return a.written(text.substring((int) start, (int) (start + length)));
  }

  private static JsonNode string(Arguments a) {
    JsonNode value = a.get(0);
    if (value.isTextual()) {
      return value;
    }
    Unknown unknown = Values.anyUnknown(value, a.budget());
    if (unknown != null) {
      return JsonText.hasTextsOnly(value, a.budget())
          ? Unknown.node(unknown.cause(), JsonText.quoted(value, a.budget()))
          : unknown.through("string", a.values(), a.budget());
    }
    return value.isContainerNode()
        ? Values.text(JsonText.of(value, a.budget()))
        : a.written(Values.scalarText(value));
  }
}
