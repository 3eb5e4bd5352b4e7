package dev.vnetproof.importer.json;

/**
 * Line and column of byte offsets, which must be asked for in ascending order.
 *
 * <p>Columns count characters, not bytes: editors do.
 */
final class TextPosition {
  private final byte[] bytes;
  private int offset;
  private int line;
  private int column = 1;

  TextPosition(byte[] bytes, int firstLine) {
    this.bytes = bytes;
    this.line = firstLine;
  }

  /** Where the byte at {@code target} stands, both numbers from 1. */
  Place at(long target) {
    int end = (int) Math.min(target, bytes.length);
    for (; offset < end; offset++) {
      byte b = bytes[offset];
      if (b == '\n') {
        boolean behindReturn = offset > 0 && bytes[offset - 1] == '\r';
        line += behindReturn ? 0 : 1;
        column = 1;
      } else if (b == '\r') {
        line++;
        column = 1;
      } else if ((b & 0xc0) != 0x80) {
        column++;
      }
    }
    return new Place(line, column);
  }

  record Place(int line, int column) {
    @Override
    public String toString() {
      return line + ":" + column;
    }
  }
}
