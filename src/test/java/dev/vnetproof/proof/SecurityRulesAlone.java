package dev.vnetproof.proof;

import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.proof.layer.DemandedFlow;
import dev.vnetproof.proof.nsg.FarGroups;
import dev.vnetproof.proof.nsg.NsgAdvice;
import dev.vnetproof.proof.nsg.NsgLayer;
import dev.vnetproof.proof.nsg.PlatformTraffic;
import dev.vnetproof.proof.route.PathLayer;
import dev.vnetproof.proof.tag.ExpandedTags;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.space.PacketSet;
import java.util.List;

/**
 * Decides flows as {@link LocationAnalysis} does, but as if every route carried them: what the
 * security group does, in which {@code VirtualNetwork} still takes in the prefixes of routes.
 */
final class SecurityRulesAlone {
  private final FlowAnalysis flows;

  SecurityRulesAlone(Location location, Cloud cloud, PlatformVersion platform, ServiceTags tags) {
    this(location, cloud, platform, tags, ExpandedTags.NONE);
  }

  SecurityRulesAlone(
      Location location,
      Cloud cloud,
      PlatformVersion platform,
      ServiceTags tags,
      ExpandedTags expanded) {
    LocationSpace space = new LocationSpace(location, cloud, tags, expanded);
    NsgLayer securityRules = new NsgLayer(location, platform, space);
    this.flows =
        new FlowAnalysis(
            space,
            securityRules,
            new NsgAdvice(location, securityRules, space),
            FarGroups.NONE,
            new EveryPathOpen(location, cloud, tags, space),
            new PlatformTraffic(location, space));
  }

  Verdict decide(RequiredFlow flow) {
    return flows.decide(flow);
  }

  private static final class EveryPathOpen extends PathLayer {
    EveryPathOpen(Location location, Cloud cloud, ServiceTags tags, LocationSpace space) {
      super(location, cloud, tags, space);
    }

    @Override
    public Verdict decide(DemandedFlow flow) {
      return Verdict.Allowed.FULLY;
    }

    @Override
    public boolean nothingPasses(DemandedFlow flow) {
      return false;
    }

    @Override
    public List<PacketSet> mayCarry(DemandedFlow flow, List<PacketSet> packets) {
      return packets;
    }

    @Override
    public List<Block> stops(DemandedFlow flow, PacketSet packets) {
      return List.of();
    }
  }
}
