package dev.vnetproof.importer.terraform;

import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.Skips;
import dev.vnetproof.importer.resource.SourceAccount.Gap;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a plan or state amounts to in Azure.
 *
 * @param resources in the order of the document, those that Terraform manages before those it only
 *     reads; child resources stand inside their parents where the document has these
 * @param skipped the instances of types that say nothing about the network, by Terraform type; data
 *     sources as {@code data.TYPE}
 * @param problems what could not be read; the rest was
 * @param unread templates that Terraform deploys, whatever these make
 */
public record TerraformResources(
    List<AzureResource> resources,
    SortedMap<String, Skips> skipped,
    List<Problem> problems,
    List<Gap> unread) {
  public TerraformResources {
    resources = List.copyOf(resources);
    skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    problems = List.copyOf(problems);
    unread = List.copyOf(unread);
  }
}
