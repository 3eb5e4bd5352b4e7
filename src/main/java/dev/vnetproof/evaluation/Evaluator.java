package dev.vnetproof.evaluation;

import dev.vnetproof.analysis.Decision;
import dev.vnetproof.analysis.LocationAnalysis;
import dev.vnetproof.analysis.ServiceTags;
import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.catalogue.CatalogueException;
import dev.vnetproof.catalogue.CatalogueFile;
import dev.vnetproof.engine.RuleBase;
import dev.vnetproof.evaluation.WorldResult.Key;
import dev.vnetproof.fact.ControlPlane;
import dev.vnetproof.fact.Deployment;
import dev.vnetproof.fact.DnsServers;
import dev.vnetproof.fact.FqdnPermission;
import dev.vnetproof.fact.NetworkPermission;
import dev.vnetproof.fact.SubnetRoute;
import dev.vnetproof.fact.SubnetRule;
import dev.vnetproof.finding.Finding;
import dev.vnetproof.finding.Outcome;
import dev.vnetproof.finding.Undetermined;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.requirement.Edition;
import dev.vnetproof.requirement.Requirement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Evaluates snapshots against the requirements of one edition. Immutable and thread-safe: build one
 * and share it.
 *
 * <pre>{@code
 * Evaluator evaluator = Evaluator.builder().build();
 * Evaluation evaluation = evaluator.evaluate(snapshot);
 * evaluation.violations().forEach(v -> System.out.println(v.finding().message()));
 * }</pre>
 */
public final class Evaluator {
  /** The edition of the source document. */
  public static final String DEFAULT_EDITION = "2023-01-06";

  private final RuleBase rules;
  private final Catalogue catalogue;
  private final Edition edition;
  private final ServiceTags serviceTags;

  private Evaluator(RuleBase rules, Catalogue catalogue, Edition edition, ServiceTags serviceTags) {
    this.rules = rules;
    this.catalogue = catalogue;
    this.edition = edition;
    this.serviceTags = serviceTags;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Chooses rules, edition and service tags; what is not chosen has a default. */
  public static final class Builder {
    private Optional<Path> rules = Optional.empty();
    private String edition = DEFAULT_EDITION;
    private ServiceTags serviceTags = ServiceTags.none();

    private Builder() {}

    /** Rules of a folder (DRL, with YAML sidecars where wanted) beside the built-in ones. */
    public Builder rules(Path folder) {
      this.rules = Optional.of(folder);
      return this;
    }

    /**
     * The edition of the document to hold environments to; {@value #DEFAULT_EDITION} if not set.
     */
    public Builder edition(String id) {
      this.edition = id;
      return this;
    }

    /** The prefixes of service tags; without them tags are names with known relations. */
    public Builder serviceTags(ServiceTags tags) {
      this.serviceTags = tags;
      return this;
    }

    /**
     * @throws CatalogueException if the rules of the folder are not usable
     * @throws IllegalArgumentException if there is no such edition
     */
    public Evaluator build() {
      Catalogue builtIn = Catalogue.builtIn();
      Catalogue catalogue = rules.map(CatalogueFile::readFolder).map(builtIn::and).orElse(builtIn);
      return new Evaluator(
          rules.map(RuleBase::builtInAnd).orElseGet(RuleBase::builtIn),
          catalogue,
          catalogue.edition(edition),
          serviceTags);
    }
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  public Edition edition() {
    return edition;
  }

  public ServiceTags serviceTags() {
    return serviceTags;
  }

  /** Evaluates one snapshot. The result is the same whatever the order of rules in it. */
  public Evaluation evaluate(EnvironmentSnapshot snapshot) {
    Map<Deployment, WorldResult> results = new LinkedHashMap<>();
    for (Deployment world : Worlds.of(snapshot)) {
      results.put(world, run(snapshot, world));
    }
    TreeSet<Key> keys = new TreeSet<>();
    for (Location location : snapshot.locations()) {
      for (Requirement requirement : catalogue.requirements().values()) {
        if (requirement.editions().contains(edition.id())) {
          keys.add(new Key(location.index(), requirement.id()));
        }
      }
    }
    results.values().forEach(result -> keys.addAll(result.keys()));

    List<OutcomeEntry> outcomes = new ArrayList<>(keys.size());
    List<ReportedFinding> findings = new ArrayList<>();
    for (Key key : keys) {
      Optional<Finding> finding = merged(snapshot, key, results);
      Outcome outcome =
          finding.map(f -> f.kind().outcome()).orElseGet(() -> unremarkable(key, results));
      String label = snapshot.locations().get(key.location()).label();
      outcomes.add(new OutcomeEntry(key.requirement(), label, outcome));
      finding.ifPresent(f -> findings.add(reported(snapshot, label, f)));
    }
    outcomes.sort(
        Comparator.comparing(OutcomeEntry::location).thenComparing(OutcomeEntry::requirement));
    findings.sort(
        Comparator.comparing(ReportedFinding::location).thenComparing(f -> f.requirement().id()));
    return new Evaluation(snapshot, outcomes, findings);
  }

  private WorldResult run(EnvironmentSnapshot snapshot, Deployment deployment) {
    List<Object> facts = new ArrayList<>();
    facts.add(edition);
    facts.add(deployment);
    for (Location location : snapshot.locations()) {
      addFacts(facts, deployment, location);
    }
    return new WorldResult(rules.run(facts, Decision.class, Finding.class));
  }

  private void addFacts(List<Object> facts, Deployment deployment, Location location) {
    facts.add(location);
    facts.add(new LocationAnalysis(location, deployment, serviceTags));
    facts.add(
        new ControlPlane(
            location.index(),
            location
                .region()
                .asOptional()
                .map(region -> catalogue.controlPlaneAddresses(deployment.cloud(), region))
                .orElse(AddressPrefixes.NONE)));
    facts.add(new DnsServers(location, location.dns()));
    location
        .networkSecurityGroup()
        .orElse(Optional.empty())
        .ifPresent(
            group -> {
              for (SecurityRule rule : group.securityRules().orElse(List.of())) {
                facts.add(new SubnetRule(location, group.name(), rule));
              }
            });
    location
        .routeTable()
        .orElse(Optional.empty())
        .ifPresent(
            table ->
                table
                    .routes()
                    .orElse(List.of())
                    .forEach(route -> facts.add(new SubnetRoute(location, table.name(), route))));
    location
        .egressFirewall()
        .orElse(Optional.empty())
        .ifPresent(
            firewall -> {
              firewall
                  .fqdnAllowances()
                  .orElse(List.of())
                  .forEach(a -> facts.add(new FqdnPermission(location, firewall.name(), a)));
              firewall
                  .networkAllowances()
                  .orElse(List.of())
                  .forEach(a -> facts.add(new NetworkPermission(location, firewall.name(), a)));
            });
  }

  /** Satisfied where some world has something to satisfy. */
  private static Outcome unremarkable(Key key, Map<Deployment, WorldResult> results) {
    return results.values().stream().anyMatch(r -> r.outcome(key) == Outcome.SATISFIED)
        ? Outcome.SATISFIED
        : Outcome.NOT_APPLICABLE;
  }

  /** The finding about a key that all worlds agree on, or that they do not agree. */
  private static Optional<Finding> merged(
      EnvironmentSnapshot snapshot, Key key, Map<Deployment, WorldResult> results) {
    WorldResult first = results.values().iterator().next();
    if (results.values().stream().allMatch(r -> r.outcome(key) == first.outcome(key))) {
      return first.finding(key);
    }
    if (results.values().stream().noneMatch(r -> r.finding(key).isPresent())) {
      return Optional.empty();
    }
    for (Worlds.Setting setting : Worlds.Setting.values()) {
      Optional<String> missing = setting.missing(snapshot.deployment());
      if (missing.isPresent() && dependsOn(setting, key, results)) {
        return Optional.of(
            new Undetermined(
                key.requirement(),
                key.location(),
                "Whether the requirement is met depends on "
                    + missing.get()
                    + ", which the snapshot does not say: "
                    + byValue(setting, key, results)
                    + ".",
                List.of(),
                missing,
                Optional.of("Give " + missing.get() + ".")));
      }
    }
    throw new IllegalStateException("worlds differ in no setting: " + key);
  }

  private static boolean dependsOn(
      Worlds.Setting setting, Key key, Map<Deployment, WorldResult> results) {
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

  private static String byValue(
      Worlds.Setting setting, Key key, Map<Deployment, WorldResult> results) {
    TreeSet<String> parts = new TreeSet<>();
    results.forEach(
        (world, result) -> parts.add(setting.value(world) + ": " + result.outcome(key)));
    return String.join(", ", parts);
  }

  private ReportedFinding reported(EnvironmentSnapshot snapshot, String location, Finding finding) {
    Requirement requirement =
        catalogue
            .requirement(finding.requirement())
            .orElseGet(() -> undescribed(finding.requirement()));
    return new ReportedFinding(
        finding,
        requirement,
        location,
        Fingerprint.of(snapshot.deployment().name(), location, finding));
  }

  /** Stands in for an authored requirement that has no sidecar. */
  private Requirement undescribed(String id) {
    return new Requirement(
        id, id, "", "", "", "", "", List.of(edition.id()), Requirement.Severity.MEDIUM);
  }
}
