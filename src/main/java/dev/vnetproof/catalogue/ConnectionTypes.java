package dev.vnetproof.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Which requirement demands a connection that {@code networkstatus} names by its type. */
public final class ConnectionTypes {
  private static final String TABLE = "/rules/data/network-status.csv";

  private ConnectionTypes() {}

  /** Read when a running service is compared, not before. */
  private static final class Loaded {
    static final Map<String, String> REQUIREMENTS = read();
  }

  /** By type in lower case. */
  static Map<String, String> all() {
    return Loaded.REQUIREMENTS;
  }

  /**
   * @param type the {@code resourceType} of a connection, in any case
   */
  public static Optional<String> requirement(String type) {
    return Optional.ofNullable(all().get(type.toLowerCase(Locale.ROOT)));
  }

  private static Map<String, String> read() {
    Map<String, String> requirements = new TreeMap<>();
    try (InputStream in =
        Objects.requireNonNull(ConnectionTypes.class.getResourceAsStream(TABLE), TABLE)) {
      new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split(",", -1))
          .forEach(row -> requirements.put(row[0].toLowerCase(Locale.ROOT), row[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return requirements;
  }
}
