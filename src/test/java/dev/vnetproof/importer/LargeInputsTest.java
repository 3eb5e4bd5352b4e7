package dev.vnetproof.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.Capacity;
import dev.vnetproof.source.InputBytes;
import dev.vnetproof.source.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Inputs of hundreds of megabytes, made while they are read. {@code .ci/run} gives such files to
 * the packaged command and a heap of 1 GB.
 */
class LargeInputsTest {
  private static final Path FIXTURES = Path.of("fixtures", "encodings");
  private static final String NO_ROOM =
      "with what was read before, more than 10 MB of memory would be needed from here on; leave out"
          + " what has no bearing on an API Management service, or split the input";

  /** Some 2 KB of no bearing. */
  private static final String ACCOUNT =
      "{\"name\": \"s\", \"id\":"
          + " \"/subscriptions/s/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/s\","
          + " \"type\": \"microsoft.storage/storageaccounts\", \"properties\": {\"endpoints\": ["
          + "{\"name\": \"blob\", \"address\": \"https://s.blob.core.windows.net\"},".repeat(30)
          + "null], \"state\": \"available\"}},\n";

  /** 1 MB. */
  private static final String LONG = "x".repeat(1 << 20);

  private static Imported read(InputBytes bytes, long capacity) {
    return Importer.standard().read(List.of(Input.named("x.json", bytes)), new Capacity(capacity));
  }

  private static Imported read(InputBytes bytes) {
    return read(bytes, 10 << 20);
  }

  private static List<String> problems(Imported imported) {
    return imported.problems().stream().map(Problem::toString).toList();
  }

  private static List<SecurityRule> rules(EnvironmentSnapshot snapshot) {
    return snapshot
        .locations()
        .get(0)
        .networkSecurityGroup()
        .orElse(Optional.empty())
        .orElseThrow()
        .securityRules()
        .orElse(List.of());
  }

  private static String fixture(String name) {
    try {
      return Files.readString(FIXTURES.resolve(name));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rows of one environment, as elements of a longer list. */
  private static String environment() {
    String rows = fixture("resource-graph/rows.json");
    return rows.substring(rows.indexOf('[') + 1, rows.lastIndexOf(']'));
  }

  @Test
  void one_environment_is_found_among_500_mb_of_other_rows() {
    InputBytes tenant =
        Repeated.of("{\"data\": [", ACCOUNT, (500L << 20) / ACCOUNT.length(), environment() + "]}");

    Imported imported = read(tenant);

    assertThat(problems(imported)).isEmpty();
    assertThat(imported.snapshots()).hasSize(1);
    assertThat(rules(imported.snapshots().get(0))).hasSize(rules(alone()).size());
    // Of accounts some are kept, as long as there is plenty of room.
    int all = (int) ((500L << 20) / ACCOUNT.length());
    assertThat(skipped(imported).get("microsoft.storage/storageaccounts"))
        .isBetween(all - 1_000, all - 1);
  }

  private static EnvironmentSnapshot alone() {
    return read(InputBytes.of(FIXTURES.resolve("resource-graph/rows.json"))).snapshots().get(0);
  }

  @Test
  void one_environment_is_found_among_the_rows_of_a_large_table() throws IOException {
    String table = fixture("resource-graph-csv/rows.csv").substring(1);
    int head = table.indexOf('\n') + 1;
    String row =
        "/subscriptions/s,s,microsoft.web/sites,,,,,,,,,\"{\"\"a\"\": " + "1".repeat(500) + "}\"\n";

    Imported imported =
        read(Repeated.of(table.substring(0, head), row, 100_000, table.substring(head)));

    assertThat(problems(imported)).isEmpty();
    assertThat(rules(imported.snapshots().get(0))).hasSize(rules(alone()).size());
    assertThat(skipped(imported)).isEqualTo(Map.of("microsoft.web/sites", 100_000));
    assertThat(rules(imported.snapshots().get(0)).get(3).pointer())
        .isEqualTo("/100000/properties/securityRules/3");
    assertThat(
            imported
                .sources()
                .places()
                .of(imported.snapshots().get(0), List.of("/100000/properties/securityRules/3"))
                .values())
        .extracting(Places.Found::line)
        .containsExactly(100_002);
  }

  @Test
  void a_500_mb_list_of_rows_that_bear_ends_at_the_bound() {
    String group =
        ACCOUNT.replace("microsoft.storage/storageaccounts", "microsoft.network/routetables");

    assertThat(problems(read(Repeated.of("[", group, (500L << 20) / group.length(), "1]"))))
        .singleElement()
        .asString()
        .startsWith("x.json:")
        .endsWith(": " + NO_ROOM);
  }

  @Test
  void several_files_share_one_bound_and_those_that_fit_are_read() {
    String group =
        ACCOUNT.replace("microsoft.storage/storageaccounts", "microsoft.network/routetables");
    InputBytes large = Repeated.of("[", group, 270, "1]");
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      inputs.add(Input.found("d/" + i + ".json", "d", large));
    }
    inputs.add(Input.found("d/9.json", "d", InputBytes.of(FIXTURES.resolve("rest/apim.json"))));

    Imported imported = Importer.standard().read(inputs, new Capacity(10 << 20));

    assertThat(imported.problems())
        .extracting(p -> p.source() + ": " + p.message())
        .containsExactly("d/2.json: " + NO_ROOM, "d/3.json: " + NO_ROOM);
    assertThat(imported.snapshots()).hasSize(1);
  }

  @Test
  void files_that_are_passed_over_leave_their_room_to_others() {
    InputBytes other =
        Repeated.of("{\"dependencies\": [", "{\"name\": \"left-pad\"},", 20_000, "1]}");
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      inputs.add(Input.found("d/" + i + ".json", "d", other));
    }
    inputs.add(Input.found("d/9.json", "d", InputBytes.of(FIXTURES.resolve("rest/apim.json"))));

    Imported imported = Importer.standard().read(inputs, new Capacity(10 << 20));

    assertThat(problems(imported)).isEmpty();
    assertThat(imported.sources().ignored()).hasSize(5);
    assertThat(imported.snapshots()).hasSize(1);
  }

  @Test
  void a_500_mb_text_ends_at_the_bound() {
    assertThat(problems(read(Repeated.of("[\"", LONG, 500, "\"]"))))
        .containsExactly("x.json:1:2: a text or name here is too long to read");
    assertThat(problems(read(Repeated.of("id,type\n\"", LONG, 500, "\"\n"))))
        .containsExactly("x.json:2:1: a cell of this row is too long to read");
  }

  @Test
  void a_text_without_end_in_a_row_of_no_bearing_does_not_matter() {
    String row = "[{\"id\": \"/subscriptions/s\", \"type\": \"a.b/c\", \"x\": \"";

    assertThat(problems(read(Repeated.of(row, LONG, 100, "\"}]"))))
        .singleElement()
        .asString()
        .startsWith("x.json: holds Azure resources, but no API Management service");
  }

  @Test
  void as_many_lines_are_read_as_there_is_room_for_what_they_hold() throws IOException {
    String native_ = fixture("native/snapshot.json").replaceAll("\\s*\\n\\s*", " ") + "\n";

    Imported few = read(Repeated.of("", native_, 100, "{\"snapshot\": \"1\",\n"));
    Imported many = read(Repeated.of("", native_, 10_000, "{\"snapshot\": \"1\",\n"));

    assertThat(few.snapshots()).hasSize(100);
    assertThat(problems(few))
        .containsExactly(
            "x.json:101:18: the input ends too early; the `{` opened at 101:1 is not closed");
    assertThat(many.snapshots()).hasSizeBetween(200, 2_000);
    assertThat(problems(many)).singleElement().asString().endsWith(NO_ROOM);
  }

  @Test
  void lines_of_no_bearing_take_no_room() {
    String line = ACCOUNT.replace(",\n", "\n");

    Imported imported = read(Repeated.of("\n", line, 20_000, ""), 1 << 20);

    assertThat(problems(imported)).noneMatch(problem -> problem.endsWith(NO_ROOM));
    assertThat(skipped(imported).get("microsoft.storage/storageaccounts"))
        .isBetween(19_900, 20_000);
  }

  @Test
  void a_large_text_with_comments_is_refused_unless_it_can_be_held() {
    String template = "{ // what it is\n\"contentVersion\": \"1.0.0.0\", \"resources\": [] }";

    assertThat(problems(read(Repeated.of("", " ", 10, template))))
        .singleElement()
        .asString()
        .contains("no API Management service");
    assertThat(problems(read(Repeated.of("", " ".repeat(JsonReader.HELD / 32), 32, template))))
        .containsExactly("x.json:1:" + (JsonReader.HELD + 3) + ": this is not JSON");
  }

  @Test
  void a_file_that_vanishes_before_it_is_read_is_told() throws IOException {
    Path file = Files.createTempFile("vanishes", ".json");
    List<Input> inputs = InputFiles.of(file.toString(), InputStream.nullInputStream()).inputs();
    Files.delete(file);

    assertThat(problems(Importer.standard().read(inputs)))
        .containsExactly(
            file.toString().replace('\\', '/') + ": cannot be read; expected a readable file");
  }

  /** How many of each type. */
  private static Map<String, Integer> skipped(Imported imported) {
    Map<String, Integer> counts = new HashMap<>();
    imported.sources().account().skipped().forEach((type, s) -> counts.put(type, s.count()));
    return counts;
  }
}
