package dev.vnetproof.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.Sources.ReadDocument;
import dev.vnetproof.importer.resource.SourceAccount;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DeclaredDeployment;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Fault;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Detection by content, and what is joined with what. */
class ImporterTest {
  private static final String VNET =
      "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v";
  private static final String NETWORK =
      "{'id': '"
          + VNET
          + "', 'name': 'v', 'type': 'Microsoft.Network/virtualNetworks', 'properties':"
          + " {'addressSpace': {'addressPrefixes': ['10.0.0.0/16']}, 'subnets': [{'name': 's',"
          + " 'properties': {'addressPrefix': '10.0.1.0/24'}}]}}";

  /** Stands for the native format: a name, or a complaint. */
  private static final Format NAMED =
      Format.ofSnapshot("named", (JsonNode root) -> root.has("snapshot"), ImporterTest::named);

  private static final Importer IMPORTER = Importer.of(List.of(NAMED, Importer.AZURE));

  private static EnvironmentSnapshot named(JsonDocument document) {
    String name = document.root().path("name").asText();
    if (name.isEmpty()) {
      throw new SnapshotException(List.of(document.problem("/name", "is empty; expected a name")));
    }
    return new EnvironmentSnapshot(
        name,
        document.source(),
        Optional.empty(),
        new DeclaredDeployment(
            name,
            Datum.unknownAt("c"),
            Datum.unknownAt("p"),
            Datum.unknownAt("t"),
            Datum.unknownAt("s"),
            Map.of(),
            Datum.unknownAt("a")),
        List.of());
  }

  private static String service(String name) {
    return "{'id': '/subscriptions/s/resourceGroups/r/providers/Microsoft.ApiManagement/service/"
        + name
        + "', 'name': '"
        + name
        + "', 'type': 'Microsoft.ApiManagement/service', 'location': 'westus', 'sku': {'name':"
        + " 'Premium', 'capacity': 1}, 'properties': {'virtualNetworkType': 'Internal',"
        + " 'virtualNetworkConfiguration': {'subnetResourceId': '"
        + VNET
        + "/subnets/s'}}}";
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static Input found(String folder, String name, String json) {
    return Input.found(folder + "/" + name, folder, bytes(json));
  }

  private static List<String> described(Imported imported) {
    return imported.snapshots().stream()
        .map(
            s ->
                s.source()
                    + " "
                    + s.name()
                    + s.locations().stream()
                        .map(l -> " " + l.virtualNetwork().addressSpace().map(a -> a.texts()))
                        .toList())
        .toList();
  }

  private static final String KNOWN = " " + Datum.known(List.of("10.0.0.0/16"));

  @Test
  void resources_of_one_folder_are_joined_and_snapshots_stand_alone() {
    Imported imported =
        IMPORTER.read(
            List.of(
                found("env", "c.json", NETWORK),
                found("env", "b.json", "{'snapshot': '1', 'name': 'native'}"),
                found("env", "a.json", service("apim")),
                found("env", "package.json", "{'name': 'x', 'version': '1'}")));

    assertThat(imported.problems()).isEmpty();
    assertThat(described(imported))
        .containsExactly("env/a.json apim[" + KNOWN + "]", "env/b.json native[]");
    assertThat(imported.sources().read())
        .containsExactly(
            new ReadDocument("env/a.json", "azure"),
            new ReadDocument("env/b.json", "named"),
            new ReadDocument("env/c.json", "azure"));
    assertThat(imported.sources().ignored()).containsExactly("env/package.json");
    assertThat(imported.sources().account().joined())
        .extracting(SourceAccount.Source::source)
        .containsExactly("env/a.json", "env/c.json");
  }

  @Test
  void folders_are_joined_apart_but_networks_alone_are_lent_to_all() {
    Imported apart =
        IMPORTER.read(
            List.of(
                found("x/one", "a.json", "[" + service("a") + ", " + NETWORK + "]"),
                found("x/two", "b.json", service("b"))));
    Imported lent =
        IMPORTER.read(
            List.of(
                found("x/net", "n.json", NETWORK),
                found("x/one", "a.json", service("a")),
                found("x/two", "b.json", service("b"))));

    String missing = " " + Datum.unknown(Missing.resource("virtualNetwork", VNET));
    assertThat(described(apart))
        .containsExactly("x/one/a.json a[" + KNOWN + "]", "x/two/b.json b[" + missing + "]");
    assertThat(described(lent))
        .containsExactly("x/one/a.json a[" + KNOWN + "]", "x/two/b.json b[" + KNOWN + "]");
  }

  @Test
  void a_report_of_our_own_is_no_input() {
    String report =
        "{'report': '1', 'tool': {'name': 'vnetproof'}, 'sources': {'joined': [{'type':"
            + " 'Microsoft.ApiManagement/service', 'id': '/a', 'source': 'a.json', 'pointer':"
            + " ''}]}}";
    Imported imported =
        IMPORTER.read(
            List.of(
                found("env", "report.json", report),
                found("env", "s.json", "{'snapshot': '1', 'name': 'native'}")));
    assertThat(imported.problems()).isEmpty();
    assertThat(described(imported)).containsExactly("env/s.json native[]");
    assertThat(imported.sources().ignored()).isEmpty();
  }

  @Test
  void ndjson_holds_a_snapshot_or_a_resource_a_line() {
    Imported imported =
        IMPORTER.read(
            List.of(
                Input.named(
                    "all.ndjson",
                    bytes(
                        "\n{'snapshot': '1', 'name': 'one'}\n"
                            + service("apim")
                            + "\r\n\n"
                            + NETWORK
                            + "\n{'snapshot': '1', 'name': ''}\n"))));

    assertThat(described(imported))
        .containsExactlyInAnyOrder("all.ndjson one[]", "all.ndjson apim[" + KNOWN + "]");
    assertThat(imported.problems())
        .containsExactly(new Problem("all.ndjson", 6, 27, "/name", "is empty; expected a name"));
  }

  @Test
  void a_pretty_printed_document_is_one_document() {
    assertThat(
            described(
                IMPORTER.read(
                    List.of(Input.named("a", bytes("{\n'snapshot': '1',\n'name': 'one'\n}\n"))))))
        .containsExactly("a one[]");
  }

  @Test
  void utf_16_is_read() {
    byte[] utf16 =
        "\uFEFF{\"snapshot\": \"1\", \"name\": \"one\"}".getBytes(StandardCharsets.UTF_16LE);

    assertThat(described(IMPORTER.read(List.of(Input.named("a", utf16)))))
        .containsExactly("a one[]");
  }

  @Test
  void one_bad_input_does_not_stop_the_others() {
    Imported imported =
        IMPORTER.read(
            List.of(
                Input.named("a.json", bytes("{'snapshot': '1', 'name': ''}")),
                Input.named("b.json", bytes("{'snapshot': '1', 'name': 'good'}")),
                Input.named("c.json", bytes("{'nothing': 'ours'}"))));

    assertThat(described(imported)).containsExactly("b.json good[]");
    assertThat(imported.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "a.json:1:27 /name: is empty; expected a name",
            "c.json:1:1: holds nothing to evaluate; expected one of: named, azure");
  }

  @Test
  void resources_without_a_service_are_a_problem() {
    Imported imported = IMPORTER.read(List.of(found("env", "n.json", NETWORK)));

    assertThat(imported.snapshots()).isEmpty();
    assertThat(imported.problems())
        .containsExactly(
            new Problem(
                "env/n.json",
                0,
                0,
                "",
                "holds Azure resources, but no API Management service; expected a"
                    + " `Microsoft.ApiManagement/service` among them (`az apim show`)"));
    assertThat(imported.sources().account().unused())
        .extracting(SourceAccount.Source::id)
        .containsExactly(VNET);
  }

  private static String row(String... cells) {
    return Stream.of(cells)
            .map(cell -> '"' + cell.replace("'", "\"\"") + '"')
            .collect(Collectors.joining(","))
        + "\n";
  }

  private static final String TABLE = "ID,NAME,TYPE,LOCATION,SKU,PROPERTIES\n";

  private static String serviceRow(String name) {
    return row(
        "/subscriptions/s/resourceGroups/r/providers/Microsoft.ApiManagement/service/" + name,
        name,
        "microsoft.apimanagement/service",
        "westus",
        "{'name': 'Premium', 'capacity': 1}",
        "{'virtualNetworkType': 'Internal', 'virtualNetworkConfiguration': {'subnetResourceId': '"
            + VNET
            + "/subnets/s'}}");
  }

  private static final String NETWORK_ROW =
      row(
          VNET,
          "v",
          "microsoft.network/virtualnetworks",
          "westus",
          "null",
          "{'addressSpace': {'addressPrefixes': ['10.0.0.0/16']},\n 'subnets': [{'name': 's',"
              + " 'properties': {'addressPrefix': '10.0.1.0/24'}}]}");

  @Test
  void a_table_of_resources_is_read_as_its_rows_in_json_are() {
    Imported imported =
        IMPORTER.read(
            List.of(
                found(
                    "env",
                    "rows.csv",
                    TABLE
                        + NETWORK_ROW
                        + row("/subscriptions/s", "x", "microsoft.web/sites", "", "", "{ cut off")
                        + serviceRow("a")
                        + serviceRow("b"))));

    assertThat(imported.problems()).isEmpty();
    assertThat(described(imported))
        .containsExactly("env/rows.csv a[" + KNOWN + "]", "env/rows.csv b[" + KNOWN + "]");
    assertThat(imported.sources().read())
        .containsExactly(new ReadDocument("env/rows.csv", "azure"));
    assertThat(imported.sources().account().skipped())
        .hasEntrySatisfying("microsoft.web/sites", s -> assertThat(s.count()).isEqualTo(1))
        .hasSize(1);
    assertThat(imported.sources().account().joined())
        .extracting(SourceAccount.Source::pointer)
        .containsExactly("/2", "/3", "/0");
  }

  @Test
  void a_cell_that_breaks_off_is_told_by_row_and_column_and_the_others_are_read() {
    String cut = NETWORK_ROW.substring(0, NETWORK_ROW.indexOf("0/24")) + "\"\n";
    String unread =
        " " + Datum.unknown(Missing.property("addressSpace", "virtualNetwork `" + VNET + "`"));
    String odd = serviceRow("b").replace("{\"\"name\"\"", "{name");
    Imported imported =
        IMPORTER.read(List.of(Input.named("rows.csv", utf8(TABLE + serviceRow("a") + cut + odd))));

    assertThat(imported.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "rows.csv:3:"
                + (cut.indexOf("\"{") + 1)
                + " /1/PROPERTIES: the text breaks off;"
                + " expected a whole object as text (Excel keeps 32,767 characters of a cell), or"
                + " an export as JSON",
            "rows.csv:5:"
                + (odd.indexOf("\"{") + 1)
                + " /2/SKU: the text is not JSON; expected an"
                + " object as text");
    assertThat(described(imported))
        .containsExactly("rows.csv a[" + unread + "]", "rows.csv b[" + unread + "]");
  }

  @Test
  void a_table_of_something_else_is_refused_where_it_was_named() {
    byte[] table = utf8("id,type,price\n1,bread,3\n");

    assertThat(IMPORTER.read(List.of(Input.named("x.csv", table))).problems())
        .extracting(Problem::toString)
        .containsExactly("x.csv:1:1: holds nothing to evaluate; expected one of: named, azure");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void templates_and_plans_are_not_taken_for_azure_resources() {
    for (String other :
        List.of(
            "{'$schema': 'https://x/deploymentTemplate.json#', 'resources': [" + NETWORK + "]}",
            "{'format_version': '1.2', 'planned_values': {'x': " + NETWORK + "}}")) {
      Imported imported = IMPORTER.read(List.of(found("env", "t.json", other)));
      assertThat(imported.sources().ignored()).containsExactly("env/t.json");
    }
  }

  @Test
  void the_standard_importer_reads_native_snapshots_and_azure_resources() {
    Imported imported =
        Importer.standard()
            .read(
                List.of(
                    found(
                        "env",
                        "a.json",
                        "{'snapshot': '1', 'name': 'n', 'deployment': {'name': 'n'}, 'locations':"
                            + " [{'region': 'westus', 'primary': true}]}"),
                    found("env", "b.json", service("apim"))));

    assertThat(imported.sources().read())
        .containsExactly(
            new ReadDocument("env/a.json", "snapshot"), new ReadDocument("env/b.json", "azure"));
  }

  @Test
  void a_fault_of_ours_on_one_input_costs_no_other_its_result() {
    Format broken =
        Format.ofSnapshot(
            "broken",
            root -> root.has("boom"),
            document -> {
              if (document.root().path("boom").asText().equals("stack")) {
                throw new StackOverflowError();
              }
              throw new IllegalStateException("boom");
            });
    Imported read =
        Importer.of(List.of(broken, NAMED))
            .read(
                List.of(
                    Input.named("a.json", "{\"boom\": \"stack\"}".getBytes(UTF_8)),
                    Input.named("b.json", "{\"snapshot\": \"1\", \"name\": \"b\"}".getBytes(UTF_8)),
                    Input.named(
                        "c.ndjson",
                        "{\"boom\": 1}\n{\"snapshot\": \"1\", \"name\": \"c\"}".getBytes(UTF_8))));

    assertThat(read.snapshots()).extracting(EnvironmentSnapshot::name).containsExactly("b", "c");
    assertThat(read.faults()).extracting(Fault::source).containsExactly("a.json", "c.ndjson");
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void what_takes_more_memory_than_there_is_is_told_with_its_size() {
    Format greedy =
        Format.ofSnapshot(
            "greedy",
            root -> root.has("boom"),
            document -> {
              throw new OutOfMemoryError();
            });
    Imported read =
        Importer.of(List.of(greedy))
            .read(List.of(Input.named("a.json", "{\"boom\": 1}".getBytes(UTF_8))));

    assertThat(read.faults()).isEmpty();
    assertThat(read.problems())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .startsWith("of 11 bytes, needs more than the ");
  }
}
