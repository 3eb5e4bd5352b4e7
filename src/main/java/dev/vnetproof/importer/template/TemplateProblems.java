package dev.vnetproof.importer.template;

import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.JsonDocument;
import dev.vnetproof.source.JsonDocument.Remark;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wrong in a template and those it links to, each place and message once. */
final class TemplateProblems {
  /** A thousand say no more than these. */
  static final int MAX = 100;

  /** Of a value, messages show no more characters than these. */
  private static final int SHOWN = 80;

  private final Map<JsonDocument, Set<Remark>> remarks = new LinkedHashMap<>();
  private int count;

  void add(ExpressionPlace place, String message) {
    if (count < MAX
        && remarks
            .computeIfAbsent(place.document(), d -> new LinkedHashSet<>())
            .add(new Remark(place.pointer(), message))) {
      count++;
    }
  }

  List<Problem> toList() {
    return remarks.entrySet().stream()
        .flatMap(entry -> entry.getKey().problems(entry.getValue()).stream())
        .toList();
  }

  /** A value as messages show it: a long one is cut off. */
  static String shortened(String value) {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN - 3) + "...";
  }
}
