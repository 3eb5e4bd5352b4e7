package dev.vnetproof.importer.terraform;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a Terraform type stands for an Azure one.
 *
 * @param armType {@code Microsoft.Network/networkSecurityGroups}
 * @param parent for a child resource
 * @param nameAttribute which attribute names it
 * @param properties writes {@code properties}; empty for a type that is only referred to
 */
record Kind(
    String armType,
    Optional<Parent> parent,
    String nameAttribute,
    Optional<Consumer<BodyWriter>> properties) {

  /**
   * @param attribute holds the parent's name, or its id if {@code byId}
   */
  record Parent(String attribute, boolean byId) {}

  static Kind of(String armType, Consumer<BodyWriter> properties) {
    return new Kind(armType, Optional.empty(), "name", Optional.of(properties));
  }

  static Kind child(String armType, String parentName, Consumer<BodyWriter> properties) {
    return new Kind(
        armType, Optional.of(new Parent(parentName, false)), "name", Optional.of(properties));
  }

  static Kind childOfId(String armType, String parentId, Consumer<BodyWriter> properties) {
    return new Kind(
        armType, Optional.of(new Parent(parentId, true)), "name", Optional.of(properties));
  }

  /** A type that other resources refer to, and nothing else is asked of. */
  static Kind referred(String armType) {
    return new Kind(armType, Optional.empty(), "name", Optional.empty());
  }

  Kind named(String attribute) {
    return new Kind(armType, parent, attribute, properties);
  }

  String parentType() {
    return armType.substring(0, armType.lastIndexOf('/'));
  }

  /** The last segment of the type, which in its parent is the name of the list. */
  String collection() {
    return armType.substring(armType.lastIndexOf('/') + 1);
  }
}
