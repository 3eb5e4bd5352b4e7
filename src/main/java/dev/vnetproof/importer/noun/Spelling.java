package dev.vnetproof.importer.noun;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name a misspelt one was meant to be. */
public final class Spelling {
  private record Guess(String name, int distance) {}

  private Spelling() {}

  /** The nearest name, if it is near: one slip, one in four characters, or cut short. */
  public static Optional<String> nearest(String written, Collection<String> known) {
    String lower = written.toLowerCase(Locale.ROOT);
    Optional<String> near = near(lower, known);
    return near.isPresent() || lower.length() < 4
        ? near
        : known.stream()
            .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(lower))
            .min(Comparator.comparingInt(String::length).thenComparing(name -> name));
  }

  private static Optional<String> near(String lower, Collection<String> known) {
    return known.stream()
        .map(name -> new Guess(name, distance(lower, name.toLowerCase(Locale.ROOT))))
        .filter(guess -> guess.distance() <= Math.max(1, Math.min(lower.length(), 64) / 4))
        .min(Comparator.comparingInt(Guess::distance).thenComparing(Guess::name))
        .map(Guess::name);
  }

  /** Insertions, deletions, replacements and swaps of neighbours. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 32) {
      return Integer.MAX_VALUE;
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = best;
      }
    }
    return cost[a.length()][b.length()];
  }
}
