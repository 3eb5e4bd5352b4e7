package dev.vnetproof.report;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.model.Assumption;
import dev.vnetproof.model.NotJudged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has to be known beside the verdicts: what bears on none, and what was assumed. */
final class BesideVerdicts {
  private BesideVerdicts() {}

  /** Those without bearing for the same reason stand together, by type with their numbers. */
  static List<String> notJudged(List<NotJudged> all) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (NotJudged one : all) {
      byReason.computeIfAbsent(one.why(), why -> new ArrayList<>()).add(described(one));
    }
    List<String> texts = new ArrayList<>();
    byReason.forEach((why, types) -> texts.add(String.join(", ", types) + ": " + why));
    return texts;
  }

  private static String described(NotJudged one) {
    List<String> names = new ArrayList<>(one.names());
    if (!names.isEmpty() && one.more() > 0) {
      names.add("...");
    }
    return (one.count() > 1 ? one.count() + " x " : "")
        + one.type()
        + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")");
  }

  static List<String> assumed(Evaluation evaluation) {
    List<String> texts = new ArrayList<>();
    for (Assumption one : evaluation.snapshot().assumptions()) {
      texts.add(one.text());
    }
    return texts;
  }
}
