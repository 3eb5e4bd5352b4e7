package dev.vnetproof.space;

/** How one set lies to another. */
public enum Relation {
  /** No common element. */
  DISJOINT,
  /** Some, but not all, elements of the other set. */
  OVERLAPS,
  /** Every element of the other set. */
  COVERS
}
