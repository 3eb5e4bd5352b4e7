package dev.vnetproof.rule;

import dev.vnetproof.model.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of a demand. */
public sealed interface Verdict {

  /** Both layers together: the worst decides, all that block are named. */
  default Verdict and(Verdict other) {
    if (other instanceof Allowed) {
      return this;
    }
    if (this instanceof Allowed) {
      return other;
    }
    if (this instanceof Blocked mine && other instanceof Blocked others) {
      List<Block> blocks = new ArrayList<>(mine.blocks());
      blocks.addAll(others.blocks());
      return new Blocked(blocks);
    }
    if (this instanceof Unknown mine && other instanceof Unknown others) {
      List<Missing> missing = new ArrayList<>(mine.missing());
      others.missing().stream().filter(m -> !missing.contains(m)).forEach(missing::add);
      List<Block> suspects = new ArrayList<>(mine.suspects());
      suspects.addAll(others.suspects());
      return new Unknown(missing, suspects);
    }
    return this instanceof Blocked ? this : other;
  }

  /**
   * Every packet passes.
   *
   * @param through the accepted alternative it passes through, if not in full
   * @param leftOut what of the full demand does not pass then
   */
  record Allowed(Optional<Alternative> through, List<Block> leftOut) implements Verdict {
    public static final Allowed FULLY = new Allowed(Optional.empty(), List.of());

    public Allowed {
      leftOut = List.copyOf(leftOut);
    }

    /** Whether the document would have it otherwise. */
    public boolean isAdvisedAgainst() {
      return through
          .filter(
              alternative ->
                  switch (alternative.standing()) {
                    case PERMITTED -> false;
                    case DISCOURAGED, TOLERATED -> true;
                    case FALLBACK -> !leftOut.isEmpty();
                  })
          .isPresent();
    }
  }

  /** At least one packet provably does not pass; the deciding obstacle comes first. */
  record Blocked(List<Block> blocks) implements Verdict {
    public Blocked {
      blocks = List.copyOf(blocks);
    }
  }

  /** Some packets provably pass, some provably do not, and the demand can live with that. */
  record Partial(List<Block> blocks) implements Verdict {
    public Partial {
      blocks = List.copyOf(blocks);
    }
  }

  /**
   * It depends on what the snapshot does not hold.
   *
   * @param missing what would settle it, the most telling first; never empty
   * @param suspects what may stand in the way
   */
  record Unknown(List<Missing> missing, List<Block> suspects) implements Verdict {
    public Unknown {
      missing = List.copyOf(missing);
      suspects = List.copyOf(suspects);
    }
  }
}
