package dev.vnetproof.proof;

import java.util.ArrayList;
import java.util.List;

/** IPv4 addresses as ranges in any order, minus other ranges: nothing clever, only for tests. */
record PlainAddresses(List<Range> in, List<Range> out) {
  static final PlainAddresses ALL =
      new PlainAddresses(List.of(new Range(0, 0xffff_ffffL)), List.of());

  /** Both bounds inclusive. */
  record Range(long low, long high) {
    boolean contains(long address) {
      return low <= address && address <= high;
    }

    long size() {
      return high - low + 1;
    }
  }

  static PlainAddresses of(List<String> texts) {
    return new PlainAddresses(texts.stream().map(PlainAddresses::range).toList(), List.of());
  }

  PlainAddresses and(PlainAddresses more) {
    return new PlainAddresses(joined(in, more.in), joined(out, more.out));
  }

  PlainAddresses without(PlainAddresses less) {
    return new PlainAddresses(in, joined(out, less.in));
  }

  private static List<Range> joined(List<Range> a, List<Range> b) {
    List<Range> both = new ArrayList<>(a);
    both.addAll(b);
    return both;
  }

  boolean contains(long address) {
    for (Range range : out) {
      if (range.contains(address)) {
        return false;
      }
    }
    for (Range range : in) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** Every address at which membership may differ from that of the address before it. */
  void addCuts(List<Long> cuts) {
    for (Range range : joined(in, out)) {
      cuts.add(range.low());
      cuts.add(range.high() + 1);
    }
  }

  static Range range(String text) {
    int dash = text.indexOf('-');
    if (dash >= 0) {
      return new Range(number(text.substring(0, dash)), number(text.substring(dash + 1)));
    }
    int slash = text.indexOf('/');
    long low = number(slash < 0 ? text : text.substring(0, slash));
    int length = slash < 0 ? 32 : Integer.parseInt(text.substring(slash + 1));
    return new Range(low, low + (1L << (32 - length)) - 1);
  }

  static long number(String dotted) {
    long bits = 0;
    for (String octet : dotted.split("\\.", -1)) {
      bits = bits * 256 + Integer.parseInt(octet);
    }
    return bits;
  }

  static String dotted(long bits) {
    return (bits >> 24) + "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
  }

  /** The prefix of this length that holds the address. */
  static String prefix(long address, int length) {
    long host = (1L << (32 - length)) - 1;
    return dotted(address & ~host) + "/" + length;
  }
}
