package dev.vnetproof.importer;

import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Fault;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.List;

/**
 * What a set of inputs amounts to.
 *
 * @param snapshots in the order of the inputs
 * @param problems of every input; the snapshots of the others are there all the same
 * @param outside services to which nothing applies: where they stand, and why
 * @param faults inputs on which the reading itself broke
 * @param sources what the inputs were
 */
public record Imported(
    List<EnvironmentSnapshot> snapshots,
    List<Problem> problems,
    List<Problem> outside,
    List<Fault> faults,
    Sources sources) {

  public Imported {
    snapshots = List.copyOf(snapshots);
    problems = List.copyOf(problems);
    outside = List.copyOf(outside);
    faults = List.copyOf(faults);
  }
}
