package dev.vnetproof.importer.template;

/**
 * The text of a template file as JSON. Templates may have comments and strings over several lines
 * ("ARM template syntax", Microsoft Learn, 2024-03-20), and Azure's reader does not mind a comma
 * behind the last element; JSON has none of these.
 */
public final class TemplateText {
  private TemplateText() {}

  /**
   * The same bytes with blanks for comments, for commas behind which a list or object ends, and for
   * line ends and tabs inside strings. Every value keeps its offset; lines keep their numbers
   * unless a string runs over several.
   *
   * @param bytes UTF-8
   */
  public static byte[] asJson(byte[] bytes) {
    byte[] result = bytes.clone();
    int at = 0;
    int comma = -1; // With nothing but blanks behind it so far.
    while (at < result.length) {
      byte c = result[at];
      byte next = at + 1 < result.length ? result[at + 1] : 0;
      if (c == '/' && next == '/') {
        at = blankLine(result, at);
        continue;
      }
      if (c == '/' && next == '*') {
        at = blankBlock(result, at);
        continue;
      }
      if (comma >= 0 && (c == ']' || c == '}')) {
        result[comma] = ' ';
      }
      comma = c == ',' ? at : c == ' ' || c == '\t' || c == '\n' || c == '\r' ? comma : -1;
      at = c == '"' ? afterString(result, at + 1) : at + 1;
    }
    return result;
  }

  private static int afterString(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '"') {
      if (bytes[at] >= 0 && bytes[at] < ' ') {
        bytes[at] = ' ';
      }
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private static int blankLine(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
      bytes[at++] = ' ';
    }
    return at;
  }

  /** A comment without an end stays, so that the JSON reader points at it. */
  private static int blankBlock(byte[] bytes, int from) {
    int end = from + 2;
    while (end + 1 < bytes.length && (bytes[end] != '*' || bytes[end + 1] != '/')) {
      end++;
    }
    if (end + 1 >= bytes.length) {
      return bytes.length;
    }
    for (int i = from; i < end + 2; i++) {
      if (bytes[i] != '\n' && bytes[i] != '\r') {
        bytes[i] = ' ';
      }
    }
    return end + 2;
  }
}
