package dev.vnetproof.source.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.Capacity;
import dev.vnetproof.source.InputBytes;
import dev.vnetproof.source.JsonDocument;
import dev.vnetproof.source.JsonReader;
import dev.vnetproof.source.RowFilter;
import dev.vnetproof.source.SourceText;
import dev.vnetproof.source.Utf8;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Tables of resources as documents. All that one reader reads share its room. */
public final class Tables {
  private final RowFilter filter;
  private final Capacity capacity;

  public Tables(RowFilter filter, Capacity capacity) {
    this.filter = filter;
    this.capacity = capacity;
  }

  /** Whether the bytes of an input are a table of resources. */
  public static boolean isTable(InputBytes bytes) {
    try {
      InputBytes head = bytes.slice(0, CsvText.HEAD);
      return CsvText.separator(Utf8.of("", head, new Capacity(Capacity.STANDARD))).isPresent();
    } catch (SnapshotException | IOException e) {
      return false;
    }
  }

  /** What separates the cells, if the text is a table whose rows have an id and a type. */
  public static Optional<Character> separator(String source, InputBytes utf8) {
    try {
      return CsvText.separator(utf8);
    } catch (IOException e) {
      throw new SnapshotException(List.of(JsonReader.unreadable(source)));
    }
  }

  /**
   * Reads a table of resources (CSV) as the list of its rows, whose cells are texts.
   *
   * @param separator of its cells
   * @throws SnapshotException if it is no table, or more than may be kept
   */
  public JsonDocument read(String source, InputBytes utf8, char separator) {
    SourceText text =
        new SourceText(
            source,
            utf8,
            1,
            (bytes, line, pointers) -> TablePlaces.find(bytes, separator, line, pointers));
    long before = capacity.taken();
    try (CsvText csv = CsvText.open(utf8, separator)) {
      TableReader reader = new TableReader(csv, filter, capacity);
      try {
        JsonNode root = reader.document();
        return new JsonDocument(text, root, capacity, capacity.taken() - before);
      } catch (StreamConstraintsException e) {
        throw refused(source, reader, before, "a cell of this row is too long to read");
      } catch (JsonProcessingException e) {
        throw refused(
            source,
            reader,
            before,
            "a cell of this row does not end where its quotes do; expected quotes around the whole"
                + " cell, and those inside it doubled");
      } catch (CharConversionException e) {
        throw refused(source, reader, before, "this row is not UTF-8; save the file as UTF-8");
      } catch (TableReader.TableException | Capacity.ExceededException e) {
        throw refused(source, reader, before, String.valueOf(e.getMessage()));
      }
    } catch (IOException e) {
      capacity.backTo(before);
      throw new SnapshotException(List.of(JsonReader.unreadable(source)));
    }
  }

  private SnapshotException refused(
      String source, TableReader reader, long before, String message) {
    capacity.backTo(before);
    return new SnapshotException(List.of(new Problem(source, reader.line(), 1, "", message)));
  }
}
