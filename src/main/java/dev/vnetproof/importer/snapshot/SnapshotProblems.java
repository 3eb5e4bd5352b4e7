package dev.vnetproof.importer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.source.JsonDocument.Remark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a reading finds wrong.
 *
 * <p>The reader sees that the structure is off (a type, a missing or unknown property, a word of an
 * enumeration), and the schema says how: loading a validator costs more than reading a snapshot, so
 * only a snapshot that needs its words pays for it.
 */
final class SnapshotProblems {
  /** Of each kind: more are counted only, and nobody reads all of these. */
  private static final int MOST = 1_000;

  private int more;
  private final Set<String> structural = new LinkedHashSet<>();
  private final Set<String> refused = new HashSet<>();
  private final List<Remark> remarks = new ArrayList<>();

  /** The value at {@code pointer}, or its absence, is against the schema. */
  void structural(String pointer) {
    if (structural.size() < MOST) {
      structural.add(pointer);
    } else if (!structural.contains(pointer)) {
      more++;
    }
  }

  /** Against the schema as well, but for a reason that only this message gives. */
  void refuse(String pointer, String message) {
    structural(pointer);
    refused.add(pointer);
    semantic(pointer, message);
  }

  /**
   * The structure is right and the meaning is not; the message stays one line whatever it quotes.
   */
  void semantic(String pointer, String message) {
    if (remarks.size() < MOST) {
      remarks.add(new Remark(pointer, message.replaceAll("\\p{Cntrl}", " ")));
    } else {
      more++;
    }
  }

  /** Whether what was read at {@code pointer} is only a stand-in. */
  boolean isStructural(String pointer) {
    return structural.contains(pointer);
  }

  /** Grows with each problem. */
  int size() {
    return structural.size() + remarks.size() + more;
  }

  /** How many there are beside those that are told. */
  int more() {
    return more;
  }

  boolean hasStructural() {
    return !structural.isEmpty();
  }

  boolean isEmpty() {
    return structural.isEmpty() && remarks.isEmpty();
  }

  /**
   * Everything to tell of the document {@code root}, in no particular order. What the meaning of a
   * value seemed to be says nothing where its structure is off.
   */
  List<Remark> remarks(JsonNode root) {
    if (structural.isEmpty()) {
      return remarks;
    }
    List<Remark> all = new ArrayList<>();
    for (Remark remark : remarks) {
      if (refused.contains(remark.pointer()) || !structural.contains(remark.pointer())) {
        all.add(remark);
      }
    }
    Set<String> told = all.stream().map(Remark::pointer).collect(Collectors.toSet());
    Excerpt excerpt = new Excerpt(SnapshotSchema.properties());
    JsonNode first = excerpt.of(root, structural);
    more += excerpt.leftOut();
    for (Remark violation : SnapshotSchema.violations(first)) {
      if (!told.contains(violation.pointer())) {
        all.add(violation);
      }
    }
    if (all.isEmpty()) {
      // Reader and schema disagree: never accept in silence what the reader did not understand.
      structural.forEach(pointer -> all.add(new Remark(pointer, "is not what belongs here")));
    }
    return all;
  }
}
