package dev.vnetproof.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.SourceText.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a document is kept, how much may be, and where it stands afterwards. */
class JsonReaderTest {
  /** Keeps rows of the type {@code kept}; lists of them may stand below {@code value}. */
  private static final RowFilter FILTER =
      new RowFilter() {
        @Override
        public boolean mayHoldRows(String property) {
          return property.equals("value");
        }

        @Override
        public boolean keeps(String id, String type) {
          return !id.startsWith("/") || type.equals("kept");
        }
      };

  @TempDir Path folder = Path.of("");

  private static InputBytes bytes(String json) {
    return InputBytes.of(json.replace('\'', '"').getBytes(UTF_8));
  }

  private static JsonDocument read(String json) {
    return new JsonReader(FILTER, new Capacity(Capacity.STANDARD)).read("in.json", bytes(json), 1);
  }

  private static List<String> problems(JsonReader reader, InputBytes bytes) {
    return catchThrowableOfType(SnapshotException.class, () -> reader.read("in.json", bytes, 1))
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          [{'id': '/x', 'type': 'other', 'a': [{'b': 1}]}, 1] | [{'id': '/x', 'type': 'other'}, 1]
          [{'a': {'b': 1}, 'type': 'other', 'c': 2, 'id': '/x', 'd': {}}] | [{'id': '/x', 'type': 'other'}]
          {'value': [{'id': '/x', 'type': 'other', 'a': 1}], 'nextLink': 'l'} | {'value': [{'id': '/x', 'type': 'other'}], 'nextLink': 'l'}
          [{'value': [{'id': '/x', 'type': 'other', 'a': 1}]}] | [{'value': [{'id': '/x', 'type': 'other'}]}]
          {'id': '/x', 'type': 'other', 'a': 1} | {'id': '/x', 'type': 'other'}
          [{'id': '/x', 'type': 'kept', 'a': 1}] | [{'id': '/x', 'type': 'kept', 'a': 1}]
          [{'id': 'x', 'type': 'other', 'a': 1}] | [{'id': 'x', 'type': 'other', 'a': 1}]
          [{'id': 7, 'type': 'other', 'a': 1}] | [{'id': 7, 'type': 'other', 'a': 1}]
          [{'Id': '/x', 'Type': 'other', 'a': 1}] | [{'Id': '/x', 'Type': 'other', 'a': 1}]
          {'rules': [{'id': '/x', 'type': 'other', 'a': 1}]} | {'rules': [{'id': '/x', 'type': 'other', 'a': 1}]}
          [{'a': {'id': '/x', 'type': 'other', 'b': 1}}] | [{'a': {'id': '/x', 'type': 'other', 'b': 1}}]
          """)
  void a_row_that_is_not_wanted_leaves_its_id_and_type_in_its_place(String json, String kept) {
    assertThat(read(json).root()).isEqualTo(JsonDocumentTest.tree(kept.replace('\'', '"')));
  }

  @Test
  void what_stands_behind_rows_that_are_left_out_keeps_its_place() {
    JsonDocument document =
        read(
            "[{'id': '/x', 'type': 'other',\n"
                + " 'a': [1, 2]},\n"
                + " {'id': '/y', 'type': 'kept', 'a': 1}]");

    assertThat(document.text().positions(List.of("/1/a", "/1/b")))
        .isEqualTo(Map.of("/1/a", new Position(3, 36, true), "/1/b", new Position(3, 2, false)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'id': '/x', 'type': 'other', 'type': 'kept'}]",
        "[{'id': '/x', 'type': 'other', 'a': {}, 'id': 'x'}]",
        "[{'type': 'other', 'a': {'b': 1, 'b': 2}, 'id': '/x'}]",
        "[{'id': '/x', 'type': 'kept', 'a': {'b': 1, 'b': 2}}]"
      })
  void a_property_that_is_given_twice_is_told_where_it_makes_a_difference(String json) {
    assertThat(problems(new JsonReader(FILTER, new Capacity(Capacity.STANDARD)), bytes(json)))
        .singleElement()
        .asString()
        .contains("is given twice in one object");
  }

  @Test
  void a_fault_in_a_row_that_is_left_out_is_told_all_the_same() {
    assertThat(
            problems(
                new JsonReader(FILTER, new Capacity(Capacity.STANDARD)),
                bytes("[{'id': '/x', 'type': 'other', 'a': [1, 2}]")))
        .containsExactly("in.json:1:42: `}` does not close the `[` opened at 1:37");
  }

  @Test
  void all_documents_of_a_reader_share_its_room() {
    Capacity capacity = new Capacity(3_300);
    JsonReader reader = new JsonReader(FILTER, capacity);
    InputBytes row =
        bytes("[{'id': '/x', 'type': 'kept',\n 'text': '%s'}]".formatted("x".repeat(500)));

    JsonDocument first = reader.read("first.json", row, 1);
    List<String> refused = problems(reader, row);
    boolean ranOut = capacity.ranOut();
    first.resize(0);

    assertThat(refused)
        .containsExactly(
            "in.json:2:512: with what was read before, more than 0 MB of memory would be needed"
                + " from here on; leave out what has no bearing on an API Management service, or"
                + " split the input");
    assertThat(ranOut).isTrue();
    assertThat(reader.read("in.json", row, 1).root()).isEqualTo(first.root());
    assertThat(capacity.ranOut()).isFalse();
  }

  @Test
  void rows_that_are_left_out_take_little_room() {
    String row = "{'text': '%s', 'id': '/x', 'type': 'other'}".formatted("x".repeat(500));
    JsonReader reader = new JsonReader(FILTER, new Capacity(120_000));

    JsonDocument document =
        reader.read("in.json", bytes("[" + (row + ",").repeat(999) + row + "]"), 1);

    assertThat(document.root()).hasSize(1_000);
    // An id and a type each: somebody may be named by the row.
    assertThat(document.size()).isLessThan(115_000);
  }

  @Test
  void a_value_inside_a_text_counts_as_well() throws IOException {
    JsonDocument document =
        new JsonReader(FILTER, new Capacity(5_000)).read("in.json", bytes("{'a': '{}'}"), 1);

    assertThat(document.embedded("/a", "{\"b\": [1]}"))
        .isEqualTo(JsonDocumentTest.tree("{\"b\": [1]}"));
    assertThat(
            catchThrowableOfType(
                    SnapshotException.class,
                    () -> document.embedded("/a", "[" + "[],".repeat(100) + "1]"))
                .problems())
        .extracting(Problem::toString)
        .singleElement()
        .asString()
        .startsWith("in.json:1:7 /a: with what was read before, more than 0 MB");
  }

  @Test
  void a_file_that_is_gone_has_only_a_beginning() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "{\n\"a\": [1,\n2]}");
    JsonDocument document =
        new JsonReader(FILTER, new Capacity(Capacity.STANDARD))
            .read("a.json", InputBytes.of(file), 1);

    assertThat(document.text().positions(List.of("/a/1")))
        .isEqualTo(Map.of("/a/1", new Position(3, 1, true)));
    Files.writeString(file, "{\n\"a\": [1,");
    assertThat(document.text().positions(List.of("/a/1")))
        .isEqualTo(Map.of("/a/1", new Position(2, 6, false)));
    Files.delete(file);
    assertThat(document.problem("/a/1", "is odd"))
        .isEqualTo(new Problem("a.json", 1, 1, "/a/1", "is odd"));
  }

  @Test
  void a_file_that_cannot_be_read_is_told() {
    assertThat(
            problems(
                new JsonReader(FILTER, new Capacity(Capacity.STANDARD)),
                InputBytes.of(folder.resolve("gone.json"))))
        .containsExactly("in.json: cannot be read; expected a readable file");
  }

  @Test
  void a_fault_in_a_text_that_is_too_large_to_hold_is_told_by_its_place() {
    InputBytes large = bytes("[\n" + " ".repeat(JsonReader.HELD) + "'é', x]");

    assertThat(problems(new JsonReader(FILTER, new Capacity(Capacity.STANDARD)), large))
        .containsExactly("in.json:2:" + (JsonReader.HELD + 6) + ": this is not JSON");
  }
}
