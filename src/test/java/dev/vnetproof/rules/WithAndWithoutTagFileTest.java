package dev.vnetproof.rules;

import static dev.vnetproof.rules.PatchedFixture.outcomes;
import static dev.vnetproof.rules.PatchedFixture.remove;
import static dev.vnetproof.rules.PatchedFixture.replace;
import static dev.vnetproof.rules.PatchedFixture.route;
import static dev.vnetproof.rules.PatchedFixture.table;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.proof.tag.ServiceTags;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is decided without a tag file is decided the same with one (decision 10). */
class WithAndWithoutTagFileTest {
  /** Few addresses, in both halves of the space; the listed ones of West US among them. */
  private static final String FILE =
      """
      { "changeNumber": 1, "cloud": "Public", "values": [
        { "name": "AzureCloud", "properties": { "addressPrefixes":
          ["20.1.0.0/16", "13.64.39.0/24", "40.112.242.0/24", "150.1.0.0/16"] } },
        { "name": "Storage", "properties": { "addressPrefixes": ["20.1.1.0/24", "150.1.1.0/24"] } },
        { "name": "Storage.WestUS", "properties": { "addressPrefixes": ["20.1.1.0/25"] } },
        { "name": "ApiManagement", "properties": { "addressPrefixes":
          ["20.1.2.0/24", "13.64.39.0/24", "40.112.242.0/24"] } },
        { "name": "ApiManagement.WestUS", "properties": { "addressPrefixes": ["20.1.2.0/25"] } }
      ] }\
      """;

  private static final Evaluator BY_NAME = Evaluator.builder().laterEditions(false).build();
  private static final Evaluator BY_NUMBER =
      Evaluator.builder()
          .laterEditions(false)
          .serviceTags(
              ServiceTags.none().with("tags", new ByteArrayInputStream(FILE.getBytes(UTF_8))))
          .build();

  private static List<String> both(String id, String... patch) {
    return List.of(BY_NAME, BY_NUMBER).stream()
        .flatMap(evaluator -> outcomes(evaluator, List.of(id), patch).stream())
        .map(outcome -> outcome.substring(id.length() + 1))
        .toList();
  }

  @Test
  void halves_that_lead_to_the_Internet_are_no_tunnel_whatever_a_tag_does() {
    String halves =
        table(
            true,
            route("0.0.0.0/1", "Internet"),
            route("128.0.0.0/1", "None"),
            route("Storage", "VirtualNetworkGateway"));
    assertThat(both("forced-tunnelling.virtual-network-exposure", halves))
        .containsExactly("NOT_APPLICABLE", "NOT_APPLICABLE");
    assertThat(both("forced-tunnelling.service-endpoints", halves))
        .containsExactly("NOT_APPLICABLE", "NOT_APPLICABLE");
  }

  @Test
  void halves_that_lead_to_a_gateway_are_a_tunnel() {
    String halves =
        table(
            true,
            route("0.0.0.0/1", "VirtualNetworkGateway"),
            route("128.0.0.0/1", "VirtualNetworkGateway"));
    assertThat(
            both(
                "forced-tunnelling.service-endpoints",
                halves,
                replace("/locations/0/virtualNetwork/gateway", "true"),
                replace("/locations/0/subnet/serviceEndpoints", "[]")))
        .doesNotContain("NOT_APPLICABLE");
  }

  @Test
  void halves_that_lead_to_a_gateway_widen_the_network_with_a_file_as_without() {
    String halves =
        table(
            true,
            route("0.0.0.0/1", "VirtualNetworkGateway"),
            route("128.0.0.0/1", "VirtualNetworkGateway"));
    assertThat(
            both(
                "forced-tunnelling.virtual-network-exposure",
                halves,
                replace("/locations/0/virtualNetwork/gateway", "true"),
                replace("/locations/0/networkSecurityGroup/securityRules", "[]")))
        .containsExactly("ADVISED", "ADVISED");
  }

  @Test
  void a_listed_address_whose_route_leads_nowhere_is_a_witness_though_its_regional_tag_passes() {
    assertThat(both("control-plane.return-route", table(true, route("13.64.39.16/32", "None"))))
        .containsExactly("VIOLATED", "VIOLATED");
  }

  @Test
  void nothing_comes_in_from_any_region() {
    String shut =
        replace(
            "/locations/0/networkSecurityGroup/securityRules",
            """
            [ { "name": "shut", "priority": 4000, "direction": "Inbound", "access": "Deny",
                "protocol": "*", "sourceAddressPrefix": "Internet", "sourcePortRange": "*",
                "destinationAddressPrefix": "*", "destinationPortRange": "*" } ]\
            """);
    assertThat(both("ports.management-endpoint", shut, remove("/locations/0/region")))
        .containsExactly("VIOLATED", "VIOLATED");
  }
}
