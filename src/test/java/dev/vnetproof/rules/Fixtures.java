package dev.vnetproof.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vnetproof.model.EnvironmentSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Environments of {@code fixtures/}. */
final class Fixtures {
  private Fixtures() {}

  static EnvironmentSnapshot snapshot(String name) {
    try {
      return RuleCase.snapshot(name, new ObjectMapper().readTree(RuleCase.fixture(name).toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
