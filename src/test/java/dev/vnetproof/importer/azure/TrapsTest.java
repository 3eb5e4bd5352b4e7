package dev.vnetproof.importer.azure;

import static dev.vnetproof.importer.azure.Environments.group;
import static dev.vnetproof.importer.azure.Environments.network;
import static dev.vnetproof.importer.azure.Environments.rule;
import static dev.vnetproof.importer.azure.Environments.service;
import static dev.vnetproof.importer.azure.Environments.withGroup;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Spellings that Azure's tools really print, values that are not there yet, and mistakes. */
class TrapsTest {
  private static final String TO_SQL =
      "'sourceAddressPrefix': '*', 'destinationAddressPrefix': 'Sql', 'destinationPortRange': '1433'";

  private static Datum<List<SecurityRule>> rules(Assembly assembly) {
    return assembly
        .snapshots()
        .get(0)
        .locations()
        .get(0)
        .networkSecurityGroup()
        .orElse(Optional.empty())
        .orElseThrow()
        .securityRules();
  }

  private static SecurityRule read(String rest) {
    Assembly assembly =
        Environments.of(service(), network(withGroup()), group(rule("r", 100, rest)));
    assertThat(assembly.problems()).isEmpty();
    assertThat(rules(assembly).orElse(List.of())).hasSize(1);
    return rules(assembly).orElse(List.of()).get(0);
  }

  private static Datum<PortSet> ports(String properties) {
    return read("'sourceAddressPrefix': '*', 'destinationAddressPrefix': '*', " + properties)
        .destinationPorts();
  }

  private static Datum<RuleAddresses> destinations(String properties) {
    return read("'sourceAddressPrefix': '*', 'destinationPortRange': '443', " + properties)
        .destinations();
  }

  @Test
  void ports_come_as_numbers_lists_and_comma_lists() {
    assertThat(ports("'destinationPortRange': 443")).isEqualTo(Datum.known(PortSet.of(443)));
    assertThat(ports("'destinationPortRange': '80, 443'"))
        .isEqualTo(Datum.known(PortSet.of(80, 443)));
    assertThat(
            ports("'destinationPortRange': '', 'destinationPortRanges': [80, '443', '5671-5672']"))
        .isEqualTo(Datum.known(PortSet.of(80, 443, 5671, 5672)));
    assertThat(ports("'destinationPortRange': null, 'destinationPortRanges': ['80,443']"))
        .isEqualTo(Datum.known(PortSet.of(80, 443)));
    assertThat(ports("'destinationPortRange': 'Any'"))
        .isEqualTo(Datum.known(PortSet.range(0, 65535)));
    assertThat(ports("'destinationPortRange': '443', 'destinationPortRanges': ['1433']"))
        .isEqualTo(Datum.known(PortSet.of(443, 1433)));
  }

  @Test
  void addresses_come_in_every_case_and_form() {
    assertThat(destinations("'destinationAddressPrefix': 'SQL'"))
        .isEqualTo(Datum.known(RuleAddresses.of("Sql")));
    assertThat(destinations("'destinationAddressPrefix': 'any'"))
        .isEqualTo(Datum.known(RuleAddresses.ANY));
    assertThat(destinations("'destinationAddressPrefix': '10.0.0.0/8,10.1.0.4'"))
        .isEqualTo(Datum.known(RuleAddresses.of("10.0.0.0/8", "10.1.0.4")));
    assertThat(destinations("'destinationAddressPrefixes': ['10.0.1.7/24', 'fd00::1/64']"))
        .isEqualTo(Datum.known(RuleAddresses.of("10.0.1.0/24", "fd00::/64")));
  }

  @Test
  void application_security_groups_stand_beside_an_empty_prefix() {
    assertThat(
            destinations(
                "'destinationAddressPrefix': '', 'destinationApplicationSecurityGroups':"
                    + " [{'id': '/subscriptions/s/asg-a', 'resourceGroup': 'rg'}]"))
        .isEqualTo(
            Datum.known(
                new RuleAddresses(
                    false,
                    RuleAddresses.of(List.of()).prefixes(),
                    List.of(),
                    List.of("/subscriptions/s/asg-a"))));
  }

  @Test
  void protocols_come_in_every_case() {
    assertThat(protocol("TCP")).isEqualTo(Datum.known(EnumSet.of(Protocol.TCP)));
    assertThat(protocol("udp")).isEqualTo(Datum.known(EnumSet.of(Protocol.UDP)));
    assertThat(protocol("Any")).isEqualTo(Datum.known(EnumSet.allOf(Protocol.class)));
    assertThat(protocol("*")).isEqualTo(Datum.known(EnumSet.allOf(Protocol.class)));
  }

  private static Datum<Set<Protocol>> protocol(String word) {
    String rule = rule("r", 100, TO_SQL).replace("'protocol': 'Tcp'", "'protocol': '" + word + "'");
    return rules(Environments.of(service(), network(withGroup()), group(rule)))
        .orElse(List.of())
        .get(0)
        .protocols();
  }

  @Test
  void default_rules_among_the_custom_ones_are_left_to_the_documented_ones() {
    Assembly assembly =
        Environments.of(
            service(),
            network(withGroup()),
            group(rule("r", 100, TO_SQL), rule("AllowInternetOutBound", 65001, TO_SQL)));

    assertThat(rules(assembly).map(r -> r.stream().map(SecurityRule::name).toList()))
        .isEqualTo(Datum.known(List.of("r")));
  }

  @Test
  void every_bad_value_is_reported_at_its_place_and_stays_unknown() {
    String nsg =
        group(
            "\n" + rule("a", 100, TO_SQL.replace("1433", "65536")),
            "\n" + rule("b", 110, TO_SQL.replace("'Sql'", "'Virtual Network'")),
            "\n" + rule("c", 120, TO_SQL).replace("'Allow'", "'Permit'"),
            "\n" + rule("d", 130, "'sourceAddressPrefix': '*', 'destinationPortRange': '443'"));

    Assembly assembly = Environments.of(service(), network(withGroup()), nsg);

    assertThat(assembly.problems())
        .extracting(p -> p.line() + " " + p.pointer() + " " + p.message())
        .containsExactly(
            "2 /properties/securityRules/0/properties/destinationPortRange `65536` is not a port"
                + " from 0 to 65535",
            "3 /properties/securityRules/1/properties/destinationAddressPrefix `Virtual Network` is"
                + " not an address, a prefix or a service tag; did you mean the tag"
                + " `VirtualNetwork`?",
            "4 /properties/securityRules/2/properties/access `Permit` is not known; expected one of"
                + " `Allow`, `Deny`",
            "5 /properties/securityRules/3/properties/destinationAddressPrefix is missing; expected"
                + " a value, `*` for any");
    assertThat(rules(assembly).orElse(List.of()))
        .extracting(
            r ->
                r.name()
                    + " "
                    + r.destinationPorts().isKnown()
                    + r.destinations().isKnown()
                    + r.access().isKnown())
        .containsExactly(
            "a falsetruetrue", "b truefalsetrue", "c truetruefalse", "d truefalsetrue");
  }

  @Test
  void a_rule_without_a_valid_priority_makes_the_order_unknown() {
    Assembly outOfRange =
        Environments.of(service(), network(withGroup()), group(rule("a", 70, TO_SQL)));
    Assembly twice =
        Environments.of(
            service(), network(withGroup()), group(rule("a", 100, TO_SQL), rule("b", 100, TO_SQL)));

    assertThat(outOfRange.problems())
        .containsExactly(
            new Problem(
                "2.json",
                1,
                outOfRange.problems().get(0).column(),
                "/properties/securityRules/0/properties/priority",
                "`70` is out of range; expected 100 to 4096"));
    assertThat(rules(outOfRange).isKnown()).isFalse();
    assertThat(twice.problems())
        .extracting(Problem::message)
        .containsExactly(
            "`100` is the priority of both `a` and `b`, direction Outbound; expected one rule each");
    assertThat(rules(twice).isKnown()).isFalse();
  }

  /** Puts an expression where the pointer leads, as a template importer would. */
  private static Assembly withExpression(String parent, String property) {
    List<AzureResource> resources = new ArrayList<>();
    for (String json : List.of(service(), network(withGroup()), group(rule("r", 100, TO_SQL)))) {
      resources.addAll(AzureJsonReader.read(Environments.text("t.json", json)).resources());
    }
    ObjectNode body = (ObjectNode) resources.get(2).body().at(parent);
    body.putPOJO(property, new Unresolved("[parameters('x')]", "/resources/3"));
    return SnapshotAssembler.assemble(resources);
  }

  @Test
  void an_expression_makes_only_its_own_datum_unknown() {
    String rule = "/properties/securityRules/0/properties";
    String missing = "`[parameters('x')]` at /resources/3";

    SecurityRule access = rules(withExpression(rule, "access")).orElse(List.of()).get(0);
    assertThat(access.access().ifMissing().map(Missing::text)).hasValue(missing);
    assertThat(access.destinationPorts()).isEqualTo(Datum.known(PortSet.of(1433)));
    assertThat(
            rules(withExpression(rule, "destinationPortRange"))
                .orElse(List.of())
                .get(0)
                .destinationPorts()
                .ifMissing()
                .map(Missing::text))
        .hasValue(missing);
    assertThat(
            rules(withExpression(rule, "sourceAddressPrefixes"))
                .orElse(List.of())
                .get(0)
                .sources()
                .ifMissing()
                .map(Missing::text))
        .hasValue(missing);
  }

  @Test
  void an_expression_for_priority_direction_or_the_list_makes_the_rules_unknown() {
    String rule = "/properties/securityRules/0/properties";
    String missing = "`[parameters('x')]` at /resources/3";

    assertThat(rules(withExpression(rule, "priority")).ifMissing().map(Missing::text))
        .hasValue(missing);
    assertThat(rules(withExpression(rule, "direction")).ifMissing().map(Missing::text))
        .hasValue(missing);
    assertThat(rules(withExpression("/properties", "securityRules")).ifMissing().map(Missing::text))
        .hasValue(missing);
  }

  @Test
  void an_expression_for_all_properties_hides_every_list() {
    List<AzureResource> resources = new ArrayList<>();
    for (String json : List.of(service(), network(withGroup()), group())) {
      resources.addAll(AzureJsonReader.read(Environments.text("t.json", json)).resources());
    }
    resources
        .get(2)
        .body()
        .put("apiVersion", "2023-09-01")
        .putPOJO("properties", new Unresolved("[parameters('nsg')]", "/resources/3/properties"));

    assertThat(rules(SnapshotAssembler.assemble(resources)).ifMissing().map(Missing::text))
        .hasValue("`[parameters('nsg')]` at /resources/3/properties");
  }

  @Test
  void an_expression_for_the_subnets_is_named_where_the_subnet_is_missed() {
    List<AzureResource> resources = new ArrayList<>();
    for (String json : List.of(service(), network(withGroup()))) {
      resources.addAll(AzureJsonReader.read(Environments.text("t.json", json)).resources());
    }
    ((ObjectNode) resources.get(1).body().path("properties"))
        .putPOJO("subnets", new Unresolved("[variables('subnets')]", "/resources/1"));

    assertThat(
            SnapshotAssembler.assemble(resources)
                .snapshots()
                .get(0)
                .locations()
                .get(0)
                .networkSecurityGroup()
                .ifMissing()
                .map(Missing::text))
        .hasValue("`[variables('subnets')]` at /resources/1");
  }
}
