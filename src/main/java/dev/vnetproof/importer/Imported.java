package dev.vnetproof.importer;

import dev.vnetproof.importer.azure.SourceAccount;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.List;

/**
 * What a set of inputs amounts to.
 *
 * @param snapshots in the order of the inputs
 * @param problems of every input; the snapshots of the others are there all the same
 * @param read each document that was read, with its format
 * @param ignored files of a folder that are JSON, but nothing of ours
 * @param account what became of the Azure resources
 */
public record Imported(
    List<EnvironmentSnapshot> snapshots,
    List<Problem> problems,
    List<ReadDocument> read,
    List<String> ignored,
    SourceAccount account) {

  /**
   * A document and what it was taken for.
   *
   * @param format name of the {@link Format}
   */
  public record ReadDocument(String source, String format) {}

  public Imported {
    snapshots = List.copyOf(snapshots);
    problems = List.copyOf(problems);
    read = List.copyOf(read);
    ignored = List.copyOf(ignored);
  }
}
