package dev.vnetproof.importer.template;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Compact JSON of a value, written under a budget: shared parts can make it exponentially long. */
final class JsonText {
  private final Budget budget;
  private final boolean quotes;
  private final StringBuilder text = new StringBuilder();

  private JsonText(Budget budget, boolean quotes) {
    this.budget = budget;
    this.quotes = quotes;
  }

  /** Unknown values are written as their symbols. */
  static String of(JsonNode node, Budget budget) {
    JsonText writer = new JsonText(budget, false);
    writer.write(node);
    return writer.text.toString();
  }

  /** The same where {@link #hasTextsOnly}: unknown values are strings. */
  static String quoted(JsonNode node, Budget budget) {
    JsonText writer = new JsonText(budget, true);
    writer.write(node);
    return writer.text.toString();
  }

  /** Whether each unknown value inside is a string for certain. */
  static boolean hasTextsOnly(JsonNode node, Budget budget) {
    budget.enter();
    try {
      if (Values.pojo(node) instanceof Unknown unknown) {
        return unknown.isPartlyKnown();
      }
      for (JsonNode child : node) {
        if (!hasTextsOnly(child, budget)) {
          return false;
        }
      }
      return true;
    } finally {
      budget.leave();
    }
  }

  private void write(JsonNode node) {
    int before = text.length();
    if (Values.pojo(node) instanceof Unknown unknown) {
      if (quotes) {
        quote(unknown.symbol());
      } else {
        text.append(unknown.symbol());
      }
    } else if (node.isArray()) {
      writeArray(node);
      return;
    } else if (node.isObject()) {
      writeObject(node);
      return;
    } else if (node.isTextual()) {
      quote(node.textValue());
    } else {
      text.append(node.asText());
    }
    budget.write(text.length() - before + 1L);
  }

  private void writeArray(JsonNode array) {
    budget.enter();
    text.append('[');
    for (int i = 0; i < array.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      write(array.get(i));
    }
    text.append(']');
    budget.write(2);
    budget.leave();
  }

  private void writeObject(JsonNode object) {
    budget.enter();
    text.append('{');
    boolean first = true;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!first) {
        text.append(',');
      }
      first = false;
      quote(field.getKey());
      text.append(':');
      write(field.getValue());
      budget.write(field.getKey().length() + 4L);
    }
    text.append('}');
    budget.write(2);
    budget.leave();
  }

  private void quote(String value) {
    text.append('"');
    JsonStringEncoder.getInstance().quoteAsString(value, text);
    text.append('"');
  }
}
