package dev.vnetproof.importer.template;

/**
 * Finds a text inside others in time proportional to their lengths, whatever they look like (Knuth,
 * Morris, Pratt): {@code String.indexOf} takes the product of both for texts that repeat
 * themselves.
 */
final class Occurrences {
  private final String wanted;
  private final Budget budget;

  /** For each end of the wanted text, how long a start of it stands right before. */
  private final int[] fallback;

  /**
   * @param wanted not empty
   */
  Occurrences(String wanted, Budget budget) {
    budget.write(wanted.length());
    this.wanted = wanted;
    this.budget = budget;
    fallback = new int[wanted.length()];
    int matched = 0;
    for (int i = 1; i < fallback.length; i++) {
      matched = matchedAt(wanted.charAt(i), matched);
      fallback[i] = matched;
    }
  }

  private int matchedAt(char c, int matched) {
    int length = matched;
    while (length > 0 && wanted.charAt(length) != c) {
      length = fallback[length - 1];
    }
    return wanted.charAt(length) == c ? length + 1 : length;
  }

  /** Where the wanted text stands next, or -1. */
  int next(String text, int from) {
    int matched = 0;
    for (int i = from; i < text.length(); i++) {
      matched = matchedAt(text.charAt(i), matched);
      if (matched == wanted.length()) {
        budget.scan((long) i + 1 - from);
        return i + 1 - matched;
      }
    }
    budget.scan((long) text.length() - from);
    return -1;
  }

  /** Where the wanted text stands last, or -1. */
  int last(String text) {
    int last = -1;
    int matched = 0;
    for (int i = 0; i < text.length(); i++) {
      matched = matchedAt(text.charAt(i), matched);
      if (matched == wanted.length()) {
        last = i + 1 - matched;
        matched = fallback[matched - 1];
      }
    }
    budget.scan(text.length());
    return last;
  }

  /** Where {@code wanted} stands first or last in a text, as {@code String.indexOf} tells it. */
  static int find(String text, String wanted, boolean first, Budget budget) {
    if (wanted.length() > text.length()) {
      return -1;
    }
    if (wanted.isEmpty()) {
      return first ? 0 : text.length();
    }
    Occurrences occurrences = new Occurrences(wanted, budget);
    return first ? occurrences.next(text, 0) : occurrences.last(text);
  }
}
