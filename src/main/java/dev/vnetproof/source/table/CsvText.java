package dev.vnetproof.source.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.vnetproof.source.InputBytes;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A table of resources as text (RFC 4180), row by row. Its first row names the columns. */
final class CsvText implements Closeable {
  private static final CsvFactory FACTORY =
      CsvFactory.builder().enable(CsvParser.Feature.SKIP_EMPTY_LINES).build();

  /** Excel writes the list separator of its language, or a tab. */
  private static final String SEPARATORS = ",;\t";

  /** The names of the columns fit in here. */
  static final int HEAD = 10_000;

  private final CsvParser parser;
  private final List<String> columns;

  private CsvText(CsvParser parser) throws IOException {
    this.parser = parser;
    List<String> names = new ArrayList<>();
    if (nextRow()) {
      while (nextCell()) {
        names.add(cell().strip());
      }
    }
    columns = List.copyOf(names);
  }

  /** Stands before the first row below the names of the columns. */
  static CsvText open(InputBytes utf8, char separator) throws IOException {
    CsvParser parser = FACTORY.createParser(utf8.open());
    try {
      parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
      return new CsvText(parser);
    } catch (IOException e) {
      parser.close();
      throw e;
    }
  }

  /** What separates the cells, if this is a table whose rows have an id and a type. */
  static Optional<Character> separator(InputBytes utf8) throws IOException {
    InputBytes head = utf8.slice(0, HEAD);
    for (char separator : SEPARATORS.toCharArray()) {
      try (CsvText text = open(head, separator)) {
        Set<String> names = new HashSet<>();
        text.columns.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        if (names.contains("id") && names.contains("type")) {
          return Optional.of(separator);
        }
      } catch (JsonProcessingException | CharConversionException e) {
        // No table with this separator.
      }
    }
    return Optional.empty();
  }

  /** The names of the columns, without blanks around them. */
  List<String> columns() {
    return columns;
  }

  /**
   * Goes to the next row; false if there is none. What is left of the row before is passed over.
   */
  boolean nextRow() throws IOException {
    JsonToken token = parser.nextToken();
    while (token != null && token != JsonToken.START_ARRAY) {
      token = parser.nextToken();
    }
    return token != null;
  }

  /** The line on which the text goes on; that of the row, before its first cell. */
  int nextLine() {
    return parser.currentLocation().getLineNr();
  }

  /** Goes to the next cell of the row; false if there is none. */
  boolean nextCell() throws IOException {
    return parser.nextToken() == JsonToken.VALUE_STRING;
  }

  String cell() throws IOException {
    return parser.getText();
  }

  /** The line on which the cell starts, from 1. */
  int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  /** Where the cell starts on it, from 1. */
  int column() {
    return parser.currentTokenLocation().getColumnNr();
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
