package dev.vnetproof.importer.resource;

import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import java.util.Optional;
import java.util.stream.Stream;

/** Prefixes as Azure stores them: here and there with host bits set ({@code 10.0.1.4/24}). */
public final class Networks {
  private Networks() {}

  /** All of them together; empty where one is no prefix. Says nothing of what is wrong with it. */
  public static Optional<AddressSet> union(Stream<AzureNode> prefixes) {
    try {
      return Optional.of(
          AddressSet.unionOf(
              prefixes
                  .map(node -> AddressSet.parse(withoutHostBits(node.text().orElse(""))))
                  .toList()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The network of a prefix; any other text as it is. Azure keeps such prefixes and applies the
   * network, so that they are no mistake of the input.
   */
  public static String withoutHostBits(String text) {
    int slash = text.indexOf('/');
    if (slash <= 0) {
      return text;
    }
    try {
      int length = Integer.parseInt(text.substring(slash + 1).strip());
      Address address = ValueReader.host(text.substring(0, slash).strip());
      if (address instanceof Address.V4 v4 && length >= 0 && length <= 32) {
        long hosts = AddressSet.MAX_IPV4 >>> length;
        return (v4.bits() & hosts) == 0 ? text : new Address.V4(v4.bits() & ~hosts) + "/" + length;
      }
      if (address instanceof Address.V6 v6 && length >= 0 && length <= 128) {
        long high = v6.high() & highMask(length);
        long low = v6.low() & highMask(length - 64);
        return high == v6.high() && low == v6.low()
            ? text
            : new Address.V6(high, low) + "/" + length;
      }
      return text;
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static long highMask(int length) {
    return length <= 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
  }
}
