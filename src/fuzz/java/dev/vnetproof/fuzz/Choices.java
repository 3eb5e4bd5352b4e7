package dev.vnetproof.fuzz;

import java.util.Arrays;
import java.util.List;

/**
 * Choices, read off bytes from front to back. Where the bytes have run out, every choice is the
 * first one. (Jazzer's own provider reads numbers from the end, so that what a fuzzer inserts
 * shifts the meaning of everything.)
 */
final class Choices {
  private final byte[] bytes;
  private int at;

  Choices(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean isEmpty() {
    return at >= bytes.length;
  }

  /** A number from 0 to {@code bound - 1}; takes one byte, or two where one is not enough. */
  int below(int bound) {
    int value = next();
    if (bound > 256) {
      value = value << 8 | next();
    }
    return value % bound;
  }

  /** True once in {@code times}. */
  boolean oneIn(int times) {
    return below(times) == times - 1;
  }

  <T> T of(List<T> list) {
    return list.get(below(list.size()));
  }

  /** What is left, all of it. */
  byte[] rest() {
    byte[] rest = isEmpty() ? new byte[0] : Arrays.copyOfRange(bytes, at, bytes.length);
    at = bytes.length;
    return rest;
  }

  private int next() {
    return isEmpty() ? 0 : bytes[at++] & 0xff;
  }
}
