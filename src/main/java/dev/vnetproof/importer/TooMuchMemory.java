package dev.vnetproof.importer;

import dev.vnetproof.model.SnapshotException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** What is said where there is less memory than an input takes. */
public final class TooMuchMemory {
  private TooMuchMemory() {}

  static Problem problem(Input input) {
    return problem(input.name(), size(input));
  }

  /**
   * @param input how messages name it
   * @param size what is known of its size; may be empty
   */
  public static Problem problem(String input, String size) {
    return new Problem(
        input,
        0,
        0,
        "",
        String.format(
            Locale.ROOT,
            "%sneeds more than the %,d MB of memory that Java takes here; expected a smaller input,"
                + " or more memory (`JAVA_TOOL_OPTIONS=-Xmx4g`)",
            size,
            Runtime.getRuntime().maxMemory() >> 20));
  }

  private static String size(Input input) {
    try (InputStream in = input.bytes().open()) {
      long size = in.skip(Long.MAX_VALUE);
      return String.format(Locale.ROOT, "of %,d bytes, ", size);
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }
}
