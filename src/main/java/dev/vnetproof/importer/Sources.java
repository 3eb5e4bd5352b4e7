package dev.vnetproof.importer;

import dev.vnetproof.importer.resource.SourceAccount;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.NotJudged;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What the inputs were, for people and for the report. The same whatever the order of the inputs.
 *
 * @param read each document that was read, with its format
 * @param ignored files of a folder that are JSON, but nothing of ours
 * @param account what became of the Azure resources
 * @param places where the parts of the snapshots stand
 * @param notJudged what bears on no verdict, by environment
 */
public record Sources(
    List<ReadDocument> read,
    List<String> ignored,
    SourceAccount account,
    Places places,
    Map<Environment, List<NotJudged>> notJudged) {
  /** Of snapshots that were built in memory. */
  public static final Sources NONE =
      new Sources(List.of(), List.of(), SourceAccount.EMPTY, Places.NONE, Map.of());

  /**
   * A document and what it was taken for.
   *
   * @param format name of the {@link Format}
   */
  public record ReadDocument(String source, String format) {}

  /** Which environment is meant, whatever was settled about it since. */
  public record Environment(String source, String name) {
    static Environment of(EnvironmentSnapshot snapshot) {
      return new Environment(snapshot.source(), snapshot.name());
    }
  }

  public Sources {
    read =
        read.stream()
            .sorted(Comparator.comparing(ReadDocument::source).thenComparing(ReadDocument::format))
            .toList();
    ignored = ignored.stream().sorted().toList();
    account = account.sorted();
    notJudged = Map.copyOf(notJudged);
  }

  /** What of its inputs bears on no verdict about an environment. */
  public List<NotJudged> notJudged(EnvironmentSnapshot snapshot) {
    return notJudged.getOrDefault(Environment.of(snapshot), List.of());
  }

  /** One line for each fact. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    read.forEach(d -> lines.add("read     " + d.source() + " as " + d.format()));
    lines.addAll(account.lines());
    return lines;
  }
}
