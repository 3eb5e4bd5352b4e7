package dev.vnetproof.importer;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vnetproof.importer.resource.SourceAccount.Gap;
import dev.vnetproof.importer.resource.SourceAccount.Linked;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.SnapshotException.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that link to files at hand. */
class LinkedTemplatesTest {

  /** Takes the rules of its group from whoever links to it. */
  private static final String NETWORK =
      template(
          "'rules': { 'type': 'array' }",
          """
          { 'type': 'Microsoft.Network/networkSecurityGroups', 'apiVersion': '2023-09-01', 'name': 'nsg',
            'properties': { 'securityRules': '[parameters(`rules`)]' } },
          { 'type': 'Microsoft.Network/networkSecurityGroups/securityRules', 'apiVersion': '2023-09-01',
            'name': 'nsg/own', 'properties': RULE },
          { 'type': 'Microsoft.Network/virtualNetworks', 'apiVersion': '2023-09-01', 'name': 'vnet',
            'properties': { 'addressSpace': { 'addressPrefixes': ['10.0.0.0/16'] },
              'subnets': [ { 'name': 'apim', 'properties': { 'addressPrefix': '10.0.1.0/24',
                'networkSecurityGroup': { 'id': '[resourceId(`Microsoft.Network/networkSecurityGroups`, `nsg`)]' } } } ] } }
          """
              .replace("RULE", rule(200)),
          "'subnet': { 'type': 'string', 'value':"
              + " '[resourceId(`Microsoft.Network/virtualNetworks/subnets`, `vnet`, `apim`)]' }");

  private static String rule(int priority) {
    return "{ 'priority': "
        + priority
        + ", 'direction': 'Inbound', 'access': 'Allow', 'protocol': 'Tcp',"
        + " 'sourceAddressPrefix': '*', 'sourcePortRange': '*',"
        + " 'destinationAddressPrefix': '*', 'destinationPortRange': '443' }";
  }

  private static String template(String parameters, String resources, String outputs) {
    return "{ '$schema':"
        + " 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',"
        + " 'contentVersion': '1.0.0.0', 'parameters': {"
        + parameters
        + "}, 'resources': ["
        + resources
        + "], 'outputs': {"
        + outputs
        + "} }";
  }

  private static String link(String how) {
    return link(
        how, "'parameters': { 'rules': { 'value': [ { 'name': 'given', 'properties': RULE } ] } }");
  }

  private static String link(String how, String parameters) {
    return "{ 'type': 'Microsoft.Resources/deployments', 'apiVersion': '2022-09-01', 'name':"
        + " 'network', 'properties': { 'mode': 'Incremental', 'templateLink': { "
        + how
        + " }, "
        + parameters.replace("RULE", rule(100))
        + " } }";
  }

  private static final String SERVICE =
      """
      { 'type': 'Microsoft.ApiManagement/service', 'apiVersion': '2022-08-01', 'name': 'apim',
        'location': 'westus', 'sku': { 'name': 'Premium', 'capacity': 1 },
        'properties': { 'virtualNetworkType': 'Internal', 'virtualNetworkConfiguration': {
          'subnetResourceId': '[reference(`network`).outputs.subnet.value]' } } }
      """;

  private static final String LOCATION =
      "'_artifactsLocation': { 'type': 'string', 'defaultValue':"
          + " '[deployment().properties.templateLink.uri]' }, '_artifactsLocationSasToken': {"
          + " 'type': 'securestring', 'defaultValue': '' }, 'base': { 'type': 'string' }, 'token':"
          + " { 'type': 'securestring' }";

  private static String main(String link) {
    return template(LOCATION, link(link) + "," + SERVICE, "");
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').replace('`', '\'').getBytes(StandardCharsets.UTF_8);
  }

  private static Input found(String name, String json) {
    int slash = name.lastIndexOf('/');
    return Input.found(name, slash < 0 ? "" : name.substring(0, slash), bytes(json));
  }

  private static Imported read(Input... inputs) {
    return Importer.standard().read(List.of(inputs));
  }

  /** The rules of the only snapshot with their places. */
  private static List<String> rules(Imported imported) {
    assertThat(imported.problems()).isEmpty();
    assertThat(imported.snapshots()).hasSize(1);
    return imported
        .snapshots()
        .get(0)
        .locations()
        .get(0)
        .networkSecurityGroup()
        .orElse(Optional.empty())
        .map(NetworkSecurityGroup::securityRules)
        .orElseThrow()
        .orElse(List.of())
        .stream()
        .map(LinkedTemplatesTest::described)
        .toList();
  }

  private static String described(SecurityRule rule) {
    return rule.name() + " " + rule.pointer();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'relativePath': 'nested/network.json'",
        "'relativePath': './nested/../nested/network.json'",
        "'uri': '[uri(deployment().properties.templateLink.uri, `nested/network.json`)]'",
        "'uri': '[concat(replace(deployment().properties.templateLink.uri, `main.json`, ``),"
            + " `nested/network.json`)]'",
        "'uri': '[uri(parameters(`_artifactsLocation`), concat(`nested/network.json`,"
            + " parameters(`_artifactsLocationSasToken`)))]'",
        "'uri': '[uri(parameters(`_artifactsLocation`), concat(`nested/network.json`,"
            + " parameters(`token`)))]'",
        "'uri': '[uri(parameters(`base`), concat(`nested/network.json`, parameters(`token`)))]'",
        "'uri': '[concat(parameters(`base`), `/nested/network.json`, parameters(`token`))]'",
        "'uri': '[concat(parameters(`base`), `nested/network.json`)]'",
        "'uri': 'https://raw.example.org/owner/repository/main/e/nested/network.json'",
        "'uri': 'https://storage.example.org/templates/nested/network.json?sv=1&sig=a/b.json'"
      })
  void a_linked_template_at_hand_is_part_of_the_one_that_links_to_it(String link) {
    Imported imported =
        read(found("e/main.json", main(link)), found("e/nested/network.json", NETWORK));

    assertThat(rules(imported))
        .containsExactly(
            "given /resources/0/properties/parameters/rules/value/0",
            "own e/nested/network.json#/resources/1");
    assertThat(imported.snapshots())
        .extracting(EnvironmentSnapshot::source)
        .containsExactly("e/main.json");
    assertThat(imported.sources().account().linked())
        .extracting(Linked::source, Linked::pointer, Linked::file)
        .containsExactly(
            tuple("e/main.json", "/resources/0/properties/templateLink", "e/nested/network.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'uri': 'https://raw.example.org/owner/other/network.json'",
        "'uri': '[parameters(`base`)]'",
        "'id':"
            + " '/subscriptions/s/resourceGroups/r/providers/Microsoft.Resources/templateSpecs/nested/versions/network.json'",
        "'relativePath': '../nested/network.json'"
      })
  void another_file_of_that_name_is_not_taken_for_it(String link) {
    Imported imported =
        read(found("e/main.json", main(link)), found("e/nested/network.json", NETWORK));

    assertThat(imported.sources().account().linked()).isEmpty();
    assertThat(imported.sources().account().unknown())
        .extracting(Gap::pointer)
        .contains("/resources/0/properties/templateLink");
  }

  @Test
  void parameters_may_be_in_a_file_that_is_linked_too() {
    Imported imported =
        read(
            found(
                "e/main.json",
                template(
                    "",
                    link(
                            "'relativePath': 'network.json'",
                            "'parametersLink': { 'uri':"
                                + " '[uri(deployment().properties.templateLink.uri, `rules.json`)]'"
                                + " }")
                        + ","
                        + SERVICE,
                    "")),
            found("e/network.json", NETWORK),
            found(
                "e/rules.json",
                "{ '$schema':"
                    + " 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',"
                    + " 'contentVersion': '1.0.0.0', 'parameters': { 'rules': { 'value': [ {"
                    + " 'name': 'far', 'properties': "
                    + rule(100)
                    + " } ] } } }"));

    assertThat(rules(imported))
        .containsExactly(
            "far e/rules.json#/parameters/rules/value/0", "own e/network.json#/resources/1");
  }

  @Test
  void a_template_that_is_linked_under_a_condition_is_no_environment_of_its_own() {
    String apim =
        template("", SERVICE.replace("[reference(`network`).outputs.subnet.value]", "/x"), "");
    String main =
        template(
            "",
            link("'relativePath': 'apim.json'")
                .replace("'properties': { 'mode'", "'condition': false, 'properties': { 'mode'"),
            "");

    assertThat(read(found("e/main.json", main), found("e/apim.json", apim)).snapshots()).isEmpty();
  }

  @Test
  void templates_that_link_to_each_other_are_an_error() {
    Imported imported =
        read(
            found("e/a.json", template("", link("'relativePath': 'b.json'"), "")),
            found("e/b.json", template("", link("'relativePath': 'a.json'"), "")),
            found("e/c.json", template("", link("'relativePath': 'c.json'"), "")));

    assertThat(imported.problems())
        .extracting(Problem::source, Problem::pointer, Problem::message)
        .contains(
            tuple(
                "e/b.json",
                "/resources/0/properties/templateLink",
                "`e/a.json` is linked from within itself; expected no cycle"),
            tuple(
                "e/c.json",
                "/resources/0/properties/templateLink",
                "`e/c.json` is linked from within itself; expected no cycle"));
  }

  @Test
  void a_file_that_is_no_template_is_an_error() {
    Imported imported =
        read(
            found("e/main.json", main("'relativePath': 'values.json'")),
            found("e/values.json", "{ 'contentVersion': '1.0.0.0', 'parameters': {} }"));

    assertThat(imported.problems())
        .extracting(Problem::pointer, Problem::message)
        .containsExactly(
            tuple(
                "/resources/0/properties/templateLink",
                "`e/values.json` is no deployment template; expected one"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          { "contentVersion": "1.0.0.0", "parameters": {} } | /resources/0/properties/templateLink | `e/nested/network.json` is no deployment template; expected one
          { "contentVersion": "1.0.0.0", "$schema": "deploymentTemplate.json#" } | | the template has no `resources`; expected a list of them
          { "$schema": "deploymentTemplate.json#", "resources": 7 } | /resources | found no resources; expected a list or an object of them
          { "contentVersion": "1.0.0.0", "resources": [7] } | /resources/0 | found no resource; expected an object with `type` and `name`
          { "contentVersion": "1.0.0.0", "resources": [ | | the input ends too early; the `[` opened at 1:45 is not closed
          """)
  void a_damaged_file_of_which_only_the_end_of_its_address_is_known_is_told(
      String file, @Nullable String pointer, String message) {
    String link =
        "'uri': '[concat(parameters(`base`), `/nested/network.json`, parameters(`token`))]'";
    Imported imported =
        read(found("e/main.json", main(link)), found("e/nested/network.json", file));

    assertThat(imported.faults()).isEmpty();
    assertThat(imported.problems())
        .extracting(Problem::pointer, Problem::message)
        .contains(tuple(pointer == null ? "" : pointer, message));
  }

  private static String write(Path folder, String name, String json) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(folder.resolve(name).getParent());
    Files.write(file, bytes(json));
    return file.toString();
  }

  private static Imported readAlone(String file) throws IOException {
    return Importer.standard()
        .withFilesBeside(SiblingFiles::new)
        .read(List.of(Input.named(file, Files.readAllBytes(Path.of(file)))));
  }

  @Test
  void files_beside_a_template_that_is_named_alone_are_read(@TempDir Path folder)
      throws IOException {
    String main = write(folder, "t/main.json", main("'relativePath': 'nested/network.json'"));
    String network = write(folder, "t/nested/network.json", NETWORK);

    assertThat(rules(readAlone(main)))
        .containsExactly(
            "given /resources/0/properties/parameters/rules/value/0",
            "own " + network + "#/resources/1");
  }

  @Test
  void an_importer_reads_linked_files_however_often_and_from_whatever_thread(@TempDir Path folder)
      throws Exception {
    String main = write(folder, "t/main.json", main("'relativePath': 'nested/network.json'"));
    write(folder, "t/nested/network.json", NETWORK);
    Input input = Input.named(main, Files.readAllBytes(Path.of(main)));
    Importer importer = Importer.standard().withFilesBeside(SiblingFiles::new);
    Callable<Set<List<String>>> imports =
        () ->
            IntStream.range(0, 150) // Of both threads, more than one deployment may link to.
                .mapToObj(i -> rules(importer.read(List.of(input))))
                .collect(toSet());

    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<Set<List<String>>> each : threads.invokeAll(List.of(imports, imports))) {
        assertThat(each.get()).hasSize(1).first().asList().hasSize(2);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(rules(importer.read(List.of(input)))).hasSize(2);
  }

  @Test
  void no_file_outside_of_its_folder_is_read(@TempDir Path folder) throws IOException {
    write(folder, "network.json", NETWORK);
    Files.createDirectories(folder.resolve("t"));
    Files.createSymbolicLink(folder.resolve("t/away.json"), folder.resolve("network.json"));

    for (String path : List.of("../network.json", "away.json", "a/../../network.json")) {
      String main = write(folder, "t/main.json", main("'relativePath': '" + path + "'"));
      assertThat(readAlone(main).sources().account().linked()).isEmpty();
    }
  }

  @Test
  void a_bad_file_beside_is_told_and_left_unread(@TempDir Path folder) throws IOException {
    String main = write(folder, "main.json", main("'relativePath': 'network.json'"));
    String network = write(folder, "network.json", "{ ");

    Imported imported = readAlone(main);
    assertThat(imported.problems()).extracting(Problem::source).containsExactly(network);
    assertThat(imported.sources().account().unknown())
        .extracting(Gap::missing)
        .contains("the linked template `network.json` was not read");
  }
}
