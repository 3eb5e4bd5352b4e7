package dev.vnetproof.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.OutcomeEntry;
import dev.vnetproof.evaluation.ReportedFinding;
import dev.vnetproof.report.PlainText;
import dev.vnetproof.rule.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same environments held to two editions: what newly fails, newly passes, newly applies or
 * applies no more, and why.
 */
final class EditionComparison {
  private final String first;
  private final String second;

  EditionComparison(String first, String second) {
    this.first = first;
    this.second = second;
  }

  /** One difference at one location. */
  private record Difference(
      String requirement,
      String location,
      String change,
      String before,
      String after,
      String why) {}

  private static List<Difference> differences(Evaluation before, Evaluation after) {
    Map<String, OutcomeEntry> one = byKey(before);
    Map<String, OutcomeEntry> two = byKey(after);
    TreeMap<String, OutcomeEntry> all = new TreeMap<>(one);
    all.putAll(two);
    List<Difference> found = new ArrayList<>();
    all.forEach(
        (key, entry) -> {
          String was = one.containsKey(key) ? one.get(key).outcome().name() : "";
          String is = two.containsKey(key) ? two.get(key).outcome().name() : "";
          String change = change(was, is);
          if (!change.isEmpty()) {
            found.add(
                new Difference(
                    entry.requirement(), entry.location(), change, was, is, why(after, entry)));
          }
        });
    return found;
  }

  private static Map<String, OutcomeEntry> byKey(Evaluation evaluation) {
    Map<String, OutcomeEntry> all = new LinkedHashMap<>();
    evaluation.outcomes().forEach(o -> all.put(o.location() + " " + o.requirement(), o));
    return all;
  }

  private static String change(String was, String is) {
    boolean applied = applies(was);
    boolean applies = applies(is);
    if (was.equals(is) || !applied && !applies) {
      return "";
    }
    if (is.equals(Outcome.VIOLATED.name())) {
      return "newly fails";
    }
    if (!applies) {
      return "applies no more";
    }
    if (!applied) {
      return "newly applies";
    }
    return is.equals(Outcome.SATISFIED.name()) ? "newly passes" : "differs";
  }

  private static boolean applies(String outcome) {
    return !outcome.isEmpty() && !outcome.equals(Outcome.NOT_APPLICABLE.name());
  }

  private static String why(Evaluation evaluation, OutcomeEntry entry) {
    return evaluation.findings().stream()
        .filter(f -> f.location().equals(entry.location()))
        .filter(f -> f.requirement().id().equals(entry.requirement()))
        .map(ReportedFinding::finding)
        .map(finding -> finding.message())
        .findFirst()
        .orElse("");
  }

  /** For people. */
  String text(List<Evaluation> before, List<Evaluation> after) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < after.size(); i++) {
      out.append(PlainText.of(after.get(i).snapshot().name()));
      out.append("  ").append(first).append(" -> ").append(second).append('\n');
      List<Difference> differences = differences(before.get(i), after.get(i));
      if (differences.isEmpty()) {
        out.append("  nothing differs\n");
      }
      for (Difference each : differences) {
        out.append("  ").append(TextLayout.padded(each.change(), 16));
        out.append(PlainText.of(each.requirement() + "  " + each.location()));
        out.append(": ").append(each.before().isEmpty() ? "-" : each.before());
        out.append(" -> ").append(each.after().isEmpty() ? "-" : each.after()).append('\n');
        if (!each.why().isEmpty()) {
          out.append("    ").append(PlainText.of(each.why())).append('\n');
        }
      }
    }
    return out.toString();
  }

  /** For programs. */
  String json(List<Evaluation> before, List<Evaluation> after) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("comparison", "1").put("before", first).put("after", second);
    ArrayNode environments = root.putArray("environments");
    for (int i = 0; i < after.size(); i++) {
      ObjectNode environment = environments.addObject();
      environment.put("name", after.get(i).snapshot().name());
      environment.put("source", after.get(i).snapshot().source());
      ArrayNode list = environment.putArray("differences");
      for (Difference each : differences(before.get(i), after.get(i))) {
        ObjectNode node = list.addObject();
        node.put("requirement", each.requirement()).put("location", each.location());
        node.put("change", each.change());
        node.put("before", each.before().isEmpty() ? null : each.before());
        node.put("after", each.after().isEmpty() ? null : each.after());
        node.put("why", each.why().isEmpty() ? null : each.why());
      }
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }
}
