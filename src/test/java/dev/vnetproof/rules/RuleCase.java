package dev.vnetproof.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.vnetproof.catalogue.CatalogueFile;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.importer.snapshot.SnapshotReader;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.source.JsonDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A case of a sidecar: a patch on a fixture, and what an evaluation then says.
 *
 * @param sidecar path below {@code rules/}
 * @param edition the edition that the environment is held to
 * @param later whether later editions are looked at, too
 * @param base name of the fixture
 * @param location whose outcome is meant; empty for the first one
 * @param pending why the evaluation is known not to say it yet; empty for a case that must hold
 * @param findings all findings of the evaluation, see {@link Findings}
 */
record RuleCase(
    String sidecar,
    String requirement,
    String name,
    Kind kind,
    String edition,
    boolean later,
    String base,
    JsonNode patch,
    Optional<String> location,
    Optional<String> pending,
    String outcome,
    List<String> findings) {

  static final Path RULES = Path.of("rules");
  static final Path FIXTURES = Path.of("fixtures");
  static final String REFERENCE = "stv2-external-premium";

  private static final ObjectMapper YAML = new YAMLMapper();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a case is there to show. */
  enum Kind {
    /** The requirement is broken. */
    VIOLATED("violated"),
    /** It is met, in one of the ways there are. */
    SATISFIED("satisfied"),
    /** It cannot be decided. */
    UNDETERMINED("undetermined"),
    /** Its condition does not hold. */
    NOT_APPLICABLE("not-applicable"),
    /** It looks broken, or nearly is, but is not. */
    NEAR_MISS("near-miss");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    static Kind of(String text) {
      for (Kind kind : values()) {
        if (kind.text.equals(text)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("`" + text + "` is no kind of case");
    }
  }

  /**
   * A requirement of a sidecar as its author wrote it.
   *
   * @param without kinds of cases that cannot exist; each comes with a reason
   */
  record Entry(
      String sidecar, String id, JsonNode node, List<RuleCase> cases, List<Kind> without) {}

  /** Every requirement of every sidecar. */
  static List<Entry> sidecars() {
    return sidecars(RULES);
  }

  /** Every requirement of every sidecar below a folder. */
  static List<Entry> sidecars(Path rules) {
    List<Entry> entries = new ArrayList<>();
    for (Path file : CatalogueFile.files(rules, ".yaml")) {
      JsonNode tree = read(YAML, file);
      String sidecar = rules.relativize(file).toString().replace('\\', '/');
      for (JsonNode node : tree.path("requirements")) {
        entries.add(entry(sidecar, node));
      }
    }
    return entries;
  }

  private static Entry entry(String sidecar, JsonNode node) {
    String id = node.path("id").asText();
    List<RuleCase> cases = new ArrayList<>();
    node.path("cases").forEach(each -> cases.add(of(sidecar, id, each)));
    List<Kind> without = new ArrayList<>();
    for (JsonNode each : node.path("without")) {
      if (each.path("because").asText().isBlank()) {
        throw new IllegalArgumentException(
            sidecar + ": " + id + ": a kind is left out unexplained");
      }
      without.add(Kind.of(each.path("kind").asText()));
    }
    return new Entry(sidecar, id, node, cases, without);
  }

  private static RuleCase of(String sidecar, String id, JsonNode node) {
    List<String> findings = new ArrayList<>();
    if (!node.path("findings").isArray()) {
      throw new IllegalArgumentException(sidecar + ": " + id + ": a case without `findings`");
    }
    node.path("findings").forEach(finding -> findings.add(finding.asText()));
    return new RuleCase(
        sidecar,
        id,
        node.path("name").asText(),
        Kind.of(node.path("kind").asText()),
        node.path("edition").asText(Evaluator.DEFAULT_EDITION),
        node.path("later").asBoolean(),
        node.path("base").asText(REFERENCE),
        node.has("patch") ? node.path("patch") : JsonNodeFactory.instance.arrayNode(),
        optional(node, "location"),
        optional(node, "pending"),
        node.path("outcome").asText(),
        findings);
  }

  private static Optional<String> optional(JsonNode node, String field) {
    return node.has(field) ? Optional.of(node.path(field).asText()) : Optional.empty();
  }

  /** The environment of this case. */
  EnvironmentSnapshot snapshot() {
    JsonNode patched = JsonPatch.apply(read(JSON, fixture(base)), patch);
    return snapshot(name, patched);
  }

  static Path fixture(String name) {
    return FIXTURES.resolve(name).resolve("snapshot.json");
  }

  static EnvironmentSnapshot snapshot(String source, JsonNode json) {
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    return new SnapshotReader().read(JsonDocument.parse(source, bytes));
  }

  private static JsonNode read(ObjectMapper mapper, Path file) {
    try {
      return mapper.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return requirement + ": " + name;
  }
}
