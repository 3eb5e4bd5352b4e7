package dev.vnetproof.model;

import java.util.List;
import java.util.Optional;

/**
 * One API Management service and the network around it at one moment.
 *
 * @param name how reports name it
 * @param source the input it came from
 * @param capturedAt ISO 8601, as the input gives it
 * @param serviceTags what some service tags stood for then; all others are names
 */
public record EnvironmentSnapshot(
    String name,
    String source,
    Optional<String> capturedAt,
    DeclaredDeployment deployment,
    List<TagExpansion> serviceTags,
    List<Location> locations) {
  public EnvironmentSnapshot {
    serviceTags = List.copyOf(serviceTags);
    locations = List.copyOf(locations);
  }

  /** A snapshot of which every service tag is a name. */
  public EnvironmentSnapshot(
      String name,
      String source,
      Optional<String> capturedAt,
      DeclaredDeployment deployment,
      List<Location> locations) {
    this(name, source, capturedAt, deployment, List.of(), locations);
  }
}
