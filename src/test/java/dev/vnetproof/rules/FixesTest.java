package dev.vnetproof.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.evaluation.ReportedFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Fixes that can be done: nothing is advised that Azure refuses or that is so already. */
class FixesTest {
  private static final String RULES = "/locations/0/networkSecurityGroup/securityRules/";
  private static final Evaluator EVALUATOR = Evaluator.builder().laterEditions(false).build();

  private static Optional<String> fix(String base, String requirement, String patch)
      throws IOException {
    JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(RuleCase.fixture(base)));
    JsonNode patched = JsonPatch.apply(json, new YAMLMapper().readTree(patch));
    return EVALUATOR.evaluate(RuleCase.snapshot("case", patched)).findings().stream()
        .map(ReportedFinding::finding)
        .filter(finding -> finding.requirement().equals(requirement))
        .findFirst()
        .orElseThrow()
        .fix();
  }

  @Test
  void a_rule_goes_before_the_one_that_denies() throws IOException {
    assertThat(fix("sql-port-1443", "ports.sql", "[]"))
        .contains(
            "Add to `nsg-apim` an outbound rule with a priority below 4096 that allows Tcp from the"
                + " subnet to Sql, destination port 1433.");
  }

  @Test
  void there_is_no_priority_below_the_first() throws IOException {
    String first = "[{ op: replace, path: " + RULES + "deny-rest-out/priority, value: 100 }]";

    assertThat(fix("sql-port-1443", "ports.sql", first))
        .contains(
            "No priority is below 100: give rule `deny-rest-out` a higher number first. Add to"
                + " `nsg-apim` an outbound rule with a priority below that number that allows Tcp"
                + " from the subnet to Sql, destination port 1433.");
  }

  @Test
  void replies_to_clients_have_routes_of_their_ranges() throws IOException {
    assertThat(
            fix(
                "forced-tunnel-external-firewall",
                "forced-tunnelling.client-return-route",
                "[{ op: remove, path: /locations/0/routeTable/routes/clients }]"))
        .contains("Add to route table `rt-apim` routes for 203.0.113.0/24 with next hop Internet.");
    assertThat(
            fix(
                "forced-tunnel-external-firewall",
                "forced-tunnelling.client-return-route",
                """
                - { op: remove, path: /deployment/clientAddressPrefixes }
                - { op: remove, path: /locations/0/routeTable/routes/clients }
                """))
        .contains(
            "Add to route table `rt-apim` a route with next hop Internet for each range that"
                + " clients call from, or let them come in through the firewall.");
  }

  @Test
  void replies_to_the_control_plane_have_one_route_of_the_tag() throws IOException {
    assertThat(fix("forced-tunnel-without-management-route", "control-plane.return-route", "[]"))
        .contains("Add to route table `rt-apim` a route for ApiManagement with next hop Internet.");
  }

  @Test
  void a_firewall_gets_a_rule_whatever_endpoints_there_are() throws IOException {
    assertThat(
            fix(
                "forced-tunnel-internal-firewall",
                "ports.sql",
                """
                - op: replace
                  path: /locations/0/subnet/serviceEndpoints
                  value: [Microsoft.Storage, Microsoft.EventHub, Microsoft.KeyVault]
                """))
        .contains("Allow in firewall `afw-hub` outbound TCP 1433 to Sql.");
  }

  @Test
  void a_rule_that_is_for_other_ports_too_keeps_its_source() throws IOException {
    String open =
        """
        - op: replace
          path: /locations/0/networkSecurityGroup/securityRules/clients/destinationPortRange
          value: 0-65535
        """;

    assertThat(fix("stv2-external-premium", "advice.management-exposure", open))
        .contains(
            "Where rule `clients` is for port 3443 alone, limit its source to ApiManagement;"
                + " otherwise leave that port out of it.");
  }

  @Test
  void what_others_decide_before_the_group_is_not_changed_in_it() throws IOException {
    String denied =
        """
        - op: add
          path: /locations/0/securityAdminRules
          value:
            - name: deny-in
              ruleCollection: baseline
              priority: 20
              direction: Inbound
              access: Deny
              protocol: Tcp
              sources: [ApiManagement]
              sourcePortRanges: ["*"]
              destinations: ["*"]
              destinationPortRanges: ["3443"]
        """;

    assertThat(fix("stv2-external-premium", "ports.management-endpoint", denied))
        .contains(
            "Let `baseline` allow it before its rule `deny-in`; no rule of the subnet's own network"
                + " security group can.");
  }

  @Test
  void what_is_missing_is_asked_for_in_a_sentence() throws IOException {
    assertThat(
            fix("stv2-external-premium", "dns.port-53", "[{ op: remove, path: /locations/0/dns }]"))
        .contains("Write `/locations/0/dns/servers` into the snapshot.");
  }
}
