package dev.vnetproof.catalogue;

import dev.vnetproof.rule.Edition;
import dev.vnetproof.rule.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of a requirement over the editions. */
public final class History {
  private History() {}

  /** How an edition stands to the one before it. */
  public enum Change {
    ADDED,
    CHANGED,
    SAME,
    REMOVED,
    ABSENT;

    @Override
    public String toString() {
      return switch (this) {
        case ADDED -> "new";
        case CHANGED -> "changed";
        case SAME -> "as before";
        case REMOVED -> "gone";
        case ABSENT -> "-";
      };
    }
  }

  /**
   * One edition.
   *
   * @param what the change in words; empty where nothing is said of it
   */
  public record Step(String edition, Change change, String what) {
    @Override
    public String toString() {
      return what.isEmpty() ? change.toString() : change + ": " + what;
    }
  }

  /** One step for each edition, the oldest first. */
  public static List<Step> of(Requirement requirement, List<Edition> editions) {
    List<Step> steps = new ArrayList<>();
    Change before = Change.ABSENT;
    for (Edition edition : editions) {
      Optional<String> what =
          requirement.changes().stream()
              .filter(change -> change.edition().equals(edition.id()))
              .map(Requirement.Change::what)
              .findFirst();
      boolean had = before != Change.ABSENT && before != Change.REMOVED;
      Change change;
      if (requirement.isIn(edition)) {
        change = what.isPresent() ? Change.CHANGED : Change.SAME;
        change = had ? change : Change.ADDED;
      } else {
        change = had ? Change.REMOVED : Change.ABSENT;
      }
      steps.add(new Step(edition.id(), change, what.orElse("")));
      before = change;
    }
    return steps;
  }
}
