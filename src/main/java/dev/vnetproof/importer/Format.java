package dev.vnetproof.importer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.azure.AzureResource;
import dev.vnetproof.importer.json.JsonDocument;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One encoding of an environment, told by its content.
 *
 * @param name what {@code --as} calls it ({@code azure}, {@code snapshot})
 * @param recognises whether a document is of this format; formats are asked in order
 * @param read reads a document that was recognised; throws {@link
 *     dev.vnetproof.model.SnapshotException} with all problems of a bad one
 */
public record Format(
    String name, Predicate<JsonNode> recognises, Function<JsonDocument, Content> read) {

  /** What a document holds: whole snapshots, or resources to be joined with those beside it. */
  public sealed interface Content {
    record Snapshots(List<EnvironmentSnapshot> snapshots) implements Content {
      public Snapshots {
        snapshots = List.copyOf(snapshots);
      }
    }

    /**
     * @param skipped how many there were of each type that has no bearing
     * @param problems what could not be read; the rest was
     */
    record Resources(
        List<AzureResource> resources, SortedMap<String, Integer> skipped, List<Problem> problems)
        implements Content {
      public Resources {
        resources = List.copyOf(resources);
        skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
        problems = List.copyOf(problems);
      }
    }
  }

  /** A format whose documents are one whole snapshot each. */
  public static Format ofSnapshot(
      String name,
      Predicate<JsonNode> recognises,
      Function<JsonDocument, EnvironmentSnapshot> read) {
    return new Format(
        name, recognises, document -> new Content.Snapshots(List.of(read.apply(document))));
  }

  /** A format whose documents are resources; those of one folder are joined together. */
  public static Format ofResources(
      String name,
      Predicate<JsonNode> recognises,
      Function<JsonDocument, List<AzureResource>> read) {
    return new Format(
        name,
        recognises,
        document -> new Content.Resources(read.apply(document), new TreeMap<>(), List.of()));
  }
}
