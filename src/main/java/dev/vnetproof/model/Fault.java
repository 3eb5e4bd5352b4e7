package dev.vnetproof.model;

import dev.vnetproof.model.SnapshotException.Problem;

/**
 * A fault of VNetProof itself on one input or one snapshot of it; the others have their results all
 * the same.
 *
 * @param source the input
 */
public record Fault(String source, Throwable cause) {

  /** How a report lists it among what could not be read or evaluated. */
  public Problem problem() {
    return new Problem(
        source, 0, 0, "", "could not be evaluated because of a fault of VNetProof itself");
  }
}
