package dev.vnetproof.importer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.azure.AzureResources;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.Skips;
import dev.vnetproof.importer.resource.SourceAccount.Gap;
import dev.vnetproof.importer.resource.SourceAccount.Linked;
import dev.vnetproof.importer.template.Allowance;
import dev.vnetproof.importer.template.DeploymentSettings;
import dev.vnetproof.importer.template.LinkedFiles;
import dev.vnetproof.importer.template.OtherResources;
import dev.vnetproof.model.Assumption;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.JsonDocument;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One encoding of an environment, told by its content.
 *
 * @param name what {@code --as} calls it ({@code azure}, {@code snapshot})
 * @param recognises whether a document is of this format; formats are asked in order
 * @param read reads a document that was recognised; throws {@link SnapshotException} with all
 *     problems of a bad one
 */
record Format(String name, Predicate<JsonNode> recognises, Function<JsonDocument, Content> read) {

  /** What a document holds, which says what it is joined with. */
  public sealed interface Content {

    /** An estimate of the bytes of heap that are kept for it. */
    default long size(JsonDocument document) {
      return document.size();
    }

    record Snapshots(List<EnvironmentSnapshot> snapshots) implements Content {
      public Snapshots {
        snapshots = List.copyOf(snapshots);
      }

      /** What an evaluation finds of a location where all is wrong. */
      private static final long OF_LOCATION = 7_000;

      /** Of a snapshot no tree is kept, but itself, which takes a third, and its findings. */
      @Override
      public long size(JsonDocument document) {
        long locations = snapshots.stream().mapToLong(s -> s.locations().size()).sum();
        return document.size() / 3 + OF_LOCATION * Math.max(locations, 1);
      }
    }

    /** A snapshot of a service to which nothing applies, and why. */
    record Outside(Problem reason) implements Content {
      @Override
      public long size(JsonDocument document) {
        return 0;
      }
    }

    /** Resources as they are in Azure, joined with those beside them. */
    record Resources(String source, AzureResources printed) implements Content {
      @Override
      public long size(JsonDocument document) {
        return printed.resources().isEmpty() ? 0 : document.size();
      }
    }

    /**
     * Resources as one deployment makes them. It stands for itself: two deployments that both make
     * a service are two environments, in whatever folder they are.
     *
     * @param assumptions what was taken for granted
     * @param unread linked templates that nobody read: what they deploy is not known
     * @param linked files that were read because the template refers to them
     */
    record Deployment(
        JsonDocument document,
        List<AzureResource> resources,
        SortedMap<String, Skips> skipped,
        List<Problem> problems,
        List<Assumption> assumptions,
        List<Gap> unread,
        List<Linked> linked)
        implements Content {
      public Deployment {
        resources = List.copyOf(resources);
        skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
        problems = List.copyOf(problems);
        assumptions = List.copyOf(assumptions);
        unread = List.copyOf(unread);
        linked = List.copyOf(linked);
      }
    }

    /** Becomes a deployment with the files that belong to it, once all inputs are known. */
    record Template(JsonDocument document, Deployable deployable) implements Content {}

    /** What a template amounts to. */
    @FunctionalInterface
    interface Deployable {
      /**
       * @param files what the template may link to
       * @param others what other inputs show of resources
       * @param settings what is known of the deployment
       * @param shared with the other templates of its input
       * @throws SnapshotException if it cannot be evaluated
       */
      Deployment deploy(
          Optional<JsonDocument> parameters,
          LinkedFiles files,
          OtherResources others,
          DeploymentSettings settings,
          Allowance shared);
    }

    /** Values for the parameters of a template. */
    record Parameters(JsonDocument document) implements Content {}
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
      String name, Predicate<JsonNode> recognises, Function<JsonDocument, AzureResources> read) {
    return new Format(
        name,
        recognises,
        document -> new Content.Resources(document.source(), read.apply(document)));
  }
}
