package dev.vnetproof.evaluation;

import dev.vnetproof.rule.Outcome;
import java.util.Optional;

/**
 * What became of one requirement at one location.
 *
 * @param location the region, or the place in the snapshot where the region is not known
 * @param reason why it does not apply, where that is not a matter of its condition
 */
public record OutcomeEntry(
    String requirement, String location, Outcome outcome, Optional<String> reason) {

  /** An outcome that its condition explains. */
  public OutcomeEntry(String requirement, String location, Outcome outcome) {
    this(requirement, location, outcome, Optional.empty());
  }
}
