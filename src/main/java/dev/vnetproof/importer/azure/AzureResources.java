package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.Skips;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The resources of one document.
 *
 * @param skipped those of each type that has no bearing, in lower case
 * @param problems what could not be read; the resource is there without it
 */
public record AzureResources(
    List<AzureResource> resources, SortedMap<String, Skips> skipped, List<Problem> problems) {
  public AzureResources {
    resources = List.copyOf(resources);
    skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    problems = List.copyOf(problems);
  }
}
