package dev.vnetproof.model;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How findings name the locations of a snapshot: by region, or, where that is not known, by a
 * number that what the locations hold decides, and not their order in the snapshot.
 */
public final class LocationLabels {
  private static final String NO_REGION = "region-unknown";

  private static final Comparator<Location> BY_CONTENT =
      Comparator.comparing((Location location) -> !location.isKnownPrimary())
          .thenComparing(location -> location.subnet().name())
          .thenComparing(
              location ->
                  location.subnet().addressPrefixes().orElse(AddressPrefixes.NONE).texts().stream()
                      .sorted()
                      .toList()
                      .toString())
          .thenComparing(
              location ->
                  location.virtualNetwork().name()
                      + location
                          .networkSecurityGroup()
                          .asOptional()
                          .flatMap(group -> group.map(each -> each.name()))
                          .orElse(""));

  private final Map<Integer, String> labels = new HashMap<>();

  /** The labels of all locations of a snapshot. */
  public LocationLabels(EnvironmentSnapshot snapshot) {
    List<Location> nameless =
        snapshot.locations().stream()
            .filter(location -> !location.region().isKnown())
            .sorted(BY_CONTENT)
            .toList();
    for (Location location : snapshot.locations()) {
      int number = nameless.indexOf(location);
      labels.put(
          location.index(),
          location
              .region()
              .asOptional()
              .map(Region::name)
              .orElse(number == 0 ? NO_REGION : NO_REGION + "-" + (number + 1)));
    }
  }

  /** The label of one location of that snapshot. */
  public String of(Location location) {
    return Objects.requireNonNull(labels.get(location.index()));
  }
}
