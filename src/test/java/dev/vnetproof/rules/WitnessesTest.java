package dev.vnetproof.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.rule.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packets that findings show are packets that die, and each obstacle is shown once. */
class WitnessesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Evaluator EVALUATOR = Evaluator.builder().laterEditions(false).build();

  private static List<String> shown(String fixture, String requirement) throws IOException {
    JsonNode snapshot = JSON.readTree(Files.readAllBytes(RuleCase.fixture(fixture)));
    return EVALUATOR.evaluate(RuleCase.snapshot("witness", snapshot)).findings().stream()
        .filter(reported -> reported.requirement().id().equals(requirement))
        .flatMap(reported -> reported.finding().blocks().stream())
        .map(WitnessesTest::line)
        .toList();
  }

  private static String line(Block block) {
    return block.witness().map(Object::toString).orElse("nothing")
        + " by "
        + Findings.name(block.decidedBy());
  }

  @Test
  void a_firewall_that_leaves_out_half_of_the_subnet_is_shown_with_the_other_half()
      throws IOException {
    assertThat(shown("firewall-sources-miss-half-the-subnet", "ports.azure-monitor"))
        .containsExactly("Tcp 10.0.1.128:49152 -> AzureMonitor.WestUS:443 by firewall afw-hub");
  }

  @Test
  void a_firewall_that_leaves_out_a_port_is_shown_with_that_port() throws IOException {
    assertThat(shown("firewall-without-monitor-port-1886", "ports.azure-monitor"))
        .containsExactly("Tcp 10.0.1.4:49152 -> AzureMonitor.WestUS:1886 by firewall afw-hub");
  }

  @Test
  void a_rule_that_denies_platform_dns_is_shown_with_a_question() throws IOException {
    assertThat(shown("platform-dns-denied", "dns.port-53"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("Udp 10.0.1.4:49152 -> AzurePlatformDNS 168.63.129.16:53 by securityRule ");
  }

  @Test
  void a_rule_that_stops_many_hosts_is_listed_once() throws IOException {
    assertThat(shown("firewall-deny-before-allow", "monitor.endpoints")).hasSize(1);
  }
}
