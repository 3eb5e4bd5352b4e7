package dev.vnetproof.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The JSON Schema (2020-12) of the report. */
public final class ReportSchema {
  private ReportSchema() {}

  /** The schema as it is shipped. */
  public static String text() {
    try (InputStream in =
        Objects.requireNonNull(ReportSchema.class.getResourceAsStream("report.schema.json"))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
