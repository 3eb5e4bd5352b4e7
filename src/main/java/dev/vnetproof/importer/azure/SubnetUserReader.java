package dev.vnetproof.importer.azure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.Reference;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.SubnetJoin;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.Sku;
import dev.vnetproof.model.SubnetUser;
import dev.vnetproof.model.VirtualNetworkType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What else holds addresses in the subnet of an instance: the interfaces and load balancers that
 * Azure lists with the subnet, other instances, and resources that name the subnet.
 */
final class SubnetUserReader {
  private static final String PROVIDERS = "/providers/";

  private final ResourcePool pool;
  private final ServiceReader services;

  /** By subnet: who names it, as what is read for nothing else. */
  private final Map<String, List<AzureResource>> tenants = new TreeMap<>();

  /** By subnet: the instances that have a location there. */
  private final Map<String, List<Instance>> instances = new TreeMap<>();

  private record Instance(AzureNode service, AzureNode place) {}

  SubnetUserReader(ResourcePool pool, ServiceReader services) {
    this.pool = pool;
    this.services = services;
    for (String type : AzureTypes.TENANTS) {
      for (AzureResource resource : pool.ofType(type)) {
        Map<String, Integer> named = new TreeMap<>();
        count(resource.body(), named);
        named
            .keySet()
            .forEach(
                subnet -> tenants.computeIfAbsent(subnet, s -> new ArrayList<>()).add(resource));
      }
    }
    pool.ofType(AzureTypes.SERVICE).forEach(service -> index(AzureNode.of(service)));
  }

  private void index(AzureNode service) {
    List<AzureNode> places = new ArrayList<>(List.of(service));
    places.addAll(ServiceReader.locations(service).elements());
    for (AzureNode place : places) {
      Reference.of(ServiceReader.subnetReference(place))
          .id()
          .ifPresent(
              subnet ->
                  instances
                      .computeIfAbsent(subnet.key(), s -> new ArrayList<>())
                      .add(new Instance(service, place)));
    }
  }

  /** How often each subnet is named. */
  private static void count(JsonNode node, Map<String, Integer> to) {
    if (node.isTextual()) {
      String text = node.textValue();
      if (text.toLowerCase(Locale.ROOT).contains("/subnets/")) {
        to.merge(new ResourceId(text).key(), 1, Integer::sum);
      }
    }
    node.forEach(child -> count(child, to));
  }

  /**
   * @param own the service whose subnet it is
   */
  Datum<List<SubnetUser>> of(SubnetJoin subnet, ResourceId id, AzureNode own) {
    Optional<AzureNode> printed = subnet.get("ipConfigurations");
    if (printed.isEmpty()) {
      return Datum.unknown(subnet.missing("ipConfigurations"));
    }
    if (printed.get().unresolved().isPresent()) {
      return ValueReader.unresolved(printed.get().unresolved().get());
    }
    Map<String, SubnetUser> users = new LinkedHashMap<>();
    for (AzureNode element : printed.get().elements()) {
      Reference.of(element)
          .id()
          .filter(user -> isOfCustomer(user, id))
          .ifPresent(user -> add(holder(user), 1, users));
    }
    listed(subnet, id, users);
    for (AzureResource tenant : tenants.getOrDefault(id.key(), List.of())) {
      ResourceId holder = new ResourceId(tenant.id());
      if (!users.containsKey(holder.key()) && !isBehind(holder, users)) {
        users.put(
            holder.key(),
            new SubnetUser(tenant.name(), Datum.known(tenant.type()), number(tenant, id)));
      }
      pool.use(tenant);
    }
    for (Instance other : instances.getOrDefault(id.key(), List.of())) {
      if (!key(other.service()).equals(key(own))) {
        users.put(
            key(other.service()),
            new SubnetUser(
                Children.name(other.service()),
                Datum.known(other.service().resource().type()),
                addresses(other.service(), other.place())));
      }
    }
    List<SubnetUser> all = List.copyOf(users.values());
    return all.isEmpty() ? pool.none(all) : Datum.known(all);
  }

  private static String key(AzureNode service) {
    return new ResourceId(service.resource().id()).key();
  }

  /**
   * The machines of Azure's own services, those of the instance among them, belong to subscriptions
   * of Microsoft; a customer's interface is always in the subscription of its network.
   */
  private static boolean isOfCustomer(ResourceId user, ResourceId subnet) {
    return user.subscription().equals(subnet.subscription());
  }

  /** The resource that an IP configuration belongs to. */
  private static ResourceId holder(ResourceId configuration) {
    String text = configuration.text();
    int provider = text.toLowerCase(Locale.ROOT).lastIndexOf(PROVIDERS);
    if (provider < 0) {
      return configuration;
    }
    // Namespace, type and name; below them stand machines, interfaces and configurations.
    int end = provider + PROVIDERS.length();
    for (int part = 0; part < 3 && end > 0; part++) {
      end = text.indexOf('/', end + 1);
    }
    return end < 0 ? configuration : new ResourceId(text.substring(0, end));
  }

  private static void add(ResourceId holder, int number, Map<String, SubnetUser> to) {
    to.merge(
        holder.key(),
        new SubnetUser(
            holder.name(),
            holder
                .type()
                .map(Datum::known)
                .orElseGet(() -> Datum.unknown(Missing.fact("its type"))),
            Datum.known(number)),
        (one, other) ->
            new SubnetUser(
                one.name(),
                one.type(),
                Datum.known(one.number().orElse(0) + other.number().orElse(0))));
  }

  /** Application gateways and private endpoints, which Azure lists apart. */
  private static void listed(SubnetJoin subnet, ResourceId id, Map<String, SubnetUser> users) {
    for (String property : List.of("applicationGatewayIPConfigurations", "privateEndpoints")) {
      for (AzureNode element : subnet.get(property).map(AzureNode::elements).orElse(List.of())) {
        Optional<ResourceId> user = Reference.of(element).id().map(SubnetUserReader::holder);
        boolean isCounted =
            user.isEmpty()
                || !isOfCustomer(user.get(), id)
                || users.values().stream().anyMatch(other -> isInterfaceOf(other, user.get()));
        if (!isCounted) {
          users.putIfAbsent(
              user.get().key(),
              new SubnetUser(
                  user.get().name(),
                  user.get()
                      .type()
                      .map(Datum::known)
                      .orElseGet(() -> Datum.unknown(Missing.fact("its type"))),
                  uncounted(user.get().name(), id)));
        }
      }
    }
  }

  /** Azure names the interface of a private endpoint after it, unless somebody else does. */
  private static boolean isInterfaceOf(SubnetUser user, ResourceId endpoint) {
    return lower(user.name()).startsWith(lower(endpoint.name()) + ".nic.");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Datum<Integer> uncounted(String name, ResourceId subnet) {
    return Datum.unknown(
        Missing.fact("how many addresses `" + name + "` takes in subnet `" + subnet.text() + "`"));
  }

  /** A private endpoint holds its addresses through an interface of its own. */
  private boolean isBehind(ResourceId tenant, Map<String, SubnetUser> users) {
    return pool
        .find(tenant)
        .map(AzureNode::of)
        .map(node -> node.get("networkInterfaces").elements())
        .orElse(List.of())
        .stream()
        .flatMap(element -> Reference.of(element).id().stream())
        .anyMatch(nic -> users.containsKey(nic.key()));
  }

  /** An interface has an address for each configuration; how many others have, is theirs. */
  private static Datum<Integer> number(AzureResource tenant, ResourceId subnet) {
    Map<String, Integer> named = new TreeMap<>();
    count(tenant.body(), named);
    boolean isCounted =
        tenant.type().equalsIgnoreCase(AzureTypes.NETWORK_INTERFACE)
            || tenant.type().equalsIgnoreCase(AzureTypes.LOAD_BALANCER)
            || tenant.type().equalsIgnoreCase(AzureTypes.RESOLVER_ENDPOINT);
    return isCounted
        ? Datum.known(named.getOrDefault(subnet.key(), 1))
        : uncounted(tenant.name(), subnet);
  }

  /**
   * Two for each unit of Premium, one of Developer; one more for the internal load balancer
   * (virtual network injection resources, 2025-04-17).
   */
  private Datum<Integer> addresses(AzureNode service, AzureNode place) {
    Datum<Sku> tier = services.tier(service);
    Datum<VirtualNetworkType> type = services.virtualNetworkType(service);
    if (!(tier instanceof Datum.Known<Sku> known) || !type.isKnown()) {
      return Datum.unknown(tier.ifMissing().orElseGet(type::missing));
    }
    int more = type.equals(Datum.known(VirtualNetworkType.INTERNAL)) ? 1 : 0;
    return known.value() == Sku.PREMIUM
        ? services.units(place).map(units -> 2 * units + more)
        : Datum.known(1 + more);
  }
}
