package dev.vnetproof.importer.json;

import dev.vnetproof.model.Place;
import dev.vnetproof.model.SnapshotException.Problem;

/**
 * A value of a document.
 *
 * @param pointer JSON pointer; empty for the whole document
 */
public record DocumentPlace(JsonDocument document, String pointer) {

  /** As text, for people or a snapshot that look at {@code home}. */
  public String text(String home) {
    return new Place(document.source(), pointer).text(home);
  }

  public Problem problem(String message) {
    return document.problem(pointer, message);
  }
}
