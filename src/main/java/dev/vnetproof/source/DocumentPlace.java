package dev.vnetproof.source;

import dev.vnetproof.model.Place;
import dev.vnetproof.model.SnapshotException.Problem;

/**
 * A value of a document.
 *
 * @param pointer JSON pointer; empty for the whole document
 */
public record DocumentPlace(JsonDocument document, String pointer) {

  public Place place() {
    return new Place(document.text().name(), pointer);
  }

  public Problem problem(String message) {
    return document.problem(pointer, message);
  }
}
