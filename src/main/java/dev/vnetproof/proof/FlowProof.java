package dev.vnetproof.proof;

import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.proof.layer.DemandedFlow;
import dev.vnetproof.proof.layer.Layer;
import dev.vnetproof.proof.layer.Layers;
import dev.vnetproof.proof.nsg.NsgAdvice;
import dev.vnetproof.proof.nsg.NsgLayer;
import dev.vnetproof.proof.nsg.PlatformTraffic;
import dev.vnetproof.proof.tag.Extent;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.rule.Alternative;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.NeedlessFlow;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides required flows at one location with their accepted alternatives. Every layer is asked
 * about the same packets, and every one that blocks is named.
 */
final class FlowProof {
  private final LocationSpace space;
  private final NsgLayer securityRules;
  private final NsgAdvice advice;
  private final Layer layers;
  private final Layer routesAlone;
  private final PlatformTraffic platform;
  private final CutOffPlaces cutOff;

  /**
   * @param behind what packets meet beside the security group of the subnet
   * @param routesAlone for flows of which only the routes are asked
   */
  FlowProof(
      LocationSpace space,
      NsgLayer securityRules,
      NsgAdvice advice,
      List<Layer> behind,
      Layer routesAlone,
      PlatformTraffic platform) {
    this.space = space;
    this.securityRules = securityRules;
    this.advice = advice;
    this.layers = new Layers(Stream.concat(Stream.of(securityRules), behind.stream()).toList());
    this.routesAlone = routesAlone;
    this.platform = platform;
    this.cutOff = new CutOffPlaces(layers);
  }

  /** Advice is given on proof only: what no snapshot tells counts as needed. */
  Verdict decide(NeedlessFlow flow) {
    AddressSet beyond =
        space
            .demanded(new Remote.Tag(ServiceTag.INTERNET))
            .certain()
            .subtract(space.of(flow.needed()).possible())
            .subtract(flow.alsoNeeded().set());
    return advice.keepsOut(flow.describe(), space.subnet().certain(), beyond, flow.port());
  }

  /** Packets of an allowed flow that only a default rule lets pass, beside a rule meant for it. */
  Optional<Block> byDefaultRule(RequiredFlow flow) {
    return advice.byDefaultRule(
        demanded(flow, flow.remote()),
        () ->
            flow.alternatives().stream()
                .filter(each -> each.standing() == Alternative.Standing.PERMITTED)
                .filter(each -> !(each.remote() instanceof Remote.Unlocated))
                .map(each -> demanded(flow, each.remote()))
                .toList());
  }

  Verdict decide(RequiredFlow flow) {
    if (flow.remote() instanceof Remote.Unlocated place) {
      return somewhere(flow, place);
    }
    if (flow.remote() instanceof Remote.Tag tag && tag.tag().isPlatform()) {
      return platform.decide(flow, tag.tag());
    }
    if (flow.remote() instanceof Remote.Tag tag && space.lacksNumbers(tag.tag())) {
      return new Verdict.Unknown(List.of(LocationSpace.lacking(tag.tag())), List.of());
    }
    DemandedFlow whole = demanded(flow, flow.remote());
    Verdict full = pass(whole);
    if (full instanceof Verdict.Allowed) {
      return full;
    }
    Verdict verdict =
        Alternatives.orElse(
            full,
            flow.alternatives(),
            remote -> part(flow, remote, whole, full),
            place -> cutOff.find(wherever(flow, place)).isPresent(),
            () -> regionalPartIsCut(flow));
    return verdict instanceof Verdict.Blocked blocked
        ? partly(
            flow,
            whole,
            full instanceof Verdict.Blocked b ? b.blocks() : List.of(),
            blocked.blocks())
        : verdict;
  }

  /**
   * A far side that nobody locates: everything that it may be passes, or from some place nothing
   * does; between the two it is open.
   */
  private Verdict somewhere(RequiredFlow flow, Remote.Unlocated place) {
    DemandedFlow all = wherever(flow, place);
    Verdict.Unknown open = new Verdict.Unknown(List.of(place.missing()), List.of());
    if (place.within().filter(space::lacksNumbers).isPresent()) {
      return open;
    }
    Verdict verdict = pass(all);
    if (verdict instanceof Verdict.Allowed) {
      return verdict;
    }
    if (!place.exists() || flow.scope() == RequiredFlow.Scope.ROUTES) {
      return open;
    }
    return cutOff
        .find(all)
        .map(packets -> (Verdict) new Verdict.Blocked(layers.stops(all, packets)))
        .orElse(open);
  }

  private DemandedFlow wherever(RequiredFlow flow, Remote.Unlocated place) {
    Remote remote = place.within().map(tag -> (Remote) new Remote.Tag(tag)).orElse(place);
    return new DemandedFlow(flow, remote, space.subnet(), space.demanded(place));
  }

  /** An alternative; where nothing passes, no regional part of it does. */
  private Verdict part(RequiredFlow flow, Remote remote, DemandedFlow whole, Verdict full) {
    Verdict part = pass(demanded(flow, remote));
    boolean isRegional =
        remote instanceof Remote.Tag tag
            && flow.remote() instanceof Remote.Tag of
            && tag.tag().whole().equals(of.tag());
    return part instanceof Verdict.Unknown
            && full instanceof Verdict.Blocked
            && isRegional
            && cutOff.find(whole).isPresent()
        ? full
        : part;
  }

  /** Security group, routes and firewall together: the worst decides, all that block are named. */
  private Verdict pass(DemandedFlow flow) {
    if (flow.remote() instanceof Remote.Tag tag && tag.tag().isPlatform()) {
      return platform.decide(flow.flow(), tag.tag());
    }
    if (flow.flow().scope() == RequiredFlow.Scope.ROUTES) {
      return routesAlone.decide(flow);
    }
    return layers.decide(flow);
  }

  /** Whether the listed addresses, which lie in the regional tag, are cut with all of it. */
  private boolean regionalPartIsCut(RequiredFlow flow) {
    return flow.alternatives().stream()
        .filter(a -> a.standing() == Alternative.Standing.TOLERATED)
        .anyMatch(a -> securityRules.nothingPasses(demanded(flow, a.remote())));
  }

  /** What follows from a blocked packet, given how much of the flow must pass. */
  private Verdict partly(
      RequiredFlow flow, DemandedFlow whole, List<Block> ofWhole, List<Block> blocks) {
    if (!ofWhole.isEmpty() && layers.nothingPasses(whole)) {
      return new Verdict.Blocked(blocks.containsAll(ofWhole) ? blocks : ofWhole);
    }
    if (flow.coverage() == RequiredFlow.Coverage.ALL) {
      return new Verdict.Blocked(blocks);
    }
    if (flow.coverage() == RequiredFlow.Coverage.DEPENDS) {
      return new Verdict.Unknown(List.of(flow.reallyNeeded()), blocks);
    }
    if (!whole.isInbound()) {
      return someAddressPasses(flow, blocks);
    }
    Datum<Boolean> served = securityRules.someInitiatorIsServed(whole);
    if (served.ifMissing().isPresent()) {
      return new Verdict.Unknown(List.of(served.missing()), blocks);
    }
    return served.orElse(false) ? new Verdict.Partial(blocks) : new Verdict.Blocked(blocks);
  }

  /** Of a few far machines, it is enough that one is reached. */
  private Verdict someAddressPasses(RequiredFlow flow, List<Block> blocks) {
    List<Missing> missing = new ArrayList<>();
    if (flow.remote() instanceof Remote.Addresses few) {
      for (String text : few.prefixes().texts()) {
        AddressSet one = AddressSet.parse(text);
        Verdict verdict =
            pass(new DemandedFlow(flow, flow.remote(), space.subnet(), Extent.exactly(one)));
        if (verdict instanceof Verdict.Allowed) {
          return new Verdict.Partial(blocks);
        }
        if (verdict instanceof Verdict.Unknown unknown) {
          missing.addAll(unknown.missing());
        }
      }
    }
    return missing.isEmpty()
        ? new Verdict.Blocked(blocks)
        : new Verdict.Unknown(missing.stream().distinct().toList(), blocks);
  }

  private DemandedFlow demanded(RequiredFlow flow, Remote remote) {
    return new DemandedFlow(flow, remote, space.subnet(), space.demanded(remote));
  }
}
