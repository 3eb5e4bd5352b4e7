package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An object of which each member is computed when somebody asks for it, so that asking for one does
 * not evaluate the others: outputs of a deployment, the location of a resource group.
 */
final class Deferred {
  private final Map<String, Supplier<Optional<JsonNode>>> members = new LinkedHashMap<>();

  /**
   * @param member none if the object turns out not to have it
   */
  void put(String name, Supplier<Optional<JsonNode>> member) {
    members.put(name, member);
  }

  JsonNode node() {
    return JsonNodeFactory.instance.pojoNode(this);
  }

  /** Names are case-insensitive in the language. */
  @Nullable JsonNode member(String name) {
    Supplier<Optional<JsonNode>> exact = members.get(name);
    if (exact != null) {
      return exact.get().orElse(null);
    }
    for (Map.Entry<String, Supplier<Optional<JsonNode>>> each : members.entrySet()) {
      if (each.getKey().equalsIgnoreCase(name)) {
        return each.getValue().get().orElse(null);
      }
    }
    return null;
  }

  /** As a plain value, with all of its members. */
  ObjectNode whole() {
    ObjectNode result = Values.newObject();
    members.forEach(
        (name, member) -> member.get().ifPresent(value -> result.set(name, Values.settle(value))));
    return result;
  }
}
