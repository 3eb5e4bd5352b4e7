package dev.vnetproof.importer.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.vnetproof.source.JsonDocument.Remark;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The JSON Schema (2020-12) of the native snapshot. */
public final class SnapshotSchema {
  private SnapshotSchema() {}

  /** Loaded when a snapshot is refused, not before. */
  private static final class Loaded {
    static final JsonNode NODE = node();
    static final Schema SCHEMA =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(NODE);

    private static JsonNode node() {
      try {
        return new ObjectMapper().readTree(text());
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The schema as it is shipped, for editors and other tools. */
  public static String text() {
    try (InputStream in =
        Objects.requireNonNull(SnapshotSchema.class.getResourceAsStream("snapshot.schema.json"))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all properties of the format. */
  static Set<String> properties() {
    Set<String> names = new HashSet<>();
    for (JsonNode properties : Loaded.NODE.findValues("properties")) {
      properties.fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  /** What of {@code root} is against the schema, in our words; empty where nothing is. */
  static List<Remark> violations(JsonNode root) {
    return SchemaMessages.of(Loaded.NODE, Loaded.SCHEMA.validate(root));
  }
}
