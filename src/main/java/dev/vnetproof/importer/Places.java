package dev.vnetproof.importer;

import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Place;
import dev.vnetproof.source.SourceText;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
   * What is asked of one snapshot.
   *
   * @param pointers as {@link dev.vnetproof.rule.DecidedBy} has them for this snapshot
   */
  public record Wanted(EnvironmentSnapshot snapshot, Collection<String> pointers) {}

  /** The place of each text that is in a known input, for one snapshot. */
  public Map<String, Found> of(EnvironmentSnapshot snapshot, Collection<String> pointers) {
    return of(List.of(new Wanted(snapshot, pointers))).get(0);
  }

  /** The same for several snapshots, in their order, with one pass over each file for all. */
  public List<Map<String, Found>> of(List<Wanted> all) {
    Map<String, Set<String>> bySource = new LinkedHashMap<>();
    for (Wanted wanted : all) {
      for (String pointer : wanted.pointers()) {
        Place place = wanted.snapshot().origins().place(pointer);
        if (texts.containsKey(place.source())) {
          bySource.computeIfAbsent(place.source(), s -> new LinkedHashSet<>()).add(place.pointer());
        }
      }
    }
    Map<Place, Found> found = new HashMap<>();
    bySource.forEach((name, pointers) -> find(name, pointers, found));
    return all.stream().map(wanted -> of(wanted, found)).toList();
  }

  private void find(String name, Set<String> pointers, Map<Place, Found> to) {
    SourceText text = texts.get(name);
    if (text != null) {
      text.positions(pointers)
          .forEach(
              (pointer, at) ->
                  to.put(
                      new Place(name, pointer),
                      new Found(text.source(), pointer, at.line(), at.column())));
    }
  }

  private static Map<String, Found> of(Wanted wanted, Map<Place, Found> found) {
    Map<String, Found> result = new LinkedHashMap<>();
    for (String pointer : wanted.pointers()) {
      Found at = found.get(wanted.snapshot().origins().place(pointer));
      if (at != null) {
        result.put(pointer, at);
      }
    }
    return result;
  }
}
