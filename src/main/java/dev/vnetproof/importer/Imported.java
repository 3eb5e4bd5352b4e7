package dev.vnetproof.importer;

import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.List;

/**
 * What a set of inputs amounts to.
 *
 * @param snapshots in the order of the inputs
 * @param problems of every input; the snapshots of the others are there all the same
 * @param sources what the inputs were
 */
public record Imported(
    List<EnvironmentSnapshot> snapshots, List<Problem> problems, Sources sources) {

  public Imported {
    snapshots = List.copyOf(snapshots);
    problems = List.copyOf(problems);
  }
}
