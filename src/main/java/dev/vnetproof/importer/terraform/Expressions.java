package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The expressions of an instance's resource. Blocks are printed in the order they are written;
 * dynamic ones, and those of attributes that may be written as blocks, are not printed.
 */
record Expressions(Instance instance, JsonNode root) {
  /** Blocks that azurerm keeps as sets: the order of their values is another one. */
  private static final Set<String> SETS =
      Set.of(
          "security_rule of azurerm_network_security_group",
          "route of azurerm_route_table",
          "subnet of azurerm_virtual_network",
          "rule of azurerm_firewall_network_rule_collection");

  static Expressions of(Configuration configuration, Instance instance) {
    return new Expressions(instance, configuration.resource(instance).path("expressions"));
  }

  /**
   * Those that make the attribute at {@code path}: of a set those of all blocks. Where the numbers
   * differ, no block is taken for another.
   */
  List<JsonNode> at(List<String> path) {
    boolean set = !path.isEmpty() && SETS.contains(path.get(0) + " of " + instance.type());
    List<JsonNode> found = new ArrayList<>();
    collect(root, instance.values(), path, set, found);
    return found;
  }

  private static void collect(
      JsonNode expression, JsonNode values, List<String> path, boolean set, List<JsonNode> found) {
    if (expression.has("references")) {
      found.add(expression);
      return;
    }
    if (path.isEmpty()) {
      return;
    }
    String token = path.get(0);
    List<String> rest = path.subList(1, path.size());
    if (!expression.isArray()) {
      JsonNode below = values.isArray() ? values.path(0) : values.path(token);
      boolean single = expression.isObject() && values.isArray();
      collect(single ? expression : expression.path(token), below, rest, set, found);
    } else if (values.size() == expression.size()) {
      for (int i = 0; i < expression.size(); i++) {
        if (set || token.equals(Integer.toString(i))) {
          collect(expression.get(i), values.path(i), rest, set, found);
        }
      }
    }
  }

  /** Whether a block around the attribute at {@code path} is not among those that are printed. */
  boolean isUnprinted(List<String> path) {
    JsonNode expression = root;
    JsonNode values = instance.values();
    for (String token : path.subList(0, Math.max(0, path.size() - 1))) {
      if (expression.isMissingNode()
          || expression.isArray() && expression.size() != values.size()) {
        return !root.isMissingNode();
      }
      expression = below(expression, token);
      values = below(values, token);
    }
    return expression.isMissingNode() && !root.isMissingNode();
  }

  private static JsonNode below(JsonNode node, String token) {
    boolean index =
        !token.isEmpty() && token.length() < 7 && token.chars().allMatch(Character::isDigit);
    return node.isArray() ? node.path(index ? Integer.parseInt(token) : -1) : node.path(token);
  }
}
