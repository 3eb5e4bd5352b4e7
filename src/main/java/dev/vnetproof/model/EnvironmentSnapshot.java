package dev.vnetproof.model;

import java.util.List;
import java.util.Optional;

/**
 * One API Management service and the network around it at one moment.
 *
 * @param name how reports name it
 * @param source the input it came from
 * @param capturedAt ISO 8601, as the input gives it
 */
public record EnvironmentSnapshot(
    String name,
    String source,
    Optional<String> capturedAt,
    DeclaredDeployment deployment,
    List<Location> locations) {
  public EnvironmentSnapshot {
    locations = List.copyOf(locations);
  }
}
