package dev.vnetproof.importer.snapshot;

import static dev.vnetproof.importer.snapshot.SnapshotWriter.name;
import static dev.vnetproof.importer.snapshot.SnapshotWriter.objects;
import static dev.vnetproof.importer.snapshot.SnapshotWriter.optional;
import static dev.vnetproof.importer.snapshot.SnapshotWriter.prefixes;
import static dev.vnetproof.importer.snapshot.SnapshotWriter.put;
import static dev.vnetproof.importer.snapshot.SnapshotWriter.setUnlessEmpty;
import static dev.vnetproof.importer.snapshot.SnapshotWriter.text;
import static dev.vnetproof.importer.snapshot.SnapshotWriter.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.vnetproof.model.Access;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Dependencies;
import dev.vnetproof.model.GuardedService;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.OtherSubnet;
import dev.vnetproof.model.PrivateDnsZone;
import dev.vnetproof.model.PublicIpAddress;
import dev.vnetproof.model.PublicIpSku;
import dev.vnetproof.model.Region;
import dev.vnetproof.model.SecurityAdminRule;
import dev.vnetproof.model.ServiceEndpointPolicy;
import dev.vnetproof.model.Subnet;
import dev.vnetproof.model.SubnetUser;
import dev.vnetproof.model.VirtualNetwork;
import java.util.Optional;

/** Writes what {@link SurroundingsReader} and {@link SecurityAdminRuleReader} read. */
final class SurroundingsWriter {
  private SurroundingsWriter() {}

  static void subnet(ObjectNode node, Subnet subnet) {
    objects(
        node,
        "serviceEndpointPolicies",
        subnet.serviceEndpointPolicies(),
        SurroundingsWriter::policy);
    objects(node, "otherUsers", subnet.otherUsers(), SurroundingsWriter::user);
    optionalText(node, "natGateway", subnet.natGateway());
    text(node, "subscriptionId", subnet.subscriptionId());
    text(node, "region", subnet.region().map(Region::name));
  }

  static void virtualNetwork(ObjectNode node, VirtualNetwork network) {
    objects(node, "privateDnsZones", network.privateDnsZones(), SurroundingsWriter::zone);
    objects(
        node,
        "learnedRoutes",
        network
            .learnedRoutes()
            .map(routes -> routes.stream().flatMap(SnapshotWriter::routes).toList()),
        route -> route);
    objects(node, "otherSubnets", network.otherSubnets(), SurroundingsWriter::otherSubnet);
  }

  static void location(ObjectNode node, Location location) {
    optional(
        node, "publicIpAddress", location.publicIpAddress(), SurroundingsWriter::publicIpAddress);
    objects(
        node, "securityAdminRules", location.securityAdminRules(), SurroundingsWriter::adminRule);
    setUnlessEmpty(node, "dependencies", dependencies(location.dependencies()));
  }

  private static ObjectNode policy(ServiceEndpointPolicy policy) {
    ObjectNode node = named(policy.name());
    texts(node, "serviceResources", policy.serviceResources());
    return node;
  }

  private static ObjectNode user(SubnetUser user) {
    ObjectNode node = named(user.name());
    text(node, "type", user.type());
    put(node, "number", user.number(), node::put);
    return node;
  }

  private static ObjectNode zone(PrivateDnsZone zone) {
    ObjectNode node = named(zone.name());
    put(node, "linked", zone.linked(), node::put);
    texts(node, "records", zone.records());
    return node;
  }

  private static ObjectNode otherSubnet(OtherSubnet subnet) {
    ObjectNode node = named(subnet.name());
    prefixes(node, "addressPrefixes", subnet.addressPrefixes());
    optional(node, "networkSecurityGroup", subnet.networkSecurityGroup(), SnapshotWriter::group);
    texts(
        node,
        "holds",
        subnet.holds().map(ends -> ends.stream().sorted().map(OtherSubnet.FarEnd::word).toList()));
    return node;
  }

  private static ObjectNode publicIpAddress(PublicIpAddress address) {
    ObjectNode node = named(address.name());
    text(node, "sku", address.sku().map(PublicIpSku::azureName));
    optionalText(node, "dnsLabel", address.dnsLabel());
    return node;
  }

  private static ObjectNode adminRule(SecurityAdminRule rule) {
    ObjectNode node = named(rule.name());
    if (!rule.ruleCollection().isEmpty()) {
      node.put("ruleCollection", rule.ruleCollection());
    }
    node.put("priority", rule.priority());
    node.put("direction", rule.direction().azureName());
    text(node, "access", rule.access().map(a -> a.azureName()));
    rule.protocols()
        .asOptional()
        .flatMap(SnapshotWriter::protocol)
        .ifPresent(protocol -> node.put("protocol", protocol));
    texts(node, "sources", rule.sources().map(SnapshotWriter::texts));
    texts(node, "sourcePortRanges", rule.sourcePorts().map(SnapshotWriter::texts));
    texts(node, "destinations", rule.destinations().map(SnapshotWriter::texts));
    texts(node, "destinationPortRanges", rule.destinationPorts().map(SnapshotWriter::texts));
    return node;
  }

  private static ObjectNode dependencies(Dependencies dependencies) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    objects(node, "keyVaults", dependencies.keyVaults(), SurroundingsWriter::guarded);
    objects(node, "storageAccounts", dependencies.storageAccounts(), SurroundingsWriter::guarded);
    return node;
  }

  private static ObjectNode guarded(GuardedService service) {
    ObjectNode node = named(service.name());
    text(
        node,
        "publicNetworkAccess",
        service.publicNetworkAccess().map(open -> open ? "Enabled" : "Disabled"));
    ObjectNode rules = JsonNodeFactory.instance.objectNode();
    text(rules, "defaultAction", service.defaultAction().map(Access::azureName));
    text(rules, "bypass", service.trustedServices().map(t -> t ? "AzureServices" : "None"));
    prefixes(rules, "ipRules", service.ipRules());
    texts(rules, "virtualNetworkRules", service.virtualNetworkRules());
    setUnlessEmpty(node, "networkAcls", rules);
    texts(node, "privateEndpoints", service.privateEndpoints());
    return node;
  }

  private static ObjectNode named(String name) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    name(node, name);
    return node;
  }

  private static void optionalText(ObjectNode node, String name, Datum<Optional<String>> datum) {
    datum
        .asOptional()
        .ifPresent(
            text ->
                node.set(
                    name, text.<JsonNode>map(TextNode::valueOf).orElse(NullNode.getInstance())));
  }
}
