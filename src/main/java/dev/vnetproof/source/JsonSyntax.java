package dev.vnetproof.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vnetproof.source.TextPosition.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Says in people's words why a text is not JSON. It runs only after the parser has refused the
 * text; the parser's own messages speak of its classes and settings.
 */
final class JsonSyntax {

  /**
   * What is wrong.
   *
   * @param offset of the byte to point at
   */
  record Fault(int offset, String message) {}

  /** Ends the scan; carries the fault and no stack. */
  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final transient Fault fault;

    Found(int offset, String message) {
      super(message, null, false, false);
      this.fault = new Fault(offset, message);
    }
  }

  private final byte[] bytes;
  private final int firstLine;
  private int at;
  private int[] open = new int[16];
  private int depth;

  private JsonSyntax(byte[] bytes, int firstLine) {
    this.bytes = bytes;
    this.firstLine = firstLine;
  }

  /** The first fault of a text, or empty where this scan sees none. */
  static Optional<Fault> firstFault(byte[] bytes, int firstLine) {
    try {
      new JsonSyntax(bytes, firstLine).document();
      return Optional.empty();
    } catch (Found found) {
      return Optional.of(found.fault);
    }
  }

  private void document() {
    space();
    if (at == bytes.length) {
      throw new Found(at, "the input is empty; expected a JSON document");
    }
    boolean valueNext = value();
    while (depth > 0) {
      valueNext = valueNext ? value() : afterValue();
    }
    space();
    if (at < bytes.length) {
      throw new Found(
          at, "more follows behind the end of the document; expected one document a file");
    }
  }

  /** Reads a scalar, an empty container or an opening bracket; true if a value comes next. */
  private boolean value() {
    space();
    if (at == bytes.length) {
      throw ended();
    }
    byte b = bytes[at];
    if (b == '"') {
      text();
    } else if (b == '[' || b == '{') {
      push();
      space();
      if (at < bytes.length && bytes[at] == (b == '[' ? ']' : '}')) {
        at++;
        depth--;
        return false;
      }
      if (b == '{') {
        name(-1);
      }
      return true;
    } else if (b == '-' || b >= '0' && b <= '9') {
      number();
    } else {
      word();
    }
    return false;
  }

  /** Reads what stands behind a value: a comma and perhaps a name, or a closing bracket. */
  private boolean afterValue() {
    space();
    if (at == bytes.length) {
      throw ended();
    }
    boolean object = bytes[open[depth - 1]] == '{';
    byte b = bytes[at];
    if (b == ',') {
      int comma = at++;
      space();
      if (object) {
        name(comma);
      } else if (at < bytes.length && (bytes[at] == ']' || bytes[at] == '}')) {
        throw commaBefore(comma);
      }
      return true;
    }
    if (b == (object ? '}' : ']')) {
      at++;
      depth--;
      return false;
    }
    if (b == ']' || b == '}') {
      throw new Found(
          at,
          "%s does not close the `%s` opened at %s"
              .formatted(shown(at), (char) bytes[open[depth - 1]], place(open[depth - 1])));
    }
    throw new Found(at, "found %s; expected `,` or `%s`".formatted(shown(at), object ? '}' : ']'));
  }

  private void name(int comma) {
    if (at == bytes.length) {
      throw ended();
    }
    if (comma >= 0 && (bytes[at] == '}' || bytes[at] == ']')) {
      throw commaBefore(comma);
    }
    if (bytes[at] != '"') {
      throw new Found(at, "found " + shown(at) + "; expected a property name in double quotes");
    }
    text();
    space();
    if (at == bytes.length) {
      throw ended();
    }
    if (bytes[at] != ':') {
      throw new Found(at, "found " + shown(at) + "; expected `:` behind the property name");
    }
    at++;
  }

  private void text() {
    int start = at++;
    while (at < bytes.length && bytes[at] != '"') {
      int b = bytes[at] & 0xff;
      if (b == '\n' || b == '\r') {
        throw new Found(start, "this text has no closing quote on its line");
      }
      if (b < 0x20) {
        throw new Found(
            at, "an unescaped control character (U+%04X) stands in a text".formatted(b));
      }
      if (b == '\\') {
        escape();
      } else {
        at += characterLength();
      }
    }
    if (at == bytes.length) {
      throw new Found(start, "the input ends inside this text; its closing quote is missing");
    }
    at++;
  }

  private void escape() {
    int start = at++;
    if (at == bytes.length) {
      throw ended();
    }
    byte b = bytes[at++];
    if (b == 'u') {
      for (int i = 0; i < 4; i++, at++) {
        if (at == bytes.length) {
          throw ended();
        }
        if (bytes[at] < 0 || Character.digit(bytes[at], 16) < 0) {
          throw new Found(start, "`\\u` is not followed by four hexadecimal digits");
        }
      }
    } else if ("\"\\/bfnrt".indexOf(b) < 0) {
      throw new Found(
          start,
          "a backslash before "
              + shown(at - 1)
              + " is not an escape; a backslash itself is written `\\\\`");
    }
  }

  private void number() {
    int start = at;
    int end = at;
    while (end < bytes.length && "+-.0123456789".indexOf(bytes[end]) >= 0 || letter(end)) {
      end++;
    }
    String number = new String(bytes, start, end - start, UTF_8);
    if (!number.matches("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]++)?")) {
      throw new Found(start, "`" + clipped(number) + "` is not a JSON number");
    }
    at = end;
  }

  private void word() {
    int end = at;
    while (letter(end)) {
      end++;
    }
    String word = new String(bytes, at, end - at, UTF_8);
    if (word.equals("true") || word.equals("false") || word.equals("null")) {
      at = end;
      return;
    }
    if (word.isEmpty()) {
      throw new Found(at, "found " + shown(at) + "; expected a value");
    }
    throw new Found(
        at,
        "`"
            + clipped(word)
            + "` is not a JSON value; expected a text in double quotes, a number, `true`, `false`,"
            + " `null`, `{` or `[`");
  }

  private boolean letter(int i) {
    return i < bytes.length
        && (bytes[i] >= 'a' && bytes[i] <= 'z' || bytes[i] >= 'A' && bytes[i] <= 'Z');
  }

  private void space() {
    while (at < bytes.length
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
      at++;
    }
    if (at < bytes.length && (bytes[at] == '/' || bytes[at] == '#')) {
      throw new Found(at, "found " + shown(at) + "; JSON has no comments");
    }
  }

  /** How many bytes the character at {@code at} has; strict UTF-8. */
  private int characterLength() {
    int b = bytes[at] & 0xff;
    int length = b < 0x80 ? 1 : b >> 5 == 6 ? 2 : b >> 4 == 14 ? 3 : b >> 3 == 30 ? 4 : 0;
    for (int i = 1; i < length; i++) {
      if (at + i >= bytes.length || (bytes[at + i] & 0xc0) != 0x80) {
        length = 0;
      }
    }
    if (length == 0) {
      throw new Found(at, "the byte 0x%02X is not UTF-8; save the file as UTF-8".formatted(b));
    }
    return length;
  }

  private void push() {
    if (depth == open.length) {
      open = Arrays.copyOf(open, 2 * depth);
    }
    open[depth++] = at++;
  }

  private Found commaBefore(int comma) {
    return new Found(comma, "a comma stands before the closing " + shown(at) + "; remove it");
  }

  private Found ended() {
    if (depth == 0) {
      return new Found(at, "the input ends too early");
    }
    int start = open[depth - 1];
    return new Found(
        at,
        "the input ends too early; the `%s` opened at %s is not closed"
            .formatted((char) bytes[start], place(start)));
  }

  private Place place(int offset) {
    try {
      return new TextPosition(new ByteArrayInputStream(bytes), firstLine).at(offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String shown(int offset) {
    int b = bytes[offset] & 0xff;
    if (b < 0x20 || b == 0x7f) {
      return "a control character (U+%04X)".formatted(b);
    }
    int saved = at;
    at = offset;
    int length = characterLength();
    at = saved;
    return "`" + new String(bytes, offset, length, UTF_8) + "`";
  }

  private static String clipped(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
