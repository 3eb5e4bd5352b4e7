package dev.vnetproof.importer;

import dev.vnetproof.importer.azure.SourceAccount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the inputs were, for people and for the report. The same whatever the order of the inputs.
 *
 * @param read each document that was read, with its format
 * @param ignored files of a folder that are JSON, but nothing of ours
 * @param account what became of the Azure resources
 * @param places where the parts of the snapshots stand
 */
public record Sources(
    List<ReadDocument> read, List<String> ignored, SourceAccount account, Places places) {
  /** Of snapshots that were built in memory. */
  public static final Sources NONE =
      new Sources(List.of(), List.of(), SourceAccount.EMPTY, Places.NONE);

  /**
   * A document and what it was taken for.
   *
   * @param format name of the {@link Format}
   */
  public record ReadDocument(String source, String format) {}

  public Sources {
    read =
        read.stream()
            .sorted(Comparator.comparing(ReadDocument::source).thenComparing(ReadDocument::format))
            .toList();
    ignored = ignored.stream().sorted().toList();
    account = account.sorted();
  }

  /** One line for each fact. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    read.forEach(d -> lines.add("read     " + d.source() + " as " + d.format()));
    lines.addAll(account.lines());
    return lines;
  }
}
