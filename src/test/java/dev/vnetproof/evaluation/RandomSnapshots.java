package dev.vnetproof.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.snapshot.SnapshotReader;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.source.JsonDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Makes complete snapshots at random, as JSON, so that tests can take away and reorder. */
public final class RandomSnapshots {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> REGIONS = List.of("westus", "northeurope", "francecentral");
  private static final List<String> FEATURES =
      List.of(
          "entraIdIntegration",
          "authorizations",
          "eventHubLogging",
          "azureMonitor",
          "applicationInsights",
          "gitRepository",
          "externalCache",
          "internalCache",
          "rateLimitCounters",
          "keyVaultNamedValues",
          "healthMonitoringExtension",
          "plainHttpClients");
  private static final List<String> PEERS =
      List.of(
          "*",
          "*",
          "Internet",
          "Internet",
          "VirtualNetwork",
          "Storage",
          "Storage.WestUS",
          "Sql",
          "Sql.NorthEurope",
          "EventHub",
          "AzureCloud",
          "ApiManagement",
          "ApiManagement.WestUS",
          "AzureKeyVault",
          "AzureMonitor",
          "AzureActiveDirectory",
          "AzureLoadBalancer",
          "AzureConnectors",
          "203.0.113.0/24",
          "10.0.0.0/16",
          "10.9.0.0/24",
          "20.0.0.0/8");
  private static final List<String> SELVES =
      List.of("*", "VirtualNetwork", "VirtualNetwork", "10.0.1.0/24", "10.0.1.0/25", "10.0.0.0/16");
  private static final List<String> PORTS =
      List.of(
          "*",
          "*",
          "443",
          "1433",
          "3443",
          "6390",
          "6380",
          "6381-6383",
          "4290",
          "445",
          "80",
          "1886",
          "5671-5672",
          "12000",
          "0-6389",
          "400-500",
          "1024-65535");

  private final Random random;

  public RandomSnapshots(long seed) {
    this.random = new Random(seed);
  }

  static EnvironmentSnapshot read(JsonNode json) {
    return new SnapshotReader()
        .read(JsonDocument.parse("random.json", json.toString().getBytes(UTF_8)));
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean chance(int outOf100) {
    return random.nextInt(100) < outOf100;
  }

  public ObjectNode snapshot() {
    ObjectNode root = JSON.objectNode();
    root.put("snapshot", "1").put("name", "random");
    ObjectNode deployment = root.putObject("deployment");
    deployment.put("name", "apim").put("cloud", "AzurePublic");
    deployment.put("platformVersion", chance(75) ? "stv2" : "stv1");
    deployment.put("virtualNetworkType", chance(60) ? "External" : "Internal");
    deployment.put("sku", chance(75) ? "Premium" : "Developer");
    ObjectNode features = deployment.putObject("features");
    FEATURES.forEach(feature -> features.put(feature, chance(60)));
    ArrayNode clients = deployment.putArray("clientAddressPrefixes");
    if (chance(40)) {
      clients.add(chance(50) ? "203.0.113.0/24" : "10.9.0.0/24");
    }
    ArrayNode locations = root.putArray("locations");
    int count = chance(30) ? 2 : 1;
    for (int i = 0; i < count; i++) {
      locations.add(location(REGIONS.get(i), i == 0));
    }
    return root;
  }

  private ObjectNode location(String region, boolean primary) {
    ObjectNode location = JSON.objectNode();
    location.put("region", region).put("primary", primary).put("units", 1 + random.nextInt(3));
    ObjectNode subnet = location.putObject("subnet").put("name", "apim");
    subnet.putArray("addressPrefixes").add("10.0.1.0/24");
    subnet.putArray("serviceEndpoints");
    subnet.putArray("delegations");
    ObjectNode network = location.putObject("virtualNetwork").put("name", "hub");
    network.putArray("addressSpace").add("10.0.0.0/16");
    ArrayNode peered = network.putArray("peeredAddressSpaces");
    if (chance(30)) {
      peered.add("10.1.0.0/16");
    }
    ArrayNode onPremises = network.putArray("onPremisesAddressSpaces");
    boolean gateway = chance(30);
    if (gateway) {
      onPremises.add("172.16.0.0/16").add("10.9.0.0/24");
    }
    network.put("gateway", gateway);
    if (chance(95)) {
      ObjectNode group = location.putObject("networkSecurityGroup").put("name", "nsg");
      rules(group.putArray("securityRules"));
    } else {
      location.putNull("networkSecurityGroup");
    }
    if (chance(25)) {
      ObjectNode table = location.putObject("routeTable").put("name", "rt");
      table.put("disableBgpRoutePropagation", chance(50));
      ArrayNode routes = table.putArray("routes");
      routes
          .addObject()
          .put("name", "r0")
          .put("addressPrefix", "10.50.0.0/16")
          .put("nextHopType", chance(50) ? "VirtualAppliance" : "VnetLocal")
          .put("nextHopIpAddress", "10.0.100.4");
      routes
          .addObject()
          .put("name", "r1")
          .put("addressPrefix", "ApiManagement")
          .put("nextHopType", "Internet");
    } else {
      location.putNull("routeTable");
    }
    location.putObject("dns").putArray("servers");
    location.putNull("egressFirewall");
    return location;
  }

  // ---- routes, firewall, DNS --------------------------------------------------------------------

  private static final List<String> HOPS =
      List.of("VirtualAppliance", "VirtualNetworkGateway", "Internet", "None", "VnetLocal");
  private static final List<String> DESTINATIONS =
      List.of(
          "0.0.0.0/0",
          "0.0.0.0/1",
          "128.0.0.0/1",
          "ApiManagement",
          "Storage",
          "Sql.WestUS",
          "AzureCloud",
          "AzureMonitor",
          "13.64.39.16/32",
          "20.0.0.0/8",
          "203.0.113.0/24",
          "10.0.0.0/16",
          "10.0.1.0/24",
          "10.50.0.0/16",
          "8.8.8.0/24");

  /** The same with route tables, firewalls, DNS servers and lists of several elements. */
  ObjectNode routed(ObjectNode snapshot) {
    for (JsonNode each : snapshot.get("locations")) {
      ObjectNode location = (ObjectNode) each;
      ObjectNode subnet = (ObjectNode) location.get("subnet");
      subnet.set("addressPrefixes", texts("10.0.1.0/25", "10.0.1.128/25"));
      subnet.set(
          "serviceEndpoints", some("Microsoft.Storage", "Microsoft.Sql", "Microsoft.KeyVault"));
      ObjectNode network = (ObjectNode) location.get("virtualNetwork");
      network.set("addressSpace", texts("10.0.0.0/17", "10.0.128.0/17", "10.8.0.0/24"));
      network.set("peeredAddressSpaces", some("10.1.0.0/16", "10.2.0.0/16"));
      network.set("onPremisesAddressSpaces", some("172.16.0.0/16", "10.9.0.0/24", "10.50.0.0/16"));
      network.put("gateway", chance(60));
      ObjectNode table = location.putObject("routeTable").put("name", "rt");
      table.put("disableBgpRoutePropagation", chance(40));
      ArrayNode routes = table.putArray("routes");
      List<String> destinations = new ArrayList<>(DESTINATIONS);
      Collections.shuffle(destinations, random);
      for (String destination : destinations.subList(0, random.nextInt(6))) {
        routes
            .addObject()
            .put("name", "to-" + destination)
            .put("addressPrefix", destination)
            .put("nextHopType", one(HOPS))
            .put("nextHopIpAddress", chance(80) ? "10.0.100.4" : "10.0.100.5");
      }
      location
          .putObject("dns")
          .set("servers", some("10.50.0.4", "10.0.9.4", "8.8.8.8", "168.63.129.16"));
      if (chance(70)) {
        firewall(location.putObject("egressFirewall"));
      }
    }
    return snapshot;
  }

  private void firewall(ObjectNode firewall) {
    firewall.put("name", "afw").put("privateIpAddress", "10.0.100.4");
    ArrayNode network = firewall.putArray("networkAllowances");
    for (int i = random.nextInt(4); i > 0; i--) {
      ObjectNode rule = network.addObject().put("name", "net-" + i).put("priority", 100 + 100 * i);
      rule.put("action", chance(75) ? "Allow" : "Deny");
      rule.set("sourceAddresses", chance(50) ? texts("*") : texts("10.0.1.0/25", "10.0.1.128/25"));
      rule.set("destinationAddresses", some("Storage", "Sql", "AzureMonitor", "10.50.0.0/16"));
      rule.set("destinationFqdns", some("a.example.com", "b.example.com"));
      rule.set("destinationPorts", chance(50) ? texts("*") : texts("443", "1433", "53"));
      rule.set("protocols", texts("TCP", "UDP"));
    }
    ArrayNode hosts = firewall.putArray("fqdnAllowances");
    for (int i = random.nextInt(3); i > 0; i--) {
      ObjectNode rule = hosts.addObject().put("name", "host-" + i);
      rule.set("sourceAddresses", texts("*"));
      rule.set(
          "fqdns", some("*.login.microsoft.com", "login.microsoftonline.com", "*.digicert.com"));
      ArrayNode protocols = rule.putArray("protocols");
      protocols.addObject().put("type", "Https").put("port", 443);
      protocols.addObject().put("type", "Http").put("port", 80);
    }
  }

  private ArrayNode texts(String... texts) {
    ArrayNode array = JSON.arrayNode();
    List.of(texts).forEach(array::add);
    return array;
  }

  private ArrayNode some(String... of) {
    ArrayNode array = JSON.arrayNode();
    List.of(of).stream().filter(each -> chance(50)).forEach(array::add);
    return array;
  }

  // ---- surroundings -----------------------------------------------------------------------------

  private static final List<String> ADMIN_ACCESS = List.of("Allow", "AlwaysAllow", "Deny", "Deny");

  /** The same with all that may stand around a subnet's group, routes and firewall. */
  public ObjectNode surrounded(ObjectNode snapshot) {
    ObjectNode deployment = (ObjectNode) snapshot.get("deployment");
    deployment.put("subscriptionId", "00000000-0000-0000-0000-00000000000" + random.nextInt(2));
    deployment.set("privateEndpointConnections", some("pe-apim"));
    for (JsonNode each : snapshot.get("locations")) {
      ObjectNode location = (ObjectNode) each;
      subnet((ObjectNode) location.get("subnet"));
      network(location, (ObjectNode) location.get("virtualNetwork"));
      adminRules(location.putArray("securityAdminRules"));
      if (chance(70)) {
        ObjectNode address = location.putObject("publicIpAddress").put("name", "pip");
        address.put("sku", chance(70) ? "Standard" : "Basic");
        address.set("dnsLabel", chance(70) ? JSON.textNode("contoso") : JSON.nullNode());
      } else {
        location.putNull("publicIpAddress");
      }
      ObjectNode dependencies = location.putObject("dependencies");
      guarded(dependencies.putArray("keyVaults"), "kv");
      guarded(dependencies.putArray("storageAccounts"), "st");
    }
    return snapshot;
  }

  private void subnet(ObjectNode subnet) {
    ArrayNode policies = subnet.putArray("serviceEndpointPolicies");
    if (chance(30)) {
      policies
          .addObject()
          .put("name", "sep")
          .set("serviceResources", some("/services/Azure/ApiManagement", "/subscriptions/s"));
    }
    ArrayNode users = subnet.putArray("otherUsers");
    for (int i = random.nextInt(3); i > 0; i--) {
      users
          .addObject()
          .put("name", "user-" + i)
          .put(
              "type",
              chance(50)
                  ? "Microsoft.ApiManagement/service"
                  : "Microsoft.Network/networkInterfaces")
          .put("number", random.nextInt(300));
    }
    subnet.set("natGateway", chance(50) ? JSON.textNode("nat") : JSON.nullNode());
    subnet.put("subscriptionId", "00000000-0000-0000-0000-000000000001");
    subnet.put("region", one(REGIONS));
  }

  private void network(ObjectNode location, ObjectNode network) {
    ArrayNode zones = network.putArray("privateDnsZones");
    for (String zone : List.of("azure-api.net", "privatelink.vault.azure.net", "contoso.example")) {
      if (chance(40)) {
        zones.addObject().put("name", zone).put("linked", chance(60)).set("records", some("a"));
      }
    }
    ArrayNode learned = network.putArray("learnedRoutes");
    ArrayNode onPremises = network.putArray("onPremisesAddressSpaces");
    for (String prefix : List.of("0.0.0.0/0", "10.50.0.0/16", "20.0.0.0/8")) {
      if (chance(40)) {
        // What is learned is behind the gateway, whether or not its routes are shown.
        onPremises.add(prefix);
        learned
            .addObject()
            .put("name", "to-" + prefix)
            .put("addressPrefix", prefix)
            .put("nextHopType", chance(50) ? "VirtualAppliance" : "VirtualNetworkGateway")
            .put("nextHopIpAddress", "10.0.100.4");
      }
    }
    network.put("gateway", !learned.isEmpty());
    location.putObject("dns").set("servers", some("10.0.9.4", "10.0.9.5"));
    ArrayNode others = network.putArray("otherSubnets");
    if (chance(70)) {
      ObjectNode other = others.addObject().put("name", "far");
      other.set("addressPrefixes", texts("10.0.9.0/24"));
      other.set("holds", some("dnsServer", "cache"));
      if (chance(70)) {
        ObjectNode group = other.putObject("networkSecurityGroup").put("name", "nsg-far");
        rules(group.putArray("securityRules"));
      } else {
        other.putNull("networkSecurityGroup");
      }
    }
  }

  private void adminRules(ArrayNode rules) {
    for (int i = random.nextInt(4); i > 0; i--) {
      boolean inbound = chance(50);
      ObjectNode rule = rules.addObject().put("name", "admin-" + i).put("ruleCollection", "rc");
      rule.put("priority", i * 10).put("direction", inbound ? "Inbound" : "Outbound");
      rule.put("access", one(ADMIN_ACCESS)).put("protocol", chance(60) ? "Tcp" : "Any");
      rule.set("sources", texts(inbound ? one(PEERS) : one(SELVES)));
      rule.set("sourcePortRanges", texts("*"));
      rule.set("destinations", texts(inbound ? one(SELVES) : one(PEERS)));
      rule.set("destinationPortRanges", texts(one(PORTS)));
    }
  }

  private void guarded(ArrayNode services, String name) {
    if (chance(50)) {
      ObjectNode service = services.addObject().put("name", name);
      service.put("publicNetworkAccess", chance(70) ? "Enabled" : "Disabled");
      ObjectNode rules = service.putObject("networkAcls");
      rules.put("defaultAction", chance(40) ? "Allow" : "Deny");
      rules.put("bypass", chance(50) ? "AzureServices" : "None");
      rules.set("ipRules", some("203.0.113.0/24"));
      rules.set("virtualNetworkRules", some("hub/apim"));
      service.set("privateEndpoints", some("pe-" + name));
    }
  }

  /** The same without some properties of rules, routes and networks: they are not known. */
  ObjectNode forgetful(ObjectNode snapshot) {
    for (JsonNode location : snapshot.get("locations")) {
      for (String list :
          List.of(
              "/networkSecurityGroup/securityRules",
              "/routeTable/routes",
              "/egressFirewall/networkAllowances",
              "/egressFirewall/fqdnAllowances")) {
        for (JsonNode element : location.at(list)) {
          forget((ObjectNode) element, 5);
        }
      }
      for (String part : List.of("/virtualNetwork", "/subnet", "/routeTable", "/egressFirewall")) {
        if (location.at(part).isObject()) {
          forget((ObjectNode) location.at(part), 5);
        }
      }
    }
    return snapshot;
  }

  private void forget(ObjectNode element, int outOf100) {
    List<String> names = new ArrayList<>();
    element.fieldNames().forEachRemaining(names::add);
    names.removeAll(List.of("name", "priority", "direction", "action"));
    names.stream().filter(name -> chance(outOf100)).forEach(element::remove);
  }

  private void rules(ArrayNode rules) {
    Set<Integer> priorities = new TreeSet<>();
    int count = 1 + random.nextInt(14);
    while (priorities.size() < count) {
      priorities.add(100 + random.nextInt(3900));
    }
    List<Integer> shuffled = new ArrayList<>(priorities);
    Collections.shuffle(shuffled, random);
    for (int priority : shuffled) {
      boolean inbound = chance(40);
      ObjectNode rule = rules.addObject().put("name", "rule-" + priority);
      rule.put("priority", priority);
      rule.put("direction", inbound ? "Inbound" : "Outbound");
      rule.put("access", chance(55) ? "Allow" : "Deny");
      rule.put("protocol", chance(60) ? "Tcp" : chance(60) ? "*" : "Udp");
      rule.put("sourceAddressPrefix", inbound ? one(PEERS) : one(SELVES));
      rule.put("sourcePortRange", chance(90) ? "*" : "1024-65535");
      rule.put("destinationAddressPrefix", inbound ? one(SELVES) : one(PEERS));
      if (chance(30)) {
        rule.putArray("destinationPortRanges").add(one(PORTS.subList(2, PORTS.size()))).add("443");
      } else {
        rule.put("destinationPortRange", one(PORTS));
      }
    }
  }
}
