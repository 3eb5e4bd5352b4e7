package dev.vnetproof.importer.azure;

import static dev.vnetproof.importer.azure.Environments.NETWORK;
import static dev.vnetproof.importer.azure.Environments.RG;
import static dev.vnetproof.importer.azure.Environments.SUBNET;
import static dev.vnetproof.importer.azure.Environments.VNET;
import static dev.vnetproof.importer.azure.Environments.network;
import static dev.vnetproof.importer.azure.Environments.one;
import static dev.vnetproof.importer.azure.Environments.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Assumption;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.GuardedService;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.PrivateDnsZone;
import dev.vnetproof.model.PublicIpAddress;
import dev.vnetproof.model.PublicIpSku;
import dev.vnetproof.model.ServiceEndpointPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a subnet and an instance are given, and what the instance uses. */
class GivenPartsTest {
  private static final String SERVICE = RG + "/providers/Microsoft.ApiManagement/service/apim";
  private static final String VAULT = RG + "/providers/Microsoft.KeyVault/vaults/kv";

  private static Location location(String service, String network, String... documents) {
    return snapshot(service, network, documents).locations().get(0);
  }

  private static EnvironmentSnapshot snapshot(String service, String network, String... documents) {
    List<String> all = new ArrayList<>(List.of(service, network));
    all.addAll(Arrays.asList(documents));
    return one(all.toArray(String[]::new));
  }

  private static String resource(String id, String type, String properties) {
    return "{'id': '"
        + id
        + "', 'name': '"
        + id.substring(id.lastIndexOf('/') + 1)
        + "', 'type': '"
        + type
        + "', 'properties': {"
        + properties
        + "}}";
  }

  // ---- subnet -----------------------------------------------------------------------------------

  @Test
  void policies_are_told_with_what_they_list() {
    String id = NETWORK + "/serviceEndpointPolicies/sep";
    String with = "'serviceEndpointPolicies': [{'id': '" + id + "'}]";
    String policy =
        resource(
            id,
            "Microsoft.Network/serviceEndpointPolicies",
            "'serviceEndpointPolicyDefinitions': [{'name': 'd', 'properties': {'serviceResources':"
                + " ['/subscriptions/s']}}], 'contextualServiceEndpointPolicies':"
                + " ['/services/Azure/ApiManagement']");

    assertThat(location(service(), network(with), policy).subnet().serviceEndpointPolicies())
        .isEqualTo(
            Datum.known(
                List.of(
                    new ServiceEndpointPolicy(
                        "sep",
                        Datum.known(
                            List.of("/subscriptions/s", "/services/Azure/ApiManagement"))))));
    assertThat(location(service(), network(with)).subnet().serviceEndpointPolicies())
        .isEqualTo(
            Datum.known(
                List.of(
                    new ServiceEndpointPolicy(
                        "sep", Datum.unknown(Missing.resource("serviceEndpointPolicy", id))))));
    assertThat(location(service(), network()).subnet().serviceEndpointPolicies())
        .isEqualTo(Datum.known(List.of()));
  }

  @Test
  void the_nat_gateway_is_named() {
    assertThat(
            location(service(), network("'natGateway': {'id': '" + NETWORK + "/natGateways/nat'}"))
                .subnet()
                .natGateway())
        .isEqualTo(Datum.known(Optional.of("nat")));
    assertThat(location(service(), network()).subnet().natGateway())
        .isEqualTo(Datum.known(Optional.empty()));
    assertThat(
            one(service()).locations().get(0).subnet().natGateway().ifMissing().map(Missing::text))
        .hasValue("subnet `" + SUBNET + "` is not in the input");
  }

  // ---- public IP address ------------------------------------------------------------------------

  private static String given(String id) {
    return service(
        "'sku': {'name': 'Premium', 'capacity': 1}",
        "'virtualNetworkType': 'External'",
        "'publicIpAddressId': " + id);
  }

  @Test
  void the_public_address_is_told_with_sku_and_label() {
    String id = NETWORK + "/publicIPAddresses/pip";
    String address =
        resource(
                id,
                "Microsoft.Network/publicIPAddresses",
                "'dnsSettings': {'domainNameLabel': 'contoso'}")
            .replace("'name': 'pip',", "'name': 'pip', 'sku': {'name': 'Basic'},");
    String bare =
        resource(id, "Microsoft.Network/publicIPAddresses", "'ipAddress': '20.1.1.1'")
            .replace("'name': 'pip',", "'name': 'pip', 'sku': {'name': 'Standard'},");
    Missing missing = Missing.resource("publicIPAddress", id);

    assertThat(location(given("'" + id + "'"), network(), address).publicIpAddress())
        .isEqualTo(
            Datum.known(
                Optional.of(
                    new PublicIpAddress(
                        "pip",
                        Datum.known(PublicIpSku.BASIC),
                        Datum.known(Optional.of("contoso"))))));
    assertThat(location(given("'" + id + "'"), network(), bare).publicIpAddress())
        .isEqualTo(
            Datum.known(
                Optional.of(
                    new PublicIpAddress(
                        "pip", Datum.known(PublicIpSku.STANDARD), Datum.known(Optional.empty())))));
    assertThat(location(given("'" + id + "'"), network()).publicIpAddress())
        .isEqualTo(
            Datum.known(
                Optional.of(
                    new PublicIpAddress("pip", Datum.unknown(missing), Datum.unknown(missing)))));
    assertThat(location(given("null"), network()).publicIpAddress())
        .isEqualTo(Datum.known(Optional.empty()));
    assertThat(location(service(), network()).publicIpAddress())
        .isEqualTo(Datum.unknownAt("/locations/0/publicIpAddress"));
  }

  // ---- zones ------------------------------------------------------------------------------------

  private static String link(String network) {
    return resource(
        NETWORK + "/privateDnsZones/azure-api.net/virtualNetworkLinks/l",
        "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
        "'virtualNetwork': {'id': '" + network + "'}");
  }

  @Test
  void linked_zones_are_told_with_their_records_and_that_they_are_all() {
    String record =
        resource(
            NETWORK + "/privateDnsZones/azure-api.net/A/gw",
            "Microsoft.Network/privateDnsZones/A",
            "'ttl': 3600");

    EnvironmentSnapshot snapshot = snapshot(service(), network(), link(VNET), record);

    assertThat(snapshot.locations().get(0).virtualNetwork().privateDnsZones())
        .isEqualTo(
            Datum.known(
                List.of(
                    new PrivateDnsZone(
                        "azure-api.net", Datum.known(true), Datum.known(List.of("gw"))))));
    assertThat(snapshot.assumptions())
        .extracting(Assumption::subject, Assumption::value)
        .containsExactly(
            tuple(
                "the list of private DNS zones linked to virtual network `vnet-apim`",
                "`azure-api.net`"));
  }

  @Test
  void zones_of_other_networks_say_nothing() {
    EnvironmentSnapshot snapshot = snapshot(service(), network(), link(VNET + "-other"));

    assertThat(snapshot.locations().get(0).virtualNetwork().privateDnsZones())
        .isEqualTo(Datum.unknownAt("/locations/0/virtualNetwork/privateDnsZones"));
    assertThat(snapshot.assumptions()).isEmpty();
  }

  // ---- private endpoints ------------------------------------------------------------------------

  private static String endpoint(String name, String target) {
    return resource(
        NETWORK + "/privateEndpoints/" + name,
        "Microsoft.Network/privateEndpoints",
        "'privateLinkServiceConnections': [{'name': 'c', 'properties': {'privateLinkServiceId': '"
            + target
            + "'}}]");
  }

  @Test
  void private_endpoints_onto_the_instance_are_told() {
    assertThat(
            snapshot(service(), network(), endpoint("pe", SERVICE), endpoint("other", VAULT))
                .deployment()
                .privateEndpointConnections())
        .isEqualTo(Datum.known(List.of("pe")));
    assertThat(snapshot(service(), network()).deployment().privateEndpointConnections())
        .isEqualTo(Datum.unknownAt("/deployment/privateEndpointConnections"));
    assertThat(
            snapshot(
                    service()
                        .replace(
                            "'platformVersion'",
                            "'privateEndpointConnections': null, 'platformVersion'"),
                    network())
                .deployment()
                .privateEndpointConnections())
        .isEqualTo(Datum.known(List.of()));
  }

  // ---- dependencies -----------------------------------------------------------------------------

  private static String namedValue() {
    return resource(
        SERVICE + "/namedValues/pw",
        "Microsoft.ApiManagement/service/namedValues",
        "'keyVault': {'secretIdentifier': 'https://KV.vault.azure.net/secrets/pw'}");
  }

  private static String vault(String properties) {
    return resource(VAULT, "Microsoft.KeyVault/vaults", properties);
  }

  @Test
  void vaults_that_the_service_names_are_told_with_their_rules() {
    String rules =
        "'publicNetworkAccess': 'Enabled', 'networkAcls': {'bypass': 'None', 'defaultAction':"
            + " 'Deny', 'ipRules': [{'value': '203.0.113.0/24'}], 'virtualNetworkRules': [{'id': '"
            + SUBNET
            + "'}]}";

    assertThat(
            location(service(), network(), namedValue(), vault(rules), endpoint("pe", VAULT))
                .dependencies()
                .keyVaults())
        .isEqualTo(
            Datum.known(
                List.of(
                    new GuardedService(
                        "kv",
                        Datum.known(true),
                        Datum.known(Access.DENY),
                        Datum.known(false),
                        Datum.known(AddressPrefixes.of("203.0.113.0/24")),
                        Datum.known(List.of(SUBNET)),
                        Datum.known(List.of("pe"))))));
  }

  @Test
  void a_vault_without_rules_lets_everybody_in() {
    GuardedService vault =
        location(service(), network(), namedValue(), vault("'sku': {}"))
            .dependencies()
            .keyVaults()
            .orElse(List.of())
            .get(0);

    assertThat(vault.defaultAction()).isEqualTo(Datum.known(Access.ALLOW));
    assertThat(vault.publicNetworkAccess()).isEqualTo(Datum.known(true));
  }

  @Test
  void a_vault_that_nothing_of_the_service_names_may_be_anybodys() {
    assertThat(location(service(), network(), vault("'sku': {}")).dependencies().keyVaults())
        .isEqualTo(Datum.unknownAt("/locations/0/dependencies/keyVaults"));
    assertThat(location(service(), network(), namedValue()).dependencies().keyVaults())
        .isEqualTo(Datum.unknownAt("/locations/0/dependencies/keyVaults"));
  }

  @Test
  void the_account_of_a_backend_is_a_dependency() {
    String backend =
        resource(
            SERVICE + "/backends/files",
            "Microsoft.ApiManagement/service/backends",
            "'url': 'https://stfiles.blob.core.windows.net/container'");
    String account =
        resource(
            RG + "/providers/Microsoft.Storage/storageAccounts/stfiles",
            "Microsoft.Storage/storageAccounts",
            "'publicNetworkAccess': 'Disabled'");

    assertThat(
            location(service(), network(), backend, account)
                .dependencies()
                .storageAccounts()
                .orElse(List.of()))
        .extracting(GuardedService::name, GuardedService::publicNetworkAccess)
        .containsExactly(tuple("stfiles", Datum.known(false)));
  }
}
