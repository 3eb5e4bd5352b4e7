package dev.vnetproof.importer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.vnetproof.importer.json.InputBytes;
import java.io.IOException;
import java.io.InputStream;

/** Cuts an input into JSON documents: one, or one on each line (NDJSON). */
final class Documents {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int next;
  private int filled;

  /** Of the byte that comes next. */
  private long offset;

  private int line;

  // The line that was read last.
  private long lineStart;
  private long lineEnd;

  private Documents(InputStream in) {
    this.in = in;
  }

  /**
   * @param firstLine of the document in its file, from 1
   */
  record Piece(int firstLine, InputBytes utf8) {}

  /** What documents are for. */
  @FunctionalInterface
  interface Taker {
    /** Says whether those behind this one are wanted. */
    boolean take(Piece document);
  }

  /**
   * Goes through the documents of an input, line by line.
   *
   * @param utf8 without a byte order mark
   */
  static void cut(InputBytes utf8, Taker taker) throws IOException {
    try (InputStream in = utf8.open()) {
      Documents lines = new Documents(in);
      boolean any = lines.nextLine();
      Piece first = lines.piece(utf8);
      if (!any || !lines.nextLine() || !isWholeValue(first.utf8())) {
        taker.take(new Piece(1, utf8));
        return;
      }
      boolean wanted = taker.take(first);
      boolean more = true;
      while (wanted && more) {
        wanted = taker.take(lines.piece(utf8));
        more = lines.nextLine();
      }
    }
  }

  private Piece piece(InputBytes utf8) {
    return new Piece(line, utf8.slice(lineStart, lineEnd - lineStart));
  }

  /** Goes to the next line that is not blank; false if there is none. */
  private boolean nextLine() throws IOException {
    boolean blank = true;
    lineStart = offset;
    line++;
    while (next < filled || fill()) {
      byte b = buffer[next++];
      offset++;
      if (b == '\n' && !blank) {
        lineEnd = offset - 1;
        return true;
      } else if (b == '\n') {
        lineStart = offset;
        line++;
      } else {
        blank &= b <= ' ' && b >= 0;
      }
    }
    lineEnd = offset;
    return !blank;
  }

  private boolean fill() throws IOException {
    next = 0;
    filled = Math.max(in.read(buffer), 0);
    return filled > 0;
  }

  private static boolean isWholeValue(InputBytes line) {
    try (JsonParser parser = FACTORY.createParser(line.open())) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
        return false;
      }
      parser.skipChildren();
      return parser.currentToken().isStructEnd() && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
