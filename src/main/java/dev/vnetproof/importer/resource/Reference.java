package dev.vnetproof.importer.resource;

import java.util.Optional;

/**
 * What a property refers to: an id, or an object that holds one.
 *
 * @param id empty where nothing is referred to, or nobody can tell what
 * @param unresolved the expression that leaves it open
 */
public record Reference(Optional<ResourceId> id, Optional<Unresolved> unresolved) {

  public static Reference of(AzureNode node) {
    AzureNode id = node.isObject() ? node.own("id") : node;
    Optional<Unresolved> unresolved = node.unresolved().or(id::unresolved);
    return new Reference(
        unresolved.isPresent() ? Optional.empty() : id.text().map(ResourceId::new), unresolved);
  }

  public boolean isTo(ResourceId other) {
    return id.filter(own -> own.key().equals(other.key())).isPresent();
  }

  /** Whether an expression leaves it open, or a part of it. */
  public boolean isOpen() {
    return unresolved.isPresent() || id.filter(ResourceId::isOpen).isPresent();
  }

  /** Whether an expression may come to this id. */
  public boolean mayBe(ResourceId other) {
    return unresolved.isPresent() || id.filter(own -> own.mayBe(other)).isPresent();
  }
}
