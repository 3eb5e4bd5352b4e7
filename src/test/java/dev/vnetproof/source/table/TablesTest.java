package dev.vnetproof.source.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.Capacity;
import dev.vnetproof.source.InputBytes;
import dev.vnetproof.source.JsonDocument;
import dev.vnetproof.source.JsonReader;
import dev.vnetproof.source.RowFilter;
import dev.vnetproof.source.SourceText.Position;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of resources (CSV) as the rows they would be in JSON. */
class TablesTest {
  private static final RowFilter FILTER =
      new RowFilter() {
        @Override
        public boolean mayHoldRows(String property) {
          return false;
        }

        @Override
        public boolean keeps(String id, String type) {
          return type.equals("kept");
        }
      };

  private static JsonNode tree(String json) {
    return JsonDocument.parse("rows.json", json.getBytes(UTF_8)).root();
  }

  private static JsonDocument read(byte[] csv) {
    Capacity capacity = new Capacity(Capacity.STANDARD);
    InputBytes utf8 = new JsonReader(FILTER, capacity).utf8("rows.csv", InputBytes.of(csv));
    return new Tables(FILTER, capacity)
        .read("rows.csv", utf8, Tables.separator("rows.csv", utf8).orElseThrow());
  }

  private static JsonDocument read(String csv) {
    return read(csv.getBytes(UTF_8));
  }

  private static List<String> problems(byte[] csv) {
    return catchThrowableOfType(SnapshotException.class, () -> read(csv)).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  @Test
  void a_row_is_an_object_of_texts_without_the_cells_that_are_empty() {
    assertThat(
            read("\uFEFFid, NAME ,type,plan,sku,x\r\n/a,\"a \"\"b\"\", c\nd\",kept,null,,\r\n")
                .root())
        .isEqualTo(
            tree("[{\"id\": \"/a\", \"NAME\": \"a \\\"b\\\", c\\nd\", \"type\": \"kept\"}]"));
  }

  @Test
  void columns_stand_in_any_order_and_case() {
    assertThat(read("Type,x,ID\nkept,1,/a\nother,2,/b\nkept,3\n").root())
        .isEqualTo(
            tree(
                "[{\"Type\": \"kept\", \"x\": \"1\", \"ID\": \"/a\"}, {\"id\": \"/b\", \"type\":"
                    + " \"other\"}, {\"Type\": \"kept\", \"x\": \"3\"}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"id;type;n", "id\ttype\tn"})
  void excel_may_have_put_another_separator(String head) {
    String separator = head.substring(2, 3);
    String row = "/a" + separator + "kept" + separator + "\"1,2\"";
    assertThat(read(head + "\n" + row + "\n").root())
        .isEqualTo(tree("[{\"id\": \"/a\", \"type\": \"kept\", \"n\": \"1,2\"}]"));
  }

  @Test
  void utf_16_with_a_byte_order_mark_is_read() {
    assertThat(read("\uFEFFid,type\n/ä,kept\n".getBytes(UTF_16LE)).root())
        .isEqualTo(tree("[{\"id\": \"/ä\", \"type\": \"kept\"}]"));
  }

  @Test
  void a_value_stands_where_its_cell_does() {
    JsonDocument document =
        read("id,type,properties\n\n\"/a\nb\",other,{}\n/c,kept,\"{\n}\"\n\"/d\n\",kept,x\n");

    assertThat(
            document
                .text()
                .positions(
                    List.of("", "/1", "/1/properties/securityRules/3", "/2/properties", "/7/id")))
        .isEqualTo(
            Map.of(
                "", new Position(1, 1, true),
                "/1", new Position(5, 1, true),
                "/1/properties/securityRules/3", new Position(5, 9, false),
                "/2/properties", new Position(8, 8, true),
                "/7/id", new Position(1, 1, false)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          id,type\\n/a,kept\\n/b,kept,more\\n | 3:1: the row has 3 cells; expected 2, as the first line names columns
          id,type,ID\\n/a,kept,/b\\n | 1:1: two columns are named `ID`; expected one
          id,type\\n/a,kept\\n"/b"c,kept\\n | 3:1: a cell of this row does not end where its quotes do; expected quotes around the whole cell, and those inside it doubled
          id,type\\n/a,kept\\n"/b,kept\\n | 3:1: a cell of this row does not end where its quotes do; expected quotes around the whole cell, and those inside it doubled
          """)
  void a_table_that_is_none_is_refused_with_the_line_of_the_row(String csv, String problem) {
    assertThat(problems(csv.replace("\\n", "\n").getBytes(UTF_8)))
        .containsExactly("rows.csv:" + problem);
  }

  @Test
  void what_is_not_utf_8_is_told() {
    assertThat(problems("id,type\n/a,kept\n/é,kept\n".getBytes(ISO_8859_1)))
        .containsExactly("rows.csv:3:1: this row is not UTF-8; save the file as UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          {"id": "/a", "type": "b"}
          [{"id": 1,"type": 2}]
          name,location
          ids,types
          """)
  void other_texts_are_no_tables(String text) {
    assertThat(Tables.isTable(InputBytes.of(text.getBytes(UTF_8)))).isFalse();
  }
}
