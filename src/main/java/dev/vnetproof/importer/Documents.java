package dev.vnetproof.importer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.vnetproof.source.InputBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cuts an input into JSON documents: one, or one on each line (NDJSON). */
final class Documents {
  private static final JsonFactory FACTORY = new JsonFactory();

  private static final int MOST_HELD = 64 << 10;

  private static final byte[] NOTHING = {};

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

  /** Its bytes, up to a number of them. */
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();

  private final int mostHeld;

  private Documents(InputStream in, int mostHeld) {
    this.in = in;
    this.mostHeld = mostHeld;
  }

  /**
   * @param firstLine of the document in its file, from 1
   * @param held its bytes, where it is a short line
   */
  record Piece(int firstLine, InputBytes utf8, Optional<byte[]> held) {}

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
      Documents lines = new Documents(in, MOST_HELD);
      boolean any = lines.nextLine();
      Piece first = lines.piece(utf8);
      if (!any || !lines.nextLine() || !isWholeValue(first.utf8())) {
        taker.take(new Piece(1, utf8, Optional.empty()));
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

  /** Whether an input is several documents, one on each line, as {@link #cut} takes it. */
  static boolean isLines(InputBytes utf8) throws IOException {
    try (InputStream in = utf8.open()) {
      Documents lines = new Documents(in, MOST_HELD);
      boolean any = lines.nextLine();
      InputBytes first = lines.piece(utf8).utf8();
      return any && lines.nextLine() && isWholeValue(first);
    }
  }

  /**
   * Goes through the lines of what is known to be NDJSON and comes only once.
   *
   * @param mostHeld lines that are longer cannot be read
   */
  static void lines(InputStream in, int mostHeld, Taker taker) throws IOException {
    Documents lines = new Documents(in, mostHeld);
    boolean wanted = true;
    while (wanted && lines.nextLine()) {
      boolean whole = lines.held.size() == lines.lineEnd - lines.lineStart;
      byte[] bytes = whole ? lines.held.toByteArray() : NOTHING;
      wanted =
          taker.take(
              new Piece(
                  lines.line,
                  whole ? InputBytes.of(bytes) : Documents::tooLong,
                  whole ? Optional.of(bytes) : Optional.empty()));
    }
  }

  private static InputStream tooLong() throws IOException {
    throw new IOException("a line is longer than is held");
  }

  private Piece piece(InputBytes utf8) {
    InputBytes slice = utf8.slice(lineStart, lineEnd - lineStart);
    if (held.size() != lineEnd - lineStart) {
      return new Piece(line, slice, Optional.empty());
    }
    byte[] bytes = held.toByteArray();
    return new Piece(line, new HeldOnce(bytes, slice), Optional.of(bytes));
  }

  /** A short line, which is nearly always opened once: it is not read from its file again. */
  private static final class HeldOnce implements InputBytes {
    private byte @Nullable [] bytes;
    private final InputBytes slice;

    HeldOnce(byte[] bytes, InputBytes slice) {
      this.bytes = bytes;
      this.slice = slice;
    }

    @Override
    public InputStream open() throws IOException {
      byte[] first = bytes;
      bytes = null; // What is kept of a document keeps this, and no text with it.
      return first == null ? slice.open() : new ByteArrayInputStream(first);
    }
  }

  /** Goes to the next line that is not blank; false if there is none. */
  private boolean nextLine() throws IOException {
    boolean blank = true;
    lineStart = offset;
    line++;
    held.reset();
    while (next < filled || fill()) {
      byte b = buffer[next++];
      offset++;
      if (b == '\n' && !blank) {
        lineEnd = offset - 1;
        return true;
      } else if (b == '\n') {
        lineStart = offset;
        line++;
        held.reset();
      } else {
        blank &= b <= ' ' && b >= 0;
        if (held.size() < mostHeld) {
          held.write(b);
        }
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
