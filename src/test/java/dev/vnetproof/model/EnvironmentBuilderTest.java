package dev.vnetproof.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vnetproof.importer.snapshot.SnapshotReader;
import dev.vnetproof.importer.snapshot.SnapshotWriter;
import dev.vnetproof.source.JsonDocument;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentBuilderTest {

  private static EnvironmentSnapshot read(String json) {
    return new SnapshotReader().read(JsonDocument.parse("shop", json.getBytes(UTF_8)));
  }

  private static EnvironmentSnapshot everything() {
    return EnvironmentSnapshot.builder("shop")
        .cloud(Cloud.AZURE_PUBLIC)
        .platformVersion(PlatformVersion.STV2)
        .virtualNetworkType(VirtualNetworkType.INTERNAL)
        .sku(Sku.PREMIUM)
        .uses(Feature.AZURE_MONITOR)
        .doesNotUse(Feature.EXTERNAL_CACHE)
        .clients("10.9.0.0/16", "AzureFrontDoor.Backend")
        .subscription("11111111-2222-3333-4444-555555555555")
        .privateEndpoints("pe")
        .serviceTag("Storage", "20.150.0.0/17")
        .location(
            "West US",
            west ->
                west.primary()
                    .units(2)
                    .subnet("apim", "10.0.1.0/24", "2001:db8::/64")
                    .serviceEndpoints(ServiceEndpoint.SQL)
                    .delegations()
                    .serviceEndpointPolicies()
                    .otherUsers()
                    .natGateway("nat")
                    .network("vnet", "10.0.0.0/16", "2001:db8::/56")
                    .peers("10.1.0.0/16")
                    .onPremises("192.168.0.0/16")
                    .gateway(true)
                    .privateDnsZones()
                    .learnedRoutes("0.0.0.0/0 -> VirtualNetworkGateway")
                    .otherSubnets()
                    .securityGroup(
                        "nsg",
                        "100 In Allow Tcp ApiManagement -> VirtualNetwork:3443",
                        "some-name: 110 In ? ? ?:? -> ?:?",
                        "4096 In Deny * *:1-10,20 -> [2001:db8::/64,10.0.1.0/24]:*",
                        "200 out allow udp ASG(web),10.0.1.4-10.0.1.9 -> Storage.WestUS:443,445-446")
                    .routeTable(
                        "rt",
                        "0.0.0.0/0 -> VirtualAppliance 10.0.100.4",
                        "by-tag: ApiManagement -> Internet",
                        "2001:db8::/32 -> ?")
                    .dnsServers("10.0.0.4", "168.63.129.16")
                    .forwardsAzureNames(true)
                    .firewall(
                        "afw",
                        "10.0.100.4",
                        "300 Allow Https 10.0.1.0/24 -> *.Vault.azure.net,login.live.com:443,8443",
                        "200 Deny Any * -> Sql:1433",
                        "dns: 200 Allow Udp * -> 10.0.0.4:53")
                    .publicIpAddress(
                        new PublicIpAddress(
                            "pip",
                            Datum.known(PublicIpSku.STANDARD),
                            Datum.known(Optional.empty())))
                    .securityAdminRules("0 In AlwaysAllow Tcp AzureLoadBalancer -> *:6390")
                    .keyVaults()
                    .storageAccounts())
        .location("eastus", east -> {})
        .build();
  }

  @Test
  void what_is_described_is_what_its_snapshot_says() {
    EnvironmentSnapshot described = everything();

    EnvironmentSnapshot read = read(new SnapshotWriter().write(described));

    assertThat(read.deployment()).isEqualTo(described.deployment());
    assertThat(read.serviceTags()).isEqualTo(described.serviceTags());
    assertThat(read.locations()).hasSize(2);
    assertThat(read.locations().get(1)).isEqualTo(described.locations().get(1));
    Location west = described.locations().get(0);
    assertThat(read.locations().get(0))
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(".*[pP]ointer")
        .isEqualTo(west);
    assertThat(rule(west, 1))
        .isEqualTo(
            new SecurityRule(
                "some-name",
                110,
                Direction.INBOUND,
                unknown("access"),
                unknown("protocol"),
                unknown("sourceAddressPrefix"),
                unknown("sourcePortRange"),
                unknown("destinationAddressPrefix"),
                unknown("destinationPortRange"),
                "/locations/0/networkSecurityGroup/securityRules/1"));
    assertThat(rule(west, 3))
        .isEqualTo(
            new SecurityRule(
                "out-200",
                200,
                Direction.OUTBOUND,
                Datum.known(Access.ALLOW),
                Datum.known(Set.of(Protocol.UDP)),
                Datum.known(
                    new RuleAddresses(
                        false, AddressPrefixes.of("10.0.1.4-10.0.1.9"), List.of(), List.of("web"))),
                Datum.known(PortSet.ALL),
                Datum.known(RuleAddresses.of("Storage.WestUS")),
                Datum.known(PortSet.of(443, 445, 446)),
                "/locations/0/networkSecurityGroup/securityRules/3"));
  }

  private static <T> Datum<T> unknown(String property) {
    return Datum.unknownAt("/locations/0/networkSecurityGroup/securityRules/1/" + property);
  }

  private static SecurityRule rule(Location location, int index) {
    return location
        .networkSecurityGroup()
        .asOptional()
        .orElseThrow()
        .orElseThrow()
        .securityRules()
        .orElse(List.of())
        .get(index);
  }

  @Test
  void what_is_not_said_is_as_unknown_as_in_an_empty_snapshot() {
    EnvironmentSnapshot described =
        EnvironmentSnapshot.builder("shop").location(location -> {}).build();

    assertThat(described)
        .isEqualTo(read("{\"snapshot\": \"1\", \"name\": \"shop\", \"locations\": [{}]}"));
  }

  @Test
  void a_complete_environment_has_none_of_what_is_not_said() {
    EnvironmentSnapshot described =
        EnvironmentSnapshot.builder("shop").complete().location(location -> {}).build();

    StringBuilder features = new StringBuilder();
    for (Feature feature : Feature.values()) {
      features.append(features.isEmpty() ? "" : ", ").append('"').append(feature.azureName());
      features.append("\": false");
    }
    assertThat(described)
        .isEqualTo(
            read(
                """
                {"snapshot": "1", "name": "shop",
                 "deployment": {"features": {%s}, "clientAddressPrefixes": [],
                   "privateEndpointConnections": []},
                 "locations": [{
                   "subnet": {"serviceEndpoints": [], "delegations": [],
                     "serviceEndpointPolicies": [], "otherUsers": [], "natGateway": null},
                   "virtualNetwork": {"peeredAddressSpaces": [], "onPremisesAddressSpaces": [],
                     "gateway": false, "privateDnsZones": [], "learnedRoutes": [],
                     "otherSubnets": []},
                   "networkSecurityGroup": null, "routeTable": null, "dns": {"servers": []},
                   "egressFirewall": null, "publicIpAddress": null, "securityAdminRules": [],
                   "dependencies": {"keyVaults": [], "storageAccounts": []}}]}
                """
                    .formatted(features)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 Out Allow Tcp * Storage:443           | has no ` -> `
          200 Out Allow Tcp -> Storage:443          | has 4 words before the arrow
          99 Out Allow Tcp * -> Storage:443         | has priority `99`, which is none from 100 to 4096
          x Out Allow Tcp * -> Storage:443          | has priority `x`, which is none from 100 to 4096
          200 Up Allow Tcp * -> Storage:443         | has direction `Up`
          200 Out Permit Tcp * -> Storage:443       | has `Permit` for `access`
          200 Out AlwaysAllow Tcp * -> Storage:443  | has `AlwaysAllow` for `access`
          200 Out Allow Gre * -> Storage:443        | has `Gre` for `protocol`
          200 Out Allow Tcp * -> Storage            | names no ports behind its destination
          200 Out Allow Tcp * -> Storage:https      | has a fault: `https` is not a port, a range `low-high` or `*`
          200 Out Allow Tcp * -> Storage:70000      | has a fault: `70000` is not a port from 0 to 65535
          200 Out Allow Tcp * -> 10.0.1.4/24:443    | has a fault: `10.0.1.4/24` has host bits set; the network is `10.0.1.0/24`
          200 Out Allow Tcp * -> fd00::/8:443       | has `fd00::/8:443`, where IPv6 addresses stand in brackets
          """)
  void a_rule_that_is_not_written_so_says_what_is_wrong(String rule, String problem) {
    assertThatThrownBy(() -> location(location -> location.securityGroup("nsg", rule)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "`%s` %s; expected `PRIORITY In|Out Allow|Deny PROTOCOL SOURCE -> DESTINATION:PORTS`,"
                    .formatted(rule, problem)
                + " such as `200 Out Allow Tcp * -> Storage:443`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.0.0.0/0                          | has no ` -> `
          * -> Internet                      | has no prefix; for every address it is `0.0.0.0/0`
          0.0.0.0/0 -> Firewall              | has `Firewall` for `nextHopType`
          0.0.0.0/0 -> VirtualAppliance here | has a fault: `here` is not an IP address or a prefix
          0.0.0.0/0 -> Internet 1.2.3.4 now  | has more than a hop and an address behind the arrow
          """)
  void a_route_that_is_not_written_so_says_what_is_wrong(String route, String problem) {
    assertThatThrownBy(() -> location(location -> location.routeTable("rt", route)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "`%s` %s; expected `PREFIX -> HOP [ADDRESS]`, such as".formatted(route, problem)
                + " `0.0.0.0/0 -> VirtualAppliance 10.0.100.4`");
  }

  @Test
  void a_rule_of_a_firewall_that_is_not_written_so_says_what_is_wrong() {
    for (Map.Entry<String, String> wrong :
        Map.of(
                "200 Allow Https * -> *.azure.net:*", "has a fault: `*` is not one port",
                "200 ? Tcp * -> Sql:1433", "has action `?`",
                "50 Allow Tcp * -> Sql:1433", "has priority `50`, which is none from 100 to 65000")
            .entrySet()) {
      assertThatThrownBy(() -> location(each -> each.firewall("afw", "10.0.100.4", wrong.getKey())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("`" + wrong.getKey() + "` " + wrong.getValue() + "; expected ");
    }
  }

  private static void location(Consumer<LocationBuilder> said) {
    EnvironmentSnapshot.builder("shop").location(said);
  }

  @Test
  void what_cannot_be_together_is_refused() {
    assertThatThrownBy(
            () ->
                location(
                    each ->
                        each.securityGroup(
                            "nsg",
                            "200 Out Allow Tcp * -> Sql:1433",
                            "b: 200 Out Deny * * -> *:*")))
        .hasMessage(
            "/locations/0/networkSecurityGroup: `out-200` and `b` both have priority 200,"
                + " direction Outbound; expected one rule each");
    assertThatThrownBy(() -> location(each -> each.subnet("apim")))
        .hasMessage(
            "/locations/0/subnet/addressPrefixes: names no IPv4 prefix; expected one such as"
                + " `10.0.1.0/24`");
    assertThatThrownBy(() -> location(each -> each.dnsServers("10.0.0.0/30")))
        .hasMessage(
            "/locations/0/dns/servers: `10.0.0.0/30` is not an IP address; expected one such as"
                + " `10.0.100.4`");
    assertThatThrownBy(() -> EnvironmentSnapshot.builder("shop").build())
        .hasMessage("environment `shop` has 0 locations; expected 1 to 200");
    assertThatThrownBy(
            () -> {
              EnvironmentBuilder many = EnvironmentSnapshot.builder("shop");
              IntStream.range(0, 201).forEach(i -> many.location(each -> {}));
              many.build();
            })
        .hasMessage("environment `shop` has 201 locations; expected 1 to 200");
    assertThatThrownBy(
            () ->
                EnvironmentSnapshot.builder("shop")
                    .location("westus", each -> {})
                    .location("West US", each -> {})
                    .build())
        .hasMessage(
            "environment `shop` /locations/1/region: `westus` is the region of two locations;"
                + " expected one location a region");
    assertThatThrownBy(
            () ->
                EnvironmentSnapshot.builder("shop")
                    .cloud(Cloud.AZURE_CHINA)
                    .location("westus", each -> {})
                    .build())
        .hasMessage(
            "environment `shop` /locations/0/region: `westus` is a region of AzurePublic; expected"
                + " one of AzureChina");
    assertThatThrownBy(
            () ->
                EnvironmentSnapshot.builder("shop")
                    .location(LocationBuilder::primary)
                    .location(LocationBuilder::primary)
                    .build())
        .hasMessage("environment `shop` /locations: has two primary locations; expected one");
  }

  @Test
  void the_primary_location_is_the_only_one_or_the_one_that_is_said() {
    EnvironmentSnapshot open =
        EnvironmentSnapshot.builder("shop").location(a -> {}).location(b -> {}).build();
    EnvironmentSnapshot said =
        EnvironmentSnapshot.builder("shop")
            .location(a -> {})
            .location(LocationBuilder::primary)
            .build();

    assertThat(open.locations().stream().map(Location::primary))
        .containsExactly(
            Datum.unknownAt("/locations/0/primary"), Datum.unknownAt("/locations/1/primary"));
    assertThat(said.locations().stream().map(Location::primary))
        .containsExactly(Datum.known(false), Datum.known(true));
  }
}
