package dev.vnetproof.importer;

import dev.vnetproof.importer.json.SourceText;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Place;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the parts of snapshots in the files they came from, in one pass over each file and only
 * when asked.
 */
public final class Places {
  /** Of nothing: what was built in memory stands in no file. */
  public static final Places NONE = new Places(Map.of());

  private final Map<String, SourceText> texts;

  /**
   * Where something stands.
   *
   * @param source the input
   * @param pointer JSON pointer in it, or in the line of it that is a document (NDJSON)
   * @param line from 1; of the nearest value around it, where an expression or a text holds it
   * @param column from 1, in characters
   */
  public record Found(String source, String pointer, int line, int column) {}

  private Places(Map<String, SourceText> texts) {
    this.texts = Map.copyOf(texts);
  }

  /**
   * @param texts of all documents that snapshots were read from
   */
  public static Places of(Collection<SourceText> texts) {
    Map<String, SourceText> byName = new HashMap<>();
    texts.forEach(text -> byName.put(text.name(), text));
    return new Places(byName);
  }

  /**
   * The place of each text that is in a known input.
   *
   * @param pointers as {@link dev.vnetproof.finding.DecidedBy} has them for this snapshot
   */
  public Map<String, Found> of(EnvironmentSnapshot snapshot, Collection<String> pointers) {
    Map<String, Place> places = new LinkedHashMap<>();
    Map<String, Set<String>> bySource = new LinkedHashMap<>();
    for (String pointer : pointers) {
      Place place = snapshot.origins().place(pointer);
      if (texts.containsKey(place.source())) {
        places.put(pointer, place);
        bySource.computeIfAbsent(place.source(), s -> new LinkedHashSet<>()).add(place.pointer());
      }
    }
    Map<Place, Found> found = new HashMap<>();
    bySource.forEach(
        (name, wanted) -> {
          SourceText text = texts.get(name);
          if (text != null) {
            text.positions(wanted)
                .forEach(
                    (pointer, at) ->
                        found.put(
                            new Place(name, pointer),
                            new Found(text.source(), pointer, at.line(), at.column())));
          }
        });
    Map<String, Found> result = new LinkedHashMap<>();
    places.forEach(
        (pointer, place) -> {
          Found at = found.get(place);
          if (at != null) {
            result.put(pointer, at);
          }
        });
    return result;
  }
}
