package dev.vnetproof.importer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.report.JsonReportWriter;
import dev.vnetproof.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The traps are kept as REST prints them. The az command, Resource Graph and PowerShell print the
 * same values in other shapes, and they must mean the same there.
 */
class TrapsInEveryEncodingTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path TRAPS = Path.of("fixtures", "traps");
  private static final Evaluator EVALUATOR = Evaluator.builder().laterEditions(false).build();

  private static final Map<String, UnaryOperator<JsonNode>> ENCODINGS =
      Map.of(
          "az",
          TrapsInEveryEncodingTest::flattened,
          "resource-graph",
          TrapsInEveryEncodingTest::rows,
          "powershell",
          resource -> inPascalCase(powershell(flattened(resource))));

  @TestFactory
  Stream<DynamicTest> a_trap_means_the_same_in_every_encoding() throws IOException {
    List<Path> traps;
    try (Stream<Path> folders = Files.list(TRAPS)) {
      traps = folders.sorted().toList();
    }
    return traps.stream()
        .flatMap(
            trap ->
                ENCODINGS.entrySet().stream()
                    .map(
                        encoding ->
                            DynamicTest.dynamicTest(
                                trap.getFileName() + " " + encoding.getKey(),
                                () -> same(trap, encoding.getValue()))));
  }

  private static void same(Path trap, UnaryOperator<JsonNode> encoding) throws IOException {
    JsonNode rest = MAPPER.readTree(Files.readAllBytes(trap.resolve("environment.json")));
    ArrayNode other = MAPPER.createArrayNode();
    rest.forEach(resource -> other.add(encoding.apply(resource)));

    assertThat(report(other)).isEqualTo(report(rest));
  }

  private static String report(JsonNode document) {
    Imported read =
        Importer.standard()
            .read(
                List.of(
                    Input.named("x.json", document.toString().getBytes(StandardCharsets.UTF_8))));
    assertThat(read.problems()).isEmpty();
    assertThat(read.snapshots()).isNotEmpty();
    return JsonReportWriter.text(
            Report.of(
                EVALUATOR,
                read.snapshots().stream().map(EVALUATOR::evaluate).toList(),
                List.of(),
                Sources.NONE))
        .replaceAll(", \"pointer\": \"[^\"]*\"", "");
  }

  /** The az command lifts properties up beside the name. */
  private static JsonNode flattened(JsonNode node) {
    if (node instanceof ArrayNode list) {
      ArrayNode flat = MAPPER.createArrayNode();
      list.forEach(element -> flat.add(flattened(element)));
      return flat;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode flat = MAPPER.createObjectNode();
    object
        .fields()
        .forEachRemaining(
            field -> {
              boolean lifted = field.getKey().equals("properties") && field.getValue().isObject();
              JsonNode value = flattened(field.getValue());
              if (lifted) {
                flat.setAll((ObjectNode) value);
                flat.put("provisioningState", "Succeeded");
              } else {
                flat.set(field.getKey(), value);
              }
            });
    return flat;
  }

  /** Resource Graph writes types in lower case, and the portal's download objects as text. */
  private static JsonNode rows(JsonNode resource) {
    ObjectNode row = resource.deepCopy();
    row.put("type", resource.path("type").asText().toLowerCase(Locale.ROOT));
    for (String property : List.of("properties", "sku")) {
      if (row.path(property).isObject()) {
        row.put(property, text(row.path(property)));
      }
    }
    return row;
  }

  private static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** PowerShell has names of its own for the properties of a service. */
  private static JsonNode powershell(JsonNode resource) {
    ObjectNode object = resource.deepCopy();
    renamed(object, "virtualNetworkType", "VpnType");
    renamed(object, "virtualNetworkConfiguration", "VirtualNetwork");
    renamed(object, "additionalLocations", "AdditionalRegions");
    if (object.path("sku").isObject()) {
      object.set("Capacity", object.path("sku").path("capacity"));
      object.set("Sku", object.remove("sku").path("name"));
    }
    return object;
  }

  private static void renamed(ObjectNode object, String from, String to) {
    if (object.has(from)) {
      object.set(to, object.remove(from));
    }
  }

  private static JsonNode inPascalCase(JsonNode node) {
    if (node instanceof ArrayNode list) {
      ArrayNode cased = MAPPER.createArrayNode();
      list.forEach(element -> cased.add(inPascalCase(element)));
      return cased;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode cased = MAPPER.createObjectNode();
    object
        .fields()
        .forEachRemaining(
            field ->
                cased.set(
                    field.getKey().substring(0, 1).toUpperCase(Locale.ROOT)
                        + field.getKey().substring(1),
                    inPascalCase(field.getValue())));
    return cased;
  }
}
