package dev.vnetproof.evaluation;

import dev.vnetproof.analysis.LocationAnalysis;
import dev.vnetproof.analysis.ServiceTags;
import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.catalogue.CatalogueException;
import dev.vnetproof.catalogue.CatalogueFile;
import dev.vnetproof.engine.RuleBase;
import dev.vnetproof.fact.ControlPlane;
import dev.vnetproof.fact.Deployment;
import dev.vnetproof.fact.NetworkSite;
import dev.vnetproof.fact.PrimaryRegion;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.requirement.Edition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final Optional<Cloud> cloud;

  private Evaluator(
      RuleBase rules,
      Catalogue catalogue,
      Edition edition,
      ServiceTags serviceTags,
      Optional<Cloud> cloud) {
    this.rules = rules;
    this.catalogue = catalogue;
    this.edition = edition;
    this.serviceTags = serviceTags;
    this.cloud = cloud;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Chooses rules, edition and service tags; what is not chosen has a default. */
  public static final class Builder {
    private Optional<Path> rules = Optional.empty();
    private String edition = DEFAULT_EDITION;
    private ServiceTags serviceTags = ServiceTags.none();
    private Optional<Cloud> cloud = Optional.empty();

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
     * The cloud of environments that do not say it, nor any region of theirs; Azure Public if not
     * set. Either way it is among the assumptions of the evaluation.
     */
    public Builder cloud(Cloud taken) {
      this.cloud = Optional.of(taken);
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
          serviceTags,
          cloud);
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
  public Evaluation evaluate(EnvironmentSnapshot given) {
    CloudChoice chosen = CloudChoice.of(given, cloud);
    EnvironmentSnapshot snapshot = chosen.snapshot();
    Map<Deployment, WorldResult> results = new LinkedHashMap<>();
    for (Deployment world : Worlds.of(snapshot, chosen.cloud())) {
      results.put(world, run(snapshot, world));
    }
    return new Merge(snapshot, catalogue, edition, results).evaluation();
  }

  private WorldResult run(EnvironmentSnapshot snapshot, Deployment deployment) {
    LocationAnalysis[] analyses = new LocationAnalysis[snapshot.locations().size()];
    List<Object> facts = new ArrayList<>();
    facts.add(edition);
    facts.add(deployment);
    for (Location location : snapshot.locations()) {
      LocationAnalysis analysis =
          new LocationAnalysis(location, deployment, serviceTags, snapshot.serviceTags());
      analyses[location.index()] = analysis;
      facts.add(analysis);
      facts.add(controlPlane(location, deployment));
      facts.add(new NetworkSite(location, snapshot.deployment()));
      LocationFacts.add(location, facts);
    }
    facts.addAll(PrimaryRegion.among(snapshot.locations()));
    return new WorldResult(rules.run(facts, demand -> analyses[demand.location()].decide(demand)));
  }

  private ControlPlane controlPlane(Location location, Deployment deployment) {
    return new ControlPlane(
        location.index(),
        location
            .region()
            .asOptional()
            .map(region -> catalogue.controlPlaneAddresses(deployment.cloud(), region))
            .orElse(AddressPrefixes.NONE));
  }
}
