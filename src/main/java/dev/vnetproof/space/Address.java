package dev.vnetproof.space;

/**
 * One address: an IPv4 or IPv6 host, or a symbol.
 *
 * <p>A {@link Symbol} stands for "some address of a named set whose numbers are not known" (a
 * service tag without Microsoft's file). Who numbers the symbols gives them their meaning.
 */
public sealed interface Address extends Comparable<Address> {

  /** An IPv4 address; {@code bits} is the unsigned 32-bit number, 0 to 2^32 - 1. */
  record V4(long bits) implements Address {
    public V4 {
      if (bits < 0 || bits > AddressSet.MAX_IPV4) {
        throw new IllegalArgumentException("not a 32-bit address: " + bits);
      }
    }

    @Override
    public String toString() {
      return (bits >>> 24)
          + "."
          + (bits >>> 16 & 0xff)
          + "."
          + (bits >>> 8 & 0xff)
          + "."
          + (bits & 0xff);
    }
  }

  /** An IPv6 address as two unsigned 64-bit halves. */
  record V6(long high, long low) implements Address {
    @Override
    public String toString() {
      return AddressText.formatIpv6(high, low);
    }
  }

  /** Some address of a set known by name only; {@code id} is 0 to 2^31 - 1. */
  record Symbol(int id) implements Address {
    public Symbol {
      if (id < 0) {
        throw new IllegalArgumentException("negative symbol: " + id);
      }
    }

    @Override
    public String toString() {
      return "#" + id;
    }
  }

  /** IPv4 before IPv6 before symbols, each by number. */
  @Override
  default int compareTo(Address other) {
    int byKind = Integer.compare(kind(), other.kind());
    if (byKind != 0) {
      return byKind;
    }
    int byHigh = Long.compareUnsigned(highBits(), other.highBits());
    return byHigh != 0 ? byHigh : Long.compareUnsigned(lowBits(), other.lowBits());
  }

  private int kind() {
    return this instanceof V4 ? 0 : this instanceof V6 ? 1 : 2;
  }

  private long highBits() {
    return this instanceof V6 v6 ? v6.high() : 0;
  }

  private long lowBits() {
    if (this instanceof V4 v4) {
      return v4.bits();
    }
    return this instanceof V6 v6 ? v6.low() : ((Symbol) this).id();
  }
}
