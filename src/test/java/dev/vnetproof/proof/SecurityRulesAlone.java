package dev.vnetproof.proof;

import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.proof.nsg.NsgAdvice;
import dev.vnetproof.proof.nsg.NsgLayer;
import dev.vnetproof.proof.nsg.PlatformTraffic;
import dev.vnetproof.proof.tag.ExpandedTags;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.rule.Verdict;
import java.util.List;

/**
 * Decides flows as {@link LocationProof} does, but as if every route carried them: what the
 * security group does, in which {@code VirtualNetwork} still takes in the prefixes of routes.
 */
final class SecurityRulesAlone {
  private final FlowProof flows;

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
        new FlowProof(
            space,
            securityRules,
            new NsgAdvice(location, securityRules, space),
            List.of(),
            flow -> Verdict.Allowed.FULLY,
            new PlatformTraffic(location, space));
  }

  Verdict decide(RequiredFlow flow) {
    return flows.decide(flow);
  }
}
