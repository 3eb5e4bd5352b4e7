package dev.vnetproof.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vnetproof.evaluation.Evaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The outcomes of the closed fixture with a few things changed: JSON Patch with names. */
final class PatchedFixture {
  private static final ObjectMapper JSON = new ObjectMapper();

  static final String TO_APPLIANCE =
      """
      { "name": "default", "addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance", \
      "nextHopIpAddress": "10.0.100.4" }""";

  /** External mode, no route table, every outbound flow open. */
  static String table(boolean propagationOff, String... routes) {
    return """
    { "op": "replace", "path": "/locations/0/routeTable", "value": { "name": "rt", \
    "disableBgpRoutePropagation": %s, "routes": [%s] } }"""
        .formatted(propagationOff, String.join(", ", routes));
  }

  static String route(String prefix, String hop) {
    return """
    { "name": "%s", "addressPrefix": "%s", "nextHopType": "%s"%s }"""
        .formatted(
            prefix,
            prefix,
            hop,
            hop.equals("VirtualAppliance") ? ", \"nextHopIpAddress\": \"10.0.100.4\"" : "");
  }

  static String replace(String path, String value) {
    return "{ \"op\": \"replace\", \"path\": \"%s\", \"value\": %s }".formatted(path, value);
  }

  static List<String> outcomes(Evaluator evaluator, List<String> ids, String... patch) {
    try {
      JsonNode base = JSON.readTree(Files.readAllBytes(RuleCase.fixture("stv2-external-premium")));
      JsonNode patched = JsonPatch.apply(base, JSON.readTree("[" + String.join(", ", patch) + "]"));
      return evaluator.evaluate(RuleCase.snapshot("example", patched)).outcomes().stream()
          .filter(entry -> ids.contains(entry.requirement()))
          .map(entry -> entry.requirement() + " " + entry.outcome())
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static String remove(String path) {
    return "{ \"op\": \"remove\", \"path\": \"%s\" }".formatted(path);
  }

  /** A rule of the highest priority that lets packets out from everywhere to everywhere. */
  static String allOut() {
    return """
    { "op": "add", "path": "/locations/0/networkSecurityGroup/securityRules/-", "value": \
    { "name": "all-out", "priority": 100, "direction": "Outbound", "access": "Allow", \
    "protocol": "*", "sourceAddressPrefix": "*", "sourcePortRange": "*", \
    "destinationAddressPrefix": "*", "destinationPortRange": "*" } }""";
  }

  private PatchedFixture() {}
}
