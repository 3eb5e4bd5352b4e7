package dev.vnetproof.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.SnapshotException.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Azure refuses of a noun is told of native snapshots and of Azure's own JSON alike. */
class TrapsInBothFormatsTest {
  private static final String NETWORK =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
  private static final String SUBNET = NETWORK + "/virtualNetworks/v/subnets/s";

  private static List<Problem> problems(String json) {
    Imported imported =
        Importer.standard()
            .read(List.of(Input.named("in.json", json.replace('\'', '"').getBytes(UTF_8))));
    assertThat(imported.faults()).isEmpty();
    return imported.problems();
  }

  private static List<Problem> ofSnapshot(String noun, String properties) {
    return problems("{'snapshot': '1', 'locations': [{'" + noun + "': {" + properties + "}}]}");
  }

  private static final Map<String, String> TYPES =
      Map.of("routeTable", "routeTables", "networkSecurityGroup", "networkSecurityGroups");

  private static List<Problem> ofAzure(String noun, String properties) {
    String id = NETWORK + "/" + TYPES.getOrDefault(noun, "") + "/n";
    return problems(
        "[{'id': '/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/a',"
            + " 'type': 'Microsoft.ApiManagement/service', 'name': 'a', 'location': 'westus',"
            + " 'sku': {'name': 'Premium'}, 'properties': {'virtualNetworkType': 'External',"
            + " 'virtualNetworkConfiguration': {'subnetResourceId': '"
            + SUBNET
            + "'}}}, {'id': '"
            + SUBNET
            + "', 'type': 'Microsoft.Network/virtualNetworks/subnets', 'name': 's', 'properties':"
            + " {'addressPrefix': '10.0.0.0/24', '"
            + noun
            + "': {'id': '"
            + id
            + "'}}}, {'id': '"
            + id
            + "', 'type': 'Microsoft.Network/"
            + TYPES.getOrDefault(noun, "")
            + "', 'name': 'n', 'properties': {"
            + properties
            + "}}]");
  }

  private static void areTold(String noun, String properties, String end, String message) {
    for (List<Problem> problems :
        List.of(ofSnapshot(noun, properties), ofAzure(noun, properties))) {
      assertThat(problems).extracting(Problem::message).containsExactly(message);
      assertThat(problems.get(0).pointer()).endsWith(end);
    }
  }

  private static String list(String name, int count, IntFunction<String> element) {
    return "'"
        + name
        + "': ["
        + IntStream.range(0, count).mapToObj(element).collect(joining(", "))
        + "]";
  }

  private static String route(int number, String prefix) {
    return "{'name': 'r%s', 'addressPrefix': '%s', 'nextHopType': 'Internet'}"
        .formatted(number, prefix);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *                 | `*` is not the prefix of a route; for every address it is `0.0.0.0/0`
          Any               | `Any` is not the prefix of a route; for every address it is `0.0.0.0/0`
          VirtualNetwork    | `VirtualNetwork` cannot be routed by its tag; expected a prefix or another service tag
          Internet          | `Internet` cannot be routed by its tag; expected a prefix or another service tag
          AzurePlatformDNS  | `AzurePlatformDNS` cannot be routed by its tag; expected a prefix or another service tag
          10.0.0.4          | `10.0.0.4` has no prefix length; expected a prefix such as `10.0.1.0/24`
          """)
  void no_route_leads_there(String prefix, String message) {
    areTold("routeTable", list("routes", 1, n -> route(n, prefix)), "/addressPrefix", message);
  }

  @Test
  void a_route_to_an_appliance_needs_its_address() {
    String route =
        "'routes': [{'name': 'r', 'addressPrefix': '0.0.0.0/0', 'nextHopType': 'VirtualAppliance',"
            + " 'nextHopIpAddress': null}]";

    areTold(
        "routeTable",
        route,
        "/routes/0/nextHopIpAddress",
        "is null; expected the address of the appliance, which VirtualAppliance needs");
    assertThat(ofAzure("routeTable", route.replace(", 'nextHopIpAddress': null", ""))).isEmpty();
  }

  @Test
  void a_table_holds_so_many_routes() {
    IntFunction<String> element = n -> route(n, "10." + n / 256 + "." + n % 256 + ".0/24");

    assertThat(ofAzure("routeTable", list("routes", 400, element))).isEmpty();
    areTold(
        "routeTable",
        list("routes", 401, element),
        "/routes",
        "holds 401 routes; expected at most 400, Azure's limit");
    areTold(
        "routeTable",
        list("routes", 26, n -> route(n, "Storage.Region" + n)),
        "/routes",
        "holds 26 routes with service tags; expected at most 25, Azure's limit");
  }

  private static String rule(int priority, String rest) {
    return ("{'name': 'r%s', 'priority': %s, 'direction': 'Outbound', 'access': 'Allow',"
            + " 'protocol': 'Tcp', 'sourceAddressPrefix': '*', 'sourcePortRange': '*',"
            + " 'destinationPortRange': '443', %s}")
        .formatted(priority, priority, rest);
  }

  @Test
  void a_group_holds_so_many_rules() {
    IntFunction<String> element = n -> rule(100 + n, "'destinationAddressPrefix': '*'");

    assertThat(ofAzure("networkSecurityGroup", list("securityRules", 1_000, element))).isEmpty();
    areTold(
        "networkSecurityGroup",
        list("securityRules", 1_001, element),
        "/securityRules",
        "holds 1,001 rules; expected at most 1,000, Azure's limit");
  }

  @Test
  void a_priority_is_that_of_one_rule() {
    areTold(
        "networkSecurityGroup",
        list("securityRules", 2, n -> rule(100, "'destinationAddressPrefix': '*'")),
        "/securityRules/1/priority",
        "`100` is the priority of both `r100` and `r100`, direction Outbound; expected one rule"
            + " each");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Azure Storage | `Azure Storage` is not an address, a prefix or a service tag; did you mean the tag `Storage`?
          Event Hubs    | `Event Hubs` is not an address, a prefix or a service tag; did you mean the tag `EventHub`?
          10.0.0        | `10.0.0` is not an IP address or a prefix
          """)
  void no_rule_names_that(String prefix, String message) {
    areTold(
        "networkSecurityGroup",
        list("securityRules", 1, n -> rule(100, "'destinationAddressPrefix': '" + prefix + "'")),
        "/destinationAddressPrefix",
        message);
  }
}
