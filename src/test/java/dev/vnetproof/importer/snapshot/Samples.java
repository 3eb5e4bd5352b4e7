package dev.vnetproof.importer.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.JsonDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Snapshots for tests. */
final class Samples {
  private Samples() {}

  /** A snapshot that uses every property of the format, as the writer lays it out. */
  static String complete() {
    try (InputStream in =
        Objects.requireNonNull(Samples.class.getResourceAsStream("complete.json"))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One location with the given members. */
  static String location(String members) {
    return "{\"snapshot\": \"1\", \"locations\": [{" + members + "}]}";
  }

  /** One location whose group holds the given rules. */
  static String rules(String rules) {
    return location("\"networkSecurityGroup\": {\"securityRules\": [" + rules + "]}");
  }

  /** One rule: inbound, priority 100, with the given members. */
  static String rule(String members) {
    return rules(
        "{\"name\": \"r\", \"priority\": 100, \"direction\": \"Inbound\", " + members + "}");
  }

  static EnvironmentSnapshot read(String json) {
    return new SnapshotReader().read(JsonDocument.parse("in.json", json.getBytes(UTF_8)));
  }

  static SecurityRule readRule(String members) {
    return read(rule(members))
        .locations()
        .get(0)
        .networkSecurityGroup()
        .asOptional()
        .orElseThrow()
        .orElseThrow()
        .securityRules()
        .asOptional()
        .orElseThrow()
        .get(0);
  }

  /** The problems as they are printed. */
  static List<String> problems(String json) {
    return catchThrowableOfType(SnapshotException.class, () -> read(json)).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  /** Pointer and message only. */
  static List<String> complaints(String json) {
    return catchThrowableOfType(SnapshotException.class, () -> read(json)).problems().stream()
        .map(problem -> problem.pointer() + ": " + problem.message())
        .toList();
  }
}
