package dev.vnetproof.report;

/** Keeps text of an input from steering a terminal or breaking a line. */
public final class PlainText {
  private PlainText() {}

  /**
   * The text with control characters, line breaks among them, written as {@code \}{@code u001b}.
   */
  public static String of(String text) {
    StringBuilder safe = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (steers(c)) {
        if (safe == null) {
          safe = new StringBuilder(text.length() + 16).append(text, 0, i);
        }
        safe.append(String.format("\\u%04x", (int) c));
      } else if (safe != null) {
        safe.append(c);
      }
    }
    return safe == null ? text : safe.toString();
  }

  /** Besides control characters, the marks that reorder text and the separators of lines. */
  private static boolean steers(char c) {
    return Character.isISOControl(c)
        || c == '\u2028'
        || c == '\u2029'
        || Character.getType(c) == Character.FORMAT;
  }
}
