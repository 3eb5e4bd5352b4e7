package dev.vnetproof.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * An immutable set of addresses: IPv4, IPv6 and {@linkplain Address.Symbol symbols}, kept as
 * canonical range lists, so that equal sets are equal objects.
 */
public final class AddressSet {
  /** The highest IPv4 address as a number. */
  public static final long MAX_IPV4 = 0xffff_ffffL;

  /** Symbols stand behind the IPv4 addresses on one line, so that one algorithm serves both. */
  private static final long FIRST_SYMBOL = MAX_IPV4 + 2;

  private static final long LAST_SYMBOL = FIRST_SYMBOL + Integer.MAX_VALUE;

  public static final AddressSet EMPTY = new AddressSet(Ranges.NONE, Ranges128.NONE);
  public static final AddressSet ALL_IPV4 = ofIpv4Range(0, MAX_IPV4);
  public static final AddressSet ALL_SYMBOLS =
      new AddressSet(new long[] {FIRST_SYMBOL, LAST_SYMBOL}, Ranges128.NONE);

  /** Every address and every symbol: what {@code *} means in a security rule. */
  public static final AddressSet ALL =
      new AddressSet(
          new long[] {0, MAX_IPV4, FIRST_SYMBOL, LAST_SYMBOL}, new long[] {0, 0, -1, -1});

  private final long[] line;
  private final long[] ipv6;
  private int hash;

  private AddressSet(long[] line, long[] ipv6) {
    this.line = line;
    this.ipv6 = ipv6;
  }

  private static AddressSet of(long[] line, long[] ipv6) {
    return line.length == 0 && ipv6.length == 0 ? EMPTY : new AddressSet(line, ipv6);
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code 10.0.0.4} or {@code 10.0.0.4-10.0.0.9}, or the same in IPv6.
   *
   * @throws IllegalArgumentException saying what is wrong with the text, which it names: {@code
   *     `10.0.0.1/8` has host bits set; the network is `10.0.0.0/8`}
   */
  public static AddressSet parse(String text) {
    try {
      return AddressText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("`" + text + "` " + e.getMessage(), e);
    }
  }

  /** Both bounds inclusive. */
  public static AddressSet ofIpv4Range(long low, long high) {
    if (low < 0 || low > high || high > MAX_IPV4) {
      throw new IllegalArgumentException("not an IPv4 range: " + low + " to " + high);
    }
    return new AddressSet(new long[] {low, high}, Ranges128.NONE);
  }

  static AddressSet ofIpv6Range(Address.V6 low, Address.V6 high) {
    return new AddressSet(Ranges.NONE, new long[] {low.high(), low.low(), high.high(), high.low()});
  }

  /** The one address. */
  public static AddressSet of(Address address) {
    if (address instanceof Address.V6 v6) {
      return ofIpv6Range(v6, v6);
    }
    long at = onLine(address);
    return new AddressSet(new long[] {at, at}, Ranges128.NONE);
  }

  /** The symbols {@code first} to {@code last}, both inclusive. */
  public static AddressSet ofSymbols(int first, int last) {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("not a range of symbols: " + first + " to " + last);
    }
    return new AddressSet(new long[] {FIRST_SYMBOL + first, FIRST_SYMBOL + last}, Ranges128.NONE);
  }

  /** The union of any number of sets, in one sort. */
  public static AddressSet unionOf(Collection<AddressSet> sets) {
    int lineSize = 0;
    int ipv6Size = 0;
    for (AddressSet set : sets) {
      lineSize += set.line.length;
      ipv6Size += set.ipv6.length;
    }
    long[] line = new long[lineSize];
    long[] ipv6 = new long[ipv6Size];
    int atLine = 0;
    int atIpv6 = 0;
    for (AddressSet set : sets) {
      System.arraycopy(set.line, 0, line, atLine, set.line.length);
      System.arraycopy(set.ipv6, 0, ipv6, atIpv6, set.ipv6.length);
      atLine += set.line.length;
      atIpv6 += set.ipv6.length;
    }
    return of(Ranges.canonical(line, lineSize), Ranges128.canonical(ipv6));
  }

  /** What is in one of them. */
  public AddressSet union(AddressSet other) {
    return of(Ranges.union(line, other.line), Ranges128.union(ipv6, other.ipv6));
  }

  /** What is in both. */
  public AddressSet intersect(AddressSet other) {
    if (other == ALL || other == this) {
      return this;
    }
    return of(Ranges.intersect(line, other.line), Ranges128.intersect(ipv6, other.ipv6));
  }

  /** What is in this set and not in {@code other}. */
  public AddressSet subtract(AddressSet other) {
    if (other == ALL || other == this) {
      return EMPTY;
    }
    return of(Ranges.subtract(line, other.line), Ranges128.subtract(ipv6, other.ipv6));
  }

  /** Whether nothing is in it. */
  public boolean isEmpty() {
    return line.length == 0 && ipv6.length == 0;
  }

  /** Whether the address is in it. */
  public boolean contains(Address address) {
    return address instanceof Address.V6 v6
        ? Ranges128.contains(ipv6, v6.high(), v6.low())
        : Ranges.contains(line, onLine(address));
  }

  /** Whether something is in both. */
  public boolean intersects(AddressSet other) {
    return Ranges.intersects(line, other.line)
        || ipv6.length != 0
            && other.ipv6.length != 0
            && Ranges128.intersect(ipv6, other.ipv6).length != 0;
  }

  /** Whether every address of {@code other} is in this set. */
  public boolean covers(AddressSet other) {
    return this == ALL
        || this == other
        || Ranges.covers(line, other.line)
            && (other.ipv6.length == 0 || Ranges128.subtract(other.ipv6, ipv6).length == 0);
  }

  /**
   * The parts of {@code whole} that {@code sets} tell apart: all addresses of a part are in the
   * same of them. IPv6 is left out.
   */
  public static List<AddressSet> parts(AddressSet whole, Collection<AddressSet> sets) {
    List<long[]> lines = sets.stream().map(set -> set.line).distinct().toList();
    return Ranges.parts(whole.line, lines).stream()
        .map(line -> new AddressSet(line, Ranges128.NONE))
        .toList();
  }

  /** How this set lies to {@code other}; everything covers the empty set. */
  public Relation relation(AddressSet other) {
    if (covers(other)) {
      return Relation.COVERS;
    }
    return intersects(other) ? Relation.OVERLAPS : Relation.DISJOINT;
  }

  /** The lowest element: IPv4 first, then symbols, then IPv6. */
  public Optional<Address> first() {
    if (line.length != 0) {
      return Optional.of(
          line[0] <= MAX_IPV4
              ? new Address.V4(line[0])
              : new Address.Symbol((int) (line[0] - FIRST_SYMBOL)));
    }
    return ipv6.length != 0 ? Optional.of(new Address.V6(ipv6[0], ipv6[1])) : Optional.empty();
  }

  /** Only the IPv4 addresses of this set. */
  public AddressSet ipv4() {
    return intersect(ALL_IPV4);
  }

  /** Only the symbols of this set. */
  public AddressSet symbols() {
    return intersect(ALL_SYMBOLS);
  }

  /** How many IPv4 addresses this set holds, 0 to 2^32. */
  public long ipv4Count() {
    long count = 0;
    for (int i = 0; i < line.length && line[i] <= MAX_IPV4; i += 2) {
      count += line[i + 1] - line[i] + 1;
    }
    return count;
  }

  /** The ids of the symbols of this set, ascending. */
  public List<Integer> symbolIds() {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < line.length; i += 2) {
      for (long at = line[i]; at >= FIRST_SYMBOL && at <= line[i + 1]; at++) {
        ids.add((int) (at - FIRST_SYMBOL));
      }
    }
    return ids;
  }

  /** The IPv4 part as the fewest prefixes, ascending ({@code 10.0.0.0/8}). */
  public List<String> ipv4Prefixes() {
    List<String> prefixes = new ArrayList<>();
    for (int i = 0; i < line.length && line[i] <= MAX_IPV4; i += 2) {
      long low = line[i];
      while (low <= line[i + 1]) {
        int bits = Math.min(low == 0 ? 32 : Long.numberOfTrailingZeros(low), 32);
        while (low + (1L << bits) - 1 > line[i + 1]) {
          bits--;
        }
        prefixes.add(new Address.V4(low) + "/" + (32 - bits));
        low += 1L << bits;
      }
    }
    return prefixes;
  }

  private static long onLine(Address address) {
    return address instanceof Address.V4 v4
        ? v4.bits()
        : FIRST_SYMBOL + ((Address.Symbol) address).id();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof AddressSet set
            && Arrays.equals(line, set.line)
            && Arrays.equals(ipv6, set.ipv6);
  }

  @Override
  public int hashCode() {
    // Sets are keys of memo tables and may be long: the hash is kept, as String keeps its own.
    int h = hash;
    if (h == 0) {
      h = 31 * Arrays.hashCode(line) + Arrays.hashCode(ipv6);
      hash = h;
    }
    return h;
  }

  /** For people and test failures: IPv4 prefixes, symbols, IPv6 ranges. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>(ipv4Prefixes());
    for (int i = 0; i < line.length; i += 2) {
      if (line[i] >= FIRST_SYMBOL) {
        parts.add("#" + (line[i] - FIRST_SYMBOL) + "-#" + (line[i + 1] - FIRST_SYMBOL));
      }
    }
    for (int i = 0; i < ipv6.length; i += 4) {
      parts.add(
          AddressText.formatIpv6(ipv6[i], ipv6[i + 1])
              + "-"
              + AddressText.formatIpv6(ipv6[i + 2], ipv6[i + 3]));
    }
    return parts.toString();
  }
}
