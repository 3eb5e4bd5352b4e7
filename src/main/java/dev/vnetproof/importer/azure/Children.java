package dev.vnetproof.importer.azure;

import dev.vnetproof.model.Datum;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rules, routes and subnets: printed inside their parent, or resources of their own. */
final class Children {
  private Children() {}

  /** The name, or the last part of the id, or the place. */
  static String name(AzureNode node) {
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
   * @param what names the list in what is missing
   */
  static Datum<List<AzureNode>> merged(
      AzureNode parent, String property, List<AzureNode> own, String what) {
    AzureNode list = parent.get(property);
    Optional<Unresolved> whole = list.unresolved();
    if (whole.isPresent()) {
      return ValueReader.unresolved(whole.get());
    }
    if (list.isMissing() && own.isEmpty() && !isWhole(parent)) {
      return Datum.unknown(what + " (the input shows the resource without it)");
    }
    List<AzureNode> children = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (AzureNode element : list.elements()) {
      Optional<Unresolved> unresolved = element.unresolved();
      if (unresolved.isPresent()) {
        return ValueReader.unresolved(unresolved.get());
      }
      if (!element.isObject()) {
        return Datum.unknown(what + " (" + element.quoted() + " stands in its place)");
      }
      children.add(element);
      names.add(name(element).toLowerCase(Locale.ROOT));
    }
    for (AzureNode child : own) {
      if (names.add(name(child).toLowerCase(Locale.ROOT))) {
        children.add(child);
      }
    }
    return Datum.known(children);
  }

  /**
   * Whether a property that is not there is none: REST and templates write the whole resource; what
   * a query cut down has lost its {@code properties}.
   */
  static boolean isWhole(AzureNode node) {
    return node.own("properties").isObject() || node.has("apiVersion");
  }

  /**
   * The same for what the az command and PowerShell print without {@code properties}: they leave
   * out what is none, but never these marks, which a query of the user's own hardly keeps.
   */
  static boolean isComplete(AzureNode node) {
    return isWhole(node)
        || Stream.of("provisioningState", "etag", "type").anyMatch(p -> !node.own(p).isAbsent());
  }
}
