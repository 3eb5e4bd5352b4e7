package dev.vnetproof.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Who made a report. */
public record Tool(String name, String version) {

  /** This build of VNetProof. */
  public static Tool current() {
    try (InputStream in = Objects.requireNonNull(Tool.class.getResourceAsStream("version"))) {
      return new Tool("vnetproof", new String(in.readAllBytes(), UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
