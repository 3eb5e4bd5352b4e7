package dev.vnetproof.rule;

import dev.vnetproof.model.Missing;
import java.util.List;
import java.util.Optional;

/** A required demand, or one of a feature in use, is provably not met. */
public record Violation(
    String requirement,
    int location,
    String message,
    List<Block> blocks,
    Optional<Missing> missing,
    Optional<String> fix)
    implements Finding {
  public Violation {
    blocks = List.copyOf(blocks);
  }

  @Override
  public Kind kind() {
    return Kind.VIOLATION;
  }
}
