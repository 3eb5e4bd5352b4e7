package dev.vnetproof.rule;

import dev.vnetproof.model.Missing;
import java.util.List;
import java.util.Optional;

/**
 * Something to report about one requirement at one location.
 *
 * <p>Rules may insert findings of their own; the facade collects every finding in the session.
 */
public sealed interface Finding permits Violation, Recommendation, Undetermined {
  /** The id of the requirement, {@code ports.sql}. */
  String requirement();

  /** The index of the location in its snapshot. */
  int location();

  /** A full sentence: what was observed, what is demanded. */
  String message();

  /** What stands in the way, the deciding one first; empty where nothing can be named. */
  List<Block> blocks();

  /** The datum that would settle an undetermined requirement. */
  Optional<Missing> missing();

  /** What to do about it. */
  Optional<String> fix();

  /** {@code VIOLATION}, {@code RECOMMENDATION} or {@code UNDETERMINED}. */
  Kind kind();

  /** The kinds of findings, worst first. */
  enum Kind {
    VIOLATION(Outcome.VIOLATED),
    UNDETERMINED(Outcome.UNDETERMINED),
    RECOMMENDATION(Outcome.ADVISED);

    private final Outcome outcome;

    Kind(Outcome outcome) {
      this.outcome = outcome;
    }

    /** The outcome of a requirement whose worst finding is of this kind. */
    public Outcome outcome() {
      return outcome;
    }
  }
}
