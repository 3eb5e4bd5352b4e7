package dev.vnetproof.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The bytes of an input, opened anew each time they are needed: once to be read, and again where a
 * message wants a line and a column. So nothing has to hold them.
 */
@FunctionalInterface
public interface InputBytes {

  /** From the first byte on; for the caller to close. */
  InputStream open() throws IOException;

  /**
   * @param bytes not copied; must not change
   */
  static InputBytes of(byte[] bytes) {
    return () -> new ByteArrayInputStream(bytes);
  }

  static InputBytes of(Path file) {
    return () -> Files.newInputStream(file);
  }

  /** All but the first {@code count} bytes. */
  default InputBytes from(long count) {
    return slice(count, Long.MAX_VALUE);
  }

  /** At most {@code length} bytes, the one at {@code offset} first. */
  default InputBytes slice(long offset, long length) {
    return () -> {
      InputStream in = open();
      try {
        in.skipNBytes(offset);
      } catch (IOException e) {
        in.close();
        throw e;
      }
      return new LimitedStream(in, length);
    };
  }

  /** All bytes, unless there are more than {@code most}. */
  default Optional<byte[]> whole(int most) throws IOException {
    try (InputStream in = open()) {
      byte[] bytes = in.readNBytes(most + 1);
      return bytes.length > most ? Optional.empty() : Optional.of(bytes);
    }
  }
}
