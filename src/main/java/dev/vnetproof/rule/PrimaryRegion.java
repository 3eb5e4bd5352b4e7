package dev.vnetproof.rule;

import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A location that is the primary one of a deployment to several regions, or may be.
 *
 * @param open what would tell; empty where it is the primary one for certain
 */
public record PrimaryRegion(Location location, Optional<Missing> open) {

  /** Whether it is the primary one for certain. */
  public boolean isCertain() {
    return open.isEmpty();
  }

  /** What would tell; not where it is certain. */
  public Missing datum() {
    return open.orElseThrow();
  }

  /**
   * The primary location where one is known, all that may be it otherwise. The last one that may be
   * is: every deployment has a primary region.
   */
  public static List<PrimaryRegion> among(List<Location> locations) {
    List<PrimaryRegion> candidates = new ArrayList<>();
    for (Location location : locations) {
      if (location.isKnownPrimary()) {
        return List.of(new PrimaryRegion(location, Optional.empty()));
      }
      location
          .primary()
          .ifMissing()
          .ifPresent(datum -> candidates.add(new PrimaryRegion(location, Optional.of(datum))));
    }
    return candidates.size() == 1
        ? List.of(new PrimaryRegion(candidates.get(0).location(), Optional.empty()))
        : List.copyOf(candidates);
  }
}
