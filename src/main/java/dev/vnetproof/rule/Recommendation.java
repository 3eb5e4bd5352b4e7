package dev.vnetproof.rule;

import dev.vnetproof.model.Missing;
import java.util.List;
import java.util.Optional;

/** It works, or may not be needed; the document advises otherwise. */
public record Recommendation(
    String requirement,
    int location,
    String message,
    List<Block> blocks,
    Optional<Missing> missing,
    Optional<String> fix)
    implements Finding {
  public Recommendation {
    blocks = List.copyOf(blocks);
  }

  @Override
  public Kind kind() {
    return Kind.RECOMMENDATION;
  }
}
