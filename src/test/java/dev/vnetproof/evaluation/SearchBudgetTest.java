package dev.vnetproof.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Feature;
import dev.vnetproof.model.LocationBuilder;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.OtherSubnet;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.Sku;
import dev.vnetproof.model.VirtualNetworkType;
import dev.vnetproof.proof.nsg.NsgAdvice;
import dev.vnetproof.proof.nsg.NsgLayer;
import dev.vnetproof.proof.nsg.NsgWalk;
import dev.vnetproof.proof.tag.ServiceTags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Groups whose rules overlap so much that the search is given up: whoever asks gets an answer that
 * says so, in time.
 *
 * <p>Of 700 rules each tells one machine with one source port from all others, so that their boxes
 * cut each other into a quarter of a million pieces. Two more rules match one half of the subnet
 * each. Only who has seen all pieces knows that together they leave nothing.
 */
class SearchBudgetTest {
  private static final int RULES = 700;

  private static final Evaluator OF_NAMES = Evaluator.builder().build();

  private static final Evaluator OF_PREFIXES =
      Evaluator.builder()
          .serviceTags(
              ServiceTags.none().with(Path.of("src/test/resources/service-tags-excerpt.json")))
          .build();

  /** What is known of service tags. */
  enum Tags {
    BY_NAME,
    BY_PREFIX;

    Evaluator evaluator() {
      return this == BY_NAME ? OF_NAMES : OF_PREFIXES;
    }
  }

  /** Each tells a machine with a source port from all others. */
  private static List<String> pieces(String direction, String access) {
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < RULES; i++) {
      String machine = "10.0." + i / 100 + "." + (4 + i % 100);
      int port = i + 1;
      rules.add(
          rule(
              100 + i,
              direction,
              access,
              direction.equals("In")
                  ? "*:" + port + " -> " + machine + ":*"
                  : machine + ":" + port + " -> *:*"));
    }
    return rules;
  }

  private static List<String> halves(String direction, String access) {
    return Stream.of("10.0.0.0/21", "10.0.8.0/21")
        .map(half -> direction.equals("In") ? "* -> " + half + ":*" : half + " -> *:*")
        .map(sides -> rule(sides.contains("10.0.8.") ? 3001 : 3000, direction, access, sides))
        .toList();
  }

  private static String rule(int priority, String direction, String access, String sides) {
    return priority + " " + direction + " " + access + " * " + sides;
  }

  private static String[] rules(List<?>... parts) {
    return Arrays.stream(parts).flatMap(List::stream).toArray(String[]::new);
  }

  /** Denied is everything; only the search does not see that. */
  private static List<String> denied(String direction) {
    return List.of(
        rules(
            pieces(direction, "Deny"),
            halves(direction, "Deny"),
            List.of(rule(4096, direction, "Allow", "* -> *:*"))));
  }

  private static Evaluation evaluate(Tags tags, Consumer<LocationBuilder> location) {
    return tags.evaluator().evaluate(snapshot(location));
  }

  private static EnvironmentSnapshot snapshot(Consumer<LocationBuilder> location) {
    return EnvironmentSnapshot.builder("overlaps")
        .complete()
        .cloud(Cloud.AZURE_PUBLIC)
        .platformVersion(PlatformVersion.STV2)
        .virtualNetworkType(VirtualNetworkType.EXTERNAL)
        .sku(Sku.PREMIUM)
        .uses(Feature.EXTERNAL_CACHE)
        .location(
            "westus",
            west -> {
              west.primary().units(1).subnet("apim", "10.0.0.0/20").network("vnet", "10.0.0.0/16");
              location.accept(west);
            })
        .build();
  }

  /** Requirements that are undetermined for want of steps. */
  private static Set<String> givenUp(Evaluation evaluation) {
    Set<String> givenUp = new LinkedHashSet<>();
    for (ReportedFinding each : evaluation.undetermined()) {
      if (each.finding().missing().orElseThrow() instanceof Missing.Budget) {
        givenUp.add(each.requirement().id());
      }
    }
    return givenUp;
  }

  private static String outcome(Evaluation evaluation, String requirement) {
    return evaluation.outcomes().stream()
        .filter(each -> each.requirement().equals(requirement))
        .map(each -> each.outcome().toString())
        .findFirst()
        .orElseThrow();
  }

  private static void assertGivenUp(Evaluation evaluation, String... requirements) {
    assertThat(evaluation.undetermined())
        .allSatisfy(each -> assertThat(each.finding().missing()).isPresent());
    assertThat(givenUp(evaluation)).containsExactlyInAnyOrder(requirements);
  }

  @ParameterizedTest
  @EnumSource
  void flows_in_and_out_and_hosts_and_who_comes_in_that_need_not(Tags tags) {
    Evaluation evaluation =
        evaluate(tags, west -> west.securityGroup("nsg", rules(denied("In"), denied("Out"))));

    assertGivenUp(
        evaluation,
        "advice.management-exposure",
        "entra.endpoints",
        "ports.client",
        "ports.external-cache",
        "ports.key-vault",
        "ports.load-balancer",
        "ports.management-endpoint",
        "ports.sql",
        "ports.storage",
        "tls.revocation-hosts");
    assertThat(evaluation.violations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void admin_rules_before_a_group(Tags tags) {
    Evaluation evaluation =
        evaluate(
            tags,
            west ->
                west.securityGroup("nsg").securityAdminRules(rules(denied("In"), denied("Out"))));

    assertThat(givenUp(evaluation)).contains("ports.client", "ports.sql", "entra.endpoints");
    assertThat(evaluation.violations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void admin_rules_before_a_group_that_is_not_known(Tags tags) {
    Evaluation evaluation =
        evaluate(
            tags,
            west ->
                west.securityGroup(Datum.unknownAt("/locations/0/networkSecurityGroup"))
                    .securityAdminRules(rules(denied("In"), denied("Out"))));

    assertThat(evaluation.violations()).isEmpty();
    assertThat(outcome(evaluation, "ports.sql")).isEqualTo("UNDETERMINED");
    assertThat(givenUp(evaluation)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whether_some_initiator_is_served(Tags tags) {
    Evaluation evaluation =
        evaluate(
            tags,
            west ->
                west.securityGroup(
                    "nsg",
                    rules(
                        pieces("In", "Allow"),
                        List.of(
                            rule(3000, "In", "Allow", "* -> 10.0.15.4:*"),
                            rule(4096, "In", "Deny", "* -> *:*")))));

    assertThat(givenUp(evaluation)).contains("ports.client");
  }

  @ParameterizedTest
  @EnumSource
  void flows_that_default_rules_carry_where_own_rules_may_suffice(Tags tags) {
    Evaluation evaluation =
        evaluate(
            tags,
            west ->
                west.securityGroup(
                    "nsg",
                    rules(
                        pieces("Out", "Allow"),
                        halves("Out", "Allow"),
                        List.of("4000 Out Allow Tcp 10.0.0.4 -> Sql:1433"))));

    // Advice is given on proof only.
    assertThat(outcome(evaluation, "ports.sql")).isEqualTo("SATISFIED");
    assertThat(outcome(evaluation, "advice.default-rules")).isEqualTo("SATISFIED");
  }

  @ParameterizedTest
  @EnumSource
  void whom_a_route_lets_in(Tags tags) {
    Evaluation evaluation =
        evaluate(
            tags,
            west ->
                west.securityGroup("nsg", rules(denied("In")))
                    .routeTable("rt", "0.0.0.0/0 -> VirtualAppliance 10.0.100.4"));

    assertThat(givenUp(evaluation)).contains("forced-tunnelling.virtual-network-exposure");
  }

  @ParameterizedTest
  @EnumSource
  void groups_of_far_ends(Tags tags) {
    List<String> rules = new ArrayList<>();
    for (String each : pieces("Out", "Deny")) {
      rules.add(each.replace("Out", "In"));
    }
    for (String each : halves("Out", "Deny")) {
      rules.add(each.replace("Out", "In"));
    }
    Evaluation evaluation =
        evaluate(
            tags,
            west ->
                west.securityGroup("nsg").dnsServers("10.0.32.4").otherSubnets(dnsSubnet(rules)));

    assertThat(givenUp(evaluation)).contains("dns.port-53");
  }

  private static OtherSubnet dnsSubnet(List<String> rules) {
    Datum<Optional<NetworkSecurityGroup>> group =
        EnvironmentSnapshot.builder("far")
            .location(there -> there.securityGroup("far", rules.toArray(String[]::new)))
            .build()
            .locations()
            .get(0)
            .networkSecurityGroup();
    return new OtherSubnet(
        "dns",
        Datum.known(AddressPrefixes.of("10.0.32.0/24")),
        group,
        Datum.known(Set.of(OtherSubnet.FarEnd.DNS_SERVER)));
  }

  @Test
  void what_later_editions_ask_for() {
    EnvironmentSnapshot snapshot =
        snapshot(west -> west.securityGroup("nsg", rules(denied("In"), denied("Out"))));
    Evaluation evaluation = Evaluator.builder().edition("2023-01-06").build().evaluate(snapshot);

    assertThat(givenUp(evaluation)).contains("ports.client", "ports.sql", "entra.endpoints");
    assertThat(outcome(evaluation, "advice.later-editions")).isNotEqualTo("ADVISED");
  }

  @Test
  void nobody_else_searches() {
    JavaClasses proof =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.vnetproof");

    assertThat(callers(proof, NsgWalk.class)).containsOnly("NsgAdvice", "NsgCases", "NsgLayer");
    assertThat(callers(proof, NsgAdvice.class)).containsOnly("DerivedFacts", "FlowProof");
    assertThat(callers(proof, NsgLayer.class))
        .containsOnly("FarGroups", "FlowProof", "HostProof", "NsgAdvice");
  }

  private static Set<String> callers(JavaClasses classes, Class<?> called) {
    return classes.get(called).getMethodCallsToSelf().stream()
        .map(call -> call.getOriginOwner().getName())
        .filter(name -> !name.startsWith(called.getName()))
        .map(name -> name.substring(name.lastIndexOf('.') + 1).replaceAll("\\$.*", ""))
        .collect(Collectors.toSet());
  }
}
