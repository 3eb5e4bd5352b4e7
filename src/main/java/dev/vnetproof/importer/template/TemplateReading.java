package dev.vnetproof.importer.template;

import dev.vnetproof.importer.azure.AzureResource;
import dev.vnetproof.importer.azure.Unresolved;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.List;

/**
 * What a template amounts to.
 *
 * @param resources what it would deploy, children folded into their parents
 * @param linkedTemplates templates that it only refers to and that were not read; what they deploy
 *     is not known
 * @param problems what Azure would refuse: a value there is unresolved
 */
public record TemplateReading(
    List<AzureResource> resources, List<Unresolved> linkedTemplates, List<Problem> problems) {
  public TemplateReading {
    resources = List.copyOf(resources);
    linkedTemplates = List.copyOf(linkedTemplates);
    problems = List.copyOf(problems);
  }
}
