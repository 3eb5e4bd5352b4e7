package dev.vnetproof.importer.template;

import dev.vnetproof.source.DocumentPlace;
import dev.vnetproof.source.JsonDocument;
import dev.vnetproof.source.Pointers;

/** A JSON pointer into a template or its parameters, rendered only when someone asks for it. */
final class ExpressionPlace {
  private final JsonDocument document;
  private final ExpressionPlace parent;
  private final String token;

  private ExpressionPlace(JsonDocument document) {
    this.document = document;
    parent = this;
    token = "";
  }

  private ExpressionPlace(ExpressionPlace parent, String token) {
    document = parent.document;
    this.parent = parent;
    this.token = token;
  }

  /** The whole of a document. */
  static ExpressionPlace of(JsonDocument document) {
    return new ExpressionPlace(document);
  }

  JsonDocument document() {
    return document;
  }

  DocumentPlace written() {
    return new DocumentPlace(document, pointer());
  }

  ExpressionPlace child(String name) {
    return new ExpressionPlace(this, name);
  }

  ExpressionPlace child(int index) {
    return new ExpressionPlace(this, Integer.toString(index));
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
