package dev.vnetproof.importer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.vnetproof.model.Access;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DeclaredDeployment;
import dev.vnetproof.model.DeploymentKind;
import dev.vnetproof.model.DnsSettings;
import dev.vnetproof.model.EgressFirewall;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Feature;
import dev.vnetproof.model.FqdnAllowance;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkAllowance;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.ServiceEndpoint;
import dev.vnetproof.model.Subnet;
import dev.vnetproof.model.TagExpansion;
import dev.vnetproof.model.VirtualNetwork;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes a snapshot in the native format: what is unknown is left out, what is known to be none is
 * null or []. Reading the result gives the same snapshot, apart from its source and its pointers.
 */
public final class SnapshotWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Pretty-printed, properties in the order of the schema, one line break at the end. */
  public String write(EnvironmentSnapshot snapshot) {
    ObjectNode node = NODES.objectNode();
    node.put("snapshot", "1");
    node.put("name", snapshot.name());
    snapshot.capturedAt().ifPresent(at -> node.put("capturedAt", at));
    node.set("deployment", deployment(snapshot.deployment()));
    if (!snapshot.serviceTags().isEmpty()) {
      node.set("serviceTags", array(snapshot.serviceTags(), SnapshotWriter::expansion));
    }
    node.set("locations", array(snapshot.locations(), SnapshotWriter::location));
    return PrettyJson.print(node);
  }

  private static ObjectNode deployment(DeclaredDeployment deployment) {
    ObjectNode node = NODES.objectNode();
    node.put("name", deployment.name());
    text(node, "cloud", deployment.cloud().map(c -> c.azureName()));
    text(node, "platformVersion", deployment.platformVersion().map(v -> v.azureName()));
    text(node, "virtualNetworkType", deployment.virtualNetworkType().map(t -> t.azureName()));
    text(node, "sku", deployment.sku().map(s -> s.azureName()));
    if (deployment.kind() != DeploymentKind.INSTANCE) {
      node.put("kind", deployment.kind().azureName());
    }
    text(node, "networkModel", deployment.networkModel().map(m -> m.azureName()));
    if (!deployment.features().isEmpty()) {
      ObjectNode features = node.putObject("features");
      for (Feature feature : Feature.values()) {
        Optional.ofNullable(deployment.features().get(feature))
            .ifPresent(used -> features.put(feature.azureName(), used));
      }
    }
    texts(
        node,
        "clientAddressPrefixes",
        deployment.clientAddressPrefixes().map(SnapshotWriter::texts));
    text(node, "subscriptionId", deployment.subscriptionId());
    texts(node, "privateEndpointConnections", deployment.privateEndpointConnections());
    return node;
  }

  private static ObjectNode expansion(TagExpansion expansion) {
    ObjectNode node = NODES.objectNode();
    node.put("name", expansion.tag().name());
    prefixes(node, "addressPrefixes", Datum.known(expansion.prefixes()));
    return node;
  }

  private static ObjectNode location(Location location) {
    ObjectNode node = NODES.objectNode();
    text(node, "region", location.region().map(region -> region.name()));
    put(node, "primary", location.primary(), node::put);
    put(node, "units", location.units(), node::put);
    setUnlessEmpty(node, "subnet", subnet(location.subnet()));
    setUnlessEmpty(node, "virtualNetwork", virtualNetwork(location.virtualNetwork()));
    optional(node, "networkSecurityGroup", location.networkSecurityGroup(), SnapshotWriter::group);
    optional(node, "routeTable", location.routeTable(), SnapshotWriter::routeTable);
    dns(node, location.dns());
    optional(node, "egressFirewall", location.egressFirewall(), SnapshotWriter::firewall);
    SurroundingsWriter.location(node, location);
    return node;
  }

  private static ObjectNode subnet(Subnet subnet) {
    ObjectNode node = NODES.objectNode();
    name(node, subnet.name());
    prefixes(node, "addressPrefixes", subnet.addressPrefixes());
    texts(
        node,
        "serviceEndpoints",
        subnet
            .serviceEndpoints()
            .map(set -> sorted(set).stream().map(ServiceEndpoint::azureName).toList()));
    texts(node, "delegations", subnet.delegations());
    SurroundingsWriter.subnet(node, subnet);
    return node;
  }

  private static List<ServiceEndpoint> sorted(Set<ServiceEndpoint> endpoints) {
    return endpoints.stream().sorted().toList();
  }

  private static ObjectNode virtualNetwork(VirtualNetwork network) {
    ObjectNode node = NODES.objectNode();
    name(node, network.name());
    prefixes(node, "addressSpace", network.addressSpace());
    prefixes(node, "peeredAddressSpaces", network.peeredAddressSpaces());
    prefixes(node, "onPremisesAddressSpaces", network.onPremisesAddressSpaces());
    put(node, "gateway", network.gateway(), node::put);
    SurroundingsWriter.virtualNetwork(node, network);
    return node;
  }

  static ObjectNode group(NetworkSecurityGroup group) {
    ObjectNode node = NODES.objectNode();
    name(node, group.name());
    objects(node, "securityRules", group.securityRules(), SnapshotWriter::rule);
    List<ObjectNode> defaults =
        group.defaultSecurityRules().stream().map(SnapshotWriter::rule).toList();
    if (!defaults.equals(
        NetworkSecurityGroup.DEFAULT_RULES.stream().map(SnapshotWriter::rule).toList())) {
      node.set("defaultSecurityRules", array(defaults, rule -> rule));
    }
    return node;
  }

  private static ObjectNode rule(SecurityRule rule) {
    ObjectNode node = NODES.objectNode();
    node.put("name", rule.name());
    node.put("priority", rule.priority());
    node.put("direction", rule.direction().azureName());
    text(node, "access", rule.access().map(a -> a.azureName()));
    rule.protocols()
        .asOptional()
        .flatMap(SnapshotWriter::protocol)
        .ifPresent(protocol -> node.put("protocol", protocol));
    addresses(node, "source", rule.sources());
    ports(node, "source", rule.sourcePorts());
    addresses(node, "destination", rule.destinations());
    ports(node, "destination", rule.destinationPorts());
    return node;
  }

  /** A rule names one protocol or all; what lies between has no spelling and stays out. */
  static Optional<String> protocol(Set<Protocol> protocols) {
    if (protocols.size() == 1) {
      return Optional.of(protocols.iterator().next().azureName());
    }
    return protocols.size() == Protocol.values().length ? Optional.of("*") : Optional.empty();
  }

  private static void addresses(ObjectNode node, String side, Datum<RuleAddresses> datum) {
    datum
        .asOptional()
        .ifPresent(
            addresses -> {
              List<String> texts = texts(addresses);
              if (texts.size() == 1) {
                node.put(side + "AddressPrefix", texts.get(0));
              } else if (!texts.isEmpty()) {
                node.set(side + "AddressPrefixes", array(texts, TextNode::valueOf));
              }
              if (!addresses.applicationSecurityGroups().isEmpty()) {
                node.set(
                    side + "ApplicationSecurityGroups",
                    array(addresses.applicationSecurityGroups(), TextNode::valueOf));
              }
            });
  }

  static List<String> texts(RuleAddresses addresses) {
    List<String> texts = new ArrayList<>();
    if (addresses.any()) {
      texts.add("*");
    }
    texts.addAll(addresses.prefixes().texts());
    addresses.tags().forEach(tag -> texts.add(tag.name()));
    return texts;
  }

  private static void ports(ObjectNode node, String side, Datum<PortSet> datum) {
    datum
        .asOptional()
        .map(SnapshotWriter::texts)
        .ifPresent(
            texts -> {
              if (texts.size() == 1) {
                node.put(side + "PortRange", texts.get(0));
              } else {
                node.set(side + "PortRanges", array(texts, TextNode::valueOf));
              }
            });
  }

  static List<String> texts(PortSet ports) {
    if (ports.isEmpty()) {
      return List.of();
    }
    return ports.equals(PortSet.ALL) ? List.of("*") : List.of(ports.toString().split(", "));
  }

  private static ObjectNode routeTable(RouteTable table) {
    ObjectNode node = NODES.objectNode();
    name(node, table.name());
    put(node, "disableBgpRoutePropagation", table.disableBgpRoutePropagation(), node::put);
    objects(
        node,
        "routes",
        table.routes().map(routes -> routes.stream().flatMap(SnapshotWriter::routes).toList()),
        route -> route);
    return node;
  }

  /** One for each prefix that the route names, which is one unless an input bundles them. */
  static Stream<ObjectNode> routes(Route route) {
    return route
        .destination()
        .asOptional()
        .map(
            destination -> texts(destination).stream().map(text -> route(route, Optional.of(text))))
        .orElseGet(() -> Stream.of(route(route, Optional.empty())));
  }

  private static ObjectNode route(Route route, Optional<String> prefix) {
    ObjectNode node = NODES.objectNode();
    name(node, route.name());
    prefix.ifPresent(text -> node.put("addressPrefix", text));
    text(node, "nextHopType", route.nextHopType().map(t -> t.azureName()));
    route.nextHopIpAddress().ifPresent(ip -> node.put("nextHopIpAddress", ip.toString()));
    return node;
  }

  private static void dns(ObjectNode location, DnsSettings dns) {
    if (dns.servers().isKnown() || dns.forwardsAzureNames().isKnown()) {
      ObjectNode node = location.putObject("dns");
      texts(node, "servers", dns.servers().map(s -> s.stream().map(Object::toString).toList()));
      put(node, "forwardsAzureNames", dns.forwardsAzureNames(), node::put);
    }
  }

  private static ObjectNode firewall(EgressFirewall firewall) {
    ObjectNode node = NODES.objectNode();
    name(node, firewall.name());
    text(node, "privateIpAddress", firewall.privateIpAddress().map(Object::toString));
    objects(node, "fqdnAllowances", firewall.fqdnAllowances(), SnapshotWriter::fqdnAllowance);
    objects(
        node, "networkAllowances", firewall.networkAllowances(), SnapshotWriter::networkAllowance);
    return node;
  }

  private static ObjectNode fqdnAllowance(FqdnAllowance allowance) {
    ObjectNode node = allowance(allowance.name(), allowance.priority(), allowance.access());
    texts(node, "sourceAddresses", allowance.sourceAddresses().map(SnapshotWriter::texts));
    texts(node, "fqdns", allowance.fqdns());
    if (!allowance.fqdnTags().isEmpty()) {
      node.set("fqdnTags", array(allowance.fqdnTags(), TextNode::valueOf));
    }
    objects(
        node,
        "protocols",
        allowance.protocols(),
        protocol ->
            NODES
                .objectNode()
                .put("type", applicationProtocol(protocol.type()))
                .put("port", protocol.port()));
    return node;
  }

  private static String applicationProtocol(FqdnAllowance.Type type) {
    return switch (type) {
      case HTTP -> "Http";
      case HTTPS -> "Https";
      case MSSQL -> "Mssql";
    };
  }

  private static ObjectNode networkAllowance(NetworkAllowance allowance) {
    ObjectNode node = allowance(allowance.name(), allowance.priority(), allowance.access());
    texts(node, "sourceAddresses", allowance.sourceAddresses().map(SnapshotWriter::texts));
    texts(
        node, "destinationAddresses", allowance.destinationAddresses().map(SnapshotWriter::texts));
    texts(node, "destinationFqdns", allowance.destinationFqdns());
    texts(node, "destinationPorts", allowance.destinationPorts().map(SnapshotWriter::texts));
    texts(node, "protocols", allowance.protocols().map(SnapshotWriter::firewallProtocols));
    return node;
  }

  private static List<String> firewallProtocols(Set<Protocol> protocols) {
    return protocols.containsAll(EnumSet.allOf(Protocol.class))
        ? List.of("Any")
        : protocols.stream().sorted().map(protocol -> protocol.name()).toList();
  }

  private static ObjectNode allowance(String name, int priority, Access access) {
    ObjectNode node = NODES.objectNode();
    name(node, name);
    if (priority != NativeFirewallReader.DEFAULT_PRIORITY) {
      node.put("priority", priority);
    }
    if (access != Access.ALLOW) {
      node.put("action", access.azureName());
    }
    return node;
  }

  static void name(ObjectNode node, String name) {
    if (!name.equals(Fields.UNNAMED)) {
      node.put("name", name);
    }
  }

  static void setUnlessEmpty(ObjectNode node, String name, ObjectNode child) {
    if (!child.isEmpty()) {
      node.set(name, child);
    }
  }

  static <T> void put(ObjectNode node, String name, Datum<T> datum, BiConsumer<String, T> put) {
    datum.asOptional().ifPresent(value -> put.accept(name, value));
  }

  static void text(ObjectNode node, String name, Datum<String> datum) {
    datum.asOptional().ifPresent(text -> node.put(name, text));
  }

  static void texts(ObjectNode node, String name, Datum<List<String>> datum) {
    datum.asOptional().ifPresent(texts -> node.set(name, array(texts, TextNode::valueOf)));
  }

  static void prefixes(ObjectNode node, String name, Datum<AddressPrefixes> datum) {
    texts(node, name, datum.map(AddressPrefixes::texts));
  }

  static <T> void objects(
      ObjectNode node, String name, Datum<List<T>> datum, Function<T, ObjectNode> write) {
    datum.asOptional().ifPresent(list -> node.set(name, array(list, write)));
  }

  static <T> void optional(
      ObjectNode node, String name, Datum<Optional<T>> datum, Function<T, ObjectNode> write) {
    datum
        .asOptional()
        .ifPresent(
            value -> node.set(name, value.<JsonNode>map(write).orElse(NullNode.getInstance())));
  }

  static <T> ArrayNode array(
      Collection<T> elements, Function<? super T, ? extends JsonNode> write) {
    ArrayNode array = NODES.arrayNode(elements.size());
    elements.forEach(element -> array.add(write.apply(element)));
    return array;
  }
}
