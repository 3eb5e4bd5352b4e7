package dev.vnetproof.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * What is so in Azure whatever the environment: the dated, sourced tables of {@code rules/data/}.
 */
public final class AzureFacts {
  private AzureFacts() {}

  /**
   * The rows of a table, each of its fields as they stand.
   *
   * @param table the name of the file, {@code service-tags.csv}
   */
  public static List<List<String>> rows(String table) {
    String path = "/rules/data/" + table;
    try (InputStream in =
        Objects.requireNonNull(AzureFacts.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> List.of(line.split(",", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
