package dev.vnetproof.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vnetproof.importer.Sources.ReadDocument;
import dev.vnetproof.importer.resource.SourceAccount.Gap;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.SnapshotException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Templates with their parameters, and Terraform, through the importer. */
class DeploymentsTest {
  private static final String SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/";

  private static final String SERVICE =
      """
      { 'type': 'Microsoft.ApiManagement/service', 'apiVersion': '2022-08-01', 'name': '[parameters(`apim`)]',
        'location': 'westus', 'sku': { 'name': 'Premium', 'capacity': 1 },
        'properties': { 'virtualNetworkType': 'Internal', 'virtualNetworkConfiguration': {
          'subnetResourceId': '[resourceId(`Microsoft.Network/virtualNetworks/subnets`, `vnet`, `apim`)]' } } }
      """;

  private static final String NETWORK =
      """
      { 'type': 'Microsoft.Network/virtualNetworks', 'apiVersion': '2023-09-01', 'name': 'vnet', 'location': 'westus',
        'properties': { 'addressSpace': { 'addressPrefixes': ['[parameters(`space`)]'] },
          'subnets': [ { 'name': 'apim', 'properties': { 'addressPrefix': '10.0.1.0/24' } } ] } }
      """;

  private static final String LINKED =
      """
      { 'type': 'Microsoft.Resources/deployments', 'apiVersion': '2022-09-01', 'name': 'more',
        'properties': { 'mode': 'Incremental', 'templateLink': { 'uri': 'https://example.org/more.json' } } }
      """;

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').replace('`', '\'').getBytes(StandardCharsets.UTF_8);
  }

  private static String template(String parameters, String... resources) {
    return "{'$schema': '"
        + SCHEMA
        + "deploymentTemplate.json#', 'contentVersion': '1.0.0.0', 'parameters': {"
        + parameters
        + "}, 'resources': ["
        + String.join(",", resources)
        + "]}";
  }

  private static final String APIM = "'apim': {'type': 'string', 'defaultValue': 'apim'}";
  private static final String SPACE = "'space': {'type': 'string', 'defaultValue': '10.0.0.0/16'}";

  private static String values(String name, String value) {
    return "{'$schema': '"
        + SCHEMA
        + "deploymentParameters.json#', 'contentVersion': '1.0.0.0', 'parameters': {'"
        + name
        + "': {'value': '"
        + value
        + "'}}}";
  }

  private static Input found(String name, String json) {
    int slash = name.lastIndexOf('/');
    return Input.found(name, slash < 0 ? "" : name.substring(0, slash), bytes(json));
  }

  private static Imported read(Input... inputs) {
    return Importer.standard().read(List.of(inputs));
  }

  private static List<String> described(Imported imported) {
    return imported.snapshots().stream().map(DeploymentsTest::described).toList();
  }

  private static String described(EnvironmentSnapshot s) {
    return s.source()
        + " "
        + s.name()
        + " "
        + s.locations().get(0).virtualNetwork().addressSpace().map(AddressPrefixes::texts);
  }

  private static String in(String space) {
    return Datum.known(List.of(space)).toString();
  }

  @Test
  void a_template_is_read_with_its_defaults() {
    Imported imported =
        read(Input.named("t.json", bytes(template(APIM + "," + SPACE, SERVICE, NETWORK))));

    assertThat(imported.problems()).isEmpty();
    assertThat(described(imported)).containsExactly("t.json apim " + in("10.0.0.0/16"));
    assertThat(imported.sources().read()).containsExactly(new ReadDocument("t.json", "template"));
  }

  @Test
  void a_parameter_file_belongs_to_the_template_of_its_name() {
    Imported imported =
        read(
            found("e/a.json", template(APIM + "," + SPACE, SERVICE, NETWORK)),
            found("e/a.parameters.json", values("space", "10.1.0.0/16")),
            found("e/b.json", template(APIM + "," + SPACE, SERVICE, NETWORK)));

    assertThat(described(imported))
        .containsExactly(
            "e/a.json apim " + in("10.1.0.0/16"), "e/b.json apim " + in("10.0.0.0/16"));
    assertThat(imported.sources().read())
        .containsExactly(
            new ReadDocument("e/a.json", "template"),
            new ReadDocument("e/a.parameters.json", "parameters"),
            new ReadDocument("e/b.json", "template"));
  }

  @Test
  void a_parameter_file_in_a_folder_of_its_own_belongs_to_the_one_template_beside_that_folder() {
    Imported imported =
        read(
            found("e/parameters/prod.json", values("space", "10.1.0.0/16")),
            found("e/templates/main.json", template(APIM + "," + SPACE, SERVICE, NETWORK)),
            found("e/templates/other.json", template("'x': {'type': 'string'}")),
            found("f/main.json", template(APIM + "," + SPACE, SERVICE, NETWORK)));

    assertThat(described(imported))
        .containsExactly(
            "e/templates/main.json apim " + in("10.1.0.0/16"),
            "f/main.json apim " + in("10.0.0.0/16"));
  }

  @Test
  void any_other_parameter_file_belongs_to_the_one_template_that_declares_its_parameters() {
    Imported imported =
        read(
            found("e/main.json", template(APIM + "," + SPACE, SERVICE, NETWORK)),
            found("e/other.json", template("'x': {'type': 'string'}")),
            found("e/values/prod.json", values("SPACE", "10.2.0.0/16")),
            found("e/values/stray.json", values("nobody", "1")));

    assertThat(described(imported)).containsExactly("e/main.json apim " + in("10.2.0.0/16"));
    assertThat(imported.sources().ignored()).containsExactly("e/values/stray.json");
  }

  @Test
  void several_parameter_files_are_several_environments() {
    Imported imported =
        read(
            found("e/main.json", template(APIM, SERVICE)),
            found("e/main.parameters.dev.json", values("apim", "apim-dev")),
            found("e/main.parameters.prod.json", values("apim", "apim-prod")),
            found("e/net.json", template(SPACE, NETWORK)),
            found("e/net.parameters.dev.json", values("space", "10.3.0.0/16")),
            found("e/net.parameters.prod.json", values("space", "10.4.0.0/16")));

    assertThat(described(imported))
        .containsExactly(
            "e/main.json apim-dev (dev) " + in("10.3.0.0/16"),
            "e/main.json apim-prod (prod) " + in("10.4.0.0/16"));
  }

  @Test
  void given_parameters_are_those_of_every_template() {
    Imported imported =
        Importer.standard()
            .withParameters(Input.named("mine.json", bytes("{'space': '10.5.0.0/16'}")))
            .read(
                List.of(
                    found("e/a.json", template(APIM + "," + SPACE, SERVICE, NETWORK)),
                    found("e/a.parameters.json", values("space", "10.1.0.0/16"))));

    assertThat(described(imported)).containsExactly("e/a.json apim " + in("10.5.0.0/16"));
  }

  @Test
  void parameters_without_a_template_are_a_problem_where_they_were_named() {
    assertThat(read(Input.named("p.json", bytes(values("x", "1")))).problems())
        .containsExactly(
            new Problem(
                "p.json",
                0,
                0,
                "",
                "holds parameters, but for no template among the inputs; expected the template"
                    + " too"));
  }

  @Test
  void templates_may_have_comments_and_nothing_else_may() {
    String commented =
        "// the network\n" + template(APIM + "," + SPACE, SERVICE, NETWORK) + "/* end */";

    assertThat(described(read(Input.named("t.json", bytes(commented)))))
        .containsExactly("t.json apim " + in("10.0.0.0/16"));
    assertThat(read(Input.named("s.json", bytes("{ // no\n 'snapshot': '1'}"))).problems())
        .extracting(p -> p.line() + ":" + p.column())
        .containsExactly("1:3");
  }

  @Test
  void a_network_that_another_template_of_the_folder_makes_is_joined_if_its_name_is_known() {
    String unknown = NETWORK.replace("'name': 'vnet'", "'name': '[parameters(`space`)]'");

    assertThat(
            described(
                read(
                    found("e/a.json", template(APIM, SERVICE)),
                    found("e/n.json", template(SPACE, NETWORK)))))
        .containsExactly("e/a.json apim " + in("10.0.0.0/16"));
    assertThat(
            read(
                    found("e/a.json", template(APIM, SERVICE)),
                    found("e/n.json", template("'space': {'type': 'string'}", unknown)))
                .sources()
                .account()
                .unused())
        .isEmpty();
  }

  @Test
  void what_a_linked_template_may_add_is_not_known_to_be_none() {
    Imported imported =
        read(Input.named("t.json", bytes(template(APIM + "," + SPACE, SERVICE, NETWORK, LINKED))));
    String missing = "the linked template `https://example.org/more.json` was not read";
    String at = "/resources/2/properties/templateLink";

    var location = imported.snapshots().get(0).locations().get(0);
    Datum<?> unknown = Datum.unknown(Missing.fact(missing + " (t.json " + at + ")"));
    assertThat(location.networkSecurityGroup()).isEqualTo(unknown);
    assertThat(location.routeTable()).isEqualTo(unknown);
    assertThat(location.virtualNetwork().gateway()).isEqualTo(unknown);
    assertThat(location.virtualNetwork().peeredAddressSpaces()).isEqualTo(unknown);
    assertThat(location.virtualNetwork().addressSpace())
        .isEqualTo(Datum.known(AddressPrefixes.of("10.0.0.0/16")));
    assertThat(imported.sources().account().unknown()).contains(new Gap("t.json", at, missing));

    var alone =
        read(Input.named("t.json", bytes(template(APIM + "," + SPACE, SERVICE, NETWORK))))
            .snapshots()
            .get(0)
            .locations()
            .get(0);
    assertThat(alone.networkSecurityGroup()).isEqualTo(Datum.known(Optional.empty()));
  }

  @Test
  void a_template_that_only_links_says_so() {
    Imported imported = read(Input.named("t.json", bytes(template(APIM, LINKED))));

    assertThat(imported.problems())
        .extracting(Problem::message)
        .containsExactly(
            "makes no API Management service; expected a `Microsoft.ApiManagement/service` among"
                + " what it makes; the templates it links to were not read, `bicep build` puts"
                + " them inline");
  }

  @Test
  void as_forces_a_format_on_what_was_named() {
    String unmarked =
        template(APIM + "," + SPACE, SERVICE, NETWORK)
            .replaceAll("'\\$?(schema|contentVersion)': '[^']*',", "");
    Importer asTemplate = Importer.standard().as("Template");

    assertThat(described(asTemplate.read(List.of(Input.named("t.json", bytes(unmarked))))))
        .containsExactly("t.json apim " + in("10.0.0.0/16"));
    assertThat(asTemplate.read(List.of(found("e/x.json", "{'snapshot': '1'}"))).sources().ignored())
        .containsExactly("e/x.json");
    assertThatThrownBy(() -> Importer.standard().as("bicep"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "`bicep` is not a format; expected one of: snapshot, template, parameters, terraform,"
                + " azure");
  }

  private static Input terraform(String name) throws IOException {
    try (InputStream in = DeploymentsTest.class.getResourceAsStream("terraform/" + name)) {
      return Input.found("tf/" + name, "tf", Objects.requireNonNull(in).readAllBytes());
    }
  }

  @Test
  void plans_and_states_of_one_folder_are_environments_of_their_own() throws IOException {
    Imported imported =
        read(terraform("plan.json"), terraform("state-show.json"), terraform("state-v4.json"));

    assertThat(imported.problems()).isEmpty();
    assertThat(described(imported))
        .containsExactly(
            "tf/plan.json contoso-apim " + in("10.0.0.0/16"),
            "tf/state-show.json contoso-apim " + in("10.0.0.0/16"),
            "tf/state-v4.json contoso-apim " + in("10.0.0.0/16"));
  }
}
