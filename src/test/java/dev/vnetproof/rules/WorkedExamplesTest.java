package dev.vnetproof.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.evaluation.OutcomeEntry;
import dev.vnetproof.evaluation.ReportedFinding;
import dev.vnetproof.model.LocationLabels;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.rule.DecidedBy;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The worked examples of the reference on Azure's semantics, by number, as far as security groups
 * decide them. Each runs with symbolic service tags and with some prefixes of Microsoft's file of
 * 2025-10-20 for Azure Public (of each service a few in West US, in East US and elsewhere, in both
 * halves of the space); where the two differ, the example says so.
 */
class WorkedExamplesTest {
  private static final Path FILE = Path.of("src/test/resources/service-tags-excerpt.json");

  /** What is known of service tags. */
  enum Tags {
    SYMBOLIC,
    EXACT;

    Evaluator evaluator() {
      if (this == SYMBOLIC) {
        return Symbolic.EVALUATOR;
      }
      return Exact.EVALUATOR;
    }
  }

  /** Built when first used. */
  private static final class Symbolic {
    static final Evaluator EVALUATOR = Evaluator.builder().laterEditions(false).build();
  }

  private static final class Exact {
    static final Evaluator EVALUATOR =
        Evaluator.builder().laterEditions(false).serviceTags(ServiceTags.none().with(FILE)).build();
  }

  @ParameterizedTest
  @EnumSource
  void example_01_deny_at_a_lower_number_covers_the_port_inside_a_range(Tags tags) {
    Evaluation evaluation =
        evaluate(
            tags,
            common()
                .rules(
                    "100 Out Deny Tcp * -> Storage:400-450",
                    "200 Out Allow Tcp VirtualNetwork -> Storage:443"));

    assertThat(says(evaluation, "ports.storage")).isEqualTo("VIOLATED by out-100");
    assertThat(says(evaluation, "ports.git-file-share")).isEqualTo("ADVISED by out-100");
  }

  @ParameterizedTest
  @EnumSource
  void example_02_deny_overlaps_other_ports_only(Tags tags) {
    Evaluation evaluation =
        evaluate(
            tags,
            common()
                .rules(
                    "100 Out Deny Tcp * -> Internet:80,8080",
                    "200 Out Allow Tcp VirtualNetwork -> Storage:443",
                    "4096 Out Deny * * -> *:*"));

    assertThat(says(evaluation, "ports.storage")).isEqualTo("SATISFIED");
    assertThat(says(evaluation, "ports.sql")).isEqualTo("VIOLATED by out-4096");
    assertThat(says(evaluation, "ports.key-vault")).isEqualTo("VIOLATED by out-4096");
  }

  @ParameterizedTest
  @EnumSource
  void example_03_regional_tag_right_and_wrong_region(Tags tags) {
    String[] rules = {
      "200 Out Allow Tcp VirtualNetwork -> Storage.WestUS:443", "4000 Out Deny * * -> Internet:*"
    };

    assertThat(says(evaluate(tags, common().rules(rules)), "ports.storage")).isEqualTo("SATISFIED");
    assertThat(says(evaluate(tags, common().in("eastus").rules(rules)), "ports.storage"))
        .isEqualTo("VIOLATED by out-4000");
  }

  @ParameterizedTest
  @EnumSource
  void example_04_multi_region_needs_two_regional_tags(Tags tags) {
    ExampleEnvironment environment =
        common()
            .feature("eventHubLogging", false)
            .feature("azureMonitor", false)
            .and("eastus")
            .rules(
                "200 Out Allow Tcp * -> Sql.EastUS:1433",
                "300 Out Allow Tcp * -> Storage:443",
                "4000 Out Deny * * -> Internet:*");
    Evaluation lacking = evaluate(tags, environment);

    assertThat(says(lacking, "ports.sql", "eastus")).isEqualTo("SATISFIED");
    assertThat(says(lacking, "regions.primary-service-tags", "eastus"))
        .isEqualTo("VIOLATED by out-4000");
    assertThat(says(lacking, "regions.primary-service-tags", "westus")).isEqualTo("NOT_APPLICABLE");

    Evaluation complete =
        evaluate(tags, environment.rules("210 Out Allow Tcp * -> Sql.WestUS:1433"));

    assertThat(says(complete, "regions.primary-service-tags", "eastus")).isEqualTo("SATISFIED");
  }

  @ParameterizedTest
  @EnumSource
  void example_05_cidr_covers_part_of_a_tag(Tags tags) {
    Evaluation evaluation =
        evaluate(
            tags,
            common()
                .rules(
                    "200 Out Allow Tcp * -> 20.150.0.0/17:443", "4000 Out Deny * * -> Internet:*"));

    assertThat(says(evaluation, "ports.storage"))
        .isEqualTo(
            tags == Tags.EXACT
                ? "VIOLATED by out-4000"
                : "UNDETERMINED missing the service tag file of AzurePublic (--service-tags)");
  }

  @ParameterizedTest
  @EnumSource
  void example_06_azure_cloud_as_a_catch_all(Tags tags) {
    String[] rules = {"200 Out Allow Tcp * -> AzureCloud:443", "4000 Out Deny * * -> Internet:*"};
    Evaluation evaluation = evaluate(tags, common().rules(rules));

    assertThat(says(evaluation, "ports.key-vault")).isEqualTo("SATISFIED");
    assertThat(says(evaluation, "ports.storage")).isEqualTo("SATISFIED");
    assertThat(says(evaluation, "ports.sql")).isEqualTo("VIOLATED by out-4000");
    assertThat(says(evaluation, "ports.entra-id"))
        .isEqualTo(
            tags == Tags.EXACT
                ? "ADVISED by out-4000"
                : "UNDETERMINED missing the service tag file of AzurePublic (--service-tags)");
    assertThat(says(evaluate(tags, common().stv1().rules(rules)), "ports.health-monitoring"))
        .isEqualTo("ADVISED by out-4000");
    assertThat(
            says(
                evaluate(
                    tags, common().stv1().feature("healthMonitoringExtension", true).rules(rules)),
                "ports.health-monitoring"))
        .isEqualTo("VIOLATED by out-4000");
  }

  @ParameterizedTest
  @EnumSource
  void example_07_explicit_subnet_instead_of_virtual_network(Tags tags) {
    Evaluation evaluation =
        evaluate(
            tags,
            common()
                .rules("200 Out Allow Tcp 10.0.1.0/24 -> Sql:1433", "4096 Out Deny * * -> *:*"));

    assertThat(says(evaluation, "ports.sql")).isEqualTo("SATISFIED");
  }

  @ParameterizedTest
  @EnumSource
  void example_08_explicit_cidr_smaller_than_the_subnet(Tags tags) {
    Evaluation evaluation =
        evaluate(
            tags,
            common()
                .rules("200 Out Allow Tcp 10.0.1.0/27 -> Sql:1433", "4096 Out Deny * * -> *:*"));

    assertThat(says(evaluation, "ports.sql")).isEqualTo("VIOLATED by out-4096");
  }

  @ParameterizedTest
  @EnumSource
  void example_09_application_security_group_as_the_instance(Tags tags) {
    Evaluation evaluation =
        evaluate(
            tags,
            common()
                .rules(
                    "200 Out Allow Tcp ASG(apim) -> Storage:443",
                    "4000 Out Deny * * -> Internet:*"));

    assertThat(says(evaluation, "ports.storage")).isEqualTo("VIOLATED by out-4000");
  }

  @ParameterizedTest
  @EnumSource
  void example_10_default_rules_only(Tags tags) {
    Evaluation evaluation = evaluate(tags, common().internal());

    Map<String, String> all = new TreeMap<>();
    for (OutcomeEntry entry : evaluation.outcomes()) {
      String family = entry.requirement().split("\\.")[0];
      if (family.equals("ports") || family.equals("nsg")) {
        all.put(entry.requirement(), says(evaluation, entry.requirement()));
      }
    }
    assertThat(all)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("nsg.assigned", "SATISFIED"),
                Map.entry("ports.authorizations", "SATISFIED"),
                Map.entry("ports.azure-monitor", "SATISFIED"),
                Map.entry("ports.client", "NOT_APPLICABLE"),
                Map.entry("ports.entra-id", "SATISFIED"),
                Map.entry("ports.event-hub", "SATISFIED"),
                Map.entry("ports.external-cache", "SATISFIED"),
                Map.entry("ports.git-file-share", "SATISFIED"),
                Map.entry("ports.health-monitoring", "NOT_APPLICABLE"),
                Map.entry("ports.internal-cache", "SATISFIED"),
                Map.entry("ports.key-vault", "SATISFIED"),
                Map.entry("ports.load-balancer", "SATISFIED"),
                Map.entry("ports.management-endpoint", "VIOLATED by DenyAllInBound"),
                Map.entry("ports.rate-limit-counters", "SATISFIED"),
                Map.entry("ports.sql", "SATISFIED"),
                Map.entry("ports.storage", "SATISFIED")));
  }

  @ParameterizedTest
  @EnumSource
  void example_11_deny_internet_without_service_allows(Tags tags) {
    Evaluation evaluation = evaluate(tags, common().rules("1000 Out Deny * * -> Internet:*"));

    assertThat(says(evaluation, "ports.storage")).isEqualTo("VIOLATED by out-1000");
    assertThat(says(evaluation, "ports.sql")).isEqualTo("VIOLATED by out-1000");
    assertThat(says(evaluation, "ports.key-vault")).isEqualTo("VIOLATED by out-1000");
    assertThat(says(evaluation, "ports.azure-monitor")).isEqualTo("ADVISED by out-1000");
    assertThat(says(evaluation, "ports.entra-id")).isEqualTo("ADVISED by out-1000");
    assertThat(says(evaluation, "ports.external-cache")).isEqualTo("SATISFIED");
    assertThat(says(evaluation, "ports.internal-cache")).isEqualTo("SATISFIED");
    assertThat(says(evaluation, "ports.rate-limit-counters")).isEqualTo("SATISFIED");
  }

  @ParameterizedTest
  @EnumSource
  void example_12_protocol_star_and_protocol_mismatch(Tags tags) {
    Evaluation evaluation =
        evaluate(
            tags,
            common()
                .feature("rateLimitCounters", true)
                .rules(
                    "200 Out Allow * * -> Sql:1433",
                    "210 In Allow Tcp VirtualNetwork -> VirtualNetwork:4290",
                    "4096 In Deny * * -> *:*",
                    "4096 Out Deny * * -> *:*"));

    assertThat(says(evaluation, "ports.sql")).isEqualTo("SATISFIED");
    assertThat(says(evaluation, "ports.rate-limit-counters"))
        .isEqualTo("VIOLATED by in-4096 and out-4096");
  }

  @ParameterizedTest
  @EnumSource
  void example_13_port_spelling(Tags tags) {
    Evaluation evaluation =
        evaluate(tags, common().rules("200 In Allow Tcp Internet -> 10.0.1.0/24:0-65535"));

    assertThat(says(evaluation, "ports.client")).isEqualTo("SATISFIED");
    assertThat(says(evaluation, "ports.management-endpoint")).isEqualTo("SATISFIED");
    assertThat(says(evaluation, "advice.management-exposure")).isEqualTo("ADVISED by in-200");
  }

  @ParameterizedTest
  @EnumSource
  void example_14_split_ranges_in_one_direction(Tags tags) {
    Evaluation evaluation =
        evaluate(
            tags,
            common()
                .feature("internalCache", true)
                .rules(
                    "210 Out Allow Tcp VirtualNetwork -> VirtualNetwork:6381-6382",
                    "220 Out Allow Tcp VirtualNetwork -> VirtualNetwork:6383",
                    "4096 In Deny * * -> *:*",
                    "4096 Out Deny * * -> *:*"));

    assertThat(says(evaluation, "ports.internal-cache")).isEqualTo("VIOLATED by in-4096");
  }

  @ParameterizedTest
  @EnumSource
  void example_15_source_port_restriction(Tags tags) {
    Evaluation evaluation =
        evaluate(tags, common().rules("200 In Allow Tcp Internet:443 -> VirtualNetwork:443"));

    assertThat(says(evaluation, "ports.client")).isEqualTo("VIOLATED by DenyAllInBound");
  }

  @ParameterizedTest
  @EnumSource
  void example_16_deny_all_position(Tags tags) {
    Evaluation last =
        evaluate(
            tags,
            common()
                .rules(
                    "4000 In Allow Tcp ApiManagement -> VirtualNetwork:3443",
                    "4096 In Deny * * -> *:*"));

    assertThat(says(last, "ports.management-endpoint")).isEqualTo("SATISFIED");
    assertThat(says(last, "ports.load-balancer")).isEqualTo("VIOLATED by in-4096");

    Evaluation first =
        evaluate(
            tags,
            common()
                .rules(
                    "100 In Deny * * -> *:*",
                    "200 In Allow Tcp ApiManagement -> VirtualNetwork:3443"));

    assertThat(says(first, "ports.management-endpoint")).isEqualTo("VIOLATED by in-100");
  }

  @Test
  void example_17_duplicate_priorities_of_one_direction_are_no_snapshot() {
    ExampleEnvironment duplicate =
        common().rules("200 Out Allow Tcp * -> Storage:443", "200 Out Deny Tcp * -> Storage:443");

    assertThatThrownBy(duplicate::snapshot)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("both have priority 200");
    assertThat(
            says(
                evaluate(
                    Tags.SYMBOLIC,
                    common()
                        .rules(
                            "200 In Allow Tcp ApiManagement -> VirtualNetwork:3443",
                            "200 Out Allow Tcp * -> Storage:443")),
                "ports.management-endpoint"))
        .isEqualTo("SATISFIED");
  }

  @ParameterizedTest
  @EnumSource
  void example_18_right_rule_wrong_direction(Tags tags) {
    Evaluation evaluation =
        evaluate(tags, common().rules("200 Out Allow Tcp ApiManagement -> VirtualNetwork:3443"));

    assertThat(says(evaluation, "ports.management-endpoint"))
        .isEqualTo("VIOLATED by DenyAllInBound");
  }

  @ParameterizedTest
  @EnumSource
  void example_18_a_reply_needs_no_rule(Tags tags) {
    Evaluation evaluation =
        evaluate(
            tags,
            common()
                .rules(
                    "200 In Allow Tcp ApiManagement -> VirtualNetwork:3443",
                    "300 Out Deny * * -> ApiManagement:*"));

    assertThat(says(evaluation, "ports.management-endpoint")).isEqualTo("SATISFIED");
  }

  @ParameterizedTest
  @EnumSource
  void example_19_deny_of_virtual_network_kills_probes(Tags tags) {
    ExampleEnvironment environment =
        common()
            .feature("internalCache", true)
            .feature("rateLimitCounters", true)
            .rules("300 In Deny * VirtualNetwork -> *:*");
    Evaluation denied = evaluate(tags, environment);

    assertThat(says(denied, "ports.load-balancer")).isEqualTo("VIOLATED by in-300");
    assertThat(says(denied, "ports.internal-cache")).isEqualTo("VIOLATED by in-300");
    assertThat(says(denied, "ports.rate-limit-counters")).isEqualTo("VIOLATED by in-300");

    Evaluation repaired =
        evaluate(tags, environment.rules("290 In Allow * AzureLoadBalancer -> *:*"));

    assertThat(says(repaired, "ports.load-balancer")).isEqualTo("SATISFIED");
    assertThat(says(repaired, "ports.internal-cache")).isEqualTo("VIOLATED by in-300");
  }

  @ParameterizedTest
  @EnumSource
  void example_20_public_address_as_destination(Tags tags) {
    Evaluation evaluation =
        evaluate(tags, common().rules("200 In Allow Tcp Internet -> 20.1.2.3/32:443"));

    assertThat(says(evaluation, "ports.client")).isEqualTo("VIOLATED by DenyAllInBound");
  }

  @ParameterizedTest
  @EnumSource
  void example_22_a_default_route_may_widen_virtual_network(Tags tags) {
    String[] routes = {"0.0.0.0/0 -> VirtualAppliance 10.0.100.4", "ApiManagement -> Internet"};
    Evaluation bare = evaluate(tags, common().internal().routes(routes));

    assertThat(says(bare, "ports.management-endpoint"))
        .isEqualTo(
            "UNDETERMINED missing whether VirtualNetwork takes in the prefix of route"
                + " `to-0.0.0.0-0` (the effective security rules of the subnet show it)");

    Evaluation explicit =
        evaluate(
            tags,
            common()
                .internal()
                .routes(routes)
                .rules("200 In Allow Tcp ApiManagement -> VirtualNetwork:3443"));

    assertThat(says(explicit, "ports.management-endpoint")).isEqualTo("SATISFIED");
  }

  @ParameterizedTest
  @EnumSource
  void example_28_azure_dns_and_deny_all(Tags tags) {
    Evaluation denied = evaluate(tags, common().rules("4096 Out Deny * * -> *:*"));

    assertThat(says(denied, "dns.port-53")).isIn("SATISFIED", "NOT_APPLICABLE");

    Evaluation platform =
        evaluate(
            tags,
            common().rules("200 Out Deny * * -> AzurePlatformDNS:*", "4096 Out Deny * * -> *:*"));

    assertThat(says(platform, "dns.port-53")).isEqualTo("VIOLATED by out-200");
  }

  @ParameterizedTest
  @EnumSource
  void example_29_clients_behind_an_application_gateway(Tags tags) {
    String rule = "200 In Allow Tcp 10.0.2.0/24 -> 10.0.1.0/24:443";

    assertThat(says(evaluate(tags, common().rules(rule)), "ports.client"))
        .isEqualTo("VIOLATED by DenyAllInBound");
    assertThat(says(evaluate(tags, common().clients("10.0.2.0/24").rules(rule)), "ports.client"))
        .isEqualTo("SATISFIED");
  }

  @ParameterizedTest
  @EnumSource
  void example_30_allowing_the_appliance_allows_nothing_behind_it(Tags tags) {
    Evaluation evaluation =
        evaluate(
            tags,
            common()
                .routes("0.0.0.0/0 -> VirtualAppliance 10.0.100.4")
                .rules("200 Out Allow * * -> 10.0.100.4:*", "4000 Out Deny * * -> Internet:*"));

    assertThat(says(evaluation, "ports.storage")).startsWith("VIOLATED by out-4000");
    assertThat(says(evaluation, "ports.sql")).startsWith("VIOLATED by out-4000");
    assertThat(says(evaluation, "ports.key-vault")).startsWith("VIOLATED by out-4000");
  }

  @ParameterizedTest
  @EnumSource
  void example_31_probes_denied_on_stv1(Tags tags) {
    String[] rules = {
      "200 In Allow Tcp Internet -> VirtualNetwork:443",
      "210 In Allow Tcp ApiManagement -> VirtualNetwork:3443",
      "4096 In Deny * * -> *:*"
    };

    assertThat(
            says(evaluate(tags, common().stv1().developer().rules(rules)), "ports.load-balancer"))
        .isEqualTo("ADVISED by in-4096");
    assertThat(says(evaluate(tags, common().stv1().rules(rules)), "ports.load-balancer"))
        .isEqualTo("VIOLATED by in-4096");
  }

  private static ExampleEnvironment common() {
    return new ExampleEnvironment();
  }

  private static Evaluation evaluate(Tags tags, ExampleEnvironment environment) {
    return tags.evaluator().evaluate(environment.snapshot());
  }

  private static String says(Evaluation evaluation, String requirement) {
    return says(
        evaluation,
        requirement,
        new LocationLabels(evaluation.snapshot()).of(evaluation.snapshot().locations().get(0)));
  }

  /** The outcome, and the rules that decide it or what is missing: {@code VIOLATED by out-100}. */
  private static String says(Evaluation evaluation, String requirement, String location) {
    String outcome =
        evaluation.outcomes().stream()
            .filter(e -> e.requirement().equals(requirement) && e.location().equals(location))
            .map(e -> e.outcome().name())
            .findFirst()
            .orElseThrow();
    for (ReportedFinding reported : evaluation.findings()) {
      if (reported.requirement().id().equals(requirement) && reported.location().equals(location)) {
        return reported
            .finding()
            .missing()
            .map(missing -> outcome + " missing " + missing.text())
            .orElseGet(() -> outcome + " by " + deciders(reported));
      }
    }
    return outcome;
  }

  private static String deciders(ReportedFinding reported) {
    Set<String> names = new LinkedHashSet<>();
    reported
        .finding()
        .blocks()
        .forEach(
            block ->
                names.add(
                    block.decidedBy() instanceof DecidedBy.BySecurityRule rule
                        ? rule.rule()
                        : Findings.name(block.decidedBy())));
    return String.join(" and ", names);
  }

  @Test
  void the_file_is_the_one_that_the_examples_were_worked_with() {
    assertThat(Exact.EVALUATOR.serviceTags().editions())
        .extracting(ServiceTags.Edition::changeNumber)
        .containsExactly(374);
  }
}
