package dev.vnetproof.importer.azure;

import static dev.vnetproof.importer.azure.Environments.NETWORK;
import static dev.vnetproof.importer.azure.Environments.network;
import static dev.vnetproof.importer.azure.Environments.route;
import static dev.vnetproof.importer.azure.Environments.routes;
import static dev.vnetproof.importer.azure.Environments.service;
import static dev.vnetproof.importer.azure.Environments.withRoutes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EgressFirewall;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkAllowance;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The firewall behind a default route. */
class FirewallTest {
  private static final String FIREWALL = NETWORK + "/azureFirewalls/afw";
  private static final String POLICY = NETWORK + "/firewallPolicies/child";
  private static final String BASE = NETWORK + "/firewallPolicies/base";

  private static String firewall(String ip, String... properties) {
    List<String> all = new ArrayList<>();
    all.add("'ipConfigurations': [{'properties': {'privateIPAddress': '" + ip + "'}}]");
    all.addAll(List.of(properties));
    return "{'id': '"
        + FIREWALL
        + "', 'name': 'afw', 'type': 'Microsoft.Network/azureFirewalls', 'properties': {"
        + String.join(", ", all)
        + "}}";
  }

  private static String withPolicy() {
    return "'firewallPolicy': {'id': '" + POLICY + "'}";
  }

  private static String policy(String id, String properties) {
    return "{'id': '"
        + id
        + "', 'name': 'p', 'type': 'Microsoft.Network/firewallPolicies', 'properties': {"
        + properties
        + "}}";
  }

  private static String ruleGroup(String policy, String name, int priority, String... collections) {
    return "{'id': '"
        + policy
        + "/ruleCollectionGroups/"
        + name
        + "', 'name': '"
        + name
        + "', 'type': 'Microsoft.Network/firewallPolicies/ruleCollectionGroups',"
        + " 'properties': {'priority': "
        + priority
        + ", 'ruleCollections': ["
        + String.join(", ", collections)
        + "]}}";
  }

  private static String collection(int priority, String action, String... rules) {
    return "{'ruleCollectionType': 'FirewallPolicyFilterRuleCollection', 'priority': "
        + priority
        + ", 'action': {'type': '"
        + action
        + "'}, 'rules': ["
        + String.join(", ", rules)
        + "]}";
  }

  private static String networkRule(String name, String... properties) {
    return "{'ruleType': 'NetworkRule', 'name': '"
        + name
        + "', 'ipProtocols': ['TCP'], 'destinationAddresses': ['Sql'], 'destinationPorts':"
        + " ['1433'], "
        + String.join(", ", properties)
        + "}";
  }

  private static final String FROM_ANY = "'sourceAddresses': ['*']";

  private static Datum<Optional<EgressFirewall>> behind(String... documents) {
    List<String> all = new ArrayList<>();
    all.add(service());
    all.add(network(withRoutes()));
    all.add(
        routes(
            route("default", "0.0.0.0/0", "'VirtualAppliance', 'nextHopIpAddress': '10.0.9.4'")));
    all.addAll(List.of(documents));
    return Environments.one(all.toArray(String[]::new)).locations().get(0).egressFirewall();
  }

  private static EgressFirewall firewallBehind(String... documents) {
    return behind(documents).orElse(Optional.empty()).orElseThrow();
  }

  private static Datum<List<String>> networkRules(EgressFirewall firewall) {
    return firewall
        .networkAllowances()
        .map(
            list ->
                list.stream().map(r -> r.priority() + " " + r.access() + " " + r.name()).toList());
  }

  @Test
  void an_appliance_that_is_not_in_the_input_is_named() {
    assertThat(behind().ifMissing().map(Missing::text))
        .hasValue(
            "the firewall behind next hop `10.0.9.4`: azureFirewalls and its firewallPolicies"
                + " are not in the input");
    assertThat(behind(firewall("10.0.9.5")).isKnown()).isFalse();
  }

  private static String inNetwork(String network, String name) {
    return firewall("10.0.9.4")
        .replace("azureFirewalls/afw", "azureFirewalls/" + name)
        .replace("'name': 'afw'", "'name': '" + name + "'")
        .replace(
            "'privateIPAddress'",
            "'subnet': {'id': '" + network + "/subnets/AzureFirewallSubnet'}, 'privateIPAddress'");
  }

  @Test
  void of_firewalls_with_one_address_the_one_in_reach_is_meant() {
    String own = inNetwork(Environments.VNET, "afw-own");
    String elsewhere = inNetwork(NETWORK + "/virtualNetworks/other", "afw-other");

    assertThat(firewallBehind(elsewhere, own).name()).isEqualTo("afw-own");
    assertThat(behind(elsewhere)).isEqualTo(behind());
    assertThat(behind(own, inNetwork(Environments.VNET, "afw-twin")).ifMissing().map(Missing::text))
        .contains(
            "which firewall is behind next hop `10.0.9.4`: `"
                + NETWORK
                + "/azureFirewalls/afw-own`, `"
                + NETWORK
                + "/azureFirewalls/afw-twin`");
  }

  @Test
  void without_appliance_and_gateway_there_is_no_firewall() {
    Datum<Optional<EgressFirewall>> none =
        Environments.one(service(), network(withRoutes()), routes())
            .locations()
            .get(0)
            .egressFirewall();

    assertThat(none).isEqualTo(Datum.known(Optional.empty()));
  }

  @Test
  void classic_collections_are_tried_by_priority() {
    String later =
        "{'name': 'b', 'properties': {'priority': 300, 'action': {'type': 'Allow'}, 'rules': [{"
            + "'name': 'sql', 'protocols': ['TCP', 'UDP'], 'sourceAddresses': ['10.0.1.0/24'],"
            + " 'destinationAddresses': ['Sql'], 'destinationPorts': ['1433']}]}}";
    String sooner =
        "{'name': 'a', 'properties': {'priority': 200, 'action': {'type': 'deny'}, 'rules': [{"
            + "'name': 'none', 'protocols': ['Any'], 'sourceAddresses': ['*'],"
            + " 'destinationAddresses': ['*'], 'destinationPorts': ['*']}]}}";
    String hosts =
        "{'name': 'h', 'properties': {'priority': 100, 'action': {'type': 'Allow'}, 'rules': [{"
            + "'name': 'crl', 'protocols': [{'protocolType': 'http', 'port': 80}],"
            + " 'sourceAddresses': ['*'], 'targetFqdns': ['crl.microsoft.com']}]}}";

    EgressFirewall firewall =
        firewallBehind(
            firewall(
                "10.0.9.4",
                "'networkRuleCollections': [" + later + ", " + sooner + "]",
                "'applicationRuleCollections': [" + hosts + "]",
                "'natRuleCollections': []"));

    assertThat(networkRules(firewall))
        .isEqualTo(Datum.known(List.of("200 Deny none", "300 Allow sql")));
    assertThat(
            firewall.fqdnAllowances().map(l -> l.stream().map(f -> f.name() + f.fqdns()).toList()))
        .isEqualTo(Datum.known(List.of("crl" + Datum.known(List.of("crl.microsoft.com")))));
  }

  @Test
  void what_is_no_host_name_is_told_and_an_asterisk_may_stand_before_any_name() {
    String hosts =
        """
        'applicationRuleCollections': [{'name': 'h', 'properties': {'priority': 100,
          'action': {'type': 'Allow'}, 'rules': [
            {'name': 'good', 'sourceAddresses': ['*'], 'protocols': ['Https'],
             'targetFqdns': ['*', '*Contoso.com', '*.login.microsoft.com']},
            {'name': 'bad', 'sourceAddresses': ['*'], 'protocols': ['Https'],
             'targetFqdns': ['https://crl.microsoft.com']}]}}],
        'networkRuleCollections': [{'name': 'n', 'properties': {'priority': 100,
          'action': {'type': 'Allow'}, 'rules': [
            {'name': 'stars', 'sourceAddresses': ['*'], 'protocols': ['TCP'],
             'destinationPorts': ['443'], 'destinationFqdns': ['*.vault.azure.net']}]}}]
        """;
    Assembly assembly =
        Environments.of(
            service(),
            network(withRoutes()),
            routes(
                route(
                    "default", "0.0.0.0/0", "'VirtualAppliance', 'nextHopIpAddress': '10.0.9.4'")),
            firewall("10.0.9.4", hosts));

    assertThat(assembly.problems())
        .extracting(Problem::message)
        .containsExactlyInAnyOrder(
            "`https://crl.microsoft.com` is not a host name; expected a name such as"
                + " `login.microsoftonline.com`, `*.login.microsoft.com` or `*`",
            "`*.vault.azure.net` is not a host name; expected an exact name such as"
                + " `login.microsoftonline.com`");
    assertThat(
            assembly
                .snapshots()
                .get(0)
                .locations()
                .get(0)
                .egressFirewall()
                .orElse(Optional.empty())
                .orElseThrow()
                .fqdnAllowances()
                .map(all -> all.stream().map(each -> each.fqdns().orElse(List.of())).toList()))
        .isEqualTo(
            Datum.known(List.of(List.of("*", "*contoso.com", "*.login.microsoft.com"), List.of())));
  }

  @Test
  void base_policy_then_group_then_collection_decides_the_order() {
    EgressFirewall firewall =
        firewallBehind(
            firewall("10.0.9.4", withPolicy()),
            policy(
                POLICY,
                "'basePolicy': {'id': '"
                    + BASE
                    + "'}, 'ruleCollectionGroups': [{'id': '"
                    + POLICY
                    + "/rulecollectiongroups/one'}]"),
            policy(BASE, "'ruleCollectionGroups': []"),
            ruleGroup(BASE, "late", 900, collection(5000, "Deny", networkRule("base", FROM_ANY))),
            ruleGroup(
                POLICY, "two", 200, collection(100, "Allow", networkRule("second", FROM_ANY))),
            ruleGroup(
                POLICY,
                "one",
                150,
                collection(400, "Allow", networkRule("third", FROM_ANY)),
                collection(300, "Deny", networkRule("first", FROM_ANY))));

    assertThat(networkRules(firewall))
        .isEqualTo(
            Datum.known(
                List.of("100 Deny base", "101 Deny first", "102 Allow third", "103 Allow second")));
  }

  @Test
  void a_policy_or_group_that_is_not_in_the_input_makes_the_allowances_unknown() {
    String firewall = firewall("10.0.9.4", withPolicy());

    assertThat(firewallBehind(firewall).networkAllowances().ifMissing().map(Missing::text))
        .hasValue("firewallPolicy `" + POLICY + "` is not in the input");
    assertThat(
            firewallBehind(
                    firewall,
                    policy(
                        POLICY,
                        "'ruleCollectionGroups': [{'id': '"
                            + POLICY
                            + "/ruleCollectionGroups/g'}]"))
                .fqdnAllowances()
                .ifMissing()
                .map(Missing::text))
        .hasValue(
            "ruleCollectionGroup `" + POLICY + "/ruleCollectionGroups/g` is not in the input");
    assertThat(
            firewallBehind(firewall, policy(POLICY, "'threatIntelMode': 'Alert'"))
                .networkAllowances()
                .ifMissing()
                .map(Missing::text))
        .hasValue("ruleCollectionGroups of firewallPolicy `" + POLICY + "`");
  }

  @Test
  void ip_groups_are_resolved_when_they_are_there() {
    String id = NETWORK + "/ipGroups/apim";
    String[] documents = {
      firewall("10.0.9.4", withPolicy()),
      policy(POLICY, "'ruleCollectionGroups': []"),
      ruleGroup(
          POLICY,
          "g",
          100,
          collection(100, "Allow", networkRule("sql", "'sourceIpGroups': ['" + id + "']")))
    };
    String[] withGroup =
        List.of(
                documents[0],
                documents[1],
                documents[2],
                "{'id': '"
                    + id
                    + "', 'name': 'apim', 'type': 'Microsoft.Network/ipGroups',"
                    + " 'properties': {'ipAddresses': ['10.0.1.0/24', '10.0.2.4-10.0.2.9']}}")
            .toArray(String[]::new);

    assertThat(sources(firewallBehind(documents)).ifMissing().map(Missing::text))
        .hasValue("ipGroup `" + id + "` is not in the input");
    assertThat(sources(firewallBehind(withGroup)))
        .isEqualTo(Datum.known(RuleAddresses.of("10.0.1.0/24", "10.0.2.4-10.0.2.9")));
  }

  private static Datum<RuleAddresses> sources(EgressFirewall firewall) {
    List<NetworkAllowance> rules = firewall.networkAllowances().orElse(List.of());
    assertThat(rules).hasSize(1);
    return rules.get(0).sourceAddresses();
  }

  @Test
  void a_declared_firewall_is_found_by_the_subnet_it_has_to_itself() {
    String declared =
        firewall("10.0.9.4")
            .replace(
                "'privateIPAddress': '10.0.9.4'",
                "'subnet': {'id': '" + Environments.VNET + "/subnets/AzureFirewallSubnet'}");
    String subnet =
        "{'id': '"
            + Environments.VNET
            + "/subnets/AzureFirewallSubnet', 'name': 'AzureFirewallSubnet',"
            + " 'type': 'Microsoft.Network/virtualNetworks/subnets', 'properties':"
            + " {'addressPrefix': '10.0.9.0/26'}}";

    assertThat(firewallBehind(declared, subnet).name()).isEqualTo("afw");
  }

  @Test
  void the_firewall_of_another_route_is_not_the_one_behind_the_default_route() {
    String two =
        routes(
            route(
                "on-premises",
                "10.99.0.0/16",
                "'VirtualAppliance', 'nextHopIpAddress': '10.0.9.4'"),
            route("default", "0.0.0.0/0", "'VirtualAppliance', 'nextHopIpAddress': '10.0.8.4'"));

    assertThat(
            Environments.one(service(), network(withRoutes()), two, firewall("10.0.9.4"))
                .locations()
                .get(0)
                .egressFirewall()
                .ifMissing()
                .map(Missing::text))
        .hasValue(
            "the firewall behind next hop `10.0.8.4`: azureFirewalls and its firewallPolicies"
                + " are not in the input");
  }

  private static Datum<Optional<EgressFirewall>> behindExpression(
      String expression, String... documents) {
    List<AzureResource> resources = new ArrayList<>();
    List<String> all =
        new ArrayList<>(List.of(routes(route("default", "0.0.0.0/0", "'VirtualAppliance'"))));
    all.addAll(List.of(service(), network(withRoutes())));
    all.addAll(List.of(documents));
    for (String json : all) {
      resources.addAll(AzureJsonReader.read(Environments.text("t.json", json)).resources());
    }
    ((ObjectNode) resources.get(0).body().at("/properties/routes/0/properties"))
        .putPOJO("nextHopIpAddress", new Unresolved(expression, "/resources/1"));
    return SnapshotAssembler.assemble(resources)
        .snapshots()
        .get(0)
        .locations()
        .get(0)
        .egressFirewall();
  }

  @Test
  void an_address_taken_from_the_declared_firewall_leads_to_it() {
    String expression = "reference(resourceId('Microsoft.Network/azureFirewalls', 'afw')).x";
    String declared = firewall("").replace("'privateIPAddress': ''", "");
    String missing = "`" + expression + "` at /resources/1";

    assertThat(
            behindExpression(expression, declared)
                .map(f -> f.map(EgressFirewall::privateIpAddress).orElseThrow()))
        .isEqualTo(
            Datum.known(Datum.unknown(new Missing.Expression(expression, "/resources/1", ""))));
    assertThat(behindExpression(expression).ifMissing().map(Missing::text)).hasValue(missing);
    assertThat(behindExpression("parameters('hop')", declared).ifMissing().map(Missing::text))
        .hasValue("`parameters('hop')` at /resources/1");
  }
}
