package dev.vnetproof.proof;

import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.TagExpansion;
import dev.vnetproof.proof.nsg.FarGroups;
import dev.vnetproof.proof.nsg.NsgAdvice;
import dev.vnetproof.proof.nsg.NsgLayer;
import dev.vnetproof.proof.nsg.PlatformTraffic;
import dev.vnetproof.proof.route.PathLayer;
import dev.vnetproof.proof.tag.ExpandedTags;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.rule.Decision;
import dev.vnetproof.rule.Demand;
import dev.vnetproof.rule.Deployment;
import dev.vnetproof.rule.Necessity;
import dev.vnetproof.rule.NeedlessFlow;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.rule.RequiredHost;
import dev.vnetproof.rule.RequiredRoute;
import dev.vnetproof.rule.RequiredSetting;
import dev.vnetproof.rule.SubnetRule;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.rule.Wording;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides the demands on one location.
 *
 * <p>Belongs to one evaluation and one thread; keeps what it worked out.
 */
public final class LocationProof {
  private final Location location;
  private final Deployment deployment;
  private final LocationSpace space;
  private final NsgLayer securityRules;
  private final NsgAdvice advice;
  private final PathLayer path;
  private final FlowProof flows;
  private final HostProof hosts;
  private final ReplyProof replies;
  private final NearMisses nearMisses;
  private final Wording wording;

  /** The flows that were to be decided. */
  private final Set<RequiredFlow> asked = new LinkedHashSet<>();

  /** The same with tags in numbers; empty where no numbers of tags are known beside a file. */
  private final Optional<Supplier<LocationProof>> inNumbers;

  private @Nullable LocationProof second;

  /**
   * @param expansions of some tags; looked at where {@code tags} has no file for the cloud
   * @param wording puts what is judged of the decisions into sentences
   */
  public LocationProof(
      Location location,
      Deployment deployment,
      ServiceTags tags,
      List<TagExpansion> expansions,
      Wording wording) {
    this(location, deployment, tags, ExpandedTags.NONE, expansions, wording);
  }

  private LocationProof(
      Location location,
      Deployment deployment,
      ServiceTags tags,
      ExpandedTags expanded,
      List<TagExpansion> more,
      Wording wording) {
    this.wording = wording;
    this.location = location;
    this.deployment = deployment;
    this.inNumbers =
        more.isEmpty() || tags.isPublished(deployment.cloud())
            ? Optional.empty()
            : Optional.of(
                () ->
                    new LocationProof(
                        location, deployment, tags, new ExpandedTags(more), List.of(), wording));
    this.space = new LocationSpace(location, deployment.cloud(), tags, expanded);
    this.securityRules = new NsgLayer(location, deployment.platformVersion(), space);
    this.path = new PathLayer(location, deployment.cloud(), tags, space);
    PlatformTraffic platform = new PlatformTraffic(location, space);
    this.advice = new NsgAdvice(location, securityRules, space);
    this.flows =
        new FlowProof(
            space,
            securityRules,
            advice,
            List.of(new FarGroups(location, space), path),
            path::decideRoutes,
            platform);
    this.replies = new ReplyProof(path);
    this.nearMisses = new NearMisses(location, space);
    this.hosts = new HostProof(location, deployment, space, securityRules, path, platform);
  }

  /** What follows from the location and bears on requirements: for rules to match. */
  public List<Object> derivedFacts() {
    return new DerivedFacts(location, space, path, advice).all();
  }

  /**
   * Decides a demand on this location. What names leave open may be decided by the numbers of some
   * tags; both are proofs, so that they never contradict each other.
   */
  public Decision decide(Demand demand) {
    if (demand instanceof RequiredFlow flow) {
      asked.add(flow);
    }
    Decision decision = decideByNames(demand);
    if (inNumbers.isEmpty() || !(decision.verdict() instanceof Verdict.Unknown)) {
      return decision;
    }
    if (second == null) {
      second = inNumbers.get().get();
    }
    Decision other = second.decideByNames(demand);
    return other.verdict() instanceof Verdict.Unknown
        ? decision
        : other.with(decision.nearMisses());
  }

  private Decision decideByNames(Demand demand) {
    Verdict verdict = supposed(demand.necessity(), verdict(demand));
    Optional<Block> byDefault =
        demand instanceof RequiredFlow flow && verdict instanceof Verdict.Allowed
            ? flows.byDefaultRule(flow)
            : Optional.empty();
    return new Decision(
        demand,
        verdict,
        demand.necessity().use(deployment.features()),
        byDefault,
        location.networkSecurityGroup().orElse(Optional.empty()).map(NetworkSecurityGroup::name),
        () -> demand instanceof RequiredFlow flow ? nearMisses.of(flow, asked) : List.of(),
        wording);
  }

  /** Where a datum that is not given may lift a demand, it is missing if the demand is not met. */
  private static Verdict supposed(Necessity necessity, Verdict verdict) {
    return necessity instanceof Necessity.Supposed supposed
            && verdict instanceof Verdict.Blocked blocked
        ? new Verdict.Unknown(List.of(supposed.datum()), blocked.blocks())
        : verdict;
  }

  private Verdict verdict(Demand demand) {
    if (demand instanceof RequiredFlow flow) {
      return flows.decide(flow);
    }
    if (demand instanceof RequiredSetting setting) {
      return decide(setting);
    }
    if (demand instanceof NeedlessFlow flow) {
      return flows.decide(flow);
    }
    if (demand instanceof RequiredHost host) {
      return hosts.decide(host);
    }
    if (demand instanceof RequiredRoute route) {
      return replies.decide(route);
    }
    throw new IllegalArgumentException("no analysis for " + demand.describe());
  }

  private static Verdict decide(RequiredSetting setting) {
    if (setting.holds().ifMissing().isPresent()) {
      return new Verdict.Unknown(List.of(setting.holds().missing()), List.of());
    }
    if (setting.holds().orElse(false)) {
      return Verdict.Allowed.FULLY;
    }
    List<Block> blocks = new ArrayList<>();
    for (SubnetRule broken : setting.rules()) {
      SecurityRule rule = broken.rule();
      blocks.add(
          new Block(
              setting.describe(),
              Optional.empty(),
              new DecidedBy.BySecurityRule(
                  broken.networkSecurityGroup(), rule.name(), rule.priority(), rule.pointer())));
    }
    if (blocks.isEmpty()) {
      blocks.add(
          new Block(
              setting.describe(), Optional.empty(), new DecidedBy.BySetting(setting.property())));
    }
    return new Verdict.Blocked(blocks);
  }
}
