package dev.vnetproof.importer.template;

/**
 * The text of a template file as JSON. Templates may have comments and strings over several lines
 * ("ARM template syntax", Microsoft Learn, 2024-03-20), which JSON has not.
 */
public final class TemplateText {
  private TemplateText() {}

  /**
   * The same bytes with blanks for comments, and for line ends inside strings. Every value keeps
   * its offset; lines keep their numbers unless a string runs over several.
   *
   * @param bytes UTF-8
   */
  public static byte[] withoutComments(byte[] bytes) {
    byte[] result = bytes.clone();
    int at = 0;
    while (at < result.length) {
      byte c = result[at];
      byte next = at + 1 < result.length ? result[at + 1] : 0;
      if (c == '"') {
        at = afterString(result, at + 1);
      } else if (c == '/' && next == '/') {
        at = blankLine(result, at);
      } else if (c == '/' && next == '*') {
        at = blankBlock(result, at);
      } else {
        at++;
      }
    }
    return result;
  }

  private static int afterString(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '"') {
      if (bytes[at] == '\n' || bytes[at] == '\r') {
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
