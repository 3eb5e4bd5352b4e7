package dev.vnetproof.importer.template;

import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.model.Assumption;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.List;

/**
 * What a template amounts to.
 *
 * @param resources what it would deploy, children folded into their parents
 * @param unreadLinks templates that it only refers to and that were not read; what they deploy is
 *     not known
 * @param links files that were read because the template refers to them
 * @param assumptions what was taken for granted
 * @param problems what Azure would refuse: a value there is unresolved
 */
public record TemplateReading(
    List<AzureResource> resources,
    List<Unresolved> unreadLinks,
    List<Link> links,
    List<Assumption> assumptions,
    List<Problem> problems) {

  /**
   * A file that was taken for a link.
   *
   * @param written the link and where it stands
   * @param file name of the document
   */
  public record Link(Unresolved written, String file) {}

  public TemplateReading {
    resources = List.copyOf(resources);
    unreadLinks = List.copyOf(unreadLinks);
    links = List.copyOf(links);
    assumptions = List.copyOf(assumptions);
    problems = List.copyOf(problems);
  }
}
