package dev.vnetproof.importer.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;

/**
 * What PowerShell writes in place of a value that lies deeper than {@code ConvertTo-Json} was told
 * to go, two levels unless told otherwise: the name of its type (ConvertTo-Json, 2024-05). Lists of
 * plain values become one text with blanks between them, which is read as the list it was.
 */
public final class PowerShellDepth {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final List<String> TYPES =
      List.of(
          "Microsoft.Azure.Commands.",
          "Microsoft.Azure.Management.",
          "Microsoft.Azure.PowerShell.",
          "System.Collections.",
          "System.Management.Automation.",
          "System.Object",
          "System.String",
          "@{");

  private PowerShellDepth() {}

  public static boolean is(JsonNode node) {
    return node.isTextual() && isTypeName(node.textValue());
  }

  /** Asked of every text that is read, nearly all of which the first letter tells apart. */
  private static boolean isTypeName(String text) {
    if (text.isEmpty() || "MS@".indexOf(text.charAt(0)) < 0) {
      return false;
    }
    for (String type : TYPES) {
      if (text.startsWith(type)) {
        return true;
      }
    }
    return false;
  }

  /** Whether something was cut off inside. */
  static boolean isWithin(JsonNode node) {
    if (is(node)) {
      return true;
    }
    for (JsonNode child : node) {
      if (isWithin(child)) {
        return true;
      }
    }
    return false;
  }

  /** How a message names it. */
  static Unresolved unresolved(JsonNode node, String pointer) {
    return new Unresolved(
        node.asText(),
        pointer + " (cut off; PowerShell prints it with `ConvertTo-Json -Depth 10`)");
  }

  /** Objects of Az.Network carry most of their lists a second time, whole, as JSON in a text. */
  static Optional<JsonNode> fromText(JsonNode text) {
    try {
      JsonNode whole = MAPPER.readTree(text.asText());
      return Optional.of(whole).filter(JsonNode::isContainerNode);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
