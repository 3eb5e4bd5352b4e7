package dev.vnetproof.source.table;

import dev.vnetproof.source.InputBytes;
import dev.vnetproof.source.Pointers;
import dev.vnetproof.source.SourceText.Position;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds the cells that JSON pointers lead to ({@code /row/column/...}, rows from 0) in one pass
 * over a table. What is inside a cell stands where the cell starts.
 */
final class TablePlaces {
  private TablePlaces() {}

  /** The place of each pointer, or of its row, or of the table. */
  static Map<String, Position> find(
      InputBytes utf8, char separator, int firstLine, Set<String> pointers) {
    Map<String, Position> found = new HashMap<>();
    Set<String> rows = new HashSet<>();
    pointers.forEach(pointer -> rows.add(row(pointer)));
    try (CsvText text = CsvText.open(utf8, separator)) {
      for (int row = 0; !rows.isEmpty() && text.nextRow(); row++) {
        String pointer = "/" + row;
        for (int cell = 0; rows.contains(pointer) && text.nextCell(); cell++) {
          Position position = new Position(text.line(), text.column(), true);
          found.putIfAbsent(pointer, position);
          if (cell < text.columns().size()) {
            found.put(Pointers.child(pointer, text.columns().get(cell)), position);
          }
        }
        rows.remove(pointer);
      }
    } catch (IOException e) {
      // It was read once: now the file has changed or is gone, and with it what is not found yet.
    }
    Map<String, Position> places = new LinkedHashMap<>();
    for (String pointer : pointers) {
      places.put(pointer, nearest(found, pointer, firstLine));
    }
    return places;
  }

  private static Position nearest(Map<String, Position> found, String pointer, int firstLine) {
    String at = pointer;
    while (!at.isEmpty()) {
      Position position = found.get(at);
      if (position != null) {
        return new Position(position.line(), position.column(), at.equals(pointer));
      }
      at = at.substring(0, at.lastIndexOf('/'));
    }
    return new Position(firstLine, 1, pointer.isEmpty());
  }

  /** {@code /12} of {@code /12/properties/x}. */
  private static String row(String pointer) {
    int end = pointer.indexOf('/', 1);
    return end < 0 ? pointer : pointer.substring(0, end);
  }
}
