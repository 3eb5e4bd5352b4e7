package dev.vnetproof.importer.terraform;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a Terraform type stands for an Azure one.
 *
 * @param armType {@code Microsoft.Network/networkSecurityGroups}
 * @param parent for a child resource
 * @param nameFrom what names it
 * @param properties writes {@code properties}; empty for a type that is only referred to
 */
record Kind(
    String armType,
    Optional<Parent> parent,
    Name nameFrom,
    Optional<Consumer<BodyWriter>> properties) {

  /**
   * @param attribute holds the parent's name, or its id if {@code byId}
   */
  record Parent(String attribute, boolean byId) {}

  static Kind of(String armType, Consumer<BodyWriter> properties) {
    return new Kind(armType, Optional.empty(), Name.NAME, Optional.of(properties));
  }

  static Kind child(String armType, String parentName, Consumer<BodyWriter> properties) {
    return new Kind(
        armType, Optional.of(new Parent(parentName, false)), Name.NAME, Optional.of(properties));
  }

  static Kind childOfId(String armType, String parentId, Consumer<BodyWriter> properties) {
    return new Kind(
        armType, Optional.of(new Parent(parentId, true)), Name.NAME, Optional.of(properties));
  }

  /** A type that other resources refer to, and nothing else is asked of. */
  static Kind referred(String armType) {
    return new Kind(armType, Optional.empty(), Name.NAME, Optional.empty());
  }

  /**
   * @param attribute which holds the name, unless it is {@code fixed}
   */
  record Name(String attribute, Optional<String> fixed) {
    static final Name NAME = new Name("name", Optional.empty());
  }

  Kind named(String attribute) {
    return new Kind(armType, parent, new Name(attribute, Optional.empty()), properties);
  }

  Kind always(String name) {
    return new Kind(armType, parent, new Name("name", Optional.of(name)), properties);
  }

  /** A resource on another one of any type: its own type has no parent's in it. */
  boolean isExtension() {
    return parent.isPresent() && armType.indexOf('/') == armType.lastIndexOf('/');
  }

  String parentType() {
    return armType.substring(0, armType.lastIndexOf('/'));
  }

  /** The last segment of the type, which in its parent is the name of the list. */
  String collection() {
    return armType.substring(armType.lastIndexOf('/') + 1);
  }
}
