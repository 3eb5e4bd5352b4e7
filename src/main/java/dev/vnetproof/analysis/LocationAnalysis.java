package dev.vnetproof.analysis;

import dev.vnetproof.fact.Deployment;
import dev.vnetproof.fact.SubnetRule;
import dev.vnetproof.finding.Block;
import dev.vnetproof.finding.DecidedBy;
import dev.vnetproof.model.Access;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.requirement.Demand;
import dev.vnetproof.requirement.NeedlessFlow;
import dev.vnetproof.requirement.RequiredFlow;
import dev.vnetproof.requirement.RequiredHost;
import dev.vnetproof.requirement.RequiredRoute;
import dev.vnetproof.requirement.RequiredSetting;
import java.util.List;
import java.util.Optional;

/**
 * Decides the demands on one location. A fact: judgement rules ask it.
 *
 * <p>Belongs to one evaluation and one thread; keeps what it worked out.
 */
public final class LocationAnalysis {
  private final Location location;
  private final Deployment deployment;
  private final FlowAnalysis flows;

  public LocationAnalysis(Location location, Deployment deployment, ServiceTags tags) {
    this.location = location;
    this.deployment = deployment;
    this.flows = new FlowAnalysis(location, deployment, tags);
  }

  /** The index of the location in its snapshot. */
  public int index() {
    return location.index();
  }

  /** Decides a demand on this location. */
  public Decision decide(Demand demand) {
    return new Decision(demand, verdict(demand), demand.necessity().use(deployment.features()));
  }

  /** Whether a rule allows traffic out to public addresses that it names by number. */
  public boolean namesPublicDestination(SubnetRule subnetRule) {
    SecurityRule rule = subnetRule.rule();
    return rule.direction() == Direction.OUTBOUND
        && rule.access().orElse(Access.DENY) == Access.ALLOW
        && rule.destinations()
            .asOptional()
            .filter(side -> !side.any())
            .map(side -> side.prefixes().set())
            .filter(set -> set.intersects(Ipv4Space.PUBLIC) && !set.covers(Ipv4Space.PUBLIC))
            .isPresent();
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
    if (demand instanceof RequiredHost || demand instanceof RequiredRoute) {
      throw new IllegalArgumentException("no analysis for " + demand.describe());
    }
    throw new IllegalArgumentException("no analysis for " + demand.describe());
  }

  private static Verdict decide(RequiredSetting setting) {
    if (setting.holds().ifMissing().isPresent()) {
      return new Verdict.Unknown(List.of(setting.holds().ifMissing().get()), List.of());
    }
    if (setting.holds().orElse(false)) {
      return Verdict.Allowed.FULLY;
    }
    DecidedBy decidedBy =
        setting
            .rule()
            .map(
                r ->
                    (DecidedBy)
                        new DecidedBy.BySecurityRule(
                            r.networkSecurityGroup(),
                            r.rule().name(),
                            r.rule().priority(),
                            r.rule().pointer()))
            .orElseGet(() -> new DecidedBy.BySetting(setting.property()));
    return new Verdict.Blocked(List.of(new Block(setting.describe(), Optional.empty(), decidedBy)));
  }
}
