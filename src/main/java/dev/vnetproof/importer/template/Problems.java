package dev.vnetproof.importer.template;

import dev.vnetproof.importer.json.JsonDocument;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong in the template, each place and message once. */
final class Problems {
  /** Each needs a walk through the document for its line; a thousand say no more than these. */
  private static final int MAX = 100;

  private final JsonDocument document;
  private final Map<String, String> messages = new LinkedHashMap<>();

  Problems(JsonDocument document) {
    this.document = document;
  }

  void add(Place place, String message) {
    if (messages.size() < MAX) {
      messages.putIfAbsent(place.pointer() + '\n' + message, message);
    }
  }

  List<Problem> toList() {
    List<Problem> result = new ArrayList<>();
    messages.forEach(
        (key, message) ->
            result.add(document.problem(key.substring(0, key.indexOf('\n')), message)));
    return result;
  }
}
