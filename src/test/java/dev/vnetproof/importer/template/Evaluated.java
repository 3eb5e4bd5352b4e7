package dev.vnetproof.importer.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.source.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Evaluates what tests write down. */
final class Evaluated {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonMapper LENIENT =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private Evaluated() {}

  static TemplateReading read(String template) {
    return new TemplateReader().read(document(template), Optional.empty());
  }

  static TemplateReading read(String template, String parameters) {
    return new TemplateReader().read(document(template), Optional.of(document(parameters)));
  }

  static JsonDocument document(String json) {
    return JsonDocument.parse("main.json", json.getBytes(StandardCharsets.UTF_8));
  }

  static AzureResource resource(TemplateReading reading, String name) {
    return reading.resources().stream()
        .filter(resource -> resource.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no resource " + name + " in " + reading));
  }

  /** The value of one expression, in a template with a few variables. */
  static JsonNode value(String expression) {
    return reading(expression).resources().get(0).body().at("/properties/result");
  }

  static TemplateReading reading(String expression) {
    try {
      return read(
          """
          { "parameters": { "unset": { "type": "string" },
                            "given": { "type": "int", "defaultValue": 7 } },
            "variables": {
              "object": { "one": "a", "Two": "b", "inner": { "x": 1, "y": [ 1, 2 ] } },
              "array": [ "one", "two", "three" ],
              "numbers": [ 0, 3, 2, 5, 4 ],
              "dogs": [ { "name": "Evie", "age": 5 }, { "name": "Casper", "age": 3 },
                        { "name": "Indy", "age": 2 }, { "name": "Kira", "age": 8 } ],
              "nothing": null },
            "resources": [ { "type": "Example.Test/things", "name": "thing", "apiVersion": "1",
              "properties": { "result": %s } } ] }
          """
              .formatted(JSON.writeValueAsString(expression)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  static Unresolved unresolved(JsonNode value) {
    if (value instanceof POJONode pojo && pojo.getPojo() instanceof Unresolved unresolved) {
      return unresolved;
    }
    throw new AssertionError("expected an unresolved value, found " + value);
  }

  /** JSON in which single quotes may stand for double ones. */
  static JsonNode json(String text) {
    try {
      return LENIENT.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
