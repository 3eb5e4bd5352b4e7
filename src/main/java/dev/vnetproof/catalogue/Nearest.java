package dev.vnetproof.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what someone may have meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The candidate with the fewest changed letters, if they are few; the first among equals. Case
   * does not matter.
   */
  public static Optional<String> of(String word, Collection<String> candidates) {
    String wanted = lower(word);
    return candidates.stream()
        .filter(
            c ->
                distance(wanted, lower(c)) <= Math.max(2, c.length() / 3)
                    || endsAlike(wanted, lower(c)))
        .min(
            Comparator.comparingInt((String c) -> distance(wanted, lower(c)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** {@code sql} for {@code ports.sql}. */
  private static boolean endsAlike(String wanted, String candidate) {
    return !wanted.isEmpty() && candidate.endsWith("." + wanted);
  }

  /** Levenshtein's distance. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
