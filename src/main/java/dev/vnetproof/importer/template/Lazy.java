package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value computed on first use; notices when computing it needs itself. */
final class Lazy {
  private final Supplier<JsonNode> source;
  private @Nullable JsonNode value;
  private boolean running;

  Lazy(Supplier<JsonNode> source) {
    this.source = source;
  }

  JsonNode get(Supplier<JsonNode> ifCyclic) {
    if (value == null) {
      if (running) {
        return ifCyclic.get();
      }
      running = true;
      value = source.get();
      running = false;
    }
    return value;
  }
}
