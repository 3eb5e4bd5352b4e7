package dev.vnetproof.importer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vnetproof.source.InputBytes;
import java.io.InputStream;

/** The same bytes over and over, made as they are read: large inputs that stand nowhere. */
final class Repeated extends InputStream {
  private final byte[] head;
  private final byte[] unit;
  private final byte[] tail;
  private final long tailStart;
  private long position;

  private Repeated(byte[] head, byte[] unit, long times, byte[] tail) {
    this.head = head;
    this.unit = unit;
    this.tail = tail;
    this.tailStart = head.length + unit.length * times;
  }

  /** {@code unit} so often, between a head and a tail. */
  static InputBytes of(String head, String unit, long times, String tail) {
    byte[] bytes = unit.getBytes(UTF_8);
    return () -> new Repeated(head.getBytes(UTF_8), bytes, times, tail.getBytes(UTF_8));
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) {
    if (position >= tailStart + tail.length) {
      return -1;
    }
    byte[] part = position < head.length ? head : position < tailStart ? unit : tail;
    int from =
        (int)
            (position < head.length
                ? position
                : position < tailStart
                    ? (position - head.length) % unit.length
                    : position - tailStart);
    int count = Math.min(length, part.length - from);
    System.arraycopy(part, from, to, offset, count);
    position += count;
    return count;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.min(count, tailStart + tail.length - position);
    position += skipped;
    return skipped;
  }
}
