package dev.vnetproof.importer.resource;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Resources of one type that are not looked at.
 *
 * @param count how many there are
 * @param names of some of them, the first in order
 */
public record Skips(int count, SortedSet<String> names) {
  private static final int MOST_NAMES = 5;

  public Skips {
    names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
  }

  /** One resource; the name may be empty. */
  public static Skips of(String name) {
    return new Skips(
        1, name.isEmpty() ? Collections.emptySortedSet() : new TreeSet<>(java.util.Set.of(name)));
  }

  /** Both together. */
  public Skips and(Skips other) {
    TreeSet<String> all = new TreeSet<>(names);
    all.addAll(other.names);
    while (all.size() > MOST_NAMES) {
      all.pollLast();
    }
    return new Skips(count + other.count, all);
  }
}
