package dev.vnetproof.analysis;

import dev.vnetproof.finding.DecidedBy;
import dev.vnetproof.space.AddressSet;
import java.util.List;

/**
 * How packets to a set of destinations fare on one way.
 *
 * @param open whether every packet surely passes
 * @param blocked destinations to which some packet surely does not pass
 * @param by what blocks these, the deciding one first
 * @param missing what would settle the rest
 */
record Passage(boolean open, AddressSet blocked, List<DecidedBy> by, List<String> missing) {
  static final Passage OPEN = new Passage(true, AddressSet.EMPTY, List.of(), List.of());

  Passage {
    by = List.copyOf(by);
    missing = List.copyOf(missing);
  }

  static Passage unknown(List<String> missing) {
    return new Passage(false, AddressSet.EMPTY, List.of(), missing);
  }

  /** Closed for {@code blocked}, which may be empty; open for the rest. */
  static Passage closedFor(AddressSet blocked, DecidedBy by) {
    return blocked.isEmpty() ? OPEN : new Passage(false, blocked, List.of(by), List.of());
  }
}
