package dev.vnetproof.importer.captured;

import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.Networks;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.RouteTableReader;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.source.JsonDocument;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code az network nic show-effective-route-table} answered, and which network and subnet it
 * was asked of. The answer itself names neither: it is about the one network of the input whose own
 * space it routes, and about the one subnet that the same document names or that alone can hold
 * interfaces in that network.
 */
public final class EffectiveRoutes {
  /** Subnets that take no network interface of a customer. */
  private static final Set<String> RESERVED =
      Set.of(
          "gatewaysubnet",
          "azurefirewallsubnet",
          "azurefirewallmanagementsubnet",
          "azurebastionsubnet",
          "routeserversubnet");

  private final ResourcePool pool;
  private final RouteTableReader reader;
  private final List<Answer> answers = new ArrayList<>();
  private final Map<AddressSet, List<ResourceId>> networks = new HashMap<>();

  /** An answer that no query cut down. */
  private record Answer(AzureResource resource, List<AzureNode> routes, AddressSet local) {
    List<AzureNode> userRoutes() {
      return routes.stream().filter(r -> is(r, "source", "user")).toList();
    }

    boolean propagates() {
      return routes.stream().noneMatch(r -> is(r, "disableBgpRoutePropagation", "true"));
    }
  }

  public EffectiveRoutes(ResourcePool pool, RouteTableReader reader) {
    this.pool = pool;
    this.reader = reader;
    for (AzureResource resource : pool.ofType(AzureTypes.EFFECTIVE_ROUTES)) {
      List<AzureNode> routes = AzureNode.of(resource).own("routes").elements();
      Optional<AddressSet> local =
          Networks.union(
              routes.stream()
                  .filter(r -> is(r, "nextHopType", "vnetlocal") && is(r, "source", "default"))
                  .flatMap(r -> r.get("addressPrefix").elements().stream()));
      // Every interface has these routes: where they are not, a query picked some of all.
      if (local.isPresent() && !local.get().isEmpty()) {
        answers.add(new Answer(resource, routes, local.get()));
      }
    }
    for (AzureResource network : pool.ofType(AzureTypes.VIRTUAL_NETWORK)) {
      space(network)
          .ifPresent(
              space ->
                  networks
                      .computeIfAbsent(space, s -> new ArrayList<>())
                      .add(new ResourceId(network.id())));
    }
  }

  private static Optional<AddressSet> space(AzureResource network) {
    return Networks.union(
            AzureNode.of(network).get("addressSpace").get("addressPrefixes").elements().stream())
        .filter(space -> !space.isEmpty());
  }

  /** Whether a property, or one of its elements, is this word. */
  static boolean is(AzureNode node, String property, String word) {
    return node.get(property).elements().stream().anyMatch(n -> n.word().orElse("").equals(word));
  }

  /** The routes of each answer about this network. */
  List<List<AzureNode>> of(ResourceId network) {
    List<List<AzureNode>> found = new ArrayList<>();
    for (Answer answer : answers) {
      if (network(answer).stream().anyMatch(n -> n.key().equals(network.key()))) {
        pool.use(answer.resource());
        found.add(answer.routes());
      }
    }
    return found;
  }

  /** Two networks of one space cannot be told apart. */
  private Optional<ResourceId> network(Answer answer) {
    List<ResourceId> fitting = networks.getOrDefault(answer.local(), List.of());
    return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
  }

  /**
   * The route table of a subnet, as its interfaces have it; empty where no answer tells it.
   *
   * @param name of the table, where the subnet shows it
   * @param home the input of the service
   */
  public Optional<Optional<RouteTable>> routeTable(
      ResourceId subnet, Optional<String> name, String home) {
    List<Answer> found =
        answers.stream()
            .filter(a -> subnet(a).stream().anyMatch(s -> s.key().equals(subnet.key())))
            .filter(a -> a.userRoutes().stream().allMatch(r -> is(r, "state", "active")))
            .toList();
    List<RouteTable> tables =
        found.stream().map(a -> read(a, name.orElse("effective routes"), home)).toList();
    if (tables.isEmpty() || tables.stream().map(EffectiveRoutes::content).distinct().count() > 1) {
      return Optional.empty();
    }
    found.forEach(a -> pool.use(a.resource()));
    // Without routes of its own a table is as good as none.
    boolean plain = found.get(0).userRoutes().isEmpty() && found.get(0).propagates();
    return Optional.of(plain && name.isEmpty() ? Optional.empty() : Optional.of(tables.get(0)));
  }

  private RouteTable read(Answer answer, String name, String home) {
    return new RouteTable(
        name,
        Datum.known(!answer.propagates()),
        Datum.known(answer.userRoutes().stream().map(r -> reader.effective(r, home)).toList()));
  }

  /** What two answers about one subnet must agree on. */
  private static String content(RouteTable table) {
    Stream<String> routes =
        table.routes().orElse(List.of()).stream()
            .map(r -> new Route("", r.destination(), r.nextHopType(), r.nextHopIpAddress(), ""))
            .map(Route::toString)
            .sorted();
    return table.disableBgpRoutePropagation() + " " + routes.toList();
  }

  private Optional<ResourceId> subnet(Answer answer) {
    Map<String, ResourceId> named = named(answer.resource().document());
    if (!named.isEmpty()) {
      ResourceId only = named.values().iterator().next();
      boolean fits =
          pool.find(only.parent())
              .flatMap(EffectiveRoutes::space)
              .map(space -> space.equals(answer.local()))
              .orElse(true);
      return named.size() == 1 && fits ? Optional.of(only) : Optional.empty();
    }
    return network(answer).flatMap(this::onlySubnet);
  }

  /** The subnets that a document names beside its one effective route table. */
  private Map<String, ResourceId> named(JsonDocument document) {
    Map<String, ResourceId> named = new HashMap<>();
    Stream.concat(
            pool.ofType(AzureTypes.EFFECTIVE_RULES).stream()
                .filter(r -> r.document() == document)
                .map(r -> AzureNode.of(r).own("subnet")),
            pool.ofType(AzureTypes.NETWORK_INTERFACE).stream()
                .filter(r -> r.document() == document)
                .flatMap(r -> AzureNode.of(r).get("ipConfigurations").elements().stream())
                .map(ip -> ip.get("subnet")))
        .flatMap(subnet -> subnet.own("id").text().stream())
        .map(ResourceId::new)
        .forEach(id -> named.put(id.key(), id));
    boolean alone = answers.stream().filter(a -> a.resource().document() == document).count() == 1;
    return alone ? named : Map.of();
  }

  private Optional<ResourceId> onlySubnet(ResourceId network) {
    Datum<List<AzureNode>> subnets =
        pool.find(network)
            .map(AzureNode::of)
            .map(
                node ->
                    Children.merged(
                        node, "subnets", pool.knownChildren(network, AzureTypes.SUBNET), ""))
            .orElseGet(() -> Datum.unknown(Missing.fact("")));
    List<String> open =
        subnets.orElse(List.of()).stream()
            .map(Children::name)
            .filter(name -> !RESERVED.contains(name.toLowerCase(Locale.ROOT)))
            .toList();
    return open.size() == 1
        ? Optional.of(new ResourceId(network.text() + "/subnets/" + open.get(0)))
        : Optional.empty();
  }
}
