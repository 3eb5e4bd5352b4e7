package dev.vnetproof.importer;

import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Fault;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.ArrayList;
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

  /** The same, with the problems of finding the inputs before its own. */
  public Imported after(List<InputFiles.Found> found) {
    List<Problem> all = new ArrayList<>();
    found.forEach(each -> all.addAll(each.problems()));
    all.addAll(problems);
    return new Imported(snapshots, all, outside, faults, sources);
  }

  /**
   * The same; where there is nothing in it, and no problem says why, a problem says so of each
   * path.
   */
  public Imported orNothing(List<String> paths) {
    boolean nothing =
        snapshots.isEmpty() && problems.isEmpty() && outside.isEmpty() && faults.isEmpty();
    return nothing
        ? new Imported(
            snapshots, paths.stream().map(Imported::nothing).toList(), outside, faults, sources)
        : this;
  }

  private static Problem nothing(String path) {
    return new Problem(
        path,
        0,
        0,
        "",
        "holds nothing to evaluate; expected a snapshot, or Azure resources, a template or a"
            + " Terraform plan with an API Management service");
  }
}
