package dev.vnetproof.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Canonical range lists over non-negative longs: {@code {low0, high0, low1, high1, ...}},
 * inclusive, ascending, with a gap of at least one number between two ranges. Two lists hold the
 * same numbers exactly if they are equal as arrays.
 */
final class Ranges {
  static final long[] NONE = {};

  /** Bits for the number of a set beside a number of a range, which has 34 at most. */
  private static final int SET_BITS = 24;

  private static final long SET = (1L << SET_BITS) - 1;

  private Ranges() {}

  /** Sorts and merges {@code count} longs of {@code pairs} (any order, overlapping allowed). */
  static long[] canonical(long[] pairs, int count) {
    int ranges = count / 2;
    if (ranges == 0) {
      return NONE;
    }
    if (!isAscending(pairs, count)) {
      sortPairs(pairs, ranges);
    }
    long[] out = new long[count];
    int size = 0;
    for (int i = 0; i < count; i += 2) {
      if (size > 0 && pairs[i] <= out[size - 1] + 1) {
        out[size - 1] = Math.max(out[size - 1], pairs[i + 1]);
      } else {
        out[size++] = pairs[i];
        out[size++] = pairs[i + 1];
      }
    }
    return size == count ? out : Arrays.copyOf(out, size);
  }

  private static boolean isAscending(long[] pairs, int count) {
    for (int i = 2; i < count; i += 2) {
      if (pairs[i] < pairs[i - 2]) {
        return false;
      }
    }
    return true;
  }

  private static void sortPairs(long[] pairs, int ranges) {
    long[][] each = new long[ranges][];
    for (int i = 0; i < ranges; i++) {
      each[i] = new long[] {pairs[2 * i], pairs[2 * i + 1]};
    }
    Arrays.sort(each, (a, b) -> Long.compare(a[0], b[0]));
    for (int i = 0; i < ranges; i++) {
      pairs[2 * i] = each[i][0];
      pairs[2 * i + 1] = each[i][1];
    }
  }

  static long[] union(long[] a, long[] b) {
    if (a.length == 0) {
      return b;
    }
    if (b.length == 0) {
      return a;
    }
    long[] out = new long[a.length + b.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < a.length || j < b.length) {
      boolean fromA = j >= b.length || i < a.length && a[i] <= b[j];
      long low = fromA ? a[i] : b[j];
      long high = fromA ? a[i + 1] : b[j + 1];
      if (fromA) {
        i += 2;
      } else {
        j += 2;
      }
      if (size > 0 && low <= out[size - 1] + 1) {
        out[size - 1] = Math.max(out[size - 1], high);
      } else {
        out[size++] = low;
        out[size++] = high;
      }
    }
    return size == out.length ? out : Arrays.copyOf(out, size);
  }

  static long[] intersect(long[] a, long[] b) {
    if (a.length == 0 || b.length == 0) {
      return NONE;
    }
    long[] out = new long[a.length + b.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      if (a[i + 1] < b[j]) {
        i = gallop(a, i, b[j]);
      } else if (b[j + 1] < a[i]) {
        j = gallop(b, j, a[i]);
      } else {
        out[size++] = Math.max(a[i], b[j]);
        out[size++] = Math.min(a[i + 1], b[j + 1]);
        if (a[i + 1] < b[j + 1]) {
          i += 2;
        } else {
          j += 2;
        }
      }
    }
    return size == 0 ? NONE : Arrays.copyOf(out, size);
  }

  static long[] subtract(long[] a, long[] b) {
    if (a.length == 0 || b.length == 0) {
      return a;
    }
    long[] out = new long[a.length + b.length];
    int size = 0;
    int j = 0;
    for (int i = 0; i < a.length; i += 2) {
      long low = a[i];
      long high = a[i + 1];
      j = gallop(b, j, low);
      int k = j;
      while (k < b.length && b[k] <= high) {
        if (b[k] > low) {
          out[size++] = low;
          out[size++] = b[k] - 1;
        }
        low = b[k + 1] + 1;
        k += 2;
      }
      if (low <= high) {
        out[size++] = low;
        out[size++] = high;
      }
    }
    return size == 0 ? NONE : Arrays.copyOf(out, size);
  }

  /** The index of the first range at or behind {@code from} that ends at or after {@code value}. */
  private static int gallop(long[] ranges, int from, long value) {
    int step = 2;
    int low = from;
    while (low < ranges.length && ranges[low + 1] < value) {
      int next = low + step;
      if (next >= ranges.length || ranges[next + 1] >= value) {
        return binary(ranges, low + 2, Math.min(next, ranges.length), value);
      }
      low = next;
      step <<= 1;
    }
    return low;
  }

  private static int binary(long[] ranges, int from, int to, long value) {
    int low = from / 2;
    int high = to / 2;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ranges[2 * middle + 1] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return 2 * low;
  }

  static boolean contains(long[] ranges, long value) {
    int at = gallop(ranges, 0, value);
    return at < ranges.length && ranges[at] <= value;
  }

  static boolean intersects(long[] a, long[] b) {
    long[] few = a.length <= b.length ? a : b;
    long[] many = few == a ? b : a;
    int j = 0;
    for (int i = 0; i < few.length; i += 2) {
      j = gallop(many, j, few[i]);
      if (j >= many.length) {
        return false;
      }
      if (many[j] <= few[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** Whether every number of {@code b} is in {@code a}. */
  static boolean covers(long[] a, long[] b) {
    if (b.length == 0) {
      return true;
    }
    if (b.length > 2 * a.length) {
      // Many ranges inside few: none may touch a gap.
      return a.length != 0
          && b[0] >= a[0]
          && b[b.length - 1] <= a[a.length - 1]
          && !touchesGap(a, b);
    }
    int j = 0;
    for (int i = 0; i < b.length; i += 2) {
      j = gallop(a, j, b[i]);
      if (j >= a.length || a[j] > b[i] || a[j + 1] < b[i + 1]) {
        return false;
      }
    }
    return true;
  }

  private static boolean touchesGap(long[] a, long[] b) {
    int j = 0;
    for (int i = 1; i + 1 < a.length; i += 2) {
      j = gallop(b, j, a[i] + 1);
      if (j >= b.length) {
        return false;
      }
      if (b[j] < a[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** The parts of {@code whole} that {@code sets} tell apart, ascending by their first number. */
  static List<long[]> parts(long[] whole, List<long[]> sets) {
    // Where some set begins or ends: the number, and behind it which set.
    int count = whole.length;
    for (long[] set : sets) {
      count += set.length;
    }
    long[] turns = new long[count];
    int at = addTurns(whole, 0, turns, 0);
    for (int i = 0; i < sets.size(); i++) {
      at = addTurns(sets.get(i), i + 1, turns, at);
    }
    Arrays.sort(turns);
    Map<BitSet, List<Long>> parts = new LinkedHashMap<>();
    BitSet inside = new BitSet();
    for (int i = 0; i < count; i++) {
      inside.flip((int) (turns[i] & SET));
      long from = turns[i] >>> SET_BITS;
      if (inside.get(0) && i + 1 < count && turns[i + 1] >>> SET_BITS != from) {
        List<Long> ranges =
            parts.computeIfAbsent((BitSet) inside.clone(), key -> new ArrayList<>());
        ranges.add(from);
        ranges.add((turns[i + 1] >>> SET_BITS) - 1);
      }
    }
    List<long[]> lists = new ArrayList<>(parts.size());
    for (List<Long> ranges : parts.values()) {
      long[] pairs = ranges.stream().mapToLong(Long::longValue).toArray();
      lists.add(canonical(pairs, pairs.length));
    }
    return lists;
  }

  private static int addTurns(long[] ranges, int set, long[] turns, int from) {
    int at = from;
    for (int i = 0; i < ranges.length; i += 2) {
      turns[at++] = ranges[i] << SET_BITS | set;
      turns[at++] = ranges[i + 1] + 1 << SET_BITS | set;
    }
    return at;
  }
}
