package dev.vnetproof.importer.resource;

import static java.util.stream.Collectors.joining;

import dev.vnetproof.model.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One subnet wherever it is printed (inside its virtual network, as a resource of its own, or both)
 * and what is associated with it.
 */
public final class SubnetJoin {
  private final ResourcePool pool;
  private final ResourceId id;
  private final List<AzureNode> printings = new ArrayList<>();

  /** Whether what no printing shows is none. */
  private boolean complete;

  private Optional<Unresolved> hidden = Optional.empty();

  /** A subnet of its own, whose name an expression leaves open, that may be this one. */
  private final Optional<AzureResource> perhaps;

  /** What stands in a subnet's property that refers to another resource. */
  public sealed interface Association {
    record None() implements Association {}

    record Unknown(Missing missing) implements Association {}

    record Found(ResourceId id, AzureNode node) implements Association {}

    /** One is known to be associated, but the input does not hold it. */
    record Absent(ResourceId id, Missing missing) implements Association {}
  }

  public SubnetJoin(ResourcePool pool, ResourceId id) {
    this.pool = pool;
    this.id = id;
    pool.find(id)
        .map(AzureNode::of)
        .filter(SubnetJoin::isPrinted)
        .ifPresent(
            subnet -> {
              printings.add(subnet);
              complete = Children.isComplete(subnet);
            });
    pool.otherCaptures(id).stream().filter(SubnetJoin::isPrinted).forEach(printings::add);
    pool.find(id.parent()).map(AzureNode::of).ifPresent(this::addInline);
    pool.otherCaptures(id.parent()).forEach(this::addInline);
    // Of several names that are left open, each is another subnet.
    boolean isNamed = id.name().indexOf('{') < 0;
    perhaps = isNamed ? pool.mayBe(id, AzureTypes.SUBNET) : Optional.empty();
  }

  private void addInline(AzureNode network) {
    for (AzureNode subnet : network.get("subnets").elements()) {
      hidden = hidden.or(subnet::unresolved);
      if (subnet.isObject()
          && isPrinted(subnet)
          && Children.name(subnet).equalsIgnoreCase(id.name())) {
        printings.add(subnet);
        complete = complete || Children.isComplete(subnet) || Children.isComplete(network);
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
  public Optional<AzureNode> place() {
    return printings.isEmpty()
        ? Optional.empty()
        : Optional.of(printings.get(printings.size() - 1));
  }

  public Missing missing() {
    return hidden.map(ValueReader::describe).orElseGet(() -> Missing.resource("subnet", id.text()));
  }

  /** The property from the first printing that has it; empty where nobody can tell. */
  public Optional<AzureNode> get(String property) {
    return printings.stream()
        .map(p -> p.get(property))
        .filter(n -> !n.isMissing())
        .findFirst()
        .or(() -> printings.stream().findFirst().filter(p -> complete).map(p -> p.get(property)));
  }

  /** What is missing where {@link #get} finds nothing. */
  public Missing missing(String property) {
    return isPrinted() ? Missing.property(property, "subnet `" + id.text() + "`") : missing();
  }

  /** The name of the resource that the subnet shows there, even where it is not in the input. */
  public Optional<String> referenced(String property) {
    return get(property)
        .map(r -> r.isObject() ? r.own("id") : r)
        .flatMap(AzureNode::text)
        .map(id -> new ResourceId(id).name());
  }

  /**
   * @param property of the subnet: {@code networkSecurityGroup}, {@code routeTable}
   * @param type of the resource it refers to, which itself lists its subnets
   */
  public Association association(String property, String type) {
    Optional<AzureNode> reference = get(property);
    Optional<Missing> contested = contested(property);
    if (contested.isPresent()) {
      return new Association.Unknown(contested.get());
    }
    if (reference.isEmpty() || reference.get().isCutOff()) {
      return claimed(property, type, reference);
    }
    AzureNode target = reference.get().isObject() ? reference.get().own("id") : reference.get();
    Optional<Unresolved> unresolved = reference.get().unresolved().or(target::unresolved);
    if (unresolved.isPresent()) {
      return new Association.Unknown(ValueReader.describe(unresolved.get()));
    }
    Optional<String> text = target.text();
    if (text.isPresent()) {
      return found(new ResourceId(text.get()), property, reference);
    }
    if (!reference.get().isAbsent()) {
      return new Association.Unknown(missing(property).noting("its id"));
    }
    List<ResourcePool.Claim> claims = pool.claims(type, id);
    if (perhaps.isPresent()) {
      return new Association.Unknown(
          missing(property).noting("whether `" + perhaps.get().id() + "` is that subnet"));
    }
    return claims.isEmpty()
        ? new Association.None()
        : new Association.Unknown(
            missing(property).noting("the subnet shows none, " + listed(claims) + " the subnet"));
  }

  /** Two captures that show the property and differ: one of them is out of date. */
  private Optional<Missing> contested(String property) {
    if (id.hasOpenName()) {
      return Optional.empty(); // A deployment may well write a subnet twice.
    }
    for (AzureNode one : printings) {
      for (AzureNode other : printings) {
        boolean differ =
            one.resource().document() != other.resource().document()
                && !one.get(property).isMissing()
                && !other.get(property).isMissing()
                && !target(one.get(property)).equals(target(other.get(property)));
        if (differ) {
          return Optional.of(
              missing(property).noting(ResourcePool.captures(one, other) + " differ"));
        }
      }
    }
    return Optional.empty();
  }

  private static String target(AzureNode reference) {
    AzureNode id = reference.isObject() ? reference.own("id") : reference;
    return id.text().map(text -> new ResourceId(text).key()).orElse("");
  }

  /** What others say where the subnet is not printed, or not in full. */
  private Association claimed(String property, String type, Optional<AzureNode> cutOff) {
    List<ResourcePool.Claim> claims = pool.claims(type, id);
    if (claims.size() == 1) {
      pool.use(claims.get(0).by());
      return found(claims.get(0).target(), property, Optional.empty());
    }
    Missing missing =
        cutOff
            .flatMap(AzureNode::unresolved)
            .map(ValueReader::describe)
            .orElseGet(() -> missing(property));
    return new Association.Unknown(
        claims.isEmpty() ? missing : missing.noting(listed(claims) + " the subnet"));
  }

  private static String listed(List<ResourcePool.Claim> claims) {
    return claims.stream().map(c -> "`" + c.target().text() + "`").collect(joining(", "))
        + (claims.size() > 1 ? " list" : " lists");
  }

  /**
   * @param reference the subnet's property; with {@code $expand} it holds the whole resource
   */
  private Association found(ResourceId target, String property, Optional<AzureNode> reference) {
    return pool.find(target)
        .map(AzureNode::of)
        .or(() -> reference.filter(r -> r.isObject() && Children.isPrinted(r)))
        .<Association>map(node -> new Association.Found(target, node))
        .orElseGet(() -> new Association.Absent(target, Missing.resource(property, target.text())));
  }
}
