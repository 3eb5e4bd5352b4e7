package dev.vnetproof.importer.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.importer.resource.SourceAccount;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.model.Access;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DeclaredDeployment;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.DnsSettings;
import dev.vnetproof.model.EgressFirewall;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.FqdnAllowance;
import dev.vnetproof.model.FqdnAllowance.ApplicationProtocol;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkAllowance;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.Origins;
import dev.vnetproof.model.Place;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.Region;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.ServiceEndpoint;
import dev.vnetproof.model.Sku;
import dev.vnetproof.model.Subnet;
import dev.vnetproof.model.VirtualNetwork;
import dev.vnetproof.model.VirtualNetworkType;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One environment as each of Azure's tools prints it. */
class EncodingsTest {
  private static final String[] REST = {
    "rest/apim.json",
    "rest/firewall.json",
    "rest/group.json",
    "rest/nsg.json",
    "rest/policy.json",
    "rest/rt.json",
    "rest/vnet.json"
  };

  /** Have tests of their own. */
  private static final String[] SURROUNDINGS = {
    "origins",
    "deployment.subscriptionId",
    "deployment.privateEndpointConnections",
    "locations.subnet.serviceEndpointPolicies",
    "locations.subnet.otherUsers",
    "locations.subnet.natGateway",
    "locations.subnet.subscriptionId",
    "locations.subnet.region",
    "locations.virtualNetwork.otherSubnets",
    "locations.publicIpAddress"
  };

  private static final Set<Protocol> TCP = Set.of(Protocol.TCP);
  private static final Set<Protocol> EVERY = EnumSet.allOf(Protocol.class);
  private static final PortSet ANY_PORT = PortSet.range(0, 65535);

  @Test
  void rest_resources_join_into_the_whole_environment() {
    Assembly assembly = Environments.ofFiles(REST);

    assertThat(assembly.problems()).isEmpty();
    assertThat(assembly.snapshots())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields(SURROUNDINGS)
        .containsExactly(
            new EnvironmentSnapshot(
                "contoso-apim",
                "rest/apim.json",
                Optional.empty(),
                new DeclaredDeployment(
                    "contoso-apim",
                    Datum.known(Cloud.AZURE_PUBLIC),
                    Datum.known(PlatformVersion.STV2),
                    Datum.known(VirtualNetworkType.INTERNAL),
                    Datum.known(Sku.PREMIUM),
                    Map.of(),
                    Datum.unknownAt("/deployment/clientAddressPrefixes")),
                List.of(location())));
  }

  @Test
  void the_parts_of_a_snapshot_stand_in_the_resources_they_were_read_from() {
    Origins origins = Environments.ofFiles(REST).snapshots().get(0).origins();

    assertThat(origins.home()).isEqualTo("rest/apim.json");
    assertThat(origins.parts())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "/deployment", new Place("rest/apim.json", ""),
                "/locations/0", new Place("rest/apim.json", ""),
                "/locations/0/dns", new Place("rest/vnet.json", ""),
                "/locations/0/egressFirewall", new Place("rest/firewall.json", ""),
                "/locations/0/networkSecurityGroup", new Place("rest/nsg.json", ""),
                "/locations/0/routeTable", new Place("rest/rt.json", ""),
                "/locations/0/subnet", new Place("rest/vnet.json", "/properties/subnets/0"),
                "/locations/0/virtualNetwork", new Place("rest/vnet.json", "")));
    assertThat(origins.place("/locations/0/subnet/delegations"))
        .isEqualTo(new Place("rest/vnet.json", "/properties/subnets/0"));
    assertThat(origins.place("/properties/sku"))
        .isEqualTo(new Place("rest/apim.json", "/properties/sku"));
    assertThat(origins.place("rest/nsg.json#/properties/securityRules/0"))
        .isEqualTo(new Place("rest/nsg.json", "/properties/securityRules/0"));
  }

  private static Location location() {
    return new Location(
        0,
        Datum.known(Region.of("westus")),
        Datum.known(true),
        Datum.known(2),
        new Subnet(
            "/locations/0",
            "snet-apim",
            Datum.known(AddressPrefixes.of("10.0.1.0/24")),
            Datum.known(Set.of(ServiceEndpoint.STORAGE, ServiceEndpoint.SQL)),
            Datum.known(List.of())),
        new VirtualNetwork(
            "/locations/0",
            "vnet-apim",
            Datum.known(AddressPrefixes.of("10.0.0.0/16")),
            Datum.known(AddressPrefixes.of("10.50.0.0/16")),
            Datum.known(AddressPrefixes.NONE),
            Datum.known(false)),
        Datum.known(Optional.of(group())),
        Datum.known(Optional.of(routes())),
        new DnsSettings(
            Datum.known(List.of(host("10.50.1.4"), host("10.50.1.5"))),
            Datum.unknownAt("/locations/0/dns/forwardsAzureNames")),
        Datum.known(Optional.of(firewall())));
  }

  private static NetworkSecurityGroup group() {
    return new NetworkSecurityGroup(
        "nsg-apim",
        Datum.known(
            List.of(
                rule(0, "AllowManagement", 100, Direction.INBOUND, Access.ALLOW, TCP)
                    .with("ApiManagement", "VirtualNetwork", PortSet.of(3443)),
                rule(1, "AllowClients", 110, Direction.INBOUND, Access.ALLOW, TCP)
                    .with(
                        RuleAddresses.of("203.0.113.0/24", "198.51.100.7"),
                        RuleAddresses.of("10.0.1.0/24"),
                        PortSet.of(80, 443)),
                rule(2, "AllowSql", 200, Direction.OUTBOUND, Access.ALLOW, TCP)
                    .with("VirtualNetwork", "Sql.WestUS", PortSet.of(1433)),
                rule(3, "AllowStorage", 210, Direction.OUTBOUND, Access.ALLOW, EVERY)
                    .with("10.0.1.0/24", "Storage", PortSet.of(443, 445)),
                rule(4, "DenyInternet", 4000, Direction.OUTBOUND, Access.DENY, EVERY)
                    .with("*", "Internet", ANY_PORT))),
        NetworkSecurityGroup.DEFAULT_RULES);
  }

  private record Head(
      int index,
      String name,
      int priority,
      Direction direction,
      Access access,
      Set<Protocol> protocols) {
    SecurityRule with(String from, String to, PortSet ports) {
      return with(RuleAddresses.of(from), RuleAddresses.of(to), ports);
    }

    SecurityRule with(RuleAddresses from, RuleAddresses to, PortSet ports) {
      return new SecurityRule(
          name,
          priority,
          direction,
          Datum.known(access),
          Datum.known(protocols),
          Datum.known(from),
          Datum.known(ANY_PORT),
          Datum.known(to),
          Datum.known(ports),
          "rest/nsg.json#/properties/securityRules/" + index);
    }
  }

  private static Head rule(
      int index, String name, int priority, Direction d, Access access, Set<Protocol> protocols) {
    return new Head(index, name, priority, d, access, protocols);
  }

  private static RouteTable routes() {
    return new RouteTable(
        "rt-apim",
        Datum.known(true),
        Datum.known(
            List.of(
                new Route(
                    "control-plane",
                    Datum.known(RuleAddresses.of("ApiManagement")),
                    Datum.known(NextHopType.INTERNET),
                    Optional.empty(),
                    "rest/rt.json#/properties/routes/0"),
                new Route(
                    "default",
                    Datum.known(RuleAddresses.of("0.0.0.0/0")),
                    Datum.known(NextHopType.VIRTUAL_APPLIANCE),
                    Optional.of(host("10.50.0.4")),
                    "rest/rt.json#/properties/routes/1"))));
  }

  /** The NAT collection is left out; the deny at 200 comes before the allow at 400. */
  private static EgressFirewall firewall() {
    String collections = "rest/group.json#/properties/ruleCollections";
    return new EgressFirewall(
        "afw-hub",
        Datum.known(host("10.50.0.4")),
        Datum.known(
            List.of(
                new FqdnAllowance(
                    "entra",
                    500,
                    Access.ALLOW,
                    Datum.known(RuleAddresses.of("10.0.1.0/24")),
                    Datum.known(List.of("login.microsoftonline.com", "*.login.microsoft.com")),
                    List.of(),
                    Datum.known(List.of(new ApplicationProtocol(FqdnAllowance.Type.HTTPS, 443))),
                    collections + "/0/rules/0"),
                new FqdnAllowance(
                    "updates",
                    500,
                    Access.ALLOW,
                    Datum.known(RuleAddresses.of("*")),
                    Datum.known(List.of()),
                    List.of("WindowsUpdate"),
                    Datum.known(
                        List.of(
                            new ApplicationProtocol(FqdnAllowance.Type.HTTPS, 443),
                            new ApplicationProtocol(FqdnAllowance.Type.HTTP, 80))),
                    collections + "/0/rules/1"))),
        Datum.known(
            List.of(
                new NetworkAllowance(
                    "smb",
                    200,
                    Access.DENY,
                    Datum.known(RuleAddresses.of("*")),
                    Datum.known(RuleAddresses.of("Storage")),
                    Datum.known(List.of()),
                    Datum.known(PortSet.of(445)),
                    Datum.known(EVERY),
                    collections + "/2/rules/0"),
                new NetworkAllowance(
                    "monitor",
                    400,
                    Access.ALLOW,
                    Datum.known(RuleAddresses.of("10.0.1.0/24")),
                    Datum.known(RuleAddresses.of("AzureMonitor")),
                    Datum.known(List.of()),
                    Datum.known(PortSet.of(443, 1886)),
                    Datum.known(TCP),
                    collections + "/3/rules/0"))));
  }

  private static Address host(String text) {
    return ValueReader.host(text);
  }

  @Test
  void the_az_command_amounts_to_the_same() {
    assertSame("az/apim.json", "az/network.json", "az/nsgs.json", "az/rest-of-it.json");
  }

  @Test
  void resource_graph_amounts_to_the_same() {
    assertSame("graph/rows.json", "graph/groups.json");
  }

  @Test
  void powershell_amounts_to_the_same() {
    assertSame("powershell/all.json");
  }

  private static void assertSame(String... files) {
    Assembly rest = Environments.ofFiles(REST);
    Assembly other = Environments.ofFiles(files);
    assertThat(other.problems()).isEmpty();
    assertThat(withoutPlaces(other)).isEqualTo(withoutPlaces(rest));
  }

  private static String withoutPlaces(Assembly assembly) {
    return assembly
        .snapshots()
        .toString()
        .replaceAll(", origins=Origins\\[.*?}]", "")
        .replaceAll("pointer=[^]]*]", "]")
        // This version of PowerShell does not print it.
        .replaceAll("publicIpAddress=.*?, securityAdminRules", "securityAdminRules")
        .replaceAll("source=[^,]*,", "");
  }

  @Test
  void a_rule_points_into_the_document_it_stands_in() {
    Assembly assembly =
        Environments.ofFiles(
            "az/apim.json", "az/network.json", "az/nsgs.json", "az/rest-of-it.json");

    assertThat(
            assembly
                .snapshots()
                .get(0)
                .locations()
                .get(0)
                .networkSecurityGroup()
                .orElse(Optional.empty())
                .orElseThrow()
                .securityRules()
                .orElse(List.of())
                .stream()
                .map(SecurityRule::pointer))
        .containsExactly(
            "az/nsgs.json#/0/securityRules/0",
            "az/nsgs.json#/0/securityRules/1",
            "az/nsgs.json#/0/securityRules/2",
            "az/nsgs.json#/0/securityRules/3",
            "az/nsgs.json#/0/securityRules/4");
  }

  @Test
  void the_account_says_what_was_joined_and_skipped() {
    SourceAccount account = Environments.ofFiles("graph/rows.json", "graph/groups.json").account();

    assertThat(AzureJsonReader.read(Environments.file("graph/rows.json")).skipped()).isEmpty();
    assertThat(account.unused())
        .extracting(SourceAccount.Source::type)
        .containsExactly("microsoft.storage/storageaccounts");
    assertThat(account.joined())
        .extracting(s -> s.type() + " " + s.source() + " " + s.pointer())
        .containsExactly(
            "microsoft.apimanagement/service graph/rows.json /data/0",
            "microsoft.network/virtualnetworks graph/rows.json /data/1",
            "microsoft.network/networksecuritygroups graph/rows.json /data/2",
            "microsoft.network/routetables graph/rows.json /data/3",
            "microsoft.network/azurefirewalls graph/rows.json /data/4",
            "microsoft.network/firewallpolicies graph/rows.json /data/5",
            "Microsoft.Network/FirewallPolicies/RuleCollectionGroups graph/groups.json /value/0");
    assertThat(account.unknown())
        .extracting(SourceAccount.Gap::pointer)
        .containsExactly(
            "/deployment/clientAddressPrefixes",
            "/locations/0/virtualNetwork/otherSubnets/0/networkSecurityGroup",
            "/locations/0/virtualNetwork/otherSubnets/1/networkSecurityGroup",
            "/locations/0/publicIpAddress/sku",
            "/locations/0/publicIpAddress/dnsLabel");
  }
}
