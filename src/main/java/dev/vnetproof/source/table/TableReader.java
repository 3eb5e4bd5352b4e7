package dev.vnetproof.source.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.source.Capacity;
import dev.vnetproof.source.Nodes;
import dev.vnetproof.source.RowFilter;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Builds the tree that the rows of a table would have in JSON: a list of objects, with a text for
 * each cell. A cell that is empty or {@code null} is left out: whether it stands for none cannot be
 * told.
 */
final class TableReader {
  private final CsvText text;
  private final List<String> columns;
  private final RowFilter filter;
  private final Nodes nodes;
  private int line = 1;

  /** What is not as it must be in a table, on the line of {@link #line}. */
  static final class TableException extends Exception {
    private static final long serialVersionUID = 1L;

    TableException(String message) {
      super(message, null, false, false);
    }
  }

  TableReader(CsvText text, RowFilter filter, Capacity capacity) {
    this.text = text;
    this.columns = text.columns();
    this.filter = filter;
    this.nodes = new Nodes(capacity);
  }

  /** The line on which the row starts that is being read. */
  int line() {
    return line;
  }

  ArrayNode document() throws IOException, TableException {
    Set<String> names = new HashSet<>();
    for (String column : columns) {
      if (!column.isEmpty() && !names.add(column.toLowerCase(Locale.ROOT))) {
        throw new TableException("two columns are named `" + column + "`; expected one");
      }
    }
    int id = column("id");
    int type = column("type");
    ArrayNode rows = nodes.array();
    while (text.nextRow()) {
      line = text.nextLine();
      nodes.add(rows, row(id, type));
    }
    return rows;
  }

  private int column(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  private ObjectNode row(int id, int type) throws IOException, TableException {
    long before = nodes.taken();
    ObjectNode row = nodes.object();
    boolean isKept = true;
    int cells = 0;
    for (; text.nextCell(); cells++) {
      if (isKept && cells < columns.size()) {
        put(row, columns.get(cells), text.cell());
        isKept = cells != Math.max(id, type) || isKept(row, columns.get(id), columns.get(type));
      }
    }
    if (cells > columns.size()) {
      throw new TableException(
          String.format(
              Locale.ROOT,
              "the row has %,d cells; expected %,d, as the first line names columns",
              cells,
              columns.size()));
    }
    return isKept
        ? row
        : nodes.placeholder(
            row.path(columns.get(id)).asText(), row.path(columns.get(type)).asText(), before);
  }

  private void put(ObjectNode row, String column, String cell) {
    if (!column.isEmpty() && !cell.isBlank() && !cell.equals("null")) {
      nodes.put(row, column, nodes.text(cell));
    }
  }

  private boolean isKept(ObjectNode row, String id, String type) {
    JsonNode idCell = row.path(id);
    JsonNode typeCell = row.path(type);
    return idCell.isMissingNode()
        || typeCell.isMissingNode()
        || filter.keeps(idCell.textValue(), typeCell.textValue())
            && (nodes.hasPlenty() || !filter.isMinor(typeCell.textValue()));
  }
}
