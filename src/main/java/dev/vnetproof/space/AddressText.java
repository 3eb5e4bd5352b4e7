package dev.vnetproof.space;

/** Reads and writes addresses and prefixes in the spellings Azure uses. */
final class AddressText {
  private AddressText() {}

  /** {@code 10.0.0.0/8}, {@code 10.0.0.4}, {@code 10.0.0.4-10.0.0.9}, and the same in IPv6. */
  static AddressSet parse(String text) {
    int dash = text.indexOf('-');
    if (dash >= 0) {
      return range(
          address(text.substring(0, dash).strip()), address(text.substring(dash + 1).strip()));
    }
    int slash = text.indexOf('/');
    Address address = address(slash < 0 ? text : text.substring(0, slash));
    if (address instanceof Address.V4 v4) {
      int length = slash < 0 ? 32 : prefixLength(text, slash, 32);
      long hostBits = length == 0 ? AddressSet.MAX_IPV4 : (1L << (32 - length)) - 1;
      if ((v4.bits() & hostBits) != 0) {
        throw hostBitsSet(new Address.V4(v4.bits() & ~hostBits) + "/" + length);
      }
      return AddressSet.ofIpv4Range(v4.bits(), v4.bits() | hostBits);
    }
    Address.V6 v6 = (Address.V6) address;
    int length = slash < 0 ? 128 : prefixLength(text, slash, 128);
    long highHost = length >= 64 ? 0 : length == 0 ? -1L : (1L << (64 - length)) - 1;
    long lowHost = length <= 64 ? -1L : length == 128 ? 0 : (1L << (128 - length)) - 1;
    if ((v6.high() & highHost) != 0 || (v6.low() & lowHost) != 0) {
      throw hostBitsSet(new Address.V6(v6.high() & ~highHost, v6.low() & ~lowHost) + "/" + length);
    }
    return AddressSet.ofIpv6Range(v6, new Address.V6(v6.high() | highHost, v6.low() | lowHost));
  }

  private static AddressSet range(Address low, Address high) {
    if (low.getClass() != high.getClass() || low.compareTo(high) > 0) {
      throw new IllegalArgumentException("is not a range from low to high");
    }
    return low instanceof Address.V4 a && high instanceof Address.V4 b
        ? AddressSet.ofIpv4Range(a.bits(), b.bits())
        : AddressSet.ofIpv6Range((Address.V6) low, (Address.V6) high);
  }

  private static IllegalArgumentException hostBitsSet(String network) {
    return new IllegalArgumentException("has host bits set; the network is `" + network + "`");
  }

  private static int prefixLength(String text, int slash, int max) {
    String digits = text.substring(slash + 1);
    int length = digits.length() > 3 ? -1 : decimal(digits, max);
    if (length < 0) {
      throw new IllegalArgumentException(
          "has no prefix length from 0 to " + max + " behind the slash");
    }
    return length;
  }

  static Address address(String part) {
    Address address = part.indexOf(':') >= 0 ? ipv6(part) : ipv4(part);
    if (address == null) {
      throw new IllegalArgumentException("is not an IP address or a prefix");
    }
    return address;
  }

  /** The number, or -1 when {@code text} is not plain decimal from 0 to {@code max}. */
  private static int decimal(CharSequence text, int max) {
    if (text.isEmpty() || text.length() > 1 && text.charAt(0) == '0') {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
      if (value > max) {
        return -1;
      }
    }
    return value;
  }

  private static Address.@org.jspecify.annotations.Nullable V4 ipv4(String text) {
    long bits = 0;
    int start = 0;
    for (int octet = 0; octet < 4; octet++) {
      int end = octet == 3 ? text.length() : text.indexOf('.', start);
      if (end < 0) {
        return null;
      }
      int value = decimal(text.subSequence(start, end), 255);
      if (value < 0) {
        return null;
      }
      bits = bits << 8 | value;
      start = end + 1;
    }
    return new Address.V4(bits);
  }

  private static Address.@org.jspecify.annotations.Nullable V6 ipv6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    int[] head = groups(gap < 0 ? text : text.substring(0, gap));
    int[] tail = gap < 0 ? new int[0] : groups(text.substring(gap + 2));
    if (head == null || tail == null) {
      return null;
    }
    int given = head.length + tail.length;
    if (gap < 0 ? given != 8 : given > 7) {
      return null;
    }
    int[] all = new int[8];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(tail, 0, all, 8 - tail.length, tail.length);
    long high = 0;
    long low = 0;
    for (int i = 0; i < 4; i++) {
      high = high << 16 | all[i];
      low = low << 16 | all[i + 4];
    }
    return new Address.V6(high, low);
  }

  private static int @org.jspecify.annotations.Nullable [] groups(String text) {
    if (text.isEmpty()) {
      return new int[0];
    }
    String[] parts = text.split(":", -1);
    boolean embedded = parts[parts.length - 1].indexOf('.') >= 0;
    int[] groups = new int[parts.length + (embedded ? 1 : 0)];
    for (int i = 0; i < parts.length; i++) {
      if (embedded && i == parts.length - 1) {
        Address.V4 v4 = ipv4(parts[i]);
        if (v4 == null) {
          return null;
        }
        groups[i] = (int) (v4.bits() >>> 16);
        groups[i + 1] = (int) (v4.bits() & 0xffff);
      } else {
        int value = hexadecimal(parts[i]);
        if (value < 0) {
          return null;
        }
        groups[i] = value;
      }
    }
    return groups;
  }

  private static int hexadecimal(String text) {
    if (text.isEmpty() || text.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0 || text.charAt(i) > 'f') {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** RFC 5952: lower case, the longest run of zero groups as {@code ::}. */
  static String formatIpv6(long high, long low) {
    int[] groups = new int[8];
    for (int i = 0; i < 4; i++) {
      groups[i] = (int) (high >>> (48 - 16 * i) & 0xffff);
      groups[i + 4] = (int) (low >>> (48 - 16 * i) & 0xffff);
    }
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; ) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > bestLength) {
        bestStart = i;
        bestLength = end - i;
      }
      i = end + 1;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        out.append("::");
        i += bestLength - 1;
      } else {
        if (out.length() > 0 && out.charAt(out.length() - 1) != ':') {
          out.append(':');
        }
        out.append(Integer.toHexString(groups[i]));
      }
    }
    return out.toString();
  }
}
