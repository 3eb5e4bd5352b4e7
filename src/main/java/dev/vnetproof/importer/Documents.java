package dev.vnetproof.importer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Cuts an input into JSON documents: one, or one on each line (NDJSON). */
final class Documents {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Documents() {}

  /**
   * @param firstLine of the document in its file, from 1
   */
  record Piece(int firstLine, byte[] bytes) {}

  static List<Piece> of(byte[] raw) {
    byte[] bytes = utf8(raw);
    int end = lineEnd(bytes, 0);
    int start = 0;
    int line = 1;
    while (end < bytes.length && isBlank(bytes, start, end)) {
      start = end + 1;
      end = lineEnd(bytes, start);
      line++;
    }
    boolean single =
        isBlank(bytes, end, bytes.length) || !isWholeValue(Arrays.copyOfRange(bytes, start, end));
    if (single) {
      return List.of(new Piece(1, bytes));
    }
    List<Piece> pieces = new ArrayList<>();
    while (start < bytes.length) {
      if (!isBlank(bytes, start, end)) {
        pieces.add(new Piece(line, Arrays.copyOfRange(bytes, start, end)));
      }
      start = end + 1;
      end = lineEnd(bytes, start);
      line++;
    }
    return pieces;
  }

  /** Whether this is Resource Graph's CSV, by the names of its columns. */
  static boolean isTable(byte[] bytes) {
    String head =
        new String(bytes, 0, Math.min(lineEnd(bytes, 0), 2_000), StandardCharsets.UTF_8)
            .toLowerCase(Locale.ROOT)
            .replace("\"", "");
    List<String> columns = List.of(head.strip().split(",", -1));
    return columns.contains("id") && columns.contains("type");
  }

  private static int lineEnd(byte[] bytes, int from) {
    int end = from;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] > ' ' || bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWholeValue(byte[] line) {
    try (JsonParser parser = FACTORY.createParser(line)) {
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

  /** Windows PowerShell writes UTF-16; lines are cut in UTF-8. */
  private static byte[] utf8(byte[] raw) {
    Charset charset = StandardCharsets.UTF_8;
    int skip = 0;
    if (startsWith(raw, 0xff, 0xfe)) {
      charset = StandardCharsets.UTF_16LE;
      skip = 2;
    } else if (startsWith(raw, 0xfe, 0xff)) {
      charset = StandardCharsets.UTF_16BE;
      skip = 2;
    } else if (startsWith(raw, 0xef, 0xbb, 0xbf)) {
      return Arrays.copyOfRange(raw, 3, raw.length);
    }
    return skip == 0
        ? raw
        : new String(raw, skip, raw.length - skip, charset).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (bytes.length <= i || (bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
