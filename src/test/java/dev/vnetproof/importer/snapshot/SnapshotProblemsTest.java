package dev.vnetproof.importer.snapshot;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vnetproof.model.SnapshotException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read when their snapshot is wrong. */
class SnapshotProblemsTest {
  private static final String RULE = "/locations/0/networkSecurityGroup/securityRules/0";

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "[\"fd00::/64\"]"})
  void a_subnet_and_a_network_have_an_ipv4_prefix(String none) {
    assertThat(
            Samples.problems(
                Samples.location(
                    "\"subnet\": {\"addressPrefixes\": %1$s}, \"virtualNetwork\": {\"addressSpace\": %1$s}"
                        .formatted(none))))
        .satisfiesExactly(
            subnet ->
                assertThat(subnet)
                    .endsWith(
                        "/locations/0/subnet/addressPrefixes: names no IPv4 prefix, and a subnet"
                            + " has one; expected it, or no `addressPrefixes` where it is not"
                            + " known"),
            network ->
                assertThat(network)
                    .endsWith(
                        "/locations/0/virtualNetwork/addressSpace: names no IPv4 prefix, and a"
                            + " virtual network has one; expected it, or no `addressSpace` where it"
                            + " is not known"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"::/0\"", "\"fd00::/64\", \"fe80::1\""})
  void clients_of_ipv6_alone_reach_no_instance(String clients) {
    assertThat(
            Samples.problems(
                "{\"snapshot\": \"1\", \"deployment\": {\"clientAddressPrefixes\": ["
                    + clients
                    + "]}, \"locations\": [{}]}"))
        .singleElement()
        .asString()
        .endsWith(
            "/deployment/clientAddressPrefixes: names no IPv4 prefix, and clients reach an instance"
                + " over IPv4; expected theirs, or no `clientAddressPrefixes` where any may come");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[[]]", "[[null]]", "[[{}]]", "[[[]]]"})
  void a_list_in_place_of_a_rule_is_told(String rules) {
    assertThat(
            Samples.problems(
                Samples.location("\"networkSecurityGroup\": {\"securityRules\": " + rules + "}")))
        .singleElement()
        .asString()
        .endsWith(RULE + ": is an array; expected an object");
  }

  @Test
  void a_list_of_blank_texts_is_not_one_of_none() {
    assertThat(
            Samples.problems(
                Samples.location(
                    "\"subnet\": {\"addressPrefixes\": [\"\"]}, \"dns\": {\"servers\": [\" \"]},"
                        + " \"virtualNetwork\": {\"peeredAddressSpaces\": [\"\"]}")))
        .hasSize(3)
        .allMatch(p -> p.endsWith("/0: is blank; expected an address or a prefix, or no element"));
  }

  @Test
  void of_hundreds_of_thousands_of_problems_the_first_thousand_are_put_into_words() {
    String json = Samples.rules("{\"priority\": \"x\"},".repeat(200_000) + "{}");
    SnapshotException refused =
        catchThrowableOfType(SnapshotException.class, () -> Samples.read(json));
    assertThat(refused.problems()).hasSizeBetween(1_000, 5_000);
    assertThat(refused.problems().size() + refused.more()).isGreaterThan(200_000);
    String keys =
        IntStream.range(0, 200_000).mapToObj(i -> "\"k" + i + "\": 1").collect(joining(","));
    assertThat(
            catchThrowableOfType(
                    SnapshotException.class, () -> Samples.read(Samples.location(keys)))
                .problems())
        .hasSizeBetween(900, 1_001);
  }

  @Test
  void every_problem_of_a_file_is_told_at_once_in_order_of_place() {
    String json =
        """
        {
          "snapshot": "1",
          "deployment": { "sku": "StandardV3", "colour": "red" },
          "locations": [
            { "region": "westus", "netwrokSecurityGroup": null,
              "subnet": { "addressPrefixes": ["10.0.1.5/24", "10.0.0.0/33"] },
              "networkSecurityGroup": { "securityRules": [
                { "name": "a", "priority": 70, "direction": "Inwards",
                  "destinationPortRange": "70000" },
                { "priority": "110", "direction": "Inbound",
                  "sourceAddressPrefix": "Virtual Network" } ] } } ]
        }
        """;
    assertThat(Samples.problems(json))
        .containsExactly(
            "in.json:3:26 /deployment/sku: `StandardV3` is not covered: these requirements cover the"
                + " tiers that use a virtual network; expected `Developer`, `Premium`,"
                + " `StandardV2` or `PremiumV2`",
            "in.json:3:50 /deployment/colour: `colour` is not a property known here; expected"
                + " `name`, `cloud`, `platformVersion`, `virtualNetworkType`, `sku`, `kind`, `networkModel`, `features`,"
                + " `clientAddressPrefixes`, `subscriptionId` or `privateEndpointConnections`",
            "in.json:5:51 /locations/0/netwrokSecurityGroup: `netwrokSecurityGroup` is not a"
                + " property known here; did you mean `networkSecurityGroup`?",
            "in.json:6:39 /locations/0/subnet/addressPrefixes/0: `10.0.1.5/24` has host bits set;"
                + " the network is `10.0.1.0/24`",
            "in.json:6:54 /locations/0/subnet/addressPrefixes/1: `10.0.0.0/33` has no prefix length"
                + " from 0 to 32 behind the slash",
            "in.json:8:36 /locations/0/networkSecurityGroup/securityRules/0/priority: `70` is out"
                + " of range; expected 100 to 4096",
            "in.json:8:53 /locations/0/networkSecurityGroup/securityRules/0/direction: `Inwards` is"
                + " not known here; expected `Inbound` or `Outbound`",
            "in.json:9:35 /locations/0/networkSecurityGroup/securityRules/0/destinationPortRange:"
                + " `70000` is not a port from 0 to 65535",
            "in.json:10:9 /locations/0/networkSecurityGroup/securityRules/1/name: is missing;"
                + " expected a text",
            "in.json:10:23 /locations/0/networkSecurityGroup/securityRules/1/priority: `110` is a"
                + " text; expected an integer from 100 to 4096",
            "in.json:11:34 /locations/0/networkSecurityGroup/securityRules/1/sourceAddressPrefix:"
                + " `Virtual Network` is not an address, a prefix or a service tag; did you mean"
                + " the tag `VirtualNetwork`?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          []                                 |  | is an array; expected an object
          {"snapshot": "1"}                  | /locations | is missing; expected an array
          {"snapshot": "1", "locations": []} | /locations | is empty; expected at least one element
          {"snapshot": "1", "locations": {}} | /locations | is an object; expected an array
          {"snapshot": "2", "locations": [{}]} | /snapshot | `2` is not known here; expected `1`
          {"snapshot": 1, "locations": [{}]} | /snapshot | `1` is not known here; expected `1`
          {"locations": [{}]}                | /snapshot | is missing; expected `1`
          """)
  void the_frame_is_demanded(String json, String pointer, String message) {
    assertThat(Samples.complaints(json))
        .containsExactly((pointer == null ? "" : pointer) + ": " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          "access": "Permit"                 | access | `Permit` is not known here; expected `Allow` or `Deny`
          "access": null                     | access | is null; expected `Allow` or `Deny`
          "protocol": 6                      | protocol | `6` is a number; expected `Tcp`, `Udp`, `Icmp`, `Esp`, `Ah` or `*`
          "sourcePort": "*"                  | sourcePort | `sourcePort` is not a property known here; did you mean `sourcePortRange`?
          "sourceAddressPrefix": ["*"]       | sourceAddressPrefix | is an array; expected a text or null
          "sourceAddressPrefixes": "*"       | sourceAddressPrefixes | `*` is a text; expected an array or null
          "sourceAddressPrefixes": [7]       | sourceAddressPrefixes/0 | `7` is a number; expected a text
          "sourceApplicationSecurityGroups": [{}] | sourceApplicationSecurityGroups/0/id | is missing; expected a text
          "sourceAddressPrefix": "10.0.0"    | sourceAddressPrefix | `10.0.0` is not an IP address or a prefix
          "sourceAddressPrefix": "10.0.0.9-10.0.0.1" | sourceAddressPrefix | `10.0.0.9-10.0.0.1` is not a range from low to high
          "sourceAddressPrefix": "fd00::1/64" | sourceAddressPrefix | `fd00::1/64` has host bits set; the network is `fd00::/64`
          "sourceAddressPrefix": "Azure Monitor" | sourceAddressPrefix | `Azure Monitor` is not an address, a prefix or a service tag; did you mean the tag `AzureMonitor`?
          "sourceAddressPrefix": "Azure Event Hubs" | sourceAddressPrefix | `Azure Event Hubs` is not an address, a prefix or a service tag; did you mean the tag `EventHub`?
          "sourceAddressPrefix": "VIRTUAL_NETWORK" | sourceAddressPrefix | `VIRTUAL_NETWORK` is not an address, a prefix or a service tag; did you mean the tag `VirtualNetwork`?
          "sourceAddressPrefix": "<all>"     | sourceAddressPrefix | `<all>` is not an address, a prefix or a service tag; expected one such as `10.0.1.0/24` or `Storage`
          "destinationPortRange": "https"    | destinationPortRange | `https` is not a port, a range `low-high` or `*`
          "destinationPortRange": "90-80"    | destinationPortRange | `90-80` is not a range from low to high
          "destinationPortRange": 70000      | destinationPortRange | `70000` is out of range; expected 0 to 65535
          "destinationPortRanges": [443, "-1"] | destinationPortRanges/1 | `-1` is not a port, a range `low-high` or `*`
          "destinationPortRange": 4.5        | destinationPortRange | `4.5` is a number; expected a text, an integer from 0 to 65535 or null
          """)
  void a_rule_is_read_strictly(String member, String pointer, String message) {
    assertThat(Samples.complaints(Samples.rule(member)))
        .containsExactly(RULE + "/" + pointer + ": " + message);
  }

  @Test
  void a_side_whose_properties_are_all_given_and_empty_names_nothing() {
    assertThat(
            Samples.complaints(
                Samples.rule(
                    "\"sourceAddressPrefix\": \"\", \"sourceAddressPrefixes\": [],"
                        + " \"sourceApplicationSecurityGroups\": null,"
                        + " \"destinationPortRange\": null, \"destinationPortRanges\": []")))
        .containsExactly(
            RULE
                + "/sourceAddressPrefix: names no address, nor do its plural forms; expected at"
                + " least one",
            RULE
                + "/destinationPortRange: names no port, nor do its plural forms; expected at"
                + " least one");
  }

  @Test
  void a_priority_taken_twice_in_one_direction_names_both_rules() {
    String rules =
        """
        {"name": "a", "priority": 100, "direction": "Inbound"},
        {"name": "b", "priority": 100, "direction": "Outbound"},
        {"name": "c", "priority": 100, "direction": "Inbound"}
        """;
    assertThat(Samples.complaints(Samples.rules(rules)))
        .containsExactly(
            "/locations/0/networkSecurityGroup/securityRules/2/priority: `100` is the priority of"
                + " both `a` and `c`, direction Inbound; expected one rule each");
  }

  @ParameterizedTest
  @CsvSource({
    "Basic",
    "Standard",
    "Consumption",
    "Isolated",
  })
  void a_tier_that_is_not_injected_is_refused_with_the_reason(String sku) {
    assertThat(
            Samples.complaints(
                "{\"snapshot\":\"1\",\"deployment\":{\"sku\":\"" + sku + "\"},\"locations\":[{}]}"))
        .containsExactly(
            "/deployment/sku: `"
                + sku
                + "` is not covered: these requirements cover the tiers that use a virtual network;"
                + " expected `Developer`, `Premium`, `StandardV2` or `PremiumV2`");
  }

  @Test
  void a_network_model_that_a_tier_does_not_have_is_refused() {
    assertThat(
            Samples.complaints(
                """
                {"snapshot":"1","deployment":{"sku":"StandardV2","networkModel":"injection"},
                 "locations":[{}]}"""))
        .containsExactly(
            "/deployment/networkModel: `StandardV2` is not injected into a virtual network;"
                + " expected `integration`");
    assertThat(
            Samples.complaints(
                """
                {"snapshot":"1","deployment":{"sku":"Premium","networkModel":"injection"},
                 "locations":[{}]}"""))
        .containsExactly(
            "/deployment/networkModel: `injection` is of the v2 tiers, and the sku is `Premium`;"
                + " expected `virtualNetworkType` alone");
  }

  @Test
  void an_instance_outside_a_virtual_network_is_refused_with_the_reason() {
    assertThat(
            Samples.complaints(
                "{\"snapshot\":\"1\",\"deployment\":{\"virtualNetworkType\":\"None\"},"
                    + "\"locations\":[{}]}"))
        .containsExactly(
            "/deployment/virtualNetworkType: `None` is an instance outside any virtual network, and"
                + " these requirements are about the network around one; expected `External` or"
                + " `Internal`");
  }

  @Test
  void locations_are_distinct_and_one_is_primary() {
    assertThat(
            Samples.complaints(
                """
                {"snapshot": "1", "locations": [
                  {"region": "West US", "primary": true},
                  {"region": "eastus", "primary": true},
                  {"region": "westus"}]}
                """))
        .containsExactly(
            "/locations/1/primary: `true`, and location 0 is primary too; expected one primary"
                + " location",
            "/locations/2/region: `westus` is the region of location 0 too; expected one location a"
                + " region");
    assertThat(Samples.complaints(Samples.location("\"primary\": false")))
        .containsExactly(
            "/locations/0/primary: `false`, and there is no other location; expected one primary"
                + " location");
    assertThat(Samples.complaints(Samples.location("\"region\": \"?\"")))
        .containsExactly("/locations/0/region: `?` is not a region; expected one such as `westus`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          "nextHopType": "VirtualAppliance", "nextHopIpAddress": null | nextHopIpAddress | is null; expected the address of the appliance, which VirtualAppliance needs
          "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.0.0/24" | nextHopIpAddress | `10.0.0.0/24` is not an IP address; expected one such as `10.0.100.4`
          "nextHopType": "Firewall"         | nextHopType | `Firewall` is not known here; expected `VirtualNetworkGateway`, `VnetLocal`, `Internet`, `VirtualAppliance` or `None`
          "addressPrefix": "VirtualNetwork" | addressPrefix | `VirtualNetwork` cannot be routed by its tag; expected a prefix or another service tag
          "addressPrefix": "internet"       | addressPrefix | `internet` cannot be routed by its tag; expected a prefix or another service tag
          "addressPrefix": "AzureLoadBalancer" | addressPrefix | `AzureLoadBalancer` cannot be routed by its tag; expected a prefix or another service tag
          "addressPrefix": "AzurePlatformDNS" | addressPrefix | `AzurePlatformDNS` cannot be routed by its tag; expected a prefix or another service tag
          "addressPrefix": "*"              | addressPrefix | `*` is not the prefix of a route; for every address it is `0.0.0.0/0`
          "addressPrefix": "10.0.0.0"       | addressPrefix | `10.0.0.0` has no prefix length; expected a prefix such as `10.0.1.0/24`
          """)
  void a_route_is_read_strictly(String members, String pointer, String message) {
    assertThat(
            Samples.complaints(
                Samples.location("\"routeTable\": {\"routes\": [{" + members + "}]}")))
        .containsExactly("/locations/0/routeTable/routes/0/" + pointer + ": " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          "privateIpAddress": null          | privateIpAddress | is null; expected a text
          "fqdnAllowances": [{"fqdns": ["https://login.microsoftonline.com"]}] | fqdnAllowances/0/fqdns/0 | `https://login.microsoftonline.com` is not a host name; expected a name such as `login.microsoftonline.com`, `*.login.microsoft.com` or `*`
          "fqdnAllowances": [{"protocols": [{"type": "Https"}]}] | fqdnAllowances/0/protocols/0/port | is missing; expected an integer from 1 to 65535
          "fqdnAllowances": [{"priority": 99}] | fqdnAllowances/0/priority | `99` is out of range; expected 100 to 65000
          "networkAllowances": [{"destinationFqdns": ["*.vault.azure.net"]}] | networkAllowances/0/destinationFqdns/0 | `*.vault.azure.net` is not a host name; expected an exact name such as `login.microsoftonline.com`
          "networkAllowances": [{"protocols": ["HTTP"]}] | networkAllowances/0/protocols/0 | `HTTP` is not known here; expected `TCP`, `UDP`, `ICMP` or `Any`
          "networkAllowances": [{"action": "drop"}] | networkAllowances/0/action | `drop` is not known here; expected `Allow` or `Deny`
          """)
  void a_firewall_is_read_strictly(String member, String pointer, String message) {
    assertThat(Samples.complaints(Samples.location("\"egressFirewall\": {" + member + "}")))
        .containsExactly("/locations/0/egressFirewall/" + pointer + ": " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          "dns": {"servers": ["dns.contoso.com"]} | dns/servers/0 | `dns.contoso.com` is not an IP address; expected one such as `10.0.100.4`
          "virtualNetwork": null            | virtualNetwork | is null; expected an object
          "virtualNetwork": {"addressSpace": ["10.0.0.0"]} | virtualNetwork/addressSpace/0 | `10.0.0.0` has no prefix length; expected a prefix such as `10.0.1.0/24`
          "units": 0                        | units | `0` is out of range; expected 1 to 1000
          "subnet": {"serviceEndpoints": [{"locations": []}]} | subnet/serviceEndpoints/0/service | is missing; expected a text
          """)
  void a_location_is_read_strictly(String member, String pointer, String message) {
    assertThat(Samples.complaints(Samples.location(member)))
        .containsExactly("/locations/0/" + pointer + ": " + message);
  }

  @Test
  void azures_limits_are_told() {
    String rules =
        IntStream.rangeClosed(100, 1100)
            .mapToObj("{\"name\": \"r\", \"priority\": %d, \"direction\": \"Inbound\"}"::formatted)
            .collect(Collectors.joining(","));
    assertThat(Samples.complaints(Samples.rules(rules)))
        .containsExactly(
            "/locations/0/networkSecurityGroup/securityRules: holds 1,001 rules; expected at most"
                + " 1,000, Azure's limit");
    String tagRoute = "{\"addressPrefix\": \"Sql\", \"nextHopType\": \"Internet\"}";
    String routes =
        IntStream.range(0, 401)
            .mapToObj(i -> i < 26 ? tagRoute : "{}")
            .collect(Collectors.joining(","));
    assertThat(
            Samples.complaints(Samples.location("\"routeTable\": {\"routes\": [" + routes + "]}")))
        .containsExactly(
            "/locations/0/routeTable/routes: holds 26 routes with service tags; expected at most"
                + " 25, Azure's limit",
            "/locations/0/routeTable/routes: holds 401 routes; expected at most 400, Azure's"
                + " limit");
  }

  @Test
  void a_message_stays_one_line_whatever_it_quotes() {
    assertThat(Samples.complaints(Samples.rule("\"sourceAddressPrefix\": \"a\\nb:\\tc\"")))
        .containsExactly(RULE + "/sourceAddressPrefix: `a b: c` is not an IP address or a prefix");
  }
}
