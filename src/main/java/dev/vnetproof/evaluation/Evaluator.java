package dev.vnetproof.evaluation;

import dev.vnetproof.catalogue.Catalogue;
import dev.vnetproof.catalogue.CatalogueException;
import dev.vnetproof.catalogue.OwnSidecars;
import dev.vnetproof.engine.RuleBase;
import dev.vnetproof.engine.Watch;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.proof.LocationProof;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.rule.ControlPlane;
import dev.vnetproof.rule.Demand;
import dev.vnetproof.rule.Deployment;
import dev.vnetproof.rule.Edition;
import dev.vnetproof.rule.NetworkSite;
import dev.vnetproof.rule.OwnSubnet;
import dev.vnetproof.rule.PrimaryRegion;
import dev.vnetproof.rule.RequiredSetting;
import dev.vnetproof.rule.SubnetRoom;
import dev.vnetproof.wording.Explanation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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

  /** The newest edition, where it is looked at too. */
  private final Optional<Edition> later;

  /** The rules whose verdicts may differ under it; made when they are asked for first. */
  private volatile @Nullable RuleBase laterRules;

  private final ServiceTags serviceTags;
  private final Optional<Cloud> cloud;
  private final Optional<Duration> timeLimit;

  private Evaluator(
      RuleBase rules,
      Catalogue catalogue,
      Edition edition,
      Optional<Edition> later,
      ServiceTags serviceTags,
      Optional<Cloud> cloud,
      Optional<Duration> timeLimit) {
    this.rules = rules;
    this.catalogue = catalogue;
    this.edition = edition;
    this.later = later;
    this.serviceTags = serviceTags;
    this.cloud = cloud;
    this.timeLimit = timeLimit;
  }

  /** Builds an evaluator; one of built-in rules and no service tag file unless told otherwise. */
  public static Builder builder() {
    return new Builder();
  }

  /** Chooses rules, edition and service tags; what is not chosen has a default. */
  public static final class Builder {
    private Optional<Path> rules = Optional.empty();
    private Optional<String> edition = Optional.empty();
    private Optional<Boolean> laterEditions = Optional.empty();
    private ServiceTags serviceTags = ServiceTags.none();
    private Optional<Cloud> cloud = Optional.empty();
    private Optional<Duration> timeLimit = Optional.empty();

    private Builder() {}

    /**
     * Rules of a folder (DRL, with YAML sidecars where wanted) beside the built-in ones. They add
     * requirements of their own and change nothing else: the built-in results are those of the
     * built-in rules alone. They are compiled Java all the same: take them from people you trust.
     */
    public Builder rules(Path folder) {
      this.rules = Optional.of(folder);
      return this;
    }

    /**
     * The edition of the document to hold environments to, the date it prints or {@code latest};
     * {@value #DEFAULT_EDITION} if not set, and then later ones are looked at, too.
     */
    public Builder edition(String id) {
      this.edition = Optional.of(id);
      return this;
    }

    /**
     * Whether to tell by {@code advice.later-editions} what the newest edition would newly find
     * violated; if not set, it is told where no edition was chosen.
     */
    public Builder laterEditions(boolean told) {
      this.laterEditions = Optional.of(told);
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
     * How long one evaluation may take; what is not done then ends in an exception. Without a limit
     * own rules have 10 seconds for each evaluation, and the rest, whose work is bounded, as long
     * as it takes.
     *
     * <p>Looked at between demands, and in every loop, insertion and search of a pattern in own
     * rules. Not stopped is a single call of a Java method that runs for long by itself, such as
     * {@code BigInteger.pow} or {@code String.repeat}, and a loop inside of one that calls no code
     * of the rule.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder timeLimit(Duration limit) {
      if (limit.isZero() || limit.isNegative()) {
        throw new IllegalArgumentException("a time limit of " + limit + "; expected more than 0");
      }
      this.timeLimit = Optional.of(limit);
      return this;
    }

    /**
     * Works in any thread, whatever its context class loader.
     *
     * @throws CatalogueException if the rules of the folder are not usable
     * @throws IllegalArgumentException if there is no such edition
     */
    public Evaluator build() {
      Catalogue catalogue = rules.map(OwnSidecars::builtInAnd).orElseGet(Catalogue::builtIn);
      Edition chosen = catalogue.edition(edition.orElse(DEFAULT_EDITION));
      boolean ahead = laterEditions.orElse(edition.isEmpty());
      return new Evaluator(
          rules
              .map(folder -> RuleBase.builtInAnd(folder, serviceTags::isPublished))
              .orElseGet(RuleBase::builtIn),
          catalogue,
          chosen,
          Optional.of(catalogue.latest()).filter(newest -> ahead && !newest.equals(chosen)),
          serviceTags,
          cloud,
          timeLimit);
    }
  }

  /** What is known of all requirements, own ones among them. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** The edition that environments are held to. */
  public Edition edition() {
    return edition;
  }

  /** The service tag files that are used. */
  public ServiceTags serviceTags() {
    return serviceTags;
  }

  /**
   * Evaluates one snapshot. The result is the same whatever the order of lists in it.
   *
   * @throws CatalogueException if a rule of one's own fails or takes too long, naming it
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it
   *     stays, or the evaluation takes longer than its time limit
   */
  public Evaluation evaluate(EnvironmentSnapshot given) {
    Watch watch = Watch.start(timeLimit);
    CloudChoice chosen = CloudChoice.of(given, cloud);
    EnvironmentSnapshot snapshot = Assumptions.told(chosen.snapshot(), edition);
    EnvironmentSnapshot ordered = CanonicalOrder.of(snapshot);
    List<World> worlds =
        Worlds.of(ordered, chosen.cloud()).stream().map(each -> world(ordered, each)).toList();
    List<Object> ahead =
        later
            .filter(newest -> worlds.get(0).deployment().isClassic())
            .map(
                newest ->
                    new LaterEditions(
                            catalogue,
                            edition,
                            newest,
                            (held, wanted) -> findings(ordered, worlds, held, wanted, watch))
                        .facts(ordered))
            .orElse(List.of());
    Map<Deployment, WorldResult> results = new LinkedHashMap<>();
    for (World world : worlds) {
      results.put(world.deployment(), run(rules, world, edition, ahead, id -> true, watch));
    }
    return new Merge(snapshot, catalogue, edition, results).evaluation();
  }

  /** What the built-in rules find under another edition. */
  private List<ReportedFinding> findings(
      EnvironmentSnapshot snapshot,
      List<World> worlds,
      Edition other,
      Predicate<String> wanted,
      Watch watch) {
    Map<Deployment, WorldResult> results = new LinkedHashMap<>();
    for (World world : worlds) {
      results.put(world.deployment(), run(laterRules(), world, other, List.of(), wanted, watch));
    }
    return new Merge(snapshot, catalogue, other, results).evaluation().findings();
  }

  private RuleBase laterRules() {
    RuleBase made = laterRules;
    if (made == null) {
      made =
          RuleBase.builtIn()
              .only(
                  id ->
                      later.map(newest -> catalogue.mayDiffer(id, edition, newest)).orElse(false));
      laterRules = made;
    }
    return made;
  }

  /**
   * One possible deployment of an environment.
   *
   * @param facts that rules match, whatever the edition
   * @param proofs by location; what one edition had proved, another one need not prove again
   */
  private record World(Deployment deployment, List<Object> facts, List<LocationProof> proofs) {}

  private World world(EnvironmentSnapshot snapshot, Deployment deployment) {
    List<LocationProof> proofs = new ArrayList<>();
    List<Object> facts = new ArrayList<>();
    facts.add(deployment);
    for (Location location : snapshot.locations()) {
      LocationProof proof =
          new LocationProof(
              location, deployment, serviceTags, snapshot.serviceTags(), Explanation::of);
      proofs.add(proof);
      facts.addAll(proof.derivedFacts());
      facts.add(
          deployment.isClassic()
              ? new SubnetRoom(location, deployment)
              : new OwnSubnet(location, deployment));
      facts.add(controlPlane(location, deployment));
      facts.add(new NetworkSite(location, snapshot.deployment()));
      LocationFacts.add(location, facts);
    }
    facts.addAll(PrimaryRegion.among(snapshot.locations()));
    return new World(deployment, facts, proofs);
  }

  private WorldResult run(
      RuleBase base,
      World world,
      Edition held,
      List<Object> ahead,
      Predicate<String> wanted,
      Watch watch) {
    List<Object> facts = new ArrayList<>(ahead);
    facts.add(held);
    facts.addAll(world.facts());
    return new WorldResult(
        base.run(
            facts,
            id -> has(held, world.deployment(), id) && wanted.test(id),
            demand -> world.proofs().get(demand.location()).decide(worded(demand, held)),
            watch));
  }

  private Demand worded(Demand demand, Edition held) {
    return demand instanceof RequiredSetting setting
        ? catalogue
            .requirement(setting.requirement(), held)
            .<Demand>map(setting::worded)
            .orElse(setting)
        : demand;
  }

  /** What the edition has, and what own rules add without a word about it. */
  private boolean has(Edition held, Deployment deployment, String id) {
    return catalogue
        .requirement(id)
        .map(each -> each.isIn(held) && each.tiers().have(deployment))
        .orElse(true);
  }

  private ControlPlane controlPlane(Location location, Deployment deployment) {
    return new ControlPlane(
        location,
        location
            .region()
            .asOptional()
            .map(region -> catalogue.controlPlaneAddresses(deployment.cloud(), region))
            .orElse(AddressPrefixes.NONE),
        catalogue.controlPlaneAddresses(deployment.cloud()));
  }
}
