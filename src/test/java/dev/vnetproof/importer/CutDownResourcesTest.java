package dev.vnetproof.importer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.evaluation.OutcomeEntry;
import dev.vnetproof.model.Location;
import dev.vnetproof.rule.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a query of the user's own left out is not known: Azure prints a list even where it is empty.
 */
class CutDownResourcesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Evaluator EVALUATOR = Evaluator.builder().laterEditions(false).build();
  private static final Path FIXTURE = Path.of("fixtures", "encodings");

  @ParameterizedTest
  @ValueSource(strings = {"rest", "az", "resource-graph", "terraform-state"})
  void a_group_that_shows_no_rules_is_not_one_without_rules(String encoding) throws IOException {
    Location location = without(encoding, Set.of("securityRules", "security_rule"));

    assertThat(location.networkSecurityGroup().orElse(Optional.empty()))
        .get()
        .satisfies(group -> assertThat(group.securityRules().isKnown()).isFalse());
  }

  @Test
  void a_table_that_shows_no_routes_is_not_one_without_routes() throws IOException {
    Location location = without("../traps/tag-as-route-prefix", Set.of("routes"));

    assertThat(location.routeTable().orElse(Optional.empty()))
        .get()
        .satisfies(table -> assertThat(table.routes().isKnown()).isFalse());
  }

  @Test
  void a_network_that_shows_no_peerings_is_not_one_without_peerings() throws IOException {
    for (String encoding : List.of("rest", "az", "resource-graph")) {
      assertThat(
              without(encoding, Set.of("virtualNetworkPeerings"))
                  .virtualNetwork()
                  .peeredAddressSpaces()
                  .isKnown())
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "\"\"", "[\"\"]", "[null]", "[\"fd00::/64\"]", "{}"})
  void from_a_subnet_without_addresses_nothing_is_satisfied(String none) throws IOException {
    List<Input> inputs =
        changed(
            "rest",
            object -> {
              if (object.has("addressPrefix")) {
                object.set("addressPrefix", MAPPER.readTree(none));
              }
            });
    Imported read = Importer.standard().read(inputs);

    assertThat(EVALUATOR.evaluate(read.snapshots().get(0)).outcomes())
        .filteredOn(o -> o.requirement().equals("ports.sql"))
        .extracting(OutcomeEntry::outcome)
        .isNotEmpty()
        .doesNotContain(Outcome.SATISFIED);
    assertThat(read.snapshots().get(0).locations().get(0).subnet().addressPrefixes().isKnown())
        .isFalse();
  }

  private static Location without(String encoding, Set<String> properties) throws IOException {
    Imported read =
        Importer.standard().read(changed(encoding, object -> object.remove(properties)));
    assertThat(read.problems()).isEmpty();
    assertThat(read.snapshots()).hasSize(1);
    return read.snapshots().get(0).locations().get(0);
  }

  /** What is done to each object of the inputs. */
  private interface Change {
    void to(ObjectNode object) throws IOException;
  }

  private static List<Input> changed(String encoding, Change change) throws IOException {
    List<Input> changed = new ArrayList<>();
    String folder = FIXTURE.resolve(encoding).toString();
    for (Input input : InputFiles.of(folder, InputStream.nullInputStream()).inputs()) {
      JsonNode root = MAPPER.readTree(input.bytes().open());
      everywhere(root, change);
      changed.add(
          Input.found(
              input.name(), input.folder(), root.toString().getBytes(StandardCharsets.UTF_8)));
    }
    return changed;
  }

  private static void everywhere(JsonNode node, Change change) throws IOException {
    if (node instanceof ObjectNode object) {
      change.to(object);
      String text = object.path("properties").asText();
      if (text.startsWith("{")) { // As the portal writes the rows of Resource Graph.
        JsonNode inside = MAPPER.readTree(text);
        everywhere(inside, change);
        object.put("properties", inside.toString());
      }
    }
    for (JsonNode child : node) {
      everywhere(child, change);
    }
  }
}
