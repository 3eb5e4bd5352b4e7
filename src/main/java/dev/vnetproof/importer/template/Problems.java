package dev.vnetproof.importer.template;

import dev.vnetproof.importer.json.JsonDocument;
import dev.vnetproof.importer.json.JsonDocument.Remark;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong in the template, each place and message once. */
final class Problems {
  /** A thousand say no more than these. */
  private static final int MAX = 100;

  private final JsonDocument document;
  private final Set<Remark> remarks = new LinkedHashSet<>();

  Problems(JsonDocument document) {
    this.document = document;
  }

  void add(Place place, String message) {
    if (remarks.size() < MAX) {
      remarks.add(new Remark(place.pointer(), message));
    }
  }

  List<Problem> toList() {
    return remarks.isEmpty() ? List.of() : document.problems(remarks);
  }
}
