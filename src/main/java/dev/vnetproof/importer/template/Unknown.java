package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.vnetproof.importer.resource.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A value that only a deployment knows. Its symbol is what is known of its text, with a hole in
 * braces for each part that is not: {@code nsg-{parameters('environment')}}. Template functions are
 * pure, so equal symbols are equal values; that is enough to join resources whose names are not
 * known yet.
 *
 * @param cause the innermost expression that could not be evaluated
 */
record Unknown(Unresolved cause, String symbol) {
  private static final int MAX_SYMBOL = 2_000;

  Unknown {
    symbol = shortened(symbol); // Only the identity matters.
  }

  static JsonNode node(Unresolved cause, String symbol) {
    return JsonNodeFactory.instance.pojoNode(new Unknown(cause, symbol));
  }

  /** Text that may have holes: a plain string if it has none. */
  static JsonNode text(Unresolved cause, String symbol) {
    return symbol.indexOf('{') < 0 ? TextNode.valueOf(symbol) : node(cause, symbol);
  }

  /** Slashes would break an id apart that holds the symbol as one of its parts. */
  static String hole(String inside) {
    return "{" + inside.replace(Target.GROUP_ID, "resourceGroup().id").replace('/', '~') + "}";
  }

  /** A function of values of which {@code this} is the first unknown one. */
  JsonNode through(String function, List<JsonNode> arguments, Budget budget) {
    String call =
        arguments.stream()
            .map(argument -> identity(symbolOf(argument, budget), budget))
            .collect(Collectors.joining(", ", function + "(", ")"));
    budget.write(call.length());
    return node(cause, hole(call));
  }

  JsonNode member(String access, Budget budget) {
    budget.write(symbol.length() + (long) access.length());
    return node(cause, hole(symbol + access));
  }

  /** What tells a text from others; a long one is told by its start and its hash. */
  static String identity(String text, Budget budget) {
    budget.scan(text.length());
    return shortened(text);
  }

  /** The hash of String is specified, so this stays deterministic. */
  private static String shortened(String text) {
    return text.length() <= MAX_SYMBOL
        ? text
        : text.substring(0, 200)
            + "{"
            + Integer.toHexString(text.hashCode())
            + "-"
            + text.length()
            + "}";
  }

  /** Whether it is text of which a part is known: neither null nor empty, whatever the rest is. */
  boolean isPartlyKnown() {
    return !start().isEmpty() || !end().isEmpty();
  }

  /** What its text starts with, as far as that is known. */
  private String start() {
    int hole = symbol.indexOf('{');
    return hole < 0 ? symbol : symbol.substring(0, hole);
  }

  private String end() {
    return symbol.substring(symbol.lastIndexOf('}') + 1);
  }

  /** Whether {@code other} is another value for certain. */
  boolean differsFrom(JsonNode other) {
    if (Values.pojo(other) instanceof Unknown unknown) {
      return !agree(start(), unknown.start(), true) || !agree(end(), unknown.end(), false);
    }
    if (!other.isTextual()) {
      return isPartlyKnown();
    }
    String text = other.textValue();
    return text.length() < start().length() + end().length()
        || !agree(start(), text, true)
        || !agree(end(), text, false);
  }

  /** The letters of ids may have changed their case. */
  private static boolean agree(String a, String b, boolean atStart) {
    int length = Math.min(a.length(), b.length());
    return a.regionMatches(
        true, atStart ? 0 : a.length() - length, b, atStart ? 0 : b.length() - length, length);
  }

  /** An id stays text: its holes are parts of names, and the join compares whole ids. */
  boolean isResourceId() {
    return symbol.startsWith("/subscriptions/") || symbol.startsWith("/providers/");
  }

  /** The segments of an id; one that holds a hole is unknown itself. */
  List<JsonNode> segments() {
    List<JsonNode> result = new ArrayList<>();
    for (String segment : symbol.split("/", -1)) {
      result.add(text(cause, segment));
    }
    return result;
  }

  /** The text of a scalar with its holes; containers are rendered as JSON. */
  static String symbolOf(JsonNode node, Budget budget) {
    if (node.isTextual()) {
      return node.textValue();
    }
    if (Values.pojo(node) instanceof Unknown unknown) {
      return unknown.symbol();
    }
    if (!node.isContainerNode()) {
      return node.asText();
    }
    String json = JsonText.of(node, budget);
    return json.length() <= MAX_SYMBOL
        ? json
        : json.substring(0, 100) + Integer.toHexString(json.hashCode());
  }
}
