package dev.vnetproof.importer.azure;

import static dev.vnetproof.importer.azure.Environments.NETWORK;
import static dev.vnetproof.importer.azure.Environments.RG;
import static dev.vnetproof.importer.azure.Environments.SUBNET;
import static dev.vnetproof.importer.azure.Environments.VNET;
import static dev.vnetproof.importer.azure.Environments.network;
import static dev.vnetproof.importer.azure.Environments.one;
import static dev.vnetproof.importer.azure.Environments.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.OtherSubnet;
import dev.vnetproof.model.OtherSubnet.FarEnd;
import dev.vnetproof.model.Region;
import dev.vnetproof.model.Subnet;
import dev.vnetproof.model.SubnetUser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who else is in a subnet, where its network is, and which subnets hold far ends. */
class SurroundingsTest {
  private static final String OWN = "11111111-2222-3333-4444-555555555555";

  private static EnvironmentSnapshot around(String network, String... documents) {
    List<String> all = new ArrayList<>(List.of(service(), network));
    all.addAll(Arrays.asList(documents));
    return one(all.toArray(String[]::new));
  }

  private static Location location(String network, String... documents) {
    return around(network, documents).locations().get(0);
  }

  private static Subnet subnet(String network, String... documents) {
    return location(network, documents).subnet();
  }

  private static SubnetUser user(String name, String type, int number) {
    return new SubnetUser(name, Datum.known(type), Datum.known(number));
  }

  // ---- other users ----------------------------------------------------------------------------

  @Test
  void interfaces_and_load_balancers_that_the_subnet_lists_are_users() {
    String configurations =
        "'ipConfigurations': [{'id': '"
            + NETWORK
            + "/networkInterfaces/nic/ipConfigurations/a'}, {'id': '"
            + NETWORK
            + "/networkInterfaces/nic/ipConfigurations/b'}, {'id': '"
            + RG
            + "/providers/Microsoft.Compute/virtualMachineScaleSets/nodes/virtualMachines/0/"
            + "networkInterfaces/n/ipConfigurations/c'}]";

    assertThat(subnet(network(configurations)).otherUsers())
        .isEqualTo(
            Datum.known(
                List.of(
                    user("nic", "Microsoft.Network/networkInterfaces", 2),
                    user("nodes", "Microsoft.Compute/virtualMachineScaleSets", 1))));
  }

  @Test
  void gateways_and_endpoints_that_the_subnet_lists_apart_are_users() {
    String lists =
        "'ipConfigurations': [{'id': '"
            + NETWORK
            + "/networkInterfaces/pe-a.nic.0f0e/ipConfigurations/a'}],"
            + "'privateEndpoints': [{'id': '"
            + NETWORK
            + "/privateEndpoints/pe-a'}, {'id': '"
            + NETWORK
            + "/privateEndpoints/pe-b'}], 'applicationGatewayIPConfigurations': [{'id': '"
            + NETWORK
            + "/applicationGateways/agw/gatewayIPConfigurations/c'}]";

    assertThat(subnet(network(lists)).otherUsers().orElse(List.of()))
        .extracting(SubnetUser::name)
        .containsExactly("pe-a.nic.0f0e", "agw", "pe-b");
  }

  @Test
  void machines_in_a_subscription_of_microsofts_may_be_the_instances_own() {
    String configurations =
        "'ipConfigurations': [{'id': '"
            + NETWORK.replace(OWN, "99999999-2222-3333-4444-555555555555")
            + "/networkInterfaces/nic/ipConfigurations/a'}]";

    assertThat(subnet(network(configurations)).otherUsers()).isEqualTo(Datum.known(List.of()));
  }

  @Test
  void a_subnet_that_is_printed_without_users_has_none_and_a_bare_one_is_not_known() {
    assertThat(subnet(network()).otherUsers()).isEqualTo(Datum.known(List.of()));
    assertThat(
            one(service()).locations().get(0).subnet().otherUsers().ifMissing().map(Missing::text))
        .hasValue("subnet `" + SUBNET + "` is not in the input");
  }

  @Test
  void resources_that_name_the_subnet_are_users() {
    String nic =
        "{'id': '"
            + NETWORK
            + "/networkInterfaces/vm', 'name': 'vm', 'type': 'Microsoft.Network/networkInterfaces',"
            + " 'properties': {'ipConfigurations': [{'properties': {'subnet': {'id': '"
            + SUBNET
            + "'}}}]}}";
    String gateway =
        "{'id': '"
            + NETWORK
            + "/applicationGateways/agw', 'name': 'agw', 'type':"
            + " 'Microsoft.Network/applicationGateways', 'properties': {'gatewayIPConfigurations':"
            + " [{'properties': {'subnet': {'id': '"
            + SUBNET
            + "'}}}]}}";

    List<SubnetUser> users = subnet(network(), nic, gateway).otherUsers().orElse(List.of());

    assertThat(users).extracting(SubnetUser::name).containsExactlyInAnyOrder("vm", "agw");
    assertThat(users).contains(user("vm", "Microsoft.Network/networkInterfaces", 1));
    assertThat(users)
        .filteredOn(u -> u.name().equals("agw"))
        .extracting(SubnetUser::number)
        .containsExactly(
            Datum.unknown(
                Missing.fact("how many addresses `agw` takes in subnet `" + SUBNET + "`")));
  }

  @Test
  void another_instance_in_the_subnet_takes_as_many_addresses_as_it_has_machines() {
    String other =
        service("'sku': {'name': 'Premium', 'capacity': 2}", "'virtualNetworkType': 'Internal'")
            .replace("service/apim'", "service/other'")
            .replace("'name': 'apim'", "'name': 'other'");

    List<EnvironmentSnapshot> both = Environments.of(service(), other, network()).snapshots();

    assertThat(both.get(0).locations().get(0).subnet().otherUsers())
        .isEqualTo(Datum.known(List.of(user("other", "Microsoft.ApiManagement/service", 5))));
    assertThat(both.get(1).locations().get(0).subnet().otherUsers())
        .isEqualTo(Datum.known(List.of(user("apim", "Microsoft.ApiManagement/service", 2))));
  }

  // ---- region and subscription ----------------------------------------------------------------

  @Test
  void region_and_subscription_of_network_and_instance_are_told() {
    String network = network().replace("'name': 'vnet-apim',", "'location': 'northeurope',");
    EnvironmentSnapshot snapshot = around(network);

    assertThat(snapshot.deployment().subscriptionId()).isEqualTo(Datum.known(OWN));
    assertThat(snapshot.locations().get(0).subnet().subscriptionId()).isEqualTo(Datum.known(OWN));
    assertThat(snapshot.locations().get(0).subnet().region())
        .isEqualTo(Datum.known(Region.of("northeurope")));
  }

  @Test
  void what_cannot_be_compared_is_not_told() {
    assertThat(subnet(network()).region()).isEqualTo(Datum.unknownAt("/locations/0/subnet/region"));
    assertThat(
            one(service().replace(OWN, "{subscription().subscriptionId}"), network())
                .locations()
                .get(0)
                .subnet()
                .subscriptionId())
        .isEqualTo(Datum.unknownAt("/locations/0/subnet/subscriptionId"));
  }

  // ---- subnets with far ends ------------------------------------------------------------------

  private static String withServers(String servers, String... subnets) {
    String network = network();
    return network.replace(
        "'virtualNetworkPeerings': [], 'subnets': [",
        "'virtualNetworkPeerings': [], 'dhcpOptions': {'dnsServers': ["
            + servers
            + "]}, 'subnets': ["
            + String.join("", subnets));
  }

  private static String dns(String more) {
    return "{'id': '"
        + VNET
        + "/subnets/dns', 'name': 'dns', 'properties': {'addressPrefix': '10.0.5.0/28'"
        + more
        + "}},";
  }

  private static String resolver() {
    return "{'id': '"
        + NETWORK
        + "/dnsResolvers/r/inboundEndpoints/in', 'name': 'in', 'type':"
        + " 'Microsoft.Network/dnsResolvers/inboundEndpoints', 'properties': {'ipConfigurations':"
        + " [{'privateIpAddress': '10.0.5.4', 'subnet': {'id': '"
        + VNET
        + "/subnets/dns'}}]}}";
  }

  @Test
  void the_subnet_of_a_dns_server_is_told_with_its_group() {
    String group =
        "{'id': '"
            + NETWORK
            + "/networkSecurityGroups/nsg-dns', 'name': 'nsg-dns', 'type':"
            + " 'Microsoft.Network/networkSecurityGroups', 'properties': {'securityRules': []}}";
    String subnet =
        dns(", 'networkSecurityGroup': {'id': '" + NETWORK + "/networkSecurityGroups/nsg-dns'}");

    List<OtherSubnet> others =
        location(withServers("'10.0.5.4'", subnet), group)
            .virtualNetwork()
            .otherSubnets()
            .orElse(List.of());

    assertThat(others)
        .containsExactly(
            new OtherSubnet(
                "dns",
                Datum.known(AddressPrefixes.of("10.0.5.0/28")),
                Datum.known(
                    Optional.of(
                        new NetworkSecurityGroup(
                            "nsg-dns",
                            Datum.known(List.of()),
                            NetworkSecurityGroup.DEFAULT_RULES))),
                Datum.known(Set.of(FarEnd.DNS_SERVER))));
  }

  @Test
  void a_server_in_no_subnet_of_the_input_is_told_without_a_group() {
    OtherSubnet other =
        location(withServers("'10.0.9.9'"))
            .virtualNetwork()
            .otherSubnets()
            .orElse(List.of())
            .get(0);

    assertThat(other.addressPrefixes()).isEqualTo(Datum.known(AddressPrefixes.of("10.0.9.9/32")));
    assertThat(other.networkSecurityGroup().isKnown()).isFalse();
  }

  @Test
  void servers_elsewhere_and_azures_own_are_in_no_subnet() {
    assertThat(
            location(withServers("'192.168.1.4', '168.63.129.16'")).virtualNetwork().otherSubnets())
        .isEqualTo(Datum.unknownAt("/locations/0/virtualNetwork/otherSubnets"));
    assertThat(location(network()).virtualNetwork().otherSubnets().isKnown()).isFalse();
  }

  @Test
  void azures_resolver_resolves_public_names() {
    assertThat(location(withServers("'10.0.5.4'", dns("")), resolver()).dns().forwardsAzureNames())
        .isEqualTo(Datum.known(true));
    assertThat(
            location(withServers("'10.0.5.4', '10.0.5.5'", dns("")), resolver())
                .dns()
                .forwardsAzureNames()
                .isKnown())
        .isFalse();
  }

  @Test
  void the_subnet_of_the_external_cache_is_told() {
    String id = RG + "/providers/Microsoft.Cache/redis/cache";
    String cache =
        "{'id': '"
            + RG
            + "/providers/Microsoft.ApiManagement/service/apim/caches/default', 'name': 'default',"
            + " 'type': 'Microsoft.ApiManagement/service/caches', 'properties': {'resourceId':"
            + " 'https://management.azure.com"
            + id
            + "'}}";
    String redis =
        "{'id': '"
            + id
            + "', 'name': 'cache', 'type': 'Microsoft.Cache/Redis', 'properties': {'subnetId': '"
            + VNET
            + "/subnets/dns'}}";

    List<OtherSubnet> others =
        location(withServers("", dns("")), cache, redis)
            .virtualNetwork()
            .otherSubnets()
            .orElse(List.of());

    assertThat(others).hasSize(1);
    assertThat(others.get(0).holds()).isEqualTo(Datum.known(Set.of(FarEnd.CACHE)));
    assertThat(others.get(0).networkSecurityGroup()).isEqualTo(Datum.known(Optional.empty()));
  }
}
