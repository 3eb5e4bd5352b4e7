package dev.vnetproof.importer.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.source.JsonDocument;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The reader is strict by its own code and the schema only gives it words: both must draw the same
 * line. Every value of good snapshots is replaced by every kind of value, dropped, and given an
 * unknown neighbour.
 */
class ReaderAgreesWithSchemaTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final List<String> REPLACEMENTS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "1",
          "100",
          "110.0",
          "70",
          "4.5",
          "1e300",
          "-1",
          "70000",
          "99999999999",
          "1e-400",
          "\"\"",
          "\" \"",
          "\"x\"",
          "\"1\"",
          "\"*\"",
          "\"any\"",
          "\" inbound \"",
          "\"none\"",
          "\"StV2.1\"",
          "\"PREMIUM\"",
          "\"Standard\"",
          "\"hTTps\"",
          "[]",
          "[null]",
          "[1]",
          "[70000]",
          "[\"\"]",
          "[\"x\"]",
          "[[]]",
          "[{}]",
          "[{\"id\": \"a\"}, {\"service\": \"s\", \"locations\": [\"*\"], \"more\": 1}]",
          "[{\"id\": \"\"}]",
          "[{\"id\": 1}]",
          "[{\"service\": \"s\", \"locations\": [1]}]",
          "[{\"service\": \"s\", \"locations\": null}]",
          "{}",
          "{\"name\": \"n\"}",
          "{\"unknown\": 1}");

  /** Uses what the complete sample leaves out. */
  private static final String OTHER =
      """
      {"$schema": "s", "snapshot": "1", "locations": [{
        "region": "West Us",
        "subnet": {"serviceEndpoints": [{"service": "Microsoft.Sql", "locations": ["westus"]}]},
        "networkSecurityGroup": {"securityRules": [
          {"name": "r", "description": "d", "priority": 4096, "direction": "outbound",
           "access": "deny", "protocol": "any",
           "sourceApplicationSecurityGroups": [{"id": "a"}, "b"],
           "sourcePortRange": 7, "destinationPortRanges": [443]}],
          "defaultSecurityRules": [{"name": "d", "priority": 65000, "direction": "Inbound"}]},
        "routeTable": {"routes": [{"description": "d"}]},
        "egressFirewall": {
          "fqdnAllowances": [{"description": "d", "action": "deny", "fqdnTags": ["WindowsUpdate"]}],
          "networkAllowances": [{"destinationPorts": [443], "priority": 65000}]},
        "securityAdminRules": [{"name": "a", "description": "d", "priority": 0,
          "direction": "outbound", "access": "alwaysallow",
          "sources": [{"addressPrefix": "*", "addressPrefixType": "IPPrefix"}]}]}]}
      """;

  @Test
  void a_good_snapshot_passes_both() throws JsonProcessingException {
    for (String sample : List.of(Samples.complete(), OTHER)) {
      assertThat(SnapshotSchema.violations(MAPPER.readTree(sample))).isEmpty();
      assertThat(Samples.read(sample)).isNotNull();
    }
  }

  @Test
  void reader_and_schema_refuse_the_same_mutants() throws JsonProcessingException {
    List<String> disagreements = new ArrayList<>();
    int refused = 0;
    int mutants = 0;
    for (String sample : List.of(Samples.complete(), OTHER)) {
      for (JsonNode mutant : mutants(MAPPER.readTree(sample))) {
        mutants++;
        boolean schemaRefuses = !SnapshotSchema.violations(mutant).isEmpty();
        SnapshotProblems problems = new SnapshotProblems();
        SnapshotReader.read(
            JsonDocument.parse("in.json", MAPPER.writeValueAsString(mutant).getBytes(UTF_8)),
            problems);
        refused += schemaRefuses ? 1 : 0;
        if (schemaRefuses != problems.hasStructural()) {
          disagreements.add((schemaRefuses ? "schema alone: " : "reader alone: ") + mutant);
        }
      }
    }
    assertThat(disagreements).isEmpty();
    assertThat(refused).isBetween(mutants / 4, mutants - mutants / 20);
  }

  private static List<JsonNode> mutants(JsonNode root) throws JsonProcessingException {
    List<JsonNode> mutants = new ArrayList<>();
    for (String replacement : REPLACEMENTS) {
      mutants.add(MAPPER.readTree(replacement));
    }
    collect(root, root, mutants);
    return mutants;
  }

  /** Changes {@code node}, copies {@code root}, and changes it back. */
  private static void collect(JsonNode root, JsonNode node, List<JsonNode> mutants)
      throws JsonProcessingException {
    if (node instanceof ObjectNode object) {
      object.put("nobodyKnowsThis", 1);
      mutants.add(root.deepCopy());
      object.remove("nobodyKnowsThis");
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        JsonNode value = object.get(name);
        for (String replacement : REPLACEMENTS) {
          object.set(name, MAPPER.readTree(replacement));
          mutants.add(root.deepCopy());
        }
        object.remove(name);
        mutants.add(root.deepCopy());
        object.set(name, value);
        collect(root, value, mutants);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode value = array.get(i);
        for (String replacement : REPLACEMENTS) {
          array.set(i, MAPPER.readTree(replacement));
          mutants.add(root.deepCopy());
        }
        array.set(i, value);
        collect(root, value, mutants);
      }
    }
  }
}
