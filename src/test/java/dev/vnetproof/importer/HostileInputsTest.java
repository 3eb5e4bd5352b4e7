package dev.vnetproof.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.SnapshotException.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Inputs made to hang a reader or to fill its memory end in a clear error. */
class HostileInputsTest {
  private static final String CONTENT = "'contentVersion': '1.0.0.0', ";

  private static List<String> messages(String json) {
    byte[] bytes = json.replace('\'', '"').replace('`', '\'').getBytes(StandardCharsets.UTF_8);
    Imported imported = Importer.standard().read(List.of(Input.named("x.json", bytes)));
    return imported.problems().stream().map(Problem::message).toList();
  }

  @Test
  void deep_nesting_ends_at_a_bound() {
    assertThat(messages("[".repeat(1_000_000)))
        .containsExactly("is nested deeper than 1,000 levels here; expected less");
  }

  @Test
  void comments_do_not_hide_deep_nesting() {
    assertThat(messages("/* */" + "{'a':".repeat(100_000))).hasSize(1);
  }

  @Test
  void ten_million_copies_are_refused() {
    assertThat(
            messages(
                "{"
                    + CONTENT
                    + "'resources': [{'type': 'Microsoft.ApiManagement/service', 'name': 'x',"
                    + " 'apiVersion': '1', 'copy': {'name': 'c', 'count': 10000000}}]}"))
        .contains("copy count `10000000` is out of range; expected 0 to 800");
  }

  @Test
  void variables_that_need_each_other_are_refused() {
    assertThat(
            messages(
                "{"
                    + CONTENT
                    + "'variables': {'a': '[variables(`b`)]', 'b': '[variables(`a`)]'},"
                    + " 'resources': [{'type': 'Microsoft.Network/networkSecurityGroups',"
                    + " 'apiVersion': '1', 'name': '[variables(`a`)]'}]}"))
        .anyMatch(m -> m.contains("itself"));
  }

  @Test
  void templates_within_templates_end_at_a_bound() {
    String inner = "{" + CONTENT + "'resources': []}";
    for (int i = 0; i < 400; i++) {
      inner =
          "{"
              + CONTENT
              + "'resources': [{'type': 'Microsoft.Resources/deployments', 'apiVersion': '1',"
              + " 'name': 'n', 'properties': {'template': "
              + inner
              + "}}]}";
    }
    assertThat(messages(inner))
        .containsExactly("is nested deeper than 1,000 levels here; expected less");
  }

  @Test
  void text_that_doubles_ends_at_a_bound() {
    String doubling =
        IntStream.range(1, 60)
            .mapToObj(
                i ->
                    "'v%d': '[concat(variables(`v%d`), variables(`v%d`))]'"
                        .formatted(i, i - 1, i - 1))
            .collect(Collectors.joining(", "));
    assertThat(
            messages(
                "{"
                    + CONTENT
                    + "'variables': {'v0': 'xxxxxxxxxx', "
                    + doubling
                    + "}, 'resources': [{'type': 'A.B/c', 'apiVersion': '1', 'name':"
                    + " '[variables(`v59`)]'}]}"))
        .anyMatch(m -> m.startsWith("the template is out of bounds: "));
  }

  @Test
  void a_peering_circle_and_networks_that_name_each_other_are_read_once() {
    String a = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/a";
    String b = a.substring(0, a.length() - 1) + "b";
    assertThat(messages("[" + network(a, b) + "," + network(b, a) + "]"))
        .containsExactly(
            "holds Azure resources, but no API Management service; expected a"
                + " `Microsoft.ApiManagement/service` among them (`az apim show`)");
  }

  @Test
  void a_tenant_of_thousands_of_resources_is_joined_one_by_one() {
    String rows =
        IntStream.range(0, 2_500)
            .mapToObj(HostileInputsTest::environment)
            .collect(Collectors.joining(","));
    byte[] bytes = ("[" + rows + "]").replace('\'', '"').getBytes(StandardCharsets.UTF_8);

    Imported imported = Importer.standard().read(List.of(Input.named("x.json", bytes)));

    assertThat(imported.problems()).isEmpty();
    assertThat(imported.sources().account().joined()).hasSize(10_000);
    assertThat(imported.snapshots())
        .hasSize(2_500)
        .allSatisfy(
            s ->
                assertThat(
                        s.locations()
                            .get(0)
                            .networkSecurityGroup()
                            .map(g -> g.orElseThrow().name()))
                    .isEqualTo(Datum.known("g" + s.name().substring(1))));
  }

  private static String environment(int i) {
    String group = "/subscriptions/s/resourceGroups/r" + i + "/providers/";
    String network = group + "Microsoft.Network/";
    String subnet = network + "virtualNetworks/n/subnets/s";
    return ("{'id': '%1$sMicrosoft.ApiManagement/service/a%4$d', 'type':"
            + " 'microsoft.apimanagement/service', 'location': 'westus', 'sku': {'name':"
            + " 'Premium'}, 'properties': {'virtualNetworkType': 'Internal',"
            + " 'virtualNetworkConfiguration': {'subnetResourceId': '%3$s'}}}, {'id':"
            + " '%1$sMicrosoft.ApiManagement/service/a%4$d/loggers/l', 'type':"
            + " 'Microsoft.ApiManagement/service/loggers', 'properties': {}}, {'id':"
            + " '%2$svirtualNetworks/n', 'type': 'microsoft.network/virtualnetworks',"
            + " 'properties': {'subnets': []}}, {'id': '%2$snetworkSecurityGroups/g%4$d',"
            + " 'type': 'microsoft.network/networksecuritygroups', 'properties':"
            + " {'securityRules': [], 'subnets': [{'id': '%3$s'}]}}")
        .formatted(group, network, subnet, i);
  }

  @Test
  void a_text_of_a_million_characters_is_no_id() {
    String id =
        "/subscriptions/" + "s/".repeat(500_000) + "providers/Microsoft.Network/routeTables/r";
    String row = "{'id': '" + id + "', 'type': 'Microsoft.Network/routeTables', 'properties': {}}";

    assertThat(messages("[" + row + ", " + row + "]"))
        .containsExactly(
            "is no id: expected at most 16,000 characters",
            "is no id: expected at most 16,000 characters",
            "holds Azure resources, but no API Management service; expected a"
                + " `Microsoft.ApiManagement/service` among them (`az apim show`)");
  }

  @Test
  void a_number_that_no_double_holds_is_told_where_it_stands() {
    byte[] bytes =
        "{\"snapshot\": \"1\", \"name\": \"x\",\n \"deployment\": {\"cloud\": 1e400}}"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(Importer.standard().read(List.of(Input.named("x.json", bytes))).problems())
        .containsExactly(
            new Problem(
                "x.json",
                2,
                26,
                "",
                "a number here is too large to read; expected less than 1e308"));
  }

  @Test
  void the_templates_of_one_input_share_what_they_may_take_and_others_have_their_own() {
    String heavy =
        ("{'contentVersion': '1.0.0.0', 'variables': {'a': '[range(0, 10000)]', 'b':"
                + " '[map(variables(`a`), lambda(`x`, length(map(variables(`a`), lambda(`y`,"
                + " 1)))))]'}, 'resources': [{'type': 'A.B/c', 'name': 'x', 'properties': {'v':"
                + " '[variables(`b`)]'}}]}\n")
            .replace('\'', '"')
            .replace('`', '\'');
    Imported imported =
        Importer.standard()
            .read(
                List.of(
                    Input.named("a.ndjson", heavy.repeat(8).getBytes(StandardCharsets.UTF_8)),
                    Input.named("b.ndjson", heavy.repeat(1).getBytes(StandardCharsets.UTF_8))));

    assertThat(imported.problems())
        .extracting(problem -> problem.source() + ": " + problem.message().substring(0, 60))
        .containsExactly(
            "a.ndjson: the template is out of bounds: evaluation produces more than",
            "a.ndjson: the template is out of bounds: evaluation produces more than",
            "a.ndjson: the template is out of bounds: evaluation produces more than",
            "a.ndjson: the template is out of bounds: evaluation produces more than",
            "a.ndjson: the template is out of bounds: evaluation of all templates o",
            "a.ndjson: the template is out of bounds: evaluation of all templates o",
            "a.ndjson: the template is out of bounds: evaluation of all templates o",
            "a.ndjson: the template is out of bounds: evaluation of all templates o",
            "b.ndjson: the template is out of bounds: evaluation produces more than");
  }

  @Test
  void lines_behind_a_hundred_that_are_no_json_are_counted_and_good_ones_read() {
    String service =
        "{\"type\": \"Microsoft.ApiManagement/service\", \"name\": \"a\", \"apiVersion\": \"1\","
            + " \"location\": \"westus\", \"sku\": {\"name\": \"Premium\"}, \"properties\":"
            + " {\"virtualNetworkType\": \"Internal\", \"virtualNetworkConfiguration\":"
            + " {\"subnetResourceId\": \"/x\"}}}";
    String commented =
        "{\"contentVersion\": \"1.0.0.0\", /* one */ \"resources\": [" + service + ",]}\n";
    byte[] bytes =
        ("{}\n" + "x\n".repeat(120) + "[1, }\n" + commented + "{]\n" + "/ {}")
            .getBytes(StandardCharsets.UTF_8);

    Imported imported = Importer.standard().read(List.of(Input.named("x.ndjson", bytes)));

    assertThat(imported.snapshots()).extracting(EnvironmentSnapshot::name).containsExactly("a");
    assertThat(imported.problems()).hasSize(101);
    assertThat(imported.problems().get(100).message())
        .isEqualTo("has 24 more problems; these are the first");
  }

  private static String network(String id, String peer) {
    return "{'id': '"
        + id
        + "', 'type': 'Microsoft.Network/virtualNetworks', 'name': 'n', 'properties':"
        + " {'addressSpace': {'addressPrefixes': []}, 'subnets': [], 'virtualNetworkPeerings':"
        + " [{'name': 'p', 'properties': {'useRemoteGateways': true, 'remoteVirtualNetwork': {'id':"
        + " '"
        + peer
        + "'}}}]}}";
  }
}
