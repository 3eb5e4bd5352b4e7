package dev.vnetproof.importer.template;

import dev.vnetproof.source.DocumentPlace;
import dev.vnetproof.source.JsonDocument;
import dev.vnetproof.source.Pointers;

/** A JSON pointer into a template or its parameters, rendered only when someone asks for it. */
final class Place {
  private final JsonDocument document;
  private final Place parent;
  private final String token;

  private Place(JsonDocument document) {
    this.document = document;
    parent = this;
    token = "";
  }

  private Place(Place parent, String token) {
    document = parent.document;
    this.parent = parent;
    this.token = token;
  }

  /** The whole of a document. */
  static Place of(JsonDocument document) {
    return new Place(document);
  }

  JsonDocument document() {
    return document;
  }

  DocumentPlace written() {
    return new DocumentPlace(document, pointer());
  }

  Place child(String name) {
    return new Place(this, name);
  }

  Place child(int index) {
    return new Place(this, Integer.toString(index));
  }

  String pointer() {
    StringBuilder result = new StringBuilder();
    append(result);
    return result.toString();
  }

  private void append(StringBuilder to) {
    if (parent != this) {
      parent.append(to);
      to.append('/').append(Pointers.escaped(token));
    }
  }
}
