package dev.vnetproof.catalogue;

import dev.vnetproof.model.AzureFacts;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which requirement demands a connection that {@code networkstatus} names by its type. */
public final class ConnectionTypes {
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
    AzureFacts.rows("network-status.csv")
        .forEach(row -> requirements.put(row.get(0).toLowerCase(Locale.ROOT), row.get(1)));
    return requirements;
  }
}
