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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The order in which a snapshot lists things is nothing that anybody can see in a result. */
class OrderTest {
  private static final long SEED = Long.getLong("differential.seed", 20230106);
  private static final int SNAPSHOTS = Integer.getInteger("differential.snapshots", 300);
  private static final Pattern POINTER = Pattern.compile("/locations/\\d+(/[A-Za-z]+(/\\d+)?)*");
  private static final String AZURE_DNS = "168.63.129.16";

  private static final Evaluator EVALUATOR = Evaluator.builder().laterEditions(false).build();

  @Test
  void any_order_of_lists_and_properties_gives_the_same_result() {
    for (int number = 0; number < SNAPSHOTS; number++) {
      RandomSnapshots random = new RandomSnapshots(SEED + number);
      ObjectNode routed = random.routed(random.snapshot());
      ObjectNode json = random.forgetful(number % 2 == 0 ? random.surrounded(routed) : routed);
      if (number % 3 == 0) {
        ((ObjectNode) json.at("/locations/0")).remove("region");
      }
      JsonNode shuffled = shuffled(json, "", new Random(SEED + number));
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
    Matcher places = POINTER.matcher(text);
    StringBuilder named = new StringBuilder();
    int last = 0;
    while (places.find()) {
      named.append(text, last, places.start()).append(named(places.group(), json));
      last = places.end();
    }
    return named.append(text.substring(last)).toString();
  }

  /** A pointer with the name, or the region, of each thing that it leads through. */
  private static String named(String pointer, JsonNode json) {
    StringBuilder named = new StringBuilder();
    JsonNode node = json;
    for (String step : pointer.substring(1).split("/")) {
      boolean index = node.isArray() && step.chars().allMatch(Character::isDigit);
      node = index ? node.path(Integer.parseInt(step)) : node.path(step);
      String name =
          node.has("subnet")
              ? node.path("region").asText("no region")
              : node.path("name").asText(step);
      named.append('/').append(index ? "{" + name + "}" : step);
    }
    return named.toString();
  }

  private static JsonNode shuffled(JsonNode node, String name, Random random) {
    if (node.isArray()) {
      List<JsonNode> elements = new ArrayList<>();
      node.forEach(element -> elements.add(shuffled(element, "", random)));
      // Which server is asked first matters where Azure's own is among them.
      boolean ordered =
          name.equals("servers") && elements.stream().anyMatch(e -> e.asText().equals(AZURE_DNS));
      if (!ordered) {
        Collections.shuffle(elements, random);
      }
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      return array.addAll(elements);
    }
    if (node.isObject()) {
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      Collections.shuffle(names, random);
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      names.forEach(each -> object.set(each, shuffled(node.get(each), each, random)));
      return object;
    }
    return node;
  }
}
