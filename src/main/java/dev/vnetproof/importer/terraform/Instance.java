package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One instance of a resource or data source.
 *
 * @param key JSON text of its for_each key or count index
 * @param values its attributes as far as they are known
 * @param pointer where {@code values} stand in the document
 * @param unknown the attributes known only after apply, shaped like {@code values}, true where
 *     unknown; missing where everything is known
 * @param action what the plan does with it
 */
record Instance(
    String address,
    ModulePath module,
    boolean managed,
    String type,
    String name,
    Optional<String> key,
    JsonNode values,
    String pointer,
    JsonNode unknown,
    String unknownPointer,
    Action action) {

  enum Action {
    /** It is as it was, or was only read. */
    NONE,
    UPDATE,
    CREATE
  }

  /** Whether the plan makes it anew, so that nobody else can have touched it. */
  boolean created() {
    return action == Action.CREATE;
  }

  /** What Terraform calls the resource or data source inside its module. */
  String resource() {
    return (managed ? "" : "data.") + type + "." + name;
  }

  /** An attribute's text if it is known and not empty. */
  Optional<String> text(String attribute) {
    JsonNode node = values.path(attribute);
    return node.isTextual() && !node.textValue().isEmpty()
        ? Optional.of(node.textValue())
        : Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }
}
