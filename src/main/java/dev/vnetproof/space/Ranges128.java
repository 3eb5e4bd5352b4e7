package dev.vnetproof.space;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Canonical range lists over unsigned 128-bit numbers, four longs a range: {@code {lowHigh, lowLow,
 * highHigh, highLow, ...}}. Plain rather than fast: no API Management flow is IPv6 today.
 */
final class Ranges128 {
  static final long[] NONE = {};
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

  private Ranges128() {}

  private record Range(BigInteger low, BigInteger high) {}

  static long[] canonical(long[] ranges) {
    return ranges.length == 0 ? NONE : pack(read(ranges));
  }

  static long[] union(long[] a, long[] b) {
    if (a.length == 0) {
      return b;
    }
    if (b.length == 0) {
      return a;
    }
    List<Range> both = read(a);
    both.addAll(read(b));
    return pack(both);
  }

  static long[] intersect(long[] a, long[] b) {
    if (a.length == 0 || b.length == 0) {
      return NONE;
    }
    List<Range> out = new ArrayList<>();
    for (Range x : read(a)) {
      for (Range y : read(b)) {
        BigInteger low = x.low().max(y.low());
        BigInteger high = x.high().min(y.high());
        if (low.compareTo(high) <= 0) {
          out.add(new Range(low, high));
        }
      }
    }
    return pack(out);
  }

  static long[] subtract(long[] a, long[] b) {
    if (a.length == 0 || b.length == 0) {
      return a;
    }
    List<Range> left = read(a);
    for (Range cut : read(b)) {
      List<Range> next = new ArrayList<>();
      for (Range range : left) {
        if (cut.high().compareTo(range.low()) < 0 || cut.low().compareTo(range.high()) > 0) {
          next.add(range);
          continue;
        }
        if (range.low().compareTo(cut.low()) < 0) {
          next.add(new Range(range.low(), cut.low().subtract(BigInteger.ONE)));
        }
        if (range.high().compareTo(cut.high()) > 0) {
          next.add(new Range(cut.high().add(BigInteger.ONE), range.high()));
        }
      }
      left = next;
    }
    return pack(left);
  }

  static boolean contains(long[] ranges, long high, long low) {
    for (int i = 0; i < ranges.length; i += 4) {
      if (compare(ranges[i], ranges[i + 1], high, low) <= 0
          && compare(high, low, ranges[i + 2], ranges[i + 3]) <= 0) {
        return true;
      }
    }
    return false;
  }

  private static int compare(long aHigh, long aLow, long bHigh, long bLow) {
    int byHigh = Long.compareUnsigned(aHigh, bHigh);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(aLow, bLow);
  }

  private static List<Range> read(long[] ranges) {
    List<Range> out = new ArrayList<>(ranges.length / 4);
    for (int i = 0; i < ranges.length; i += 4) {
      out.add(new Range(number(ranges[i], ranges[i + 1]), number(ranges[i + 2], ranges[i + 3])));
    }
    return out;
  }

  private static long[] pack(List<Range> ranges) {
    if (ranges.isEmpty()) {
      return NONE;
    }
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparing(Range::low));
    List<Range> merged = new ArrayList<>();
    for (Range range : sorted) {
      Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && range.low().compareTo(last.high().add(BigInteger.ONE)) <= 0) {
        merged.set(merged.size() - 1, new Range(last.low(), last.high().max(range.high())));
      } else {
        merged.add(range);
      }
    }
    long[] out = new long[merged.size() * 4];
    for (int i = 0; i < merged.size(); i++) {
      out[4 * i] = merged.get(i).low().shiftRight(64).longValue();
      out[4 * i + 1] = merged.get(i).low().longValue();
      out[4 * i + 2] = merged.get(i).high().shiftRight(64).longValue();
      out[4 * i + 3] = merged.get(i).high().longValue();
    }
    return out;
  }

  private static BigInteger number(long high, long low) {
    return unsigned(high).shiftLeft(64).or(unsigned(low));
  }

  private static BigInteger unsigned(long bits) {
    BigInteger value = BigInteger.valueOf(bits);
    return bits < 0 ? value.add(TWO_TO_64) : value;
  }
}
