package dev.vnetproof.importer.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.source.JsonDocument;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Reading what was written gives the same snapshot, whatever of it is known. */
class SnapshotRoundTripTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Pattern PROTOCOLS =
      Pattern.compile("(TCP|UDP|ICMP|ESP|AH)(, (TCP|UDP|ICMP|ESP|AH))+");

  private final SnapshotReader reader = new SnapshotReader();
  private final SnapshotWriter writer = new SnapshotWriter();

  @Test
  void random_snapshots_survive_a_round_trip() throws JsonProcessingException {
    long seed = Long.getLong("seed", 4711);
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      String json = MAPPER.writeValueAsString(snapshot(random));
      EnvironmentSnapshot first = read(json);
      String written = writer.write(first);
      EnvironmentSnapshot second = read(written);
      // The written form drops what makes no difference, and with it may move a pointer.
      assertThat(withoutPlaces(second))
          .as("seed %d, round %d: %s", seed, i, json)
          .isEqualTo(withoutPlaces(first));
      assertThat(writer.write(second)).isEqualTo(written);
      assertThat(SnapshotSchema.violations(MAPPER.readTree(written))).isEmpty();
    }
  }

  private EnvironmentSnapshot read(String json) {
    return reader.read(JsonDocument.parse("in.json", json.getBytes(UTF_8)));
  }

  /** The text of the whole record, with protocols, the only unordered sets in it, sorted. */
  private static String withoutPlaces(EnvironmentSnapshot snapshot) {
    return PROTOCOLS
        .matcher(snapshot.toString().replaceAll("/(locations|deployment)[/A-Za-z0-9]*", ""))
        .replaceAll(
            match ->
                Arrays.stream(match.group().split(", "))
                    .sorted()
                    .collect(Collectors.joining(", ")));
  }

  private static ObjectNode snapshot(Random random) {
    ObjectNode root = MAPPER.createObjectNode().put("snapshot", "1");
    maybe(random, root, "name", "\"n\\u00e9\\n\\\"\"", "null");
    maybe(random, root, "capturedAt", "\"2026-11-01T10:00:00Z\"");
    if (random.nextInt(5) > 0) {
      ObjectNode deployment = root.putObject("deployment");
      maybe(random, deployment, "name", "\"d\"");
      maybe(random, deployment, "cloud", "\"azurepublic\"", "\"AzureChina\"");
      maybe(random, deployment, "platformVersion", "\"stv1\"", "\"stv2.1\"");
      maybe(random, deployment, "virtualNetworkType", "\"internal\"", "\"External\"");
      maybe(random, deployment, "sku", "\"developer\"", "\"Premium\"");
      maybe(random, deployment, "features", "{}", "{\"azureMonitor\":true,\"gitRepository\":null}");
      maybe(random, deployment, "clientAddressPrefixes", "null", "[]", "[\"203.0.113.7\"]");
      maybe(random, deployment, "subscriptionId", "null", "\"s\"");
      maybe(random, deployment, "privateEndpointConnections", "null", "[\"pe\"]");
    }
    maybe(
        random,
        root,
        "serviceTags",
        "null",
        "[]",
        "[{\"name\":\"storage\",\"addressPrefixes\":[\"20.150.0.0/17\"]}]");
    ArrayNode locations = root.putArray("locations");
    int count = 1 + random.nextInt(3);
    int primary = random.nextInt(count + 1);
    for (int i = 0; i < count; i++) {
      ObjectNode location = locations.addObject();
      if (i == primary) {
        location.put("primary", true);
      }
      maybe(random, location, "region", "\"region" + i + "\"", "\"Region " + i + "\"");
      maybe(random, location, "units", "1", "31");
      fill(random, location);
    }
    return root;
  }

  private static void fill(Random random, ObjectNode location) {
    if (random.nextBoolean()) {
      ObjectNode subnet = location.putObject("subnet");
      maybe(random, subnet, "name", "\"apim\"");
      somePrefixes(random, subnet, "addressPrefixes");
      maybe(
          random,
          subnet,
          "serviceEndpoints",
          "[]",
          "[\"Microsoft.Sql\",\"Microsoft.Storage\",\"Other\"]");
      maybe(random, subnet, "delegations", "[]", "[\"Microsoft.Web/serverFarms\"]");
      maybe(
          random,
          subnet,
          "serviceEndpointPolicies",
          "[]",
          "[{\"name\":\"p\",\"serviceResources\":[\"/services/Azure\"]},{}]");
      maybe(
          random,
          subnet,
          "otherUsers",
          "null",
          "[{\"name\":\"vm\",\"type\":\"t\",\"number\":2},{\"number\":0}]");
      maybe(random, subnet, "natGateway", "null", "\"nat\"");
      maybe(random, subnet, "subscriptionId", "null", "\"s\"");
      maybe(random, subnet, "region", "\"West US\"");
    }
    if (random.nextBoolean()) {
      ObjectNode network = location.putObject("virtualNetwork");
      somePrefixes(random, network, "addressSpace");
      prefixes(random, network, "peeredAddressSpaces");
      prefixes(random, network, "onPremisesAddressSpaces");
      maybe(random, network, "gateway", "true", "false", "null");
      maybe(
          random,
          network,
          "privateDnsZones",
          "[]",
          "[{\"name\":\"Azure-API.net\",\"linked\":true,\"records\":[\"@\",\"a\"]},{\"name\":\"z\"}]");
      maybe(
          random,
          network,
          "learnedRoutes",
          "null",
          "[{\"addressPrefix\":\"0.0.0.0/0\",\"nextHopType\":\"VirtualNetworkGateway\"}]");
      if (random.nextBoolean()) {
        ObjectNode other = network.putArray("otherSubnets").addObject();
        prefixes(random, other, "addressPrefixes");
        maybe(random, other, "holds", "[]", "[\"cache\",\"DNSserver\"]");
        if (random.nextBoolean()) {
          rules(random, other.putObject("networkSecurityGroup"), "securityRules", 100);
        }
      }
    }
    if (random.nextInt(4) > 0) {
      ObjectNode group = location.putObject("networkSecurityGroup");
      rules(random, group, "securityRules", 100);
      if (random.nextInt(4) == 0) {
        rules(random, group, "defaultSecurityRules", 65000);
      }
    } else {
      maybe(random, location, "networkSecurityGroup", "null");
    }
    if (random.nextBoolean()) {
      ObjectNode table = location.putObject("routeTable");
      maybe(random, table, "disableBgpRoutePropagation", "true", "false");
      ArrayNode routes = table.putArray("routes");
      for (int i = random.nextInt(4); i > 0; i--) {
        ObjectNode route = routes.addObject();
        maybe(random, route, "name", "\"r\"");
        maybe(random, route, "addressPrefix", "\"0.0.0.0/0\"", "\"storage.westus\"", "\"::/0\"");
        maybe(random, route, "nextHopType", "\"Internet\"", "\"VirtualAppliance\"", "\"none\"");
        route.put("nextHopIpAddress", "10.0.0." + random.nextInt(256));
      }
    } else {
      maybe(random, location, "routeTable", "null");
    }
    maybe(
        random,
        location,
        "dns",
        "null",
        "{}",
        "{\"servers\":[\"10.0.0.1\",\"fd00::1\"]}",
        "{\"servers\":[],\"forwardsAzureNames\":false}");
    if (random.nextBoolean()) {
      firewall(random, location.putObject("egressFirewall"));
    } else {
      maybe(random, location, "egressFirewall", "null");
    }
    maybe(
        random,
        location,
        "publicIpAddress",
        "null",
        "{}",
        "{\"name\":\"p\",\"sku\":\"standard\",\"dnsLabel\":null}",
        "{\"sku\":\"StandardV2\",\"dnsLabel\":\"d\"}");
    maybe(
        random,
        location,
        "dependencies",
        "{}",
        "{\"keyVaults\":[{\"name\":\"k\",\"publicNetworkAccess\":\"enabled\",\"networkAcls\":{"
            + "\"defaultAction\":\"deny\",\"bypass\":\"Logging, AzureServices\",\"ipRules\":"
            + "[\"20.0.0.1\"],\"virtualNetworkRules\":[\"v/s\"]},\"privateEndpoints\":[]}],"
            + "\"storageAccounts\":[{\"networkAcls\":{\"bypass\":\"None\"}}]}");
    if (random.nextBoolean()) {
      adminRules(random, location.putArray("securityAdminRules"));
    }
  }

  private static void rules(Random random, ObjectNode group, String name, int base) {
    ArrayNode rules = group.putArray(name);
    for (int i = random.nextInt(6); i > 0; i--) {
      ObjectNode rule = rules.addObject();
      rule.put("name", "r" + i);
      rule.put("priority", base + i);
      rule.put("direction", random.nextBoolean() ? "Inbound" : "outbound");
      maybe(random, rule, "access", "\"Allow\"", "\"deny\"");
      maybe(random, rule, "protocol", "\"tcp\"", "\"*\"", "\"Any\"", "\"Esp\"");
      for (String side : List.of("source", "destination")) {
        maybe(random, rule, side + "AddressPrefix", "\"*\"", "\"Any\"", "\"sql\"", "\"10.0.0.4\"");
        maybe(
            random,
            rule,
            side + "AddressPrefixes",
            "[\"10.0.0.0/8\",\"fd00::/8\"]",
            "[\"10.0.0.1-10.0.0.9\"]",
            "[\"Internet\",\"*\"]");
        maybe(
            random,
            rule,
            side + "ApplicationSecurityGroups",
            "[\"/a\"]",
            "[{\"id\":\"/b\"},\"c\"]");
        maybe(random, rule, side + "PortRange", "\"*\"", "443", "\"1-9\"");
        maybe(random, rule, side + "PortRanges", "[\"80\",81,\"90-99\"]", "[\"0-65535\"]");
      }
    }
  }

  private static void adminRules(Random random, ArrayNode rules) {
    for (int i = random.nextInt(4); i > 0; i--) {
      ObjectNode rule = rules.addObject().put("name", "a" + i).put("priority", i);
      rule.put("direction", random.nextBoolean() ? "Inbound" : "outbound");
      maybe(random, rule, "ruleCollection", "\"rc\"", "null");
      maybe(random, rule, "access", "\"Allow\"", "\"deny\"", "\"AlwaysAllow\"");
      maybe(random, rule, "protocol", "\"tcp\"", "\"Any\"");
      for (String side : List.of("source", "destination")) {
        maybe(
            random,
            rule,
            side + "s",
            "[]",
            "[\"*\"]",
            "[{\"addressPrefix\":\"Internet\",\"addressPrefixType\":\"ServiceTag\"},\"10.0.0.4\"]");
        maybe(random, rule, side + "PortRanges", "null", "[\"0-65535\"]", "[80,\"90-99\"]");
      }
    }
  }

  private static void firewall(Random random, ObjectNode firewall) {
    maybe(random, firewall, "name", "\"fw\"");
    maybe(random, firewall, "privateIpAddress", "\"10.0.0.4\"");
    ArrayNode hosts = firewall.putArray("fqdnAllowances");
    ArrayNode networks = firewall.putArray("networkAllowances");
    for (int i = random.nextInt(4); i > 0; i--) {
      ObjectNode host = hosts.addObject();
      ObjectNode network = networks.addObject();
      for (ObjectNode allowance : List.of(host, network)) {
        maybe(random, allowance, "name", "\"a\"");
        maybe(random, allowance, "priority", "100", "65000");
        maybe(random, allowance, "action", "\"deny\"", "\"Allow\"");
        maybe(random, allowance, "sourceAddresses", "[]", "[\"*\"]", "[\"10.0.0.0/8\"]");
      }
      maybe(random, host, "fqdns", "[]", "[\"*\"]", "[\"A.b\",\"*.c.d\"]");
      maybe(random, host, "fqdnTags", "[]", "[\"WindowsUpdate\"]");
      maybe(random, host, "protocols", "[]", "[{\"type\":\"mssql\",\"port\":1433}]");
      maybe(random, network, "destinationAddresses", "[]", "[\"AzureMonitor\",\"10.0.0.4\"]");
      maybe(random, network, "destinationFqdns", "[]", "[\"a.b\"]");
      maybe(random, network, "destinationPorts", "[]", "[443,\"5671-5672\"]", "[\"*\"]");
      maybe(random, network, "protocols", "[]", "[\"udp\",\"TCP\"]", "[\"Any\"]");
    }
  }

  private static void somePrefixes(Random random, ObjectNode node, String name) {
    maybe(random, node, name, "[\"10.0.0.0/8\"]", "[\"10.1.0.0/16\",\"fd00::/8\"]");
  }

  private static void prefixes(Random random, ObjectNode node, String name) {
    maybe(random, node, name, "[]", "null", "[\"10.0.0.0/8\"]", "[\"10.1.0.0/16\",\"fd00::/8\"]");
  }

  /** Sets one of the values, or leaves the property out. */
  private static void maybe(Random random, ObjectNode node, String name, String... values) {
    int pick = random.nextInt(values.length + 1);
    if (pick < values.length) {
      try {
        JsonNode value = MAPPER.readTree(values[pick]);
        node.set(name, value);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
