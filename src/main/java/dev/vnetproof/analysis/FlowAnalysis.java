package dev.vnetproof.analysis;

import dev.vnetproof.fact.Deployment;
import dev.vnetproof.finding.Block;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.requirement.Alternative;
import dev.vnetproof.requirement.NeedlessFlow;
import dev.vnetproof.requirement.Remote;
import dev.vnetproof.requirement.RequiredFlow;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides required flows at one location, layer by layer, with their accepted alternatives. */
final class FlowAnalysis {
  private final LocationSpace space;
  private final NsgLayer securityRules;

  FlowAnalysis(Location location, Deployment deployment, ServiceTags tags) {
    this.space = new LocationSpace(location, deployment.cloud(), tags);
    this.securityRules = new NsgLayer(location, deployment.platformVersion(), space);
  }

  /** Advice is given on proof only: what cannot be decided counts as needed. */
  Verdict decide(NeedlessFlow flow) {
    AddressSet beyond =
        space
            .demanded(new Remote.Tag(ServiceTag.INTERNET))
            .certain()
            .subtract(space.of(flow.needed()).possible())
            .subtract(flow.alsoNeeded().set());
    return securityRules
        .letsIn(flow.describe(), space.subnet().certain(), beyond, flow.port())
        .map(block -> (Verdict) new Verdict.Blocked(List.of(block)))
        .orElse(Verdict.Allowed.FULLY);
  }

  Verdict decide(RequiredFlow flow) {
    if (flow.remote() instanceof Remote.Unlocated unlocated) {
      return new Verdict.Unknown(List.of(unlocated.missing()), List.of());
    }
    DemandedFlow whole = demanded(flow, flow.remote());
    Verdict full = securityRules.decide(whole);
    if (full instanceof Verdict.Allowed) {
      return full;
    }
    List<Block> blocks = full instanceof Verdict.Blocked b ? b.blocks() : List.of();
    Optional<Verdict.Unknown> open =
        full instanceof Verdict.Unknown unknown ? Optional.of(unknown) : Optional.empty();
    List<Block> smallest = blocks;
    for (Alternative alternative : flow.alternatives()) {
      if (alternative.remote() instanceof Remote.Unlocated unlocated) {
        // What it is, is open; but where nothing passes, no part does.
        if (!securityRules.nothingPasses(whole)) {
          open =
              open.or(() -> Optional.of(new Verdict.Unknown(List.of(unlocated.missing()), blocks)));
        }
        continue;
      }
      Verdict part = securityRules.decide(demanded(flow, alternative.remote()));
      if (part instanceof Verdict.Allowed) {
        boolean undecidedRest =
            open.isPresent() && alternative.standing() == Alternative.Standing.TOLERATED;
        return undecidedRest ? open.get() : new Verdict.Allowed(Optional.of(alternative), blocks);
      }
      if (part instanceof Verdict.Unknown unknown) {
        if (alternative.standing() == Alternative.Standing.DISCOURAGED && regionalPartIsCut(flow)) {
          // The listed addresses lie in the regional tag (published files of 2025-10-20), and of
          // that nothing passes.
          continue;
        }
        open = open.or(() -> Optional.of(unknown));
      } else if (part instanceof Verdict.Blocked b
          && alternative.standing() != Alternative.Standing.DISCOURAGED) {
        // A part of the whole: a packet of it fails every accepted reading of the demand.
        smallest = b.blocks();
      }
    }
    if (open.isPresent()) {
      return open.get();
    }
    return partly(flow, whole, blocks, smallest);
  }

  private boolean regionalPartIsCut(RequiredFlow flow) {
    return flow.alternatives().stream()
        .filter(a -> a.standing() == Alternative.Standing.TOLERATED)
        .anyMatch(a -> securityRules.nothingPasses(demanded(flow, a.remote())));
  }

  /** What follows from a blocked packet, given how much of the flow must pass. */
  private Verdict partly(
      RequiredFlow flow, DemandedFlow whole, List<Block> ofWhole, List<Block> blocks) {
    if (securityRules.nothingPasses(whole)) {
      return new Verdict.Blocked(ofWhole);
    }
    if (flow.coverage() == RequiredFlow.Coverage.ALL) {
      return new Verdict.Blocked(blocks);
    }
    if (flow.coverage() == RequiredFlow.Coverage.DEPENDS) {
      return new Verdict.Unknown(
          List.of("the addresses that " + flow.describe() + " really needs"), blocks);
    }
    List<String> missing = new ArrayList<>();
    return securityRules.somethingPasses(whole, missing)
        ? new Verdict.Partial(blocks)
        : new Verdict.Unknown(missing, blocks);
  }

  private DemandedFlow demanded(RequiredFlow flow, Remote remote) {
    return new DemandedFlow(flow, remote, space.subnet(), space.demanded(remote));
  }
}
