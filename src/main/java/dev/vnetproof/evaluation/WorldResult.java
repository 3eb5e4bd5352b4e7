package dev.vnetproof.evaluation;

import dev.vnetproof.engine.RuleBase;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.Decision;
import dev.vnetproof.rule.Finding;
import dev.vnetproof.rule.Necessity;
import dev.vnetproof.rule.Outcome;
import dev.vnetproof.rule.Recommendation;
import dev.vnetproof.rule.Undetermined;
import dev.vnetproof.rule.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one run of the rules says of each requirement at each location. */
final class WorldResult {

  /** A requirement at a location. */
  record Key(int location, String requirement) {}

  private final Map<Key, Boolean> applicable = new HashMap<>();
  private final Map<Key, Finding> findings = new HashMap<>();

  WorldResult(RuleBase.Result result) {
    for (Decision decision : result.decisions()) {
      applicable.merge(
          new Key(decision.demand().location(), decision.demand().requirement()),
          decision.use() != Necessity.Use.UNUSED,
          Boolean::logicalOr);
    }
    Map<Key, List<Finding>> all = new HashMap<>();
    for (Finding finding : result.findings()) {
      all.computeIfAbsent(
              new Key(finding.location(), finding.requirement()), key -> new ArrayList<>())
          .add(finding);
    }
    all.forEach((key, several) -> findings.put(key, worst(several)));
  }

  /** Of several findings about the same thing, those of the worst kind as one. */
  private static Finding worst(List<Finding> several) {
    if (several.size() == 1) {
      return several.get(0);
    }
    several.sort(Comparator.comparing(Finding::kind).thenComparing(Finding::message));
    Finding first = several.get(0);
    List<Finding> same = several.stream().filter(f -> f.kind() == first.kind()).toList();
    if (same.size() == 1) {
      return first;
    }
    Set<String> messages = new LinkedHashSet<>();
    Set<String> fixes = new LinkedHashSet<>();
    Set<Block> blocks = new LinkedHashSet<>();
    for (Finding finding : same) {
      messages.add(finding.message());
      finding.fix().ifPresent(fixes::add);
      blocks.addAll(finding.blocks());
    }
    String message = String.join(" ", messages);
    Optional<String> fix =
        fixes.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", fixes));
    List<Block> allBlocks = List.copyOf(blocks);
    return switch (first.kind()) {
      case VIOLATION ->
          new Violation(
              first.requirement(), first.location(), message, allBlocks, first.missing(), fix);
      case RECOMMENDATION ->
          new Recommendation(
              first.requirement(), first.location(), message, allBlocks, first.missing(), fix);
      case UNDETERMINED ->
          new Undetermined(
              first.requirement(), first.location(), message, allBlocks, first.missing(), fix);
    };
  }

  /** Everything that was demanded or found. */
  Set<Key> keys() {
    Set<Key> keys = new LinkedHashSet<>(applicable.keySet());
    keys.addAll(findings.keySet());
    return keys;
  }

  Outcome outcome(Key key) {
    Finding finding = findings.get(key);
    if (finding != null) {
      return finding.kind().outcome();
    }
    return applicable.getOrDefault(key, false) ? Outcome.SATISFIED : Outcome.NOT_APPLICABLE;
  }

  Optional<Finding> finding(Key key) {
    return Optional.ofNullable(findings.get(key));
  }
}
