package dev.vnetproof.importer.azure;

import java.util.Optional;

/**
 * What a property refers to: an id, or an object that holds one.
 *
 * @param id empty where nothing is referred to, or nobody can tell what
 * @param unresolved the expression that leaves it open
 */
record Reference(Optional<ResourceId> id, Optional<Unresolved> unresolved) {

  static Reference of(AzureNode node) {
    AzureNode id = node.isObject() ? node.own("id") : node;
    Optional<Unresolved> unresolved = node.unresolved().or(id::unresolved);
    return new Reference(
        unresolved.isPresent() ? Optional.empty() : id.text().map(ResourceId::new), unresolved);
  }

  boolean isTo(ResourceId other) {
    return id.filter(own -> own.key().equals(other.key())).isPresent();
  }

  /** Whether an expression leaves it open, or a part of it. */
  boolean isOpen() {
    return unresolved.isPresent() || id.filter(ResourceId::isOpen).isPresent();
  }

  /** Whether an expression may come to this id. */
  boolean mayBe(ResourceId other) {
    return unresolved.isPresent() || id.filter(own -> own.mayBe(other)).isPresent();
  }
}
