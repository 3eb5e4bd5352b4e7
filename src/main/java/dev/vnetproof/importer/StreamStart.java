package dev.vnetproof.importer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.vnetproof.source.InputBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/**
 * A stream that comes once, of which the beginning was looked at.
 *
 * @param isSnapshots whether it is NDJSON that begins with a native snapshot, in UTF-8
 * @param all the stream, from its first byte on
 */
public record StreamStart(boolean isSnapshots, InputStream all) {
  /** A first line that is longer is not waited for. */
  private static final int MOST = 16 << 20;

  private static final JsonFactory FACTORY = new JsonFactory();

  /** Reads until there is one line and a sign of a second one, or the end. */
  public static StreamStart of(InputStream in) {
    try {
      return begun(in);
    } catch (IOException e) {
      return new StreamStart(false, in); // Which says it again.
    }
  }

  private static StreamStart begun(InputStream in) throws IOException {
    Head head = new Head();
    byte[] buffer = new byte[1 << 16];
    int read = 0;
    while (!head.decides() && head.size() < MOST && read >= 0) {
      read = in.read(buffer);
      head.write(buffer, 0, Math.max(read, 0));
    }
    byte[] bytes = head.toByteArray();
    InputStream all = new SequenceInputStream(new ByteArrayInputStream(bytes), in);
    InputBytes start = InputBytes.of(bytes);
    return new StreamStart(
        head.decides() && isUtf8(bytes) && Documents.isLines(start) && isSnapshot(start), all);
  }

  /** The bytes read so far, and whether two lines have begun in them. */
  private static final class Head extends ByteArrayOutputStream {
    private boolean text;
    private boolean line;
    private boolean second;

    boolean decides() {
      return second;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      for (int i = offset; i < offset + length && !second; i++) {
        boolean blank = bytes[i] <= ' ' && bytes[i] >= 0;
        line |= text && bytes[i] == '\n';
        second = line && !blank;
        text |= !blank;
      }
      super.write(bytes, offset, length);
    }
  }

  /** Neither a byte order mark nor a wider encoding. */
  private static boolean isUtf8(byte[] bytes) {
    return bytes.length > 1 && bytes[0] > 0 && bytes[1] != 0;
  }

  /** Whether the first value has a property that only our snapshots have. */
  static boolean isSnapshot(InputBytes utf8) throws IOException {
    try (JsonParser parser = FACTORY.createParser(utf8.open())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        if (name.equals("snapshot")) {
          return true;
        }
        parser.nextToken();
        parser.skipChildren();
      }
      return false;
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
