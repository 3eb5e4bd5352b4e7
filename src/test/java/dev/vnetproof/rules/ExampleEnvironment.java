package dev.vnetproof.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.model.EnvironmentSnapshot;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An environment in the shorthand of the worked examples. Unless told otherwise: public cloud,
 * stv2, Premium, external, one location in West US with VNet 10.0.0.0/16, subnet 10.0.1.0/24 and a
 * security group without rules of its own, no route table, Azure's DNS, no feature declared.
 */
final class ExampleEnvironment {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern RULE =
      Pattern.compile(
          "(?<priority>\\d+) (?<direction>In|Out) (?<access>Allow|Deny) (?<protocol>\\S+)"
              + " (?<source>[^ :]+)(:(?<sourcePort>\\S+))? -> (?<destination>[^"
              + " :]+):(?<port>\\S+)");
  private static final Pattern ROUTE = Pattern.compile("(\\S+) -> (\\S+)( (\\S+))?");

  private final ObjectNode root = JSON.objectNode();
  private final ObjectNode deployment;
  private final ArrayNode locations;
  private ObjectNode location;

  ExampleEnvironment() {
    root.put("snapshot", "1").put("name", "example");
    deployment = root.putObject("deployment").put("cloud", "AzurePublic");
    deployment.put("platformVersion", "stv2").put("virtualNetworkType", "External");
    deployment.put("sku", "Premium").putObject("features");
    locations = root.putArray("locations");
    location = addLocation("westus", true);
  }

  private ObjectNode addLocation(String region, boolean primary) {
    ObjectNode added = locations.addObject().put("region", region).put("primary", primary);
    added.put("units", 1);
    ObjectNode subnet = added.putObject("subnet").put("name", "apim");
    subnet.putArray("addressPrefixes").add("10.0.1.0/24");
    subnet.putArray("serviceEndpoints");
    subnet.putArray("delegations");
    ObjectNode network = added.putObject("virtualNetwork").put("name", "vnet");
    network.putArray("addressSpace").add("10.0.0.0/16");
    network.putArray("peeredAddressSpaces");
    network.putArray("onPremisesAddressSpaces");
    network.put("gateway", false);
    added.putObject("networkSecurityGroup").put("name", "nsg").putArray("securityRules");
    added.putNull("routeTable");
    added.putObject("dns").putArray("servers");
    added.putNull("egressFirewall");
    return added;
  }

  ExampleEnvironment internal() {
    deployment.put("virtualNetworkType", "Internal");
    return this;
  }

  ExampleEnvironment stv1() {
    deployment.put("platformVersion", "stv1");
    return this;
  }

  ExampleEnvironment developer() {
    deployment.put("sku", "Developer");
    return this;
  }

  ExampleEnvironment in(String region) {
    location.put("region", region);
    return this;
  }

  /** A further location; rules and routes that follow are its own. */
  ExampleEnvironment and(String region) {
    location = addLocation(region, false);
    return this;
  }

  ExampleEnvironment feature(String name, boolean used) {
    ((ObjectNode) deployment.get("features")).put(name, used);
    return this;
  }

  ExampleEnvironment endpoint(String service) {
    ((ArrayNode) location.get("subnet").get("serviceEndpoints")).add(service);
    return this;
  }

  ExampleEnvironment clients(String prefix) {
    deployment.putArray("clientAddressPrefixes").add(prefix);
    return this;
  }

  /**
   * Rules as {@code prio dir access proto src[:sport] -> dst:dport}; {@code ASG(name)} is an
   * application security group. A rule is named after its direction and priority, {@code out-200}.
   */
  ExampleEnvironment rules(String... texts) {
    ArrayNode rules = (ArrayNode) location.get("networkSecurityGroup").get("securityRules");
    for (String text : texts) {
      Matcher match = RULE.matcher(text);
      if (!match.matches()) {
        throw new IllegalArgumentException("not a rule: " + text);
      }
      boolean inbound = match.group("direction").equals("In");
      ObjectNode rule = rules.addObject();
      rule.put("name", (inbound ? "in-" : "out-") + match.group("priority"));
      rule.put("priority", Integer.parseInt(match.group("priority")));
      rule.put("direction", inbound ? "Inbound" : "Outbound");
      rule.put("access", match.group("access"));
      rule.put("protocol", match.group("protocol"));
      side(rule, "source", match.group("source"));
      rule.put(
          "sourcePortRange", match.group("sourcePort") == null ? "*" : match.group("sourcePort"));
      side(rule, "destination", match.group("destination"));
      ArrayNode ports = rule.putArray("destinationPortRanges");
      for (String port : match.group("port").split(",")) {
        ports.add(port);
      }
    }
    return this;
  }

  private static void side(ObjectNode rule, String side, String text) {
    if (text.startsWith("ASG(")) {
      rule.putArray(side + "ApplicationSecurityGroups").add(text.substring(4, text.length() - 1));
      rule.putNull(side + "AddressPrefix");
    } else {
      rule.put(side + "AddressPrefix", text);
    }
  }

  /** Routes as {@code destination -> hop [address]}. */
  ExampleEnvironment routes(String... texts) {
    ObjectNode table = location.putObject("routeTable").put("name", "rt");
    table.put("disableBgpRoutePropagation", false);
    ArrayNode routes = table.putArray("routes");
    for (String text : texts) {
      Matcher match = ROUTE.matcher(text);
      if (!match.matches()) {
        throw new IllegalArgumentException("not a route: " + text);
      }
      ObjectNode route = routes.addObject().put("name", "to-" + match.group(1).replace('/', '-'));
      route.put("addressPrefix", match.group(1)).put("nextHopType", match.group(2));
      if (match.group(4) != null) {
        route.put("nextHopIpAddress", match.group(4));
      }
    }
    return this;
  }

  EnvironmentSnapshot snapshot() {
    return RuleCase.snapshot("example.json", root);
  }
}
