package dev.vnetproof.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the parts of a snapshot stand in the inputs.
 *
 * @param home the document of the snapshot: its input, or one line of it
 * @param parts JSON pointers in the snapshot ({@code /locations/0/networkSecurityGroup}) and the
 *     places that they were read from. None where the snapshot itself is the document
 */
public record Origins(String home, SortedMap<String, Place> parts) {
  public Origins {
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }

  /** Those of a native snapshot. */
  public static Origins of(String home) {
    return new Origins(home, new TreeMap<>());
  }

  /**
   * The place that a text of a finding means.
   *
   * @param text the text of a {@link Place}, or a JSON pointer in the snapshot
   */
  public Place place(String text) {
    String part = text;
    while (!part.isEmpty()) {
      Place place = parts.get(part);
      if (place != null) {
        return place;
      }
      part = part.substring(0, Math.max(part.lastIndexOf('/'), 0));
    }
    return Place.of(text, home);
  }

  /** The same parts and {@code more}. */
  public Origins with(Map<String, Place> more) {
    SortedMap<String, Place> all = new TreeMap<>(parts);
    all.putAll(more);
    return new Origins(home, all);
  }
}
