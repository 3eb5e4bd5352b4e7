package dev.vnetproof.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.importer.snapshot.SnapshotReader;
import dev.vnetproof.importer.snapshot.SnapshotWriter;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.TagExpansion;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.rule.Outcome;
import dev.vnetproof.source.JsonDocument;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What effective rules tell of service tags, and which verdicts that settles. */
class EffectiveTagsTest {
  private static final String RG = "/subscriptions/s/resourceGroups/rg/providers/";
  private static final String SUBNET = RG + "Microsoft.Network/virtualNetworks/v/subnets/apim";
  private static final String NSG = RG + "Microsoft.Network/networkSecurityGroups/nsg";
  private static final Evaluator EVALUATOR = Evaluator.builder().laterEditions(false).build();

  /** The group lets the subnet out to one prefix, and to nothing else. */
  private static final String ENVIRONMENT =
      "{'id': '"
          + RG
          + "Microsoft.ApiManagement/service/apim', 'name': 'apim', 'type':"
          + " 'Microsoft.ApiManagement/service', 'location': 'westus', 'sku': {'name': 'Premium',"
          + " 'capacity': 1}, 'properties': {'virtualNetworkType': 'Internal', 'platformVersion':"
          + " 'stv2', 'virtualNetworkConfiguration': {'subnetResourceId': '"
          + SUBNET
          + "'}}}, {'id': '"
          + RG
          + "Microsoft.Network/virtualNetworks/v', 'name': 'v', 'properties': {'addressSpace':"
          + " {'addressPrefixes': ['10.0.0.0/16']}, 'virtualNetworkPeerings': [], 'subnets':"
          + " [{'id': '"
          + SUBNET
          + "', 'name': 'apim', 'properties': {'addressPrefix': '10.0.1.0/24',"
          + " 'networkSecurityGroup': {'id': '"
          + NSG
          + "'}}}]}}, {'id': '"
          + NSG
          + "', 'name': 'nsg', 'properties': {'securityRules': [{'name': 'storage', 'properties': {"
          + "'priority': 100, 'direction': 'Outbound', 'access': 'Allow', 'protocol': 'Tcp',"
          + " 'sourceAddressPrefix': '*', 'sourcePortRange': '*', 'destinationAddressPrefix':"
          + " '20.150.0.0/17', 'destinationPortRange': '443'}}, {'name': 'deny', 'properties':"
          + " {'priority': 4000, 'direction': 'Outbound', 'access': 'Deny', 'protocol': '*',"
          + " 'sourceAddressPrefix': '*', 'sourcePortRange': '*', 'destinationAddressPrefix':"
          + " 'Internet', 'destinationPortRange': '*'}}]}}";

  private static String rule(String tag, String expanded) {
    return "{'name': 'securityRules/x', 'priority': 200, 'direction': 'Outbound', 'access':"
        + " 'Allow', 'destinationAddressPrefix': '"
        + tag
        + "', 'destinationAddressPrefixes': ['"
        + tag
        + "'], 'expandedDestinationAddressPrefix': "
        + expanded
        + "}";
  }

  private static String captured(String more, String... rules) {
    return "{'association': {'networkInterface': {'id': 'nic'}}, "
        + more
        + "'effectiveSecurityRules': ["
        + String.join(", ", rules)
        + "]}";
  }

  private static EnvironmentSnapshot snapshot(String... captured) {
    String json = "[" + ENVIRONMENT + ", " + String.join(", ", captured) + "]";
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Imported read = Importer.standard().read(List.of(Input.named("x.json", bytes)));
    assertThat(read.problems()).isEmpty();
    return read.snapshots().get(0);
  }

  private static Outcome storage(Evaluator evaluator, EnvironmentSnapshot snapshot) {
    return evaluator.evaluate(snapshot).outcomes().stream()
        .filter(o -> o.requirement().equals("ports.storage"))
        .findFirst()
        .orElseThrow()
        .outcome();
  }

  private static List<String> tags(EnvironmentSnapshot snapshot) {
    return snapshot.serviceTags().stream().map(EffectiveTagsTest::text).toList();
  }

  private static String text(TagExpansion expansion) {
    return expansion.tag() + " " + expansion.prefixes().texts();
  }

  @Test
  void without_numbers_a_prefix_may_be_all_of_a_tag_or_nothing_of_it() {
    assertThat(storage(EVALUATOR, snapshot(captured("", rule("Sql", "['13.65.0.0/16']")))))
        .isEqualTo(Outcome.UNDETERMINED);
  }

  @Test
  void a_prefix_that_holds_all_of_an_expanded_tag_satisfies() {
    String one = captured("", rule("Storage", "['20.150.4.0/24', '20.150.120.0/22']"));

    assertThat(storage(EVALUATOR, snapshot(one))).isEqualTo(Outcome.SATISFIED);
  }

  @Test
  void a_prefix_that_holds_nothing_of_an_expanded_tag_leaves_a_witness() {
    EnvironmentSnapshot snapshot = snapshot(captured("", rule("Storage", "['52.239.184.0/22']")));

    assertThat(storage(EVALUATOR, snapshot)).isEqualTo(Outcome.VIOLATED);
    assertThat(
            EVALUATOR.evaluate(snapshot).violations().stream()
                .filter(f -> f.requirement().id().equals("ports.storage"))
                .map(f -> f.finding().toString()))
        .singleElement()
        .asString()
        .contains("Tcp 10.0.1.4:49152 -> Storage 52.239.184.4:443");
  }

  @Test
  void a_prefix_that_holds_some_of_a_tag_may_hold_its_regional_part() {
    String whole = rule("Storage", "['20.150.4.0/24', '20.150.8.0/24', '52.239.184.0/22']");

    assertThat(storage(EVALUATOR, snapshot(captured("", whole)))).isEqualTo(Outcome.UNDETERMINED);
    assertThat(
            storage(
                EVALUATOR,
                snapshot(captured("", whole, rule("Storage.WestUS", "['20.150.8.0/24']")))))
        .isEqualTo(Outcome.SATISFIED);
    assertThat(
            storage(
                EVALUATOR,
                snapshot(captured("", whole, rule("Storage.WestUS", "['52.239.184.0/24']")))))
        .isEqualTo(Outcome.VIOLATED);
  }

  @Test
  void a_service_tag_file_takes_the_place_of_what_was_captured() {
    String file =
        "{'changeNumber': 1, 'cloud': 'Public', 'values': [{'name': 'Storage', 'properties':"
            + " {'addressPrefixes': ['20.150.4.0/24']}}]}";
    Evaluator withFile =
        Evaluator.builder()
            .laterEditions(false)
            .serviceTags(
                ServiceTags.none()
                    .with(
                        "tags.json",
                        new ByteArrayInputStream(
                            file.replace('\'', '"').getBytes(StandardCharsets.UTF_8))))
            .build();

    assertThat(storage(withFile, snapshot(captured("", rule("Storage", "['52.239.184.0/22']")))))
        .isEqualTo(Outcome.SATISFIED);
  }

  @Test
  void tags_are_told_by_the_map_and_by_the_sides_of_rules() {
    EnvironmentSnapshot snapshot =
        snapshot(
            captured(
                "'tagMap': {'Storage': ['20.150.4.0/24'], 'VirtualNetwork': ['10.0.0.0/16']}, ",
                rule("sql.westus", "['13.65.0.0/16']"),
                rule("Internet", "['1.0.0.0/8']"),
                rule("0.0.0.0/0", "[]"),
                rule("EventHub", "[]")));

    assertThat(tags(snapshot))
        .containsExactly("Sql.WestUS [13.65.0.0/16]", "Storage [20.150.4.0/24]");
  }

  @Test
  void a_tag_that_is_expanded_in_two_ways_is_a_name() {
    assertThat(
            tags(
                snapshot(
                    captured("", rule("Storage", "['20.150.4.0/24']")),
                    captured("", rule("Storage", "['20.150.5.0/24']")))))
        .isEmpty();
  }

  @Test
  void tags_survive_being_written_and_read() {
    EnvironmentSnapshot snapshot = snapshot(captured("", rule("Storage", "['52.239.184.0/22']")));

    String written = new SnapshotWriter().write(snapshot);
    EnvironmentSnapshot read =
        new SnapshotReader()
            .read(JsonDocument.parse("x", written.getBytes(StandardCharsets.UTF_8)));

    assertThat(tags(read)).containsExactly("Storage [52.239.184.0/22]");
  }
}
