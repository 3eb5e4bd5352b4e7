package dev.vnetproof.rule;

import dev.vnetproof.model.Location;
import java.util.Optional;

/**
 * What the newest edition would find violated at a location, or would if the service tag file does
 * not say otherwise.
 *
 * @param since the first edition that would, its date
 */
public record LaterViolation(Location location, Edition newest, String since, Finding finding) {

  /** Whether it would be violated whatever the service tag file says. */
  public boolean isCertain() {
    return finding.kind() == Finding.Kind.VIOLATION;
  }

  /** The id that would be violated. */
  public String requirement() {
    return finding.requirement();
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
            + (isCertain()
                ? " would be violated under edition "
                : " may be violated under edition ")
            + newest.id()
            + ": "
            + finding.message(),
        finding.blocks(),
        Optional.empty(),
        finding.fix());
  }
}
