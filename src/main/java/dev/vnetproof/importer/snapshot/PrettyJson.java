package dev.vnetproof.importer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.Map;

/** Prints JSON as people lay it out: two blanks a level, lists of plain values on one line. */
final class PrettyJson {
  private static final int LINE = 100;

  private final StringBuilder out = new StringBuilder();

  private PrettyJson() {}

  static String print(JsonNode node) {
    PrettyJson printer = new PrettyJson();
    printer.value(node, "\n");
    return printer.out.append('\n').toString();
  }

  private void value(JsonNode node, String newline) {
    if (!node.isContainerNode() || node.isEmpty()) {
      out.append(node);
    } else if (node.isObject()) {
      object(node, newline);
    } else {
      array(node, newline);
    }
  }

  private void object(JsonNode node, String newline) {
    String inner = newline + "  ";
    String separator = "{";
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      out.append(separator).append(inner).append(new TextNode(property.getKey())).append(": ");
      value(property.getValue(), inner);
      separator = ",";
    }
    out.append(newline).append('}');
  }

  private void array(JsonNode node, String newline) {
    int start = out.length();
    if (plain(node)) {
      out.append('[');
      for (Iterator<JsonNode> each = node.elements(); each.hasNext(); ) {
        out.append(each.next()).append(each.hasNext() ? ", " : "]");
      }
      if (out.length() - start + newline.length() <= LINE) {
        return;
      }
      out.setLength(start);
    }
    String inner = newline + "  ";
    String separator = "[";
    for (JsonNode element : node) {
      out.append(separator).append(inner);
      value(element, inner);
      separator = ",";
    }
    out.append(newline).append(']');
  }

  private static boolean plain(JsonNode array) {
    for (JsonNode element : array) {
      if (element.isContainerNode()) {
        return false;
      }
    }
    return true;
  }
}
