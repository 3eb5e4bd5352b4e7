package dev.vnetproof.source;

import java.io.IOException;
import java.io.InputStream;

/**
 * Line and column of byte offsets, which must be asked for in ascending order.
 *
 * <p>Columns count characters, not bytes: editors do.
 */
final class TextPosition {
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 13];
  private int next;
  private int filled;
  private byte previous;
  private long offset;
  private int line;
  private int column = 1;

  /**
   * @param in UTF-8 without a byte order mark; read no further than needed, and not closed
   */
  TextPosition(InputStream in, int firstLine) {
    this.in = in;
    this.line = firstLine;
  }

  /** Where the byte at {@code target} stands, both numbers from 1. */
  Place at(long target) throws IOException {
    while (offset < target && (next < filled || fill())) {
      byte b = buffer[next++];
      offset++;
      if (b == '\n') {
        line += previous == '\r' ? 0 : 1;
        column = 1;
      } else if (b == '\r') {
        line++;
        column = 1;
      } else if ((b & 0xc0) != 0x80) {
        column++;
      }
      previous = b;
    }
    return new Place(line, column);
  }

  private boolean fill() throws IOException {
    next = 0;
    filled = Math.max(in.read(buffer), 0);
    return filled > 0;
  }

  record Place(int line, int column) {
    @Override
    public String toString() {
      return line + ":" + column;
    }
  }
}
