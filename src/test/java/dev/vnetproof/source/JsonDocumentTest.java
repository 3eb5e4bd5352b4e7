package dev.vnetproof.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.JsonDocument.Remark;
import dev.vnetproof.source.SourceText.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDocumentTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          {"a": [1, 2            | 1:12 | the input ends too early; the `[` opened at 1:7 is not closed
          {"a"                   | 1:5 | the input ends too early; the `{` opened at 1:1 is not closed
          {"a": "b               | 1:7 | the input ends inside this text; its closing quote is missing
          {"a": [1, 2,]}         | 1:12 | a comma stands before the closing `]`; remove it
          {"a": 1,}              | 1:8 | a comma stands before the closing `}`; remove it
          {"a": NaN}             | 1:7 | `NaN` is not a JSON value; expected a text in double quotes, a number, `true`, `false`, `null`, `{` or `[`
          {"a": True}            | 1:7 | `True` is not a JSON value; expected a text in double quotes, a number, `true`, `false`, `null`, `{` or `[`
          {"a": -Infinity}       | 1:7 | `-Infinity` is not a JSON number
          {"a": 01}              | 1:7 | `01` is not a JSON number
          {"a": 1.}              | 1:7 | `1.` is not a JSON number
          {"a": 1} {"a": 2}      | 1:10 | more follows behind the end of the document; expected one document a file
          {"a": 1}]              | 1:9 | more follows behind the end of the document; expected one document a file
          {a: 1}                 | 1:2 | found `a`; expected a property name in double quotes
          {'a': 1}               | 1:2 | found `'`; expected a property name in double quotes
          {"a": 'b'}             | 1:7 | found `'`; expected a value
          {"a" 1}                | 1:6 | found `1`; expected `:` behind the property name
          {"a": 1 "b": 2}        | 1:9 | found `"`; expected `,` or `}`
          [1 2]                  | 1:4 | found `2`; expected `,` or `]`
          {"a": [1}              | 1:9 | `}` does not close the `[` opened at 1:7
          {"a": 1 // one         | 1:9 | found `/`; JSON has no comments
          {"a": "\\x"}           | 1:8 | a backslash before `x` is not an escape; a backslash itself is written `\\\\`
          {"a": "\\u12G4"}       | 1:8 | `\\u` is not followed by four hexadecimal digits
          {"é": "é", "b": ü}     | 1:17 | found `ü`; expected a value
          """)
  void a_syntax_error_is_told_in_words(String json, String place, String message) {
    assertThat(problemsOf(json.getBytes(UTF_8)))
        .extracting(Problem::toString)
        .containsExactly("in.json:" + place + ": " + message);
  }

  @Test
  void lines_are_counted_over_every_kind_of_line_end() {
    assertThat(problemsOf("{\n\r\n\r  \"é\": 1,\n}".getBytes(UTF_8)))
        .containsExactly(
            new Problem("in.json", 4, 9, "", "a comma stands before the closing `}`; remove it"));
  }

  @Test
  void an_empty_input_is_said_to_be_empty() {
    assertThat(problemsOf(new byte[0])).isEqualTo(problemsOf("".getBytes(UTF_8)));
    assertThat(problemsOf(" \n".getBytes(UTF_8)))
        .extracting(Problem::message)
        .containsExactly("the input is empty; expected a JSON document");
  }

  @Test
  void a_line_break_inside_a_text_points_at_its_opening_quote() {
    assertThat(problemsOf("{\"a\": \"b\n\"}".getBytes(UTF_8)))
        .containsExactly(
            new Problem("in.json", 1, 7, "", "this text has no closing quote on its line"));
  }

  @Test
  void every_duplicate_is_reported_with_its_pointer() {
    String json = "{\"a\": 1, \"b\": [{\"c\": 1,\n \"c\": 2, \"d/e\": 1, \"d/e\": 2}], \"a\": 3}";
    assertThat(problemsOf(json.getBytes(UTF_8)))
        .extracting(Problem::toString)
        .containsExactly(
            "in.json:2:2 /b/0/c: `c` is given twice in one object, first at 1:17; expected once",
            "in.json:2:20 /b/0/d~1e: `d/e` is given twice in one object, first at 2:10; expected"
                + " once",
            "in.json:2:32 /a: `a` is given twice in one object, first at 1:2; expected once");
  }

  @Test
  void a_duplicate_and_a_later_syntax_error_are_both_reported() {
    assertThat(problemsOf("{\"a\": 1, \"a\": 2,}".getBytes(UTF_8)))
        .extracting(Problem::toString)
        .containsExactly(
            "in.json:1:10 /a: `a` is given twice in one object, first at 1:2; expected once",
            "in.json:1:16: a comma stands before the closing `}`; remove it");
  }

  @Test
  void two_hundred_megabytes_of_nesting_end_at_the_thousandth_level() {
    byte[] arrays = new byte[200_000_000];
    Arrays.fill(arrays, (byte) '[');
    assertThat(problemsOf(arrays))
        .containsExactly(
            new Problem(
                "in.json", 1, 1002, "", "is nested deeper than 1,000 levels here; expected less"));
    byte[] objects = "{\"a\":".repeat(100_000).getBytes(UTF_8);
    assertThat(problemsOf(objects))
        .extracting(Problem::message)
        .containsExactly("is nested deeper than 1,000 levels here; expected less");
  }

  @Test
  void a_place_that_is_not_there_is_that_of_its_nearest_ancestor() {
    JsonDocument document = JsonDocument.parse("in.json", "{\n \"a\": {\"b\": 1}}".getBytes(UTF_8));
    assertThat(position(document, "/a/c/d")).isEqualTo(new Position(2, 7, false));
  }

  @Test
  void a_thousand_levels_are_read() {
    byte[] json = ("[".repeat(1000) + "]".repeat(1000)).getBytes(UTF_8);
    JsonDocument document = JsonDocument.parse("in.json", json);
    assertThat(position(document, "/0".repeat(999))).isEqualTo(new Position(1, 1000, true));
  }

  @Test
  void the_tree_is_the_one_that_the_library_builds() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("fixtures"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        byte[] json = Files.readAllBytes(file);
        if (new String(json, UTF_8).startsWith("//")) {
          continue; // A template with comments, which is another reader's.
        }
        assertThat(JsonDocument.parse("in.json", json).root()).isEqualTo(MAPPER.readTree(json));
      }
    }
    byte[] values =
        "[0, -1, 2147483648, 99999999999999999999, 1.5, 1e300, -0.0, \"\", \"\\u20ac\", true, {}, null]"
            .getBytes(UTF_8);
    assertThat(JsonDocument.parse("in.json", values).root()).isEqualTo(MAPPER.readTree(values));
  }

  @Test
  void an_endless_number_is_refused() {
    assertThat(problemsOf("1".repeat(1001).getBytes(UTF_8)))
        .extracting(Problem::message)
        .containsExactly("a number here has more than 1,000 digits");
  }

  @Test
  void a_byte_order_mark_is_skipped() {
    JsonDocument document = JsonDocument.parse("in.json", "\uFEFF{\"a\": 1}".getBytes(UTF_8));
    assertThat(document.root().get("a").asInt()).isEqualTo(1);
    assertThat(position(document, "/a")).isEqualTo(new Position(1, 7, true));
  }

  @Test
  void utf_16_with_a_byte_order_mark_is_read() {
    String json = "\uFEFF{\"ä\": 1}";
    for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
      JsonDocument document = JsonDocument.parse("in.json", json.getBytes(charset));
      assertThat(position(document, "/ä")).isEqualTo(new Position(1, 7, true));
    }
  }

  @Test
  void what_is_not_utf_8_is_named() {
    assertThat(problemsOf("{\"a\": \"é\"}".getBytes(ISO_8859_1)))
        .extracting(Problem::toString)
        .containsExactly("in.json:1:8: the byte 0xE9 is not UTF-8; save the file as UTF-8");
  }

  @Test
  void remarks_are_sorted_by_place_and_each_told_once() {
    JsonDocument document =
        new JsonReader(RowFilter.NONE, new Capacity(Capacity.STANDARD))
            .read(
                "in.json",
                InputBytes.of("{\"z\": [1,\n{\"b~/\": 2}], \"a\": 3}".getBytes(UTF_8)),
                7);
    assertThat(
            document.problems(
                List.of(
                    new Remark("/a", "last"),
                    new Remark("/z/1/b~0~1", "second"),
                    new Remark("/z/0", "first"),
                    new Remark("/z/1/missing/deeper", "at its parent"),
                    new Remark("/z/0", "first"))))
        .extracting(Problem::toString)
        .containsExactly(
            "in.json:7:8 /z/0: first",
            "in.json:8:1 /z/1/missing/deeper: at its parent",
            "in.json:8:9 /z/1/b~0~1: second",
            "in.json:8:19 /a: last");
  }

  /** The explaining scan must see a fault exactly where the parser does. */
  @Test
  void whatever_the_parser_refuses_is_explained() {
    long seed = Long.getLong("seed", 20261123);
    Random random = new Random(seed);
    String good =
        "{\"a\": [1, -2.5e+3, true, null, \"x\\n"
            + "\\u00e9é\"], \"b\": {\"c\": {}, \"d\": []}, \"e\": \"\"}";
    byte[] alphabet = "{}[],:\"'\\ \n\t0123456789.-+eEtrufalsn/#x\u00e9\u0001".getBytes(UTF_8);
    List<String> unexplained = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = good.getBytes(UTF_8);
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        bytes[random.nextInt(bytes.length)] = alphabet[random.nextInt(alphabet.length)];
      }
      if (random.nextInt(10) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      boolean refused = !problemsOrNone(bytes).isEmpty();
      boolean faulty = JsonSyntax.firstFault(bytes, 1).isPresent();
      boolean explained =
          problemsOrNone(bytes).stream().noneMatch(p -> p.message().equals("this is not JSON"));
      if (faulty && !refused || !explained) {
        unexplained.add(new String(bytes, UTF_8));
      }
    }
    assertThat(unexplained).as("seed %d", seed).isEmpty();
  }

  /** As Jackson itself reads it. */
  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Problem> problemsOf(byte[] bytes) {
    return catchThrowableOfType(SnapshotException.class, () -> JsonDocument.parse("in.json", bytes))
        .problems();
  }

  private static List<Problem> problemsOrNone(byte[] bytes) {
    try {
      JsonDocument.parse("in.json", bytes);
      return List.of();
    } catch (SnapshotException e) {
      return e.problems();
    }
  }

  private static Position position(JsonDocument document, String pointer) {
    return Objects.requireNonNull(document.text().positions(List.of(pointer)).get(pointer));
  }
}
