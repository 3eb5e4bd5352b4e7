package dev.vnetproof.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One API Management service and the network around it at one moment.
 *
 * @param name how reports name it
 * @param source the input it came from
 * @param capturedAt ISO 8601, as the input gives it
 * @param live what the running service said of its connections, where it was asked
 * @param origins where its parts stand in the inputs
 * @param serviceTags what some service tags stood for then; all others are names
 * @param assumptions what was taken for granted to come by it
 */
public record EnvironmentSnapshot(
    String name,
    String source,
    Optional<String> capturedAt,
    DeclaredDeployment deployment,
    List<TagExpansion> serviceTags,
    List<Location> locations,
    List<LiveConnection> live,
    Origins origins,
    List<Assumption> assumptions) {
  /** More than Azure has regions, of which an instance has one location each. */
  public static final int MOST_LOCATIONS = 200;

  public EnvironmentSnapshot {
    serviceTags = List.copyOf(serviceTags);
    locations = List.copyOf(locations);
    live = List.copyOf(live);
    assumptions = List.copyOf(assumptions);
  }

  /** Describes an environment in Java; {@code name} is how reports name it. */
  public static EnvironmentBuilder builder(String name) {
    return new EnvironmentBuilder(name);
  }

  /** A snapshot that is a document of its own and has service tags by name. */
  public EnvironmentSnapshot(
      String name,
      String source,
      Optional<String> capturedAt,
      DeclaredDeployment deployment,
      List<Location> locations) {
    this(
        name,
        source,
        capturedAt,
        deployment,
        List.of(),
        locations,
        List.of(),
        Origins.of(source),
        List.of());
  }

  /** The same under another name. */
  public EnvironmentSnapshot named(String other) {
    return new EnvironmentSnapshot(
        other, source, capturedAt, deployment, serviceTags, locations, live, origins, assumptions);
  }

  /** The same, taken to be in this cloud. */
  public EnvironmentSnapshot in(Cloud cloud) {
    return new EnvironmentSnapshot(
        name,
        source,
        capturedAt,
        deployment.in(cloud),
        serviceTags,
        locations,
        live,
        origins,
        assumptions);
  }

  /** The same, which rests on one assumption more. */
  public EnvironmentSnapshot assuming(Assumption assumption) {
    List<Assumption> more = new ArrayList<>(assumptions);
    more.add(assumption);
    return new EnvironmentSnapshot(
        name, source, capturedAt, deployment, serviceTags, locations, live, origins, more);
  }
}
