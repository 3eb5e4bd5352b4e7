package dev.vnetproof.evaluation;

import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.evaluation.WorldResult.Key;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.LocationLabels;
import dev.vnetproof.model.Missing;
import dev.vnetproof.rule.Deployment;
import dev.vnetproof.rule.Edition;
import dev.vnetproof.rule.Finding;
import dev.vnetproof.rule.Outcome;
import dev.vnetproof.rule.Requirement;
import dev.vnetproof.wording.Explanation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Makes one evaluation of what each possible world says. */
final class Merge {
  private final EnvironmentSnapshot snapshot;
  private final Catalogue catalogue;
  private final Edition edition;
  private final Map<Deployment, WorldResult> results;
  private final WorldResult first;
  private final LocationLabels labels;

  /**
   * @param results at least one
   */
  Merge(
      EnvironmentSnapshot snapshot,
      Catalogue catalogue,
      Edition edition,
      Map<Deployment, WorldResult> results) {
    this.snapshot = snapshot;
    this.catalogue = catalogue;
    this.edition = edition;
    this.results = results;
    this.first = results.values().iterator().next();
    this.labels = new LocationLabels(snapshot);
  }

  Evaluation evaluation() {
    List<OutcomeEntry> outcomes = new ArrayList<>();
    List<ReportedFinding> findings = new ArrayList<>();
    List<Location> byLabel = new ArrayList<>(snapshot.locations());
    byLabel.sort(Comparator.comparing(labels::of));
    for (Location location : byLabel) {
      for (String requirement : requirements(location)) {
        Key key = new Key(location.index(), requirement);
        Optional<Finding> finding = finding(key);
        Outcome outcome = finding.isPresent() ? finding.get().kind().outcome() : unremarkable(key);
        outcomes.add(
            new OutcomeEntry(requirement, labels.of(location), outcome, reason(requirement)));
        if (finding.isPresent()) {
          findings.add(reported(location, finding.get()));
        }
      }
    }
    return new Evaluation(snapshot, outcomes, findings);
  }

  /** Why it is not for the tier of the deployment; empty where it is. */
  private Optional<String> reason(String requirement) {
    return catalogue
        .requirement(requirement)
        .map(Requirement::tiers)
        .filter(tiers -> results.keySet().stream().noneMatch(tiers::have))
        .map(Requirement.Tiers::reason);
  }

  /** The ids of the edition, and those that authored rules add undescribed; in order. */
  private Iterable<String> requirements(Location location) {
    List<String> known = catalogue.idsOf(edition);
    TreeSet<String> all = null;
    for (WorldResult result : results.values()) {
      for (Key key : result.keys()) {
        if (key.location() == location.index()
            && catalogue.requirement(key.requirement()).isEmpty()) {
          all = all == null ? new TreeSet<>(known) : all;
          all.add(key.requirement());
        }
      }
    }
    return all == null ? known : all;
  }

  /** Satisfied where some world has something to satisfy. */
  private Outcome unremarkable(Key key) {
    for (WorldResult result : results.values()) {
      if (result.outcome(key) == Outcome.SATISFIED) {
        return Outcome.SATISFIED;
      }
    }
    return Outcome.NOT_APPLICABLE;
  }

  /** The finding about a key that all worlds agree on, or that they do not agree. */
  private Optional<Finding> finding(Key key) {
    boolean remarkable = false;
    boolean agreed = true;
    Outcome outcome = first.outcome(key);
    for (WorldResult result : results.values()) {
      remarkable |= result.finding(key).isPresent();
      agreed &= result.outcome(key) == outcome;
    }
    if (agreed || !remarkable) {
      return agreed ? first.finding(key) : Optional.empty();
    }
    for (Worlds.Setting setting : Worlds.Setting.values()) {
      Optional<Missing> missing = setting.missing(snapshot.deployment());
      if (missing.isPresent() && dependsOn(setting, key)) {
        return Optional.of(
            Explanation.dependingOn(
                key.requirement(), key.location(), missing.get(), byValue(setting, key)));
      }
    }
    throw new IllegalStateException("worlds differ in no setting: " + key);
  }

  private boolean dependsOn(Worlds.Setting setting, Key key) {
    for (Map.Entry<Deployment, WorldResult> a : results.entrySet()) {
      for (Map.Entry<Deployment, WorldResult> b : results.entrySet()) {
        if (a.getValue().outcome(key) != b.getValue().outcome(key)
            && differOnlyIn(setting, a.getKey(), b.getKey())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean differOnlyIn(Worlds.Setting setting, Deployment a, Deployment b) {
    for (Worlds.Setting each : Worlds.Setting.values()) {
      if (each.value(a).equals(each.value(b)) == (each == setting)) {
        return false;
      }
    }
    return true;
  }

  private String byValue(Worlds.Setting setting, Key key) {
    TreeSet<String> parts = new TreeSet<>();
    results.forEach(
        (world, result) -> parts.add(setting.value(world) + ": " + result.outcome(key)));
    return String.join(", ", parts);
  }

  private ReportedFinding reported(Location location, Finding finding) {
    Requirement requirement =
        catalogue
            .requirement(finding.requirement(), edition)
            .map(each -> each.on(results.keySet().iterator().next().pages()))
            .orElseGet(() -> undescribed(finding.requirement()));
    return new ReportedFinding(
        finding,
        requirement,
        labels.of(location),
        Fingerprint.of(snapshot.deployment().name(), labels.of(location), location, finding));
  }

  /** Stands in for an authored requirement that has no sidecar. */
  private Requirement undescribed(String id) {
    return new Requirement(
        id,
        id,
        "",
        "",
        "",
        "",
        "",
        Optional.empty(),
        List.of(edition.id()),
        Requirement.Severity.MEDIUM,
        List.of(),
        Map.of(),
        Requirement.Tiers.EVERY,
        Map.of());
  }
}
