package dev.vnetproof.importer.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.ServiceEndpoint;
import dev.vnetproof.model.Sku;
import dev.vnetproof.space.PortSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@code ConvertTo-Json} leaves of objects that lie deeper than it goes. */
class PowerShellTest {
  private static final String CUT_OFF =
      " (cut off; PowerShell prints it with `ConvertTo-Json -Depth 10`)";

  private static String service(String rest) {
    return "{'Id': '"
        + Environments.RG
        + "/providers/Microsoft.ApiManagement/service/apim', 'Name': 'apim', 'Location': 'West US',"
        + " 'Sku': 3, 'Capacity': 1, 'VpnType': 1, 'VirtualNetwork': {'SubnetResourceId': '"
        + Environments.SUBNET
        + "'}, "
        + rest
        + "'PlatformVersion': 'stv2'}";
  }

  private static String network(String subnets) {
    return "{'AddressSpace': {'AddressPrefixes': ['10.0.0.0/16']}, 'DhcpOptions': null,"
        + " 'VirtualNetworkPeerings': [], 'ProvisioningState': 'Succeeded', 'Name': 'vnet-apim',"
        + " 'Id': '"
        + Environments.VNET
        + "', "
        + subnets
        + "}";
  }

  private static final String SUBNET =
      "{'Name': 'snet-apim', 'Id': '"
          + Environments.SUBNET
          + "', 'AddressPrefix': '10.0.1.0/24 10.0.2.0/24', 'NetworkSecurityGroup':"
          + " 'Microsoft.Azure.Commands.Network.Models.PSNetworkSecurityGroup', 'RouteTable': null,"
          + " 'ServiceEndpoints': 'Microsoft.Azure.Commands.Network.Models.PSServiceEndpoint',"
          + " 'Delegations': 'System.Collections.Generic.List`1[PSDelegation]'}";

  private static String group(String rules) {
    return "{'Name': 'nsg-apim', 'Id': '"
        + Environments.NSG
        + "', 'SecurityRules': "
        + rules
        + ", 'DefaultSecurityRules': [], 'Subnets': [{'Id': '"
        + Environments.SUBNET
        + "', 'AddressPrefix': null}]}";
  }

  private static final String RULE =
      "{'Name': 'a', 'Priority': 100, 'Direction': 'Outbound', 'Access': 'Allow', 'Protocol':"
          + " 'Tcp', 'SourceAddressPrefix': '*', 'SourcePortRange': '*', 'DestinationPortRange':"
          + " '80 443', 'DestinationAddressPrefix': '10.0.0.0/8 172.16.0.0/12',"
          + " 'SourceApplicationSecurityGroups': '', 'DestinationApplicationSecurityGroups': ''}";

  private static Location location(String... documents) {
    EnvironmentSnapshot snapshot = Environments.one(documents);
    return snapshot.locations().get(0);
  }

  @Test
  void the_name_of_a_type_is_no_value() {
    Location location = location(service(""), network("'Subnets': [" + SUBNET + "]"));

    assertThat(location.subnet().addressPrefixes())
        .isEqualTo(Datum.known(AddressPrefixes.of("10.0.1.0/24", "10.0.2.0/24")));
    assertThat(location.subnet().serviceEndpoints().ifMissing().map(Missing::text))
        .hasValue(
            "`Microsoft.Azure.Commands.Network.Models.PSServiceEndpoint` at"
                + " /Subnets/0/ServiceEndpoints"
                + CUT_OFF);
    assertThat(location.subnet().delegations().isKnown()).isFalse();
    assertThat(location.networkSecurityGroup().ifMissing().map(Missing::text))
        .hasValue(
            "`Microsoft.Azure.Commands.Network.Models.PSNetworkSecurityGroup` at"
                + " /Subnets/0/NetworkSecurityGroup"
                + CUT_OFF);
    assertThat(location.routeTable()).isEqualTo(Datum.known(Optional.empty()));
  }

  @Test
  void the_group_says_of_which_subnet_it_is_where_the_subnet_is_cut_off() {
    SecurityRule rule =
        location(service(""), network("'Subnets': [" + SUBNET + "]"), group("[" + RULE + "]"))
            .networkSecurityGroup()
            .orElse(Optional.empty())
            .orElseThrow()
            .securityRules()
            .orElse(List.of())
            .get(0);

    assertThat(rule.destinationPorts()).isEqualTo(Datum.known(PortSet.of(80, 443)));
    assertThat(rule.destinations())
        .isEqualTo(Datum.known(RuleAddresses.of("10.0.0.0/8", "172.16.0.0/12")));
  }

  @Test
  void a_rule_of_which_something_is_cut_off_is_no_mistake() {
    String rule = RULE.replace("'80 443'", "'System.Collections.Generic.List`1[System.String]'");
    SecurityRule read =
        location(service(""), network("'Subnets': [" + SUBNET + "]"), group("[" + rule + "]"))
            .networkSecurityGroup()
            .orElse(Optional.empty())
            .orElseThrow()
            .securityRules()
            .orElse(List.of())
            .get(0);

    assertThat(read.destinationPorts().isKnown()).isFalse();
    assertThat(read.destinations().isKnown()).isTrue();
    assertThat(
            location(
                    service(""),
                    network("'Subnets': [" + SUBNET + "]"),
                    group("'Microsoft.Azure.Commands.Network.Models.PSSecurityRule'"))
                .networkSecurityGroup()
                .map(g -> g.orElseThrow().securityRules().isKnown()))
        .isEqualTo(Datum.known(false));
  }

  @Test
  void what_is_cut_off_is_read_from_the_text_that_holds_it_whole() {
    String whole =
        "[{\\'Name\\':\\'snet-apim\\',\\'AddressPrefix\\':[\\'10.0.1.0/24\\'],"
            + "\\'NetworkSecurityGroup\\':null,\\'RouteTable\\':null,\\'Delegations\\':[],"
            + "\\'ServiceEndpoints\\':[{\\'Service\\':\\'Microsoft.Sql\\'}]}]";
    for (String subnets :
        List.of(
            "[" + SUBNET + "]",
            "'Microsoft.Azure.Commands.Network.Models.PSSubnet'",
            "['Microsoft.Azure.Commands.Network.Models.PSSubnet']")) {
      Location location =
          location(
              service(""), network("'Subnets': " + subnets + ", 'SubnetsText': '" + whole + "'"));

      assertThat(location.subnet().serviceEndpoints())
          .isEqualTo(Datum.known(Set.of(ServiceEndpoint.SQL)));
      assertThat(location.subnet().delegations()).isEqualTo(Datum.known(List.of()));
      assertThat(location.networkSecurityGroup()).isEqualTo(Datum.known(Optional.empty()));
    }
  }

  @Test
  void a_region_that_is_cut_off_is_a_location_of_which_nothing_is_known() {
    EnvironmentSnapshot snapshot =
        Environments.one(
            service(
                "'AdditionalRegions':"
                    + " ['Microsoft.Azure.Commands.ApiManagement.Models.PsApiManagementRegion'],"
                    + " "));

    assertThat(snapshot.locations()).hasSize(2);
    assertThat(snapshot.locations().get(1).region().isKnown()).isFalse();
    assertThat(snapshot.locations().get(1).networkSecurityGroup().isKnown()).isFalse();
  }

  @Test
  void tiers_come_as_numbers() {
    assertThat(Environments.one(service("")).deployment().sku())
        .isEqualTo(Datum.known(Sku.PREMIUM));
    assertThat(Environments.one(service("").replace("'Sku': 3", "'Sku': 1")).deployment().sku())
        .isEqualTo(Datum.known(Sku.DEVELOPER));
    assertThat(Environments.of(service("").replace("'Sku': 3", "'Sku': 2")).outside())
        .singleElement()
        .satisfies(outside -> assertThat(outside.message()).contains("`Standard`"));
  }
}
