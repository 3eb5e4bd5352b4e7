package dev.vnetproof.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of rules, and the same text with blanks for what is in comments and between quotes, so
 * that words can be looked for.
 */
record DrlText(String whole, String code) {

  static DrlText of(String whole) {
    StringBuilder code = new StringBuilder(whole);
    int i = 0;
    while (i < whole.length()) {
      int end = skipped(whole, i);
      for (int k = i; k < end; k++) {
        if (whole.charAt(k) != '\n') {
          code.setCharAt(k, ' ');
        }
      }
      i = Math.max(end, i + 1);
    }
    return new DrlText(whole, code.toString());
  }

  /** The end of the comment or text that begins at an index; the index where none does. */
  private static int skipped(String text, int start) {
    if (text.startsWith("//", start)) {
      return before(text.indexOf('\n', start), text);
    }
    if (text.startsWith("/*", start)) {
      return after(text.indexOf("*/", start + 2), 2, text);
    }
    if (text.startsWith("\"\"\"", start)) {
      return after(text.indexOf("\"\"\"", start + 3), 3, text);
    }
    char quote = text.charAt(start);
    if (quote != '"' && quote != '\'') {
      return start;
    }
    int i = start + 1;
    while (i < text.length() && text.charAt(i) != quote) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i + 1, text.length());
  }

  private static int before(int index, String text) {
    return index < 0 ? text.length() : index;
  }

  private static int after(int index, int length, String text) {
    return index < 0 ? text.length() : index + length;
  }

  /** From 1. */
  int lineOf(int offset) {
    return 1
        + (int)
            whole
                .substring(0, Math.min(offset, whole.length()))
                .chars()
                .filter(c -> c == '\n')
                .count();
  }

  /** Where a word stands in the code of a stretch for the first time; -1 where it does not. */
  int find(String word, int from, int to) {
    Matcher found =
        Pattern.compile("(?<![\\w$])" + Pattern.quote(word) + "(?![\\w$])")
            .matcher(code)
            .region(Math.max(0, from), Math.min(to, code.length()));
    found.useTransparentBounds(true);
    return found.find() ? found.start() : -1;
  }
}
