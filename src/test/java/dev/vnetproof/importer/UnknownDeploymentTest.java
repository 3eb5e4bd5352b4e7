package dev.vnetproof.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.importer.template.DeploymentSettings;
import dev.vnetproof.model.Assumption;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.VirtualNetworkType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What templates do not say of their deployment: the group they go to, values filled in later. */
class UnknownDeploymentTest {
  private static final String SCHEMA =
      "'$schema':"
          + " 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',"
          + " 'contentVersion': '1.0.0.0', ";

  private static final String OTHER = "/subscriptions/s1/resourceGroups/rg-network";

  private static String network(String rules) {
    return "{"
        + SCHEMA
        + """
        'resources': [
          { 'type': 'Microsoft.Network/networkSecurityGroups', 'apiVersion': '2023-09-01', 'name': 'nsg',
            'properties': { 'securityRules': [ %s ] } },
          { 'type': 'Microsoft.Network/virtualNetworks', 'apiVersion': '2023-09-01', 'name': 'vnet',
            'properties': { 'addressSpace': { 'addressPrefixes': ['10.0.0.0/16'] },
              'subnets': [ { 'name': 'apim', 'properties': { 'addressPrefix': '10.0.1.0/24',
                'networkSecurityGroup': { 'id': '[resourceId(`Microsoft.Network/networkSecurityGroups`, `nsg`)]' } } } ] } } ] }
        """
            .formatted(rules);
  }

  private static String rule(String destination) {
    return """
    { 'name': 'in', 'properties': { 'priority': 100, 'direction': 'Inbound', 'access': 'Allow', 'protocol': 'Tcp',
      'sourceAddressPrefix': 'Internet', 'sourcePortRange': '*', 'destinationAddressPrefix': '%s', 'destinationPortRange': '443' } }
    """
        .formatted(destination);
  }

  private static String gateway(String subnet, String more) {
    return "{"
        + SCHEMA
        + """
        'parameters': { 'mode': { 'type': 'string', 'defaultValue': 'External' }, 'units': { 'type': 'int' },
                        'group': { 'type': 'string' } },
        'resources': [ %s
          { 'type': 'Microsoft.ApiManagement/service', 'apiVersion': '2022-08-01', 'name': 'apim', 'location': '[resourceGroup().location]',
            'sku': { 'name': 'Premium', 'capacity': '[parameters(`units`)]' },
            'properties': { 'virtualNetworkType': '[parameters(`mode`)]',
              'virtualNetworkConfiguration': { 'subnetResourceId': '%s' } } } ] }
        """
            .formatted(more, subnet);
  }

  private static Imported read(Importer importer, String... namesAndTexts) {
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      String json = namesAndTexts[i + 1].replace('\'', '"').replace('`', '\'');
      inputs.add(
          Input.found("in/" + namesAndTexts[i], "in", json.getBytes(StandardCharsets.UTF_8)));
    }
    return importer.read(inputs);
  }

  private static EnvironmentSnapshot only(Imported read) {
    assertThat(read.problems()).isEmpty();
    assertThat(read.snapshots()).hasSize(1);
    return read.snapshots().get(0);
  }

  private static Location location(EnvironmentSnapshot snapshot) {
    return snapshot.locations().get(0);
  }

  private static Optional<NetworkSecurityGroup> group(EnvironmentSnapshot snapshot) {
    return location(snapshot).networkSecurityGroup().orElse(Optional.empty());
  }

  @Test
  void an_id_in_a_group_meets_the_only_template_that_may_be_deployed_there() {
    EnvironmentSnapshot snapshot =
        only(
            read(
                Importer.standard(),
                "gateway.json",
                gateway(
                    OTHER + "/providers/Microsoft.Network/virtualNetworks/vnet/subnets/apim", ""),
                "network.json",
                network("")));

    assertThat(location(snapshot).subnet().addressPrefixes().isKnown()).isTrue();
    assertThat(group(snapshot)).isPresent();
    assertThat(snapshot.assumptions())
        .extracting(Assumption::subject, Assumption::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "resource group of `in/network.json`", "`rg-network`"));
  }

  @Test
  void a_group_that_is_a_parameter_and_an_id_without_a_group_meet_it_too() {
    for (String subnet :
        List.of(
            "[resourceId(parameters(`group`), `Microsoft.Network/virtualNetworks/subnets`, `vnet`,"
                + " `apim`)]",
            "[subscriptionResourceId(`Microsoft.Network/virtualNetworks/subnets`, `vnet`, `apim`)]",
            "/providers/Microsoft.Network/virtualNetworks/vnet/subnets/apim")) {
      EnvironmentSnapshot snapshot =
          only(
              read(
                  Importer.standard(),
                  "gateway.json",
                  gateway(subnet, ""),
                  "network.json",
                  network("")));

      assertThat(location(snapshot).subnet().addressPrefixes().isKnown()).as(subnet).isTrue();
      assertThat(snapshot.assumptions())
          .extracting(Assumption::subject)
          .containsExactly("`vnet` that `in/gateway.json` refers to");
    }
  }

  @Test
  void of_two_networks_of_one_name_neither_is_taken() {
    String exported =
        "{ 'id': '"
            + OTHER
            + "2/providers/Microsoft.Network/virtualNetworks/vnet', 'name': 'vnet',"
            + " 'type': 'Microsoft.Network/virtualNetworks', 'properties': {} }";
    EnvironmentSnapshot snapshot =
        only(
            read(
                Importer.standard(),
                "gateway.json",
                gateway(
                    OTHER + "/providers/Microsoft.Network/virtualNetworks/vnet/subnets/apim", ""),
                "network.json",
                network(""),
                "vnet.json",
                exported));

    assertThat(location(snapshot).subnet().addressPrefixes().isKnown()).isFalse();
    assertThat(snapshot.assumptions()).isEmpty();
  }

  @Test
  void what_is_said_of_the_deployment_needs_no_assumption() {
    Importer importer =
        Importer.standard()
            .withDeployment(
                input ->
                    new DeploymentSettings(
                        Optional.of("s1"),
                        Optional.of(
                            input.name().endsWith("network.json") ? "rg-network" : "rg-api"),
                        Optional.of("usgovvirginia"),
                        Cloud.AZURE_PUBLIC,
                        Map.of()));
    EnvironmentSnapshot snapshot =
        only(
            read(
                importer,
                "gateway.json",
                gateway(
                    OTHER + "/providers/Microsoft.Network/virtualNetworks/vnet/subnets/apim", ""),
                "network.json",
                network("")));

    assertThat(group(snapshot)).isPresent();
    assertThat(snapshot.assumptions()).isEmpty();
    assertThat(snapshot.deployment().cloud().asOptional()).contains(Cloud.AZURE_GOVERNMENT);
  }

  @Test
  void the_cloud_of_a_region_is_what_environment_answers() {
    String gateway =
        gateway("x", "")
            .replace("[resourceGroup().location]", "usgovvirginia")
            .replace("'name': 'apim'", "'name': '[concat(`apim-`, environment().name)]'");

    assertThat(only(read(Importer.standard(), "gateway.json", gateway)).name())
        .isEqualTo("apim-AzureUSGovernment");
  }

  @Test
  void a_group_that_two_templates_make_is_known_where_they_agree() {
    String gateway =
        gateway(
            "[resourceId(`Microsoft.Network/virtualNetworks/subnets`, `vnet`, `apim`)]",
            "{ 'type': 'Microsoft.Network/networkSecurityGroups', 'apiVersion': '2023-09-01',"
                + " 'name': 'nsg', 'properties': { 'securityRules': [ "
                + rule("10.0.1.0/24")
                + " ] } },");
    EnvironmentSnapshot same =
        only(
            read(
                Importer.standard(),
                "gateway.json",
                gateway,
                "network.json",
                network(rule("10.0.1.0/24"))));
    EnvironmentSnapshot other =
        only(
            read(
                Importer.standard(),
                "gateway.json",
                gateway,
                "network.json",
                network(rule("10.0.2.0/24"))));

    assertThat(group(same).orElseThrow().securityRules().isKnown()).isTrue();
    assertThat(group(other).orElseThrow().securityRules().ifMissing().map(Missing::text))
        .contains(
            "securityRules of networkSecurityGroup `nsg`: `in/gateway.json` and `in/network.json`"
                + " differ");
  }

  @Test
  void reference_shows_what_another_template_makes() {
    EnvironmentSnapshot snapshot =
        only(
            read(
                Importer.standard(),
                "gateway.json",
                gateway(
                    "[resourceId(`Microsoft.Network/virtualNetworks/subnets`, `vnet`, `apim`)]",
                    "{ 'type': 'Microsoft.Network/networkSecurityGroups/securityRules',"
                        + " 'apiVersion': '2023-09-01', 'name': 'nsg/more', 'properties': "
                        + rule("[reference(resourceId(`Microsoft.Network/virtualNetworks/subnets`,"
                                + " `vnet`, `apim`), `2023-09-01`).addressPrefix]")
                            .replaceAll("(?s).*'properties': (\\{.*\\}) \\}\\s*", "$1")
                        + " },"),
                "network.json",
                network("")));

    assertThat(
            group(snapshot).orElseThrow().securityRules().orElse(List.of()).stream()
                .map(rule -> rule.destinations().toString()))
        .singleElement()
        .asString()
        .contains("10.0.1.0/24");
  }

  private static final String PARAMETERS =
      """
      { '$schema': 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
        'contentVersion': '1.0.0.0', 'parameters': { 'mode': { 'value': '%s' }, 'units': { 'value': '${UNITS=3}' } } }
      """;

  private static Imported filledIn(String mode, Map<String, String> environment) {
    return read(
        Importer.standard()
            .withDeployment(
                input ->
                    new DeploymentSettings(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Cloud.AZURE_PUBLIC,
                        environment)),
        "main.json",
        gateway("x", ""),
        "main.parameters.json",
        PARAMETERS.formatted(mode));
  }

  @Test
  void placeholders_have_their_defaults_or_what_is_given() {
    assertThat(only(filledIn("${MODE=Internal}", Map.of())).deployment().virtualNetworkType())
        .isEqualTo(Datum.known(VirtualNetworkType.INTERNAL));
    assertThat(
            only(filledIn("${MODE=Internal}", Map.of("MODE", "External")))
                .deployment()
                .virtualNetworkType())
        .isEqualTo(Datum.known(VirtualNetworkType.EXTERNAL));
    assertThat(location(only(filledIn("${MODE=Internal}", Map.of()))).units())
        .isEqualTo(Datum.known(3));
    assertThat(location(only(filledIn("Internal", Map.of("UNITS", "5")))).units())
        .isEqualTo(Datum.known(5));
    assertThat(only(filledIn("${MODE:-Inter}nal", Map.of())).deployment().virtualNetworkType())
        .isEqualTo(Datum.known(VirtualNetworkType.INTERNAL));
  }

  @Test
  void a_placeholder_that_nobody_fills_in_leaves_the_default_of_the_template_and_is_told() {
    EnvironmentSnapshot snapshot = only(filledIn("${MODE}", Map.of()));

    assertThat(snapshot.deployment().virtualNetworkType())
        .isEqualTo(Datum.known(VirtualNetworkType.EXTERNAL));
    assertThat(snapshot.assumptions())
        .extracting(Assumption::value)
        .containsExactly("not set: ${MODE}");
  }

  @Test
  void a_part_that_nobody_fills_in_is_not_known() {
    for (String text : List.of("${MODE}nal", "Inter#{MODE}#")) {
      assertThat(only(filledIn(text, Map.of())).deployment().virtualNetworkType().ifMissing())
          .as(text)
          .hasValueSatisfying(missing -> assertThat(missing.text()).contains("{MODE}"));
    }
  }
}
