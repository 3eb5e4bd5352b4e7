package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The values of input variables, as far as a plan shows them. */
final class Variables {
  /** Module calls deeper than this are not followed. */
  private static final int DEPTH = 100;

  private final Configuration configuration;

  Variables(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * What {@code each.value} and an attribute of it is, where {@code for_each} takes a variable that
   * has the key. The plan does not print whether {@code for_each} changes the variable; so it is
   * good only for a key of something else that has just this key.
   *
   * @param reference {@code each.value.nsg}
   */
  Optional<String> eachValue(
      Traversal reference, Traversal forEach, ModulePath module, String eachKey) {
    return value(forEach, module, 0)
        .map(all -> all.path(Traversal.bare(eachKey)))
        .map(one -> at(one, reference.from(2)))
        .filter(JsonNode::isTextual)
        .map(JsonNode::toString);
  }

  private Optional<JsonNode> value(Traversal reference, ModulePath module, int depth) {
    if (!reference.is(0, "var") || reference.name(1).isEmpty() || depth > DEPTH) {
      return Optional.empty();
    }
    String name = reference.name(1).get();
    if (module.isRoot()) {
      return Optional.of(at(configuration.variable(name), reference.from(2)));
    }
    JsonNode expression = configuration.call(module).path("expressions").path(name);
    if (expression.isMissingNode()) {
      JsonNode declared = configuration.module(module).path("variables").path(name);
      return Optional.of(at(declared.path("default"), reference.from(2)));
    }
    if (expression.has("constant_value")) {
      return Optional.of(at(expression.path("constant_value"), reference.from(2)));
    }
    List<Traversal> roots = Traversal.roots(expression.path("references"));
    return roots.size() == 1
        ? value(roots.get(0), module.parent(), depth + 1).map(outer -> at(outer, reference.from(2)))
        : Optional.empty();
  }

  private static JsonNode at(JsonNode value, Traversal path) {
    JsonNode at = value;
    for (Traversal.Part part : path.parts()) {
      at = at.path(part.key() ? Traversal.bare(part.text()) : part.text());
    }
    return at;
  }
}
