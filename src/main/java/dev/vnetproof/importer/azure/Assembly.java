package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.resource.SourceAccount;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Fault;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.List;

/**
 * What a set of Azure resources amounts to.
 *
 * @param snapshots one for each API Management service, by id
 * @param problems what could not be read; the snapshots leave it unknown
 * @param outside services to which nothing applies: where they stand, and why
 * @param faults services on which the joining itself broke
 * @param account what was read, joined, skipped and left unknown
 */
public record Assembly(
    List<EnvironmentSnapshot> snapshots,
    List<Problem> problems,
    List<Problem> outside,
    List<Fault> faults,
    SourceAccount account) {
  public Assembly {
    snapshots = List.copyOf(snapshots);
    problems = List.copyOf(problems);
    outside = List.copyOf(outside);
    faults = List.copyOf(faults);
  }
}
