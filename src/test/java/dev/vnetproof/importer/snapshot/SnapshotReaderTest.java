package dev.vnetproof.importer.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.AdminAccess;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DeclaredDeployment;
import dev.vnetproof.model.Dependencies;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.DnsSettings;
import dev.vnetproof.model.EgressFirewall;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Feature;
import dev.vnetproof.model.FqdnAllowance;
import dev.vnetproof.model.FqdnAllowance.ApplicationProtocol;
import dev.vnetproof.model.GuardedService;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkAllowance;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.Origins;
import dev.vnetproof.model.OtherSubnet;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.PrivateDnsZone;
import dev.vnetproof.model.PublicIpAddress;
import dev.vnetproof.model.PublicIpSku;
import dev.vnetproof.model.Region;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityAdminRule;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.ServiceEndpoint;
import dev.vnetproof.model.ServiceEndpointPolicy;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.model.Sku;
import dev.vnetproof.model.Subnet;
import dev.vnetproof.model.SubnetUser;
import dev.vnetproof.model.TagExpansion;
import dev.vnetproof.model.VirtualNetwork;
import dev.vnetproof.model.VirtualNetworkType;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotReaderTest {
  private static final Set<Protocol> EVERY =
      Set.of(Protocol.TCP, Protocol.UDP, Protocol.ICMP, Protocol.ESP, Protocol.AH);
  private static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";

  @Test
  void a_complete_snapshot_is_read_into_the_model() {
    String group = "/locations/0/networkSecurityGroup/securityRules/";
    Location west =
        new Location(
            0,
            Datum.known(Region.of("westus")),
            Datum.known(true),
            Datum.known(2),
            new Subnet(
                "apim",
                Datum.known(AddressPrefixes.of("10.0.1.0/24")),
                Datum.known(Set.of(ServiceEndpoint.STORAGE)),
                Datum.known(List.of()),
                Datum.known(
                    List.of(
                        new ServiceEndpointPolicy(
                            "policy-apim", Datum.known(List.of("/services/Azure/ApiManagement"))))),
                Datum.known(
                    List.of(
                        new SubnetUser(
                            "vm-jump",
                            Datum.known("Microsoft.Network/networkInterfaces"),
                            Datum.known(1)))),
                Datum.known(Optional.empty()),
                Datum.known(SUBSCRIPTION),
                Datum.known(Region.of("westus"))),
            new VirtualNetwork(
                "hub",
                Datum.known(AddressPrefixes.of("10.0.0.0/16")),
                Datum.known(AddressPrefixes.of("10.8.0.0/16")),
                Datum.known(AddressPrefixes.of()),
                Datum.known(false),
                Datum.known(
                    List.of(
                        new PrivateDnsZone(
                            "azure-api.net",
                            Datum.known(true),
                            Datum.known(List.of("contoso-apim"))))),
                Datum.known(
                    List.of(
                        new Route(
                            "hub",
                            Datum.known(RuleAddresses.of("0.0.0.0/0")),
                            Datum.known(NextHopType.VIRTUAL_APPLIANCE),
                            Optional.of(address("10.10.0.132")),
                            "/locations/0/virtualNetwork/learnedRoutes/0"))),
                Datum.known(
                    List.of(
                        new OtherSubnet(
                            "snet-dns",
                            Datum.known(AddressPrefixes.of("10.0.9.0/24")),
                            Datum.known(
                                Optional.of(
                                    new NetworkSecurityGroup(
                                        "nsg-dns",
                                        Datum.known(List.of()),
                                        NetworkSecurityGroup.DEFAULT_RULES))),
                            Datum.known(
                                Set.of(
                                    OtherSubnet.FarEnd.DNS_SERVER, OtherSubnet.FarEnd.CACHE)))))),
            Datum.known(
                Optional.of(
                    new NetworkSecurityGroup(
                        "nsg-apim",
                        Datum.known(
                            List.of(
                                new SecurityRule(
                                    "management",
                                    110,
                                    Direction.INBOUND,
                                    Datum.known(Access.ALLOW),
                                    Datum.known(Set.of(Protocol.TCP)),
                                    Datum.known(RuleAddresses.of("ApiManagement")),
                                    Datum.known(PortSet.ALL),
                                    Datum.known(RuleAddresses.of("VirtualNetwork")),
                                    Datum.known(PortSet.of(3443)),
                                    group + 0),
                                new SecurityRule(
                                    "cache",
                                    120,
                                    Direction.OUTBOUND,
                                    Datum.known(Access.DENY),
                                    Datum.known(EVERY),
                                    Datum.known(
                                        RuleAddresses.of("10.0.1.0/24", "10.0.2.0-10.0.2.9")),
                                    Datum.known(PortSet.ALL),
                                    Datum.known(
                                        new RuleAddresses(
                                            false,
                                            AddressPrefixes.of("10.8.0.4"),
                                            List.of(),
                                            List.of("/subscriptions/s/asg/cache"))),
                                    Datum.known(PortSet.of(6380, 6382, 6383)),
                                    group + 1))),
                        NetworkSecurityGroup.DEFAULT_RULES))),
            Datum.known(
                Optional.of(
                    new RouteTable(
                        "rt",
                        Datum.known(true),
                        Datum.known(
                            List.of(
                                new Route(
                                    "default",
                                    Datum.known(RuleAddresses.of("0.0.0.0/0")),
                                    Datum.known(NextHopType.VIRTUAL_APPLIANCE),
                                    Optional.of(address("10.0.100.4")),
                                    "/locations/0/routeTable/routes/0"),
                                new Route(
                                    "management",
                                    Datum.known(RuleAddresses.of("ApiManagement")),
                                    Datum.known(NextHopType.INTERNET),
                                    Optional.empty(),
                                    "/locations/0/routeTable/routes/1")))))),
            new DnsSettings(Datum.known(List.of(address("10.50.0.4"))), Datum.known(true)),
            Datum.known(
                Optional.of(
                    new EgressFirewall(
                        "afw-hub",
                        Datum.known(address("10.0.100.4")),
                        Datum.known(
                            List.of(
                                new FqdnAllowance(
                                    "entra",
                                    200,
                                    Access.ALLOW,
                                    Datum.known(RuleAddresses.of("10.0.1.0/24")),
                                    Datum.known(
                                        List.of(
                                            "login.microsoftonline.com", "*.login.microsoft.com")),
                                    List.of(),
                                    Datum.known(
                                        List.of(
                                            new ApplicationProtocol(
                                                FqdnAllowance.Type.HTTPS, 443))),
                                    "/locations/0/egressFirewall/fqdnAllowances/0"))),
                        Datum.known(
                            List.of(
                                new NetworkAllowance(
                                    "monitor",
                                    100,
                                    Access.DENY,
                                    Datum.known(RuleAddresses.of("*")),
                                    Datum.known(RuleAddresses.of("AzureMonitor")),
                                    Datum.known(List.of()),
                                    Datum.known(PortSet.of(443, 1886)),
                                    Datum.known(Set.of(Protocol.TCP)),
                                    "/locations/0/egressFirewall/networkAllowances/0")))))),
            Datum.known(
                Optional.of(
                    new PublicIpAddress(
                        "pip-apim",
                        Datum.known(PublicIpSku.STANDARD),
                        Datum.known(Optional.of("contoso-apim"))))),
            Datum.known(
                List.of(
                    new SecurityAdminRule(
                        "deny-high-risk-ports",
                        "baseline",
                        20,
                        Direction.INBOUND,
                        Datum.known(AdminAccess.DENY),
                        Datum.known(Set.of(Protocol.TCP)),
                        Datum.known(RuleAddresses.of("Internet")),
                        Datum.known(PortSet.ALL),
                        Datum.known(RuleAddresses.of("*")),
                        Datum.known(PortSet.of(22, 3389)),
                        "/locations/0/securityAdminRules/0"))),
            new Dependencies(
                Datum.known(
                    List.of(
                        new GuardedService(
                            "kv-apim",
                            Datum.known(true),
                            Datum.known(Access.DENY),
                            Datum.known(false),
                            Datum.known(AddressPrefixes.of("203.0.113.0/24")),
                            Datum.known(List.of("hub/apim")),
                            Datum.known(List.of("pe-vault"))))),
                Datum.known(List.of())));
    Location east =
        new Location(
            1,
            Datum.known(Region.of("eastus")),
            Datum.known(false),
            Datum.unknownAt("/locations/1/units"),
            unknownSubnet("/locations/1/subnet"),
            unknownNetwork("/locations/1/virtualNetwork"),
            Datum.known(Optional.empty()),
            Datum.known(Optional.empty()),
            new DnsSettings(
                Datum.known(List.of()), Datum.unknownAt("/locations/1/dns/forwardsAzureNames")),
            Datum.known(Optional.empty()),
            Datum.known(Optional.empty()),
            Datum.unknownAt("/locations/1/securityAdminRules"),
            new Dependencies(
                Datum.unknownAt("/locations/1/dependencies/keyVaults"),
                Datum.unknownAt("/locations/1/dependencies/storageAccounts")));
    assertThat(Samples.read(Samples.complete()))
        .isEqualTo(
            new EnvironmentSnapshot(
                "north-prod",
                "in.json",
                Optional.of("2026-11-01T10:00:00Z"),
                new DeclaredDeployment(
                    "north-apim",
                    Datum.known(Cloud.AZURE_PUBLIC),
                    Datum.known(PlatformVersion.STV2),
                    Datum.known(VirtualNetworkType.EXTERNAL),
                    Datum.known(Sku.PREMIUM),
                    Map.of(Feature.GIT_REPOSITORY, false, Feature.EXTERNAL_CACHE, true),
                    Datum.known(RuleAddresses.of("203.0.113.0/24")),
                    Datum.known(SUBSCRIPTION),
                    Datum.known(List.of("pe-apim"))),
                List.of(
                    new TagExpansion(
                        ServiceTag.of("Storage"), AddressPrefixes.of("20.150.0.0/17"))),
                List.of(west, east),
                List.of(),
                Origins.of("in.json"),
                List.of()));
  }

  @Test
  void whatever_is_absent_is_unknown_under_its_own_pointer() {
    assertThat(Samples.read("{\"snapshot\": \"1\", \"locations\": [{}]}"))
        .isEqualTo(
            new EnvironmentSnapshot(
                "in.json",
                "in.json",
                Optional.empty(),
                new DeclaredDeployment(
                    "in.json",
                    Datum.unknownAt("/deployment/cloud"),
                    Datum.unknownAt("/deployment/platformVersion"),
                    Datum.unknownAt("/deployment/virtualNetworkType"),
                    Datum.unknownAt("/deployment/sku"),
                    Map.of(),
                    Datum.unknownAt("/deployment/clientAddressPrefixes")),
                List.of(
                    new Location(
                        0,
                        Datum.unknownAt("/locations/0/region"),
                        Datum.known(true),
                        Datum.unknownAt("/locations/0/units"),
                        unknownSubnet("/locations/0/subnet"),
                        unknownNetwork("/locations/0/virtualNetwork"),
                        Datum.unknownAt("/locations/0/networkSecurityGroup"),
                        Datum.unknownAt("/locations/0/routeTable"),
                        new DnsSettings(
                            Datum.unknownAt("/locations/0/dns/servers"),
                            Datum.unknownAt("/locations/0/dns/forwardsAzureNames")),
                        Datum.unknownAt("/locations/0/egressFirewall")))));
  }

  @Test
  void null_and_the_empty_array_are_known_to_be_none() {
    for (String none : List.of("null", "[]")) {
      String json =
          """
          "subnet": {"addressPrefixes": ["10.0.1.0/24"], "serviceEndpoints": %1$s,
            "delegations": %1$s},
          "virtualNetwork": {"addressSpace": ["10.0.0.0/16"], "peeredAddressSpaces": %1$s,
            "onPremisesAddressSpaces": %1$s, "gateway": null},
          "networkSecurityGroup": {"securityRules": %1$s},
          "routeTable": {"routes": %1$s, "disableBgpRoutePropagation": null},
          "dns": {"servers": %1$s},
          "egressFirewall": {"fqdnAllowances": %1$s, "networkAllowances": %1$s}
          """
              .formatted(none);
      Location location = Samples.read(Samples.location(json)).locations().get(0);
      assertThat(location.subnet())
          .isEqualTo(
              new Subnet(
                  "/locations/0",
                  "unnamed",
                  Datum.known(AddressPrefixes.of("10.0.1.0/24")),
                  Datum.known(Set.of()),
                  Datum.known(List.of())));
      assertThat(location.virtualNetwork())
          .isEqualTo(
              new VirtualNetwork(
                  "/locations/0",
                  "unnamed",
                  Datum.known(AddressPrefixes.of("10.0.0.0/16")),
                  Datum.known(AddressPrefixes.of()),
                  Datum.known(AddressPrefixes.of()),
                  Datum.known(false)));
      assertThat(location.networkSecurityGroup())
          .isEqualTo(
              Datum.known(
                  Optional.of(
                      new NetworkSecurityGroup(
                          "unnamed", Datum.known(List.of()), NetworkSecurityGroup.DEFAULT_RULES))));
      assertThat(location.routeTable())
          .isEqualTo(
              Datum.known(
                  Optional.of(
                      new RouteTable("unnamed", Datum.known(false), Datum.known(List.of())))));
      assertThat(location.dns().servers()).isEqualTo(Datum.known(List.of()));
      assertThat(location.egressFirewall())
          .isEqualTo(
              Datum.known(
                  Optional.of(
                      new EgressFirewall(
                          "unnamed",
                          Datum.unknownAt("/locations/0/egressFirewall/privateIpAddress"),
                          Datum.known(List.of()),
                          Datum.known(List.of())))));
    }
  }

  @Test
  void dns_null_is_azure_provided_dns() {
    assertThat(Samples.read(Samples.location("\"dns\": null")).locations().get(0).dns())
        .isEqualTo(
            new DnsSettings(
                Datum.known(List.of()), Datum.unknownAt("/locations/0/dns/forwardsAzureNames")));
  }

  @Test
  void a_rule_side_is_the_union_of_its_filled_properties() {
    SecurityRule rule =
        Samples.readRule(
            """
            "sourceAddressPrefix": " storage.westus ",
            "sourceAddressPrefixes": ["10.0.0.0/8", "", " fd00::/8 "],
            "sourceApplicationSecurityGroups": ["/a", {"id": "/b", "location": "westus"}],
            "sourcePortRange": " ", "sourcePortRanges": [80, " 443 ", "6381 - 6383"],
            "destinationAddressPrefix": "Any", "destinationAddressPrefixes": null,
            "destinationPortRange": "0-65535", "destinationPortRanges": []
            """);
    assertThat(rule)
        .isEqualTo(
            new SecurityRule(
                "r",
                100,
                Direction.INBOUND,
                Datum.unknownAt("/locations/0/networkSecurityGroup/securityRules/0/access"),
                Datum.unknownAt("/locations/0/networkSecurityGroup/securityRules/0/protocol"),
                Datum.known(
                    new RuleAddresses(
                        false,
                        AddressPrefixes.of("10.0.0.0/8", "fd00::/8"),
                        List.of(ServiceTag.of("Storage.WestUS")),
                        List.of("/a", "/b"))),
                Datum.known(PortSet.of(80, 443, 6381, 6382, 6383)),
                Datum.known(RuleAddresses.ANY),
                Datum.known(PortSet.ALL),
                "/locations/0/networkSecurityGroup/securityRules/0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"description\": \"nothing\"",
        "\"sourceAddressPrefix\": \"\", \"sourcePortRange\": \"\"",
        "\"sourceAddressPrefix\": null, \"sourcePortRange\": null",
        "\"sourceAddressPrefixes\": [], \"sourcePortRanges\": []",
        "\"sourceAddressPrefix\": \"\", \"sourceAddressPrefixes\": null"
      })
  void a_rule_side_that_names_nothing_is_unknown_while_a_property_is_absent(String members) {
    SecurityRule rule = Samples.readRule(members);
    String at = "/locations/0/networkSecurityGroup/securityRules/0/";
    assertThat(rule.sources()).isEqualTo(Datum.unknownAt(at + "sourceAddressPrefix"));
    assertThat(rule.sourcePorts()).isEqualTo(Datum.unknownAt(at + "sourcePortRange"));
  }

  @ParameterizedTest
  @CsvSource({
    "\"AZUREpublic\", AZURE_PUBLIC",
    "\" azuregovernment \", AZURE_GOVERNMENT",
    "\"AzureChina\", AZURE_CHINA"
  })
  void words_are_read_in_any_case(String text, Cloud cloud) {
    assertThat(
            Samples.read(
                    "{\"snapshot\":\"1\",\"deployment\":{\"cloud\":"
                        + text
                        + ",\"platformVersion\":\"STV2.1\",\"sku\":\"developer\","
                        + "\"virtualNetworkType\":\"INTERNAL\"},\"locations\":[{}]}")
                .deployment())
        .isEqualTo(
            new DeclaredDeployment(
                "in.json",
                Datum.known(cloud),
                Datum.known(PlatformVersion.STV2),
                Datum.known(VirtualNetworkType.INTERNAL),
                Datum.known(Sku.DEVELOPER),
                Map.of(),
                Datum.unknownAt("/deployment/clientAddressPrefixes")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"westus", "West US", "WestUS", "WESTUS"})
  void a_region_is_read_in_any_spelling(String text) {
    assertThat(
            Samples.read(Samples.location("\"region\": \"" + text + "\""))
                .locations()
                .get(0)
                .region())
        .isEqualTo(Datum.known(Region.of("westus")));
  }

  @Test
  void service_endpoints_are_names_or_azures_objects_and_strange_ones_are_dropped() {
    String endpoints =
        """
        "subnet": {"serviceEndpoints": ["microsoft.sql", "Microsoft.Web",
          {"service": "Microsoft.Storage", "locations": ["westus", "eastus"],
           "provisioningState": "Succeeded"}]}
        """;
    assertThat(
            Samples.read(Samples.location(endpoints))
                .locations()
                .get(0)
                .subnet()
                .serviceEndpoints())
        .isEqualTo(Datum.known(Set.of(ServiceEndpoint.SQL, ServiceEndpoint.STORAGE)));
  }

  @Test
  void default_rules_that_are_left_out_are_as_documented() {
    String given =
        """
        "networkSecurityGroup": {"defaultSecurityRules": [
          {"name": "DenyAllInBound", "priority": 65500, "direction": "Inbound", "access": "Deny",
           "protocol": "*", "sourceAddressPrefix": "*", "sourcePortRange": "0-65535",
           "destinationAddressPrefix": "*", "destinationPortRange": "0-65535"}]}
        """;
    List<SecurityRule> rules =
        Samples.read(Samples.location(given))
            .locations()
            .get(0)
            .networkSecurityGroup()
            .asOptional()
            .orElseThrow()
            .orElseThrow()
            .defaultSecurityRules();
    assertThat(rules)
        .extracting(SecurityRule::name, SecurityRule::priority, SecurityRule::direction)
        .containsExactlyInAnyOrder(
            tuple("DenyAllInBound", 65500, Direction.INBOUND),
            tuple("AllowVnetInBound", 65000, Direction.INBOUND),
            tuple("AllowAzureLoadBalancerInBound", 65001, Direction.INBOUND),
            tuple("AllowVnetOutBound", 65000, Direction.OUTBOUND),
            tuple("AllowInternetOutBound", 65001, Direction.OUTBOUND),
            tuple("DenyAllOutBound", 65500, Direction.OUTBOUND));
  }

  @Test
  void more_locations_than_there_are_regions_are_refused() {
    String locations = "{},".repeat(EnvironmentSnapshot.MOST_LOCATIONS) + "{}";

    assertThat(Samples.complaints("{\"snapshot\": \"1\", \"locations\": [" + locations + "]}"))
        .contains("/locations: has 201 elements; expected at most 200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          "primary": true  |                  | true,false
          "primary": true  | "primary": false | true,false
                           | "primary": true  | false,true
                           |                  | /locations/0/primary,/locations/1/primary
          "primary": false |                  | false,/locations/1/primary
          "primary": false | "primary": false | /locations/0/primary,/locations/1/primary
          """)
  void one_declared_primary_location_settles_the_others(
      String first, String second, String expected) {
    String json =
        "{\"snapshot\":\"1\",\"locations\":[{%s},{%s}]}"
            .formatted(first == null ? "" : first, second == null ? "" : second);
    assertThat(
            Samples.read(json).locations().stream()
                .map(Location::primary)
                .map(p -> p.ifMissing().map(Missing::text).orElseGet(() -> "" + p.orElse(false)))
                .collect(Collectors.joining(",")))
        .isEqualTo(expected);
  }

  @Test
  void the_name_falls_back_to_the_deployment_and_to_the_source() {
    assertThat(
            Samples.read("{\"snapshot\":\"1\",\"deployment\":{\"name\":\"d\"},\"locations\":[{}]}"))
        .extracting(EnvironmentSnapshot::name, s -> s.deployment().name())
        .containsExactly("d", "d");
    assertThat(Samples.read("{\"snapshot\":\"1\",\"name\":\"s\",\"locations\":[{}]}"))
        .extracting(EnvironmentSnapshot::name, s -> s.deployment().name())
        .containsExactly("s", "s");
  }

  @Test
  void a_firewall_rule_that_names_only_hosts_has_no_addresses_and_the_reverse() {
    String json =
        """
        "egressFirewall": {
          "fqdnAllowances": [{"fqdnTags": ["WindowsUpdate"]}],
          "networkAllowances": [{"destinationFqdns": ["KMS.core.windows.net"]},
            {"destinationAddresses": ["Sql"]}, {}]}
        """;
    EgressFirewall firewall =
        Samples.read(Samples.location(json))
            .locations()
            .get(0)
            .egressFirewall()
            .asOptional()
            .orElseThrow()
            .orElseThrow();
    RuleAddresses none = new RuleAddresses(false, AddressPrefixes.of(), List.of(), List.of());
    String at = "/locations/0/egressFirewall/networkAllowances/2/";
    assertThat(firewall.fqdnAllowances().map(list -> list.get(0).fqdns()))
        .isEqualTo(Datum.known(Datum.known(List.of())));
    assertThat(
            firewall
                .networkAllowances()
                .map(
                    list ->
                        list.stream()
                            .map(n -> List.of(n.destinationAddresses(), n.destinationFqdns()))
                            .toList()))
        .isEqualTo(
            Datum.known(
                List.of(
                    List.of(Datum.known(none), Datum.known(List.of("kms.core.windows.net"))),
                    List.of(Datum.known(RuleAddresses.of("Sql")), Datum.known(List.of())),
                    List.of(
                        Datum.unknownAt(at + "destinationAddresses"),
                        Datum.unknownAt(at + "destinationFqdns")))));
  }

  @Test
  void a_thousand_rules_with_four_thousand_prefixes_a_side_are_read() {
    String rules =
        IntStream.range(0, 1000)
            .mapToObj(
                i ->
                    """
                    {"name": "r%1$d", "priority": %2$d, "direction": "Inbound",
                     "sourceAddressPrefixes": %3$s, "destinationAddressPrefixes": %3$s}
                    """
                        .formatted(
                            i,
                            100 + i,
                            IntStream.range(4 * i, 4 * i + 4)
                                .mapToObj(n -> "\"10." + n / 256 + "." + n % 256 + ".0/24\"")
                                .collect(Collectors.joining(",", "[", "]"))))
            .collect(Collectors.joining(","));
    List<SecurityRule> read =
        Samples.read(Samples.rules(rules))
            .locations()
            .get(0)
            .networkSecurityGroup()
            .asOptional()
            .orElseThrow()
            .orElseThrow()
            .securityRules()
            .orElse(List.of());
    assertThat(read).hasSize(1000);
    List<AddressSet> sources = new ArrayList<>();
    read.forEach(rule -> sources.add(rule.sources().orElse(RuleAddresses.ANY).prefixes().set()));
    // 10.0.0.0/24 to 10.15.159.0/24
    assertThat(AddressSet.unionOf(sources)).isEqualTo(AddressSet.parse("10.0.0.0-10.15.159.255"));
    assertThat(read.get(999).destinations())
        .isEqualTo(
            Datum.known(
                RuleAddresses.of(
                    "10.15.156.0/24", "10.15.157.0/24", "10.15.158.0/24", "10.15.159.0/24")));
  }

  @Test
  void one_rule_may_hold_four_thousand_prefixes_a_side() {
    List<String> prefixes =
        IntStream.range(0, 4000).mapToObj(n -> "10." + n / 256 + "." + n % 256 + ".0/24").toList();
    String array =
        prefixes.stream().map(p -> "\"" + p + "\"").collect(Collectors.joining(",", "[", "]"));
    SecurityRule rule =
        Samples.readRule(
            "\"sourceAddressPrefixes\": " + array + ", \"destinationAddressPrefixes\": " + array);
    assertThat(rule.sources()).isEqualTo(Datum.known(RuleAddresses.of(prefixes)));
    assertThat(rule.destinations()).isEqualTo(Datum.known(RuleAddresses.of(prefixes)));
  }

  private static Subnet unknownSubnet(String at) {
    return new Subnet(
        at.substring(0, at.lastIndexOf('/')),
        "unnamed",
        Datum.unknownAt(at + "/addressPrefixes"),
        Datum.unknownAt(at + "/serviceEndpoints"),
        Datum.unknownAt(at + "/delegations"));
  }

  private static VirtualNetwork unknownNetwork(String at) {
    return new VirtualNetwork(
        at.substring(0, at.lastIndexOf('/')),
        "unnamed",
        Datum.unknownAt(at + "/addressSpace"),
        Datum.unknownAt(at + "/peeredAddressSpaces"),
        Datum.unknownAt(at + "/onPremisesAddressSpaces"),
        Datum.unknownAt(at + "/gateway"));
  }

  private static Address address(String text) {
    return AddressSet.parse(text).first().orElseThrow();
  }
}
