package dev.vnetproof.rule;

import dev.vnetproof.model.Location;
import java.util.Optional;

/**
 * What the newest edition would find violated at a location.
 *
 * @param since the first edition that would, its date
 */
public record LaterViolation(Location location, Edition newest, String since, Violation violation) {

  /** The id that would be violated. */
  public String requirement() {
    return violation.requirement();
  }

  /**
   * The same as advice.
   *
   * @param advice the requirement to report under
   */
  public Recommendation recommendation(String advice) {
    return new Recommendation(
        advice,
        location.index(),
        "`"
            + requirement()
            + "` of edition "
            + since
            + " would be violated under edition "
            + newest.id()
            + ": "
            + violation.message(),
        violation.blocks(),
        Optional.empty(),
        violation.fix());
  }
}
