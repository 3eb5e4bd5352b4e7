package dev.vnetproof.importer.azure;

import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.List;

/**
 * What a set of Azure resources amounts to.
 *
 * @param snapshots one for each API Management service, by id
 * @param problems what could not be read; the snapshots leave it unknown
 * @param account what was read, joined, skipped and left unknown
 */
public record Assembly(
    List<EnvironmentSnapshot> snapshots, List<Problem> problems, SourceAccount account) {
  public Assembly {
    snapshots = List.copyOf(snapshots);
    problems = List.copyOf(problems);
  }
}
