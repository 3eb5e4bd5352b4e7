package dev.vnetproof.rule;

import dev.vnetproof.model.Missing;
import java.util.List;
import java.util.Optional;

/** It cannot be decided; {@link #missing()} would settle it. */
public record Undetermined(
    String requirement,
    int location,
    String message,
    List<Block> blocks,
    Optional<Missing> missing,
    Optional<String> fix)
    implements Finding {
  public Undetermined {
    blocks = List.copyOf(blocks);
  }

  @Override
  public Kind kind() {
    return Kind.UNDETERMINED;
  }
}
