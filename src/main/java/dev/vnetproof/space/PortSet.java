package dev.vnetproof.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.StringJoiner;

/** An immutable set of transport ports, 0 to 65535, kept as canonical ranges. */
public final class PortSet {
  public static final int MAX_PORT = 65535;
  public static final PortSet EMPTY = new PortSet(Ranges.NONE);
  public static final PortSet ALL = new PortSet(new long[] {0, MAX_PORT});

  private final long[] ranges;
  private final long summary;

  private PortSet(long[] ranges) {
    this.ranges = ranges;
    this.summary = summaryOf(ranges);
  }

  private static PortSet ofRanges(long[] ranges) {
    return ranges.length == 0 ? EMPTY : new PortSet(ranges);
  }

  /** These ports, each from 0 to {@value #MAX_PORT}. */
  public static PortSet of(int... ports) {
    long[] pairs = new long[2 * ports.length];
    for (int i = 0; i < ports.length; i++) {
      pairs[2 * i] = checked(ports[i]);
      pairs[2 * i + 1] = ports[i];
    }
    return ofRanges(Ranges.canonical(pairs, pairs.length));
  }

  /** Both bounds inclusive. */
  public static PortSet range(int low, int high) {
    if (checked(low) > checked(high)) {
      throw new IllegalArgumentException("is not a range from low to high");
    }
    return new PortSet(new long[] {low, high});
  }

  /**
   * Reads a port as Azure writes it: {@code 443}, {@code 6381-6383}, {@code *} or {@code Any}.
   *
   * @throws IllegalArgumentException saying what is wrong with the text, which it names
   */
  public static PortSet parse(String text) {
    if (text.equals("*") || text.equalsIgnoreCase("any")) {
      return ALL;
    }
    try {
      int dash = text.indexOf('-');
      return dash < 0
          ? of(port(text))
          : range(port(text.substring(0, dash).strip()), port(text.substring(dash + 1).strip()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("`" + text + "` " + e.getMessage(), e);
    }
  }

  private static int port(String text) {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i > 5) {
        throw new IllegalArgumentException("is not a port, a range `low-high` or `*`");
      }
      value = value * 10 + digit;
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("is not a port, a range `low-high` or `*`");
    }
    return checked(value);
  }

  private static int checked(int port) {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("is not a port from 0 to " + MAX_PORT);
    }
    return port;
  }

  /** What is in one of them. */
  public static PortSet unionOf(Collection<PortSet> sets) {
    PortSet union = EMPTY;
    for (PortSet set : sets) {
      union = union.union(set);
    }
    return union;
  }

  /** What is in one of them. */
  public PortSet union(PortSet other) {
    return ofRanges(Ranges.union(ranges, other.ranges));
  }

  /** What is in both. */
  public PortSet intersect(PortSet other) {
    return ofRanges(Ranges.intersect(ranges, other.ranges));
  }

  /** What is in this set and not in {@code other}. */
  public PortSet subtract(PortSet other) {
    return ofRanges(Ranges.subtract(ranges, other.ranges));
  }

  /** Whether no port is in it. */
  public boolean isEmpty() {
    return ranges.length == 0;
  }

  /** Whether the port is in it. */
  public boolean contains(int port) {
    return Ranges.contains(ranges, port);
  }

  /** Whether some port is in both. */
  public boolean intersects(PortSet other) {
    return (summary & other.summary) != 0 && Ranges.intersects(ranges, other.ranges);
  }

  /** Whether every port of {@code other} is in this set. */
  public boolean covers(PortSet other) {
    return (other.summary & ~summary) == 0 && Ranges.covers(ranges, other.ranges);
  }

  /** How this set lies to {@code other}; everything covers the empty set. */
  public Relation relation(PortSet other) {
    if (covers(other)) {
      return Relation.COVERS;
    }
    return intersects(other) ? Relation.OVERLAPS : Relation.DISJOINT;
  }

  /** The last port before each change between in and out, and the last port of each range. */
  public List<Integer> bounds() {
    List<Integer> bounds = new ArrayList<>(ranges.length);
    for (int i = 0; i < ranges.length; i += 2) {
      if (ranges[i] > 0) {
        bounds.add((int) ranges[i] - 1);
      }
      bounds.add((int) ranges[i + 1]);
    }
    return bounds;
  }

  /** The lowest port, if there is one. */
  public OptionalInt first() {
    return ranges.length == 0 ? OptionalInt.empty() : OptionalInt.of((int) ranges[0]);
  }

  /** How many ports this set holds, 0 to 65536. */
  public int size() {
    int size = 0;
    for (int i = 0; i < ranges.length; i += 2) {
      size += (int) (ranges[i + 1] - ranges[i] + 1);
    }
    return size;
  }

  /** One bit for each 1,024 ports that the set touches: a quick test for "nothing in common". */
  private static long summaryOf(long[] ranges) {
    long bits = 0;
    for (int i = 0; i < ranges.length; i += 2) {
      for (long block = ranges[i] >>> 10; block <= ranges[i + 1] >>> 10; block++) {
        bits |= 1L << block;
      }
    }
    return bits;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PortSet set && Arrays.equals(ranges, set.ranges);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ranges);
  }

  /** As people write it: {@code 443, 5671-5672}, {@code any} for all ports. */
  @Override
  public String toString() {
    if (equals(ALL)) {
      return "any";
    }
    StringJoiner text = new StringJoiner(", ");
    for (int i = 0; i < ranges.length; i += 2) {
      text.add(ranges[i] == ranges[i + 1] ? "" + ranges[i] : ranges[i] + "-" + ranges[i + 1]);
    }
    return text.toString();
  }
}
