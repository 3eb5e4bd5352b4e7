package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import java.math.BigInteger;

/** CIDR functions. Source: "CIDR functions for ARM templates", Microsoft Learn, 2024-06-20. */
final class CidrFunctions {
  /** Of the longest network there is. */
  private static final int MAX_TEXT = 60;

  private CidrFunctions() {}

  static void register(Functions functions) {
    functions.strict("parseCidr", 1, 1, CidrFunctions::parse);
    functions.strict("cidrSubnet", 3, 3, CidrFunctions::subnet);
    functions.strict("cidrHost", 2, 2, CidrFunctions::host);
  }

  /**
   * @param bits 32 or 128
   */
  private record Network(int bits, BigInteger first, int length) {

    static Network of(String text) {
      int slash = text.indexOf('/');
      if (slash < 0 || text.length() > MAX_TEXT) {
        throw new EvaluationFailure("expected a network");
      }
      try {
        Address address = AddressSet.parse(text.substring(0, slash)).first().orElseThrow();
        int length = Integer.parseInt(text.substring(slash + 1));
        int bits = address instanceof Address.V4 ? 32 : 128;
        if (length < 0 || length > bits) {
          throw new EvaluationFailure("expected a prefix length");
        }
        BigInteger host = size(bits - length).subtract(BigInteger.ONE);
        return new Network(bits, number(address).andNot(host), length);
      } catch (IllegalArgumentException e) {
        throw new EvaluationFailure("expected a network");
      }
    }

    BigInteger last() {
      return first.add(size(bits - length)).subtract(BigInteger.ONE);
    }

    BigInteger mask() {
      return size(bits).subtract(size(bits - length));
    }

    String text(BigInteger address) {
      return bits == 32
          ? new Address.V4(address.longValueExact()).toString()
          : new Address.V6(address.shiftRight(64).longValue(), address.longValue()).toString();
    }
  }

  private static BigInteger size(int bits) {
    return BigInteger.ONE.shiftLeft(bits);
  }

  private static BigInteger number(Address address) {
    if (address instanceof Address.V6 v6) {
      return unsigned(v6.high()).shiftLeft(64).or(unsigned(v6.low()));
    }
    return BigInteger.valueOf(((Address.V4) address).bits());
  }

  private static BigInteger unsigned(long bits) {
    return new BigInteger(Long.toUnsignedString(bits));
  }

  private static JsonNode parse(Arguments a) {
    Network network = Network.of(a.text(0));
    boolean ipv4 = network.bits() == 32;
    BigInteger inset = ipv4 && network.length() < 31 ? BigInteger.ONE : BigInteger.ZERO;
    ObjectNode result = a.newObject(6);
    result.put("network", network.text(network.first()));
    result.put("netmask", network.text(network.mask()));
    if (ipv4) {
      result.put("broadcast", network.text(network.last()));
    }
    result.put("firstUsable", network.text(network.first().add(inset)));
    result.put("lastUsable", network.text(network.last().subtract(inset)));
    result.put("cidr", network.length());
    return result;
  }

  private static JsonNode subnet(Arguments a) {
    Network network = Network.of(a.text(0));
    long length = a.integer(1);
    long index = a.integer(2);
    if (length < network.length() || length > network.bits() || index < 0) {
      throw new EvaluationFailure("expected a longer prefix");
    }
    BigInteger first =
        network.first().add(BigInteger.valueOf(index).shiftLeft(network.bits() - (int) length));
    if (first.compareTo(network.last()) > 0) {
      throw new EvaluationFailure("expected an index inside the network");
    }
    return a.written(network.text(first) + "/" + length);
  }

  /** Index 0 is the first address behind that of the network. */
  private static JsonNode host(Arguments a) {
    Network network = Network.of(a.text(0));
    long index = a.integer(1);
    BigInteger host = network.first().add(BigInteger.valueOf(index)).add(BigInteger.ONE);
    if (index < 0 || host.compareTo(network.last()) > 0) {
      throw new EvaluationFailure("expected an index inside the network");
    }
    return a.written(network.text(host));
  }
}
