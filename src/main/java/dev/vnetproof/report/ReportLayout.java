package dev.vnetproof.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import java.io.IOException;

/**
 * Lays out JSON for people and for line-by-line comparison: two blanks a level, and small objects
 * on one line.
 */
final class ReportLayout implements PrettyPrinter {
  private int depth;
  private int lineFrom = Integer.MAX_VALUE;

  /**
   * @param depth of what is laid out, in what holds it
   */
  ReportLayout(int depth) {
    this.depth = depth;
  }

  /** The object that starts next stands on one line, with all it holds. */
  void nextOnOneLine() {
    lineFrom = Math.min(lineFrom, depth);
  }

  private boolean onOneLine() {
    return depth > lineFrom;
  }

  private void indent(JsonGenerator out) throws IOException {
    out.writeRaw(onOneLine() ? " " : "\n" + "  ".repeat(depth));
  }

  private void close(JsonGenerator out, int entries, char bracket, boolean blank)
      throws IOException {
    boolean oneLine = onOneLine();
    depth--;
    if (entries > 0) {
      if (oneLine) {
        out.writeRaw(blank ? " " : "");
      } else {
        out.writeRaw("\n" + "  ".repeat(depth));
      }
    }
    out.writeRaw(bracket);
    if (depth <= lineFrom) {
      lineFrom = Integer.MAX_VALUE;
    }
  }

  @Override
  public void writeRootValueSeparator(JsonGenerator out) throws IOException {
    out.writeRaw('\n');
  }

  @Override
  public void writeStartObject(JsonGenerator out) throws IOException {
    out.writeRaw('{');
    depth++;
  }

  @Override
  public void beforeObjectEntries(JsonGenerator out) throws IOException {
    indent(out);
  }

  @Override
  public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
    out.writeRaw(": ");
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
    out.writeRaw(',');
    indent(out);
  }

  @Override
  public void writeEndObject(JsonGenerator out, int entries) throws IOException {
    close(out, entries, '}', true);
  }

  @Override
  public void writeStartArray(JsonGenerator out) throws IOException {
    out.writeRaw('[');
    depth++;
  }

  @Override
  public void beforeArrayValues(JsonGenerator out) throws IOException {
    if (!onOneLine()) {
      indent(out);
    }
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
    out.writeRaw(',');
    indent(out);
  }

  @Override
  public void writeEndArray(JsonGenerator out, int entries) throws IOException {
    close(out, entries, ']', false);
  }
}
