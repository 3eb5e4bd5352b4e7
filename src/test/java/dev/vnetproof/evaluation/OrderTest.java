package dev.vnetproof.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order in which a snapshot lists things is nothing that anybody can see in a result. */
class OrderTest {
  private static final long SEED = Long.getLong("differential.seed", 20230106);
  private static final int SNAPSHOTS = Integer.getInteger("differential.snapshots", 300);

  private static final Evaluator EVALUATOR = Evaluator.builder().build();

  @Test
  void any_order_of_rules_locations_and_properties_gives_the_same_result() {
    for (int number = 0; number < SNAPSHOTS; number++) {
      ObjectNode json = new RandomSnapshots(SEED + number).snapshot();
      JsonNode shuffled = shuffled(json, new Random(SEED + number));
      assertThat(result(shuffled).lines())
          .as("-Ddifferential.seed=%d", SEED + number)
          .containsExactlyElementsOf(result(json).lines().toList());
    }
  }

  @Test
  void evaluating_twice_gives_the_same_result() {
    ObjectNode json = new RandomSnapshots(SEED).snapshot();
    String first = result(json);
    for (int i = 0; i < 50; i++) {
      assertThat(result(json)).isEqualTo(first);
    }
  }

  /** Outcomes and findings, with the names of things instead of their place. */
  private static String result(JsonNode json) {
    Evaluation evaluation = EVALUATOR.evaluate(RandomSnapshots.read(json));
    List<String> lines = new ArrayList<>();
    evaluation.outcomes().forEach(outcome -> lines.add(outcome.toString()));
    for (ReportedFinding finding : evaluation.findings()) {
      String place = "location=" + finding.finding().location();
      lines.add(
          finding.fingerprint()
              + " "
              + finding.location()
              + " "
              + finding.finding().toString().replace(place, "location=" + finding.location()));
    }
    String text = String.join("\n", lines);
    JsonNode locations = json.get("locations");
    for (int i = 0; i < locations.size(); i++) {
      String region = locations.get(i).get("region").asText();
      text =
          named(
              text,
              "/locations/" + i + "/networkSecurityGroup/securityRules/",
              locations.get(i).at("/networkSecurityGroup/securityRules"));
      text =
          named(
              text,
              "/locations/" + i + "/routeTable/routes/",
              locations.get(i).at("/routeTable/routes"));
      text = text.replace("/locations/" + i + "/", "/locations/{" + region + "}/");
    }
    return text;
  }

  private static String named(String text, String pointer, JsonNode array) {
    String named = text;
    for (int i = array.size() - 1; i >= 0; i--) {
      named = named.replace(pointer + i, pointer + "{" + array.get(i).get("name").asText() + "}");
    }
    return named;
  }

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node.isArray()) {
      List<JsonNode> elements = new ArrayList<>();
      node.forEach(element -> elements.add(shuffled(element, random)));
      Collections.shuffle(elements, random);
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      return array.addAll(elements);
    }
    if (node.isObject()) {
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      Collections.shuffle(names, random);
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      names.forEach(name -> object.set(name, shuffled(node.get(name), random)));
      return object;
    }
    return node;
  }
}
