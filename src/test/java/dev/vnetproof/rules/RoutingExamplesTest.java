package dev.vnetproof.rules;

import static dev.vnetproof.rules.PatchedFixture.TO_APPLIANCE;
import static dev.vnetproof.rules.PatchedFixture.outcomes;
import static dev.vnetproof.rules.PatchedFixture.replace;
import static dev.vnetproof.rules.PatchedFixture.route;
import static dev.vnetproof.rules.PatchedFixture.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.proof.tag.ServiceTags;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The worked examples 21 to 30 of the reference, as far as they concern routes and DNS. */
class RoutingExamplesTest {
  private static final Evaluator SYMBOLIC = Evaluator.builder().laterEditions(false).build();
  private static final Path PUBLISHED = Path.of("src/test/resources/service-tags-excerpt.json");

  private static final String ENDPOINTS =
      replace(
          "/locations/0/subnet/serviceEndpoints",
          "[\"Microsoft.Storage\", \"Microsoft.Sql\", \"Microsoft.EventHub\","
              + " \"Microsoft.KeyVault\"]");
  private static final String INTERNAL = replace("/deployment/virtualNetworkType", "\"Internal\"");

  @Test
  void example_21_endpoints_carry_the_services_and_the_rest_depends_on_the_appliance() {
    assertThat(
            outcomes(
                SYMBOLIC,
                List.of(
                    "ports.storage",
                    "ports.sql",
                    "ports.key-vault",
                    "control-plane.return-route",
                    "ports.entra-id",
                    "ports.azure-monitor"),
                INTERNAL,
                ENDPOINTS,
                table(true, TO_APPLIANCE, route("ApiManagement", "Internet"))))
        .containsExactly(
            "control-plane.return-route SATISFIED",
            "ports.azure-monitor UNDETERMINED",
            "ports.entra-id UNDETERMINED",
            "ports.key-vault SATISFIED",
            "ports.sql SATISFIED",
            "ports.storage SATISFIED");
  }

  @Test
  void example_22_external_clients_are_not_answered() {
    assertThat(
            outcomes(
                SYMBOLIC,
                List.of("ports.client", "forced-tunnelling.client-return-route"),
                ENDPOINTS,
                table(true, TO_APPLIANCE, route("ApiManagement", "Internet"))))
        .containsExactly(
            "forced-tunnelling.client-return-route VIOLATED", "ports.client SATISFIED");
  }

  @Test
  void example_23_an_endpoint_beats_a_route_for_its_tag() {
    assertThat(
            outcomes(
                SYMBOLIC,
                List.of("ports.storage"),
                ENDPOINTS,
                table(true, route("Storage", "VirtualAppliance"))))
        .containsExactly("ports.storage SATISFIED");
    assertThat(
            outcomes(
                SYMBOLIC,
                List.of("ports.storage"),
                table(true, route("Storage", "VirtualAppliance"))))
        .containsExactly("ports.storage UNDETERMINED");
  }

  @Test
  void example_24_a_route_for_the_listed_address_passes_with_advice() {
    assertThat(
            outcomes(
                SYMBOLIC,
                List.of("control-plane.return-route", "control-plane.service-tag"),
                INTERNAL,
                table(
                    true,
                    route("0.0.0.0/0", "VirtualNetworkGateway"),
                    route("13.64.39.16/32", "Internet"))))
        .containsExactly(
            "control-plane.return-route SATISFIED", "control-plane.service-tag ADVISED");
  }

  @Test
  void example_25_conflicting_tag_routes_are_decided_by_their_prefixes() {
    String[] right = {
      table(true, route("AzureCloud", "VirtualAppliance"), route("ApiManagement", "Internet"))
    };
    String[] wrong = {
      table(true, route("AzureCloud", "Internet"), route("ApiManagement", "VirtualAppliance"))
    };
    List<String> id = List.of("control-plane.return-route");
    assertThat(outcomes(SYMBOLIC, id, right))
        .containsExactly("control-plane.return-route UNDETERMINED");
    assertThat(outcomes(SYMBOLIC, id, wrong))
        .containsExactly("control-plane.return-route UNDETERMINED");
    Evaluator exact =
        Evaluator.builder()
            .laterEditions(false)
            .serviceTags(ServiceTags.none().with(PUBLISHED))
            .build();
    assertThat(outcomes(exact, id, right)).containsExactly("control-plane.return-route SATISFIED");
    assertThat(outcomes(exact, id, wrong)).containsExactly("control-plane.return-route VIOLATED");
  }

  @Test
  void example_26_a_route_for_the_network_detours_units_unless_the_subnet_stays_local() {
    List<String> ids = List.of("ports.internal-cache", "ports.rate-limit-counters");
    assertThat(outcomes(SYMBOLIC, ids, table(true, route("10.0.0.0/16", "VirtualAppliance"))))
        .containsExactly(
            "ports.internal-cache UNDETERMINED", "ports.rate-limit-counters UNDETERMINED");
    assertThat(
            outcomes(
                SYMBOLIC,
                ids,
                table(
                    true,
                    route("10.0.0.0/16", "VirtualAppliance"),
                    route("10.0.1.0/24", "VnetLocal"))))
        .containsExactly("ports.internal-cache SATISFIED", "ports.rate-limit-counters SATISFIED");
  }

  @Test
  void example_27_private_space_without_a_route_is_dropped_until_a_default_route_takes_it() {
    String servers = replace("/locations/0/dns", "{ \"servers\": [\"10.50.0.4\"] }");
    String allow =
        """
        { "op": "add", "path": "/locations/0/networkSecurityGroup/securityRules/-", "value": \
        { "name": "dns", "priority": 320, "direction": "Outbound", "access": "Allow", \
        "protocol": "Udp", "sourceAddressPrefix": "*", "sourcePortRange": "*", \
        "destinationAddressPrefix": "10.50.0.4", "destinationPortRange": "53" } }\
        """;
    List<String> ids = List.of("dns.port-53", "dns.custom-server-reachable");
    assertThat(outcomes(SYMBOLIC, ids, servers, allow, table(true)))
        .containsExactly("dns.custom-server-reachable VIOLATED", "dns.port-53 VIOLATED");
    assertThat(outcomes(SYMBOLIC, ids, servers, allow, table(true, TO_APPLIANCE)))
        .containsExactly("dns.custom-server-reachable SATISFIED", "dns.port-53 UNDETERMINED");
  }

  @Test
  void example_28_azure_dns_outlives_a_deny_of_everything() {
    String deny =
        """
        { "op": "add", "path": "/locations/0/networkSecurityGroup/securityRules/-", "value": \
        { "name": "no-dns", "priority": 190, "direction": "Outbound", "access": "Deny", \
        "protocol": "*", "sourceAddressPrefix": "*", "sourcePortRange": "*", \
        "destinationAddressPrefix": "AzurePlatformDNS", "destinationPortRange": "*" } }\
        """;
    assertThat(outcomes(SYMBOLIC, List.of("dns.port-53"))).containsExactly("dns.port-53 SATISFIED");
    assertThat(outcomes(SYMBOLIC, List.of("dns.port-53"), deny))
        .containsExactly("dns.port-53 VIOLATED");
  }

  @Test
  void example_30_allowing_the_appliance_allows_nothing_behind_it() {
    String appliance =
        replace(
            "/locations/0/networkSecurityGroup/securityRules/storage/destinationAddressPrefix",
            "\"10.0.100.4\"");
    assertThat(outcomes(SYMBOLIC, List.of("ports.storage"), appliance, table(true, TO_APPLIANCE)))
        .containsExactly("ports.storage VIOLATED");
  }
}
