package dev.vnetproof.importer.azure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One subnet wherever it is printed (inside its virtual network, as a resource of its own, or both)
 * and what is associated with it.
 */
final class SubnetJoin {
  private final ResourcePool pool;
  private final ResourceId id;
  private final List<AzureNode> printings = new ArrayList<>();
  private Optional<Unresolved> hidden = Optional.empty();

  /** What stands in a subnet's property that refers to another resource. */
  sealed interface Association {
    record None() implements Association {}

    record Unknown(String missing) implements Association {}

    record Found(ResourceId id, AzureNode node) implements Association {}
  }

  SubnetJoin(ResourcePool pool, ResourceId id) {
    this.pool = pool;
    this.id = id;
    pool.find(id).map(AzureNode::of).filter(SubnetJoin::isPrinted).ifPresent(printings::add);
    pool.find(id.parent()).map(AzureNode::of).ifPresent(this::addInline);
  }

  private void addInline(AzureNode network) {
    for (AzureNode subnet : network.get("subnets").elements()) {
      hidden = hidden.or(subnet::unresolved);
      if (subnet.isObject()
          && isPrinted(subnet)
          && Children.name(subnet).equalsIgnoreCase(id.name())) {
        printings.add(subnet);
      }
    }
  }

  /** A bare reference ({@code {"id": ...}}) shows nothing of the subnet. */
  private static boolean isPrinted(AzureNode subnet) {
    return subnet.own("properties").isObject()
        || !subnet.get("addressPrefix").isMissing()
        || !subnet.get("addressPrefixes").isMissing();
  }

  boolean isPrinted() {
    return !printings.isEmpty();
  }

  /** Where the subnet is printed; inside its network, if there too. */
  Optional<AzureNode> place() {
    return printings.isEmpty()
        ? Optional.empty()
        : Optional.of(printings.get(printings.size() - 1));
  }

  String missing() {
    return hidden
        .map(ValueReader::describe)
        .orElse("subnet `" + id.text() + "` is not in the input");
  }

  /** The property from the first printing that has it. */
  Optional<AzureNode> get(String property) {
    return printings.stream()
        .map(p -> p.get(property))
        .filter(n -> !n.isMissing())
        .findFirst()
        .or(() -> printings.stream().findFirst().map(p -> p.get(property)));
  }

  /**
   * @param property of the subnet: {@code networkSecurityGroup}, {@code routeTable}
   * @param type of the resource it refers to, which itself lists its subnets
   */
  Association association(String property, String type) {
    List<AzureResource> claims = claims(type);
    if (!isPrinted()) {
      return claims.isEmpty()
          ? new Association.Unknown(missing())
          : found(new ResourceId(claims.get(0).id()), property, Optional.empty());
    }
    AzureNode reference = get(property).orElseThrow();
    AzureNode target = reference.isObject() ? reference.own("id") : reference;
    Optional<Unresolved> unresolved = reference.unresolved().or(target::unresolved);
    if (unresolved.isPresent()) {
      return new Association.Unknown(ValueReader.describe(unresolved.get()));
    }
    Optional<String> text = target.text();
    if (text.isPresent()) {
      return found(new ResourceId(text.get()), property, Optional.of(reference));
    }
    if (!claims.isEmpty()) {
      return new Association.Unknown(
          property
              + " of subnet `"
              + id.text()
              + "`: the subnet shows none, `"
              + claims.get(0).id()
              + "` lists the subnet");
    }
    return new Association.None();
  }

  /**
   * @param reference the subnet's property; with {@code $expand} it holds the whole resource
   */
  private Association found(ResourceId target, String property, Optional<AzureNode> reference) {
    return pool.find(target)
        .map(AzureNode::of)
        .or(() -> reference.filter(r -> r.isObject() && Children.isWhole(r)))
        .<Association>map(node -> new Association.Found(target, node))
        .orElseGet(
            () ->
                new Association.Unknown(property + " `" + target.text() + "` is not in the input"));
  }

  private List<AzureResource> claims(String type) {
    return pool.ofType(type).stream()
        .filter(
            r ->
                AzureNode.of(r).get("subnets").elements().stream()
                    .anyMatch(
                        s ->
                            s.own("id")
                                .text()
                                .map(t -> new ResourceId(t).key().equals(id.key()))
                                .orElse(false)))
        .sorted(Comparator.comparing(r -> new ResourceId(r.id()).key()))
        .toList();
  }
}
