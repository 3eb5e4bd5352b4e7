package dev.vnetproof.importer.resource;

import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rules, routes and subnets: printed inside their parent, or resources of their own. */
public final class Children {
  private Children() {}

  /** The name, or the last part of the id, or the place. */
  public static String name(AzureNode node) {
    return node.own("name")
        .text()
        .map(name -> name.substring(name.lastIndexOf('/') + 1))
        .or(() -> node.own("id").text().map(id -> new ResourceId(id).name()))
        .or(() -> node.isRoot() ? Optional.of(node.resource().name()) : Optional.empty())
        .filter(name -> !name.isEmpty())
        .orElseGet(node::pointer);
  }

  /**
   * Both together; a child that is printed twice counts once.
   *
   * @param owner names the parent in what is missing
   */
  public static Datum<List<AzureNode>> merged(
      AzureNode parent, String property, Datum<List<AzureNode>> children, String owner) {
    AzureNode list = parent.get(property);
    Optional<Unresolved> whole = list.unresolved();
    if (whole.isPresent()) {
      return ValueReader.unresolved(whole.get());
    }
    if (!(children instanceof Datum.Known<List<AzureNode>> known)) {
      return children;
    }
    List<AzureNode> own = known.value();
    if (list.isMissing() && own.isEmpty() && !isWhole(parent)) {
      return Datum.unknown(
          Missing.property(property, owner + " (the input shows the resource without it)"));
    }
    List<AzureNode> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (AzureNode element : list.elements()) {
      Optional<Unresolved> unresolved = element.unresolved();
      if (unresolved.isPresent()) {
        return ValueReader.unresolved(unresolved.get());
      }
      if (!element.isObject()) {
        return Datum.unknown(
            Missing.property(property, owner + " (" + element.quoted() + " stands in its place)"));
      }
      all.add(element);
      names.add(name(element).toLowerCase(Locale.ROOT));
    }
    for (AzureNode child : own) {
      if (names.add(name(child).toLowerCase(Locale.ROOT))) {
        all.add(child);
      }
    }
    return Datum.known(all);
  }

  /**
   * Whether a list that is not there is none: templates write what they deploy, and Azure prints a
   * list even where it is empty, so where it is missing a query has left it out.
   */
  public static boolean isWhole(AzureNode node) {
    return node.has("apiVersion");
  }

  /** Whether this is a printed resource, and no mere reference to one. */
  public static boolean isPrinted(AzureNode node) {
    return node.own("properties").isObject();
  }

  /**
   * Whether a reference that is not there is none: Azure leaves it out. So do the az command and
   * PowerShell, which print no {@code properties}, but never leave out these marks, which a query
   * of the user's own hardly keeps.
   */
  public static boolean isComplete(AzureNode node) {
    return isWhole(node)
        || isPrinted(node)
        || Stream.of("provisioningState", "etag", "type").anyMatch(p -> !node.own(p).isAbsent());
  }
}
