package dev.vnetproof.proof.nsg;

import dev.vnetproof.model.Direction;
import dev.vnetproof.proof.layer.DemandedFlow;
import dev.vnetproof.proof.layer.WitnessPicker;
import dev.vnetproof.proof.nsg.FarKinds.Kind;
import dev.vnetproof.proof.nsg.NsgIndex.Entry;
import dev.vnetproof.proof.nsg.NsgIndex.Reading;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.Packet;
import dev.vnetproof.space.PacketSet;
import dev.vnetproof.space.PortSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides by cases what two readings of the rules leave open: what is so for every kind of far
 * address is so, whatever names stand for.
 *
 * <p>Slower than a walk with sets of addresses, and asked where that ends undecided: two rules that
 * together allow all places that a tag may have, or a rule that denies what VirtualNetwork does not
 * take in where another denies what it does.
 */
final class NsgCases {
  private final NsgIndex index;
  private final NsgWalk walk;
  private final WitnessPicker witnesses;
  private final FarKinds kinds;
  private final int everywhere;
  private final Map<List<Object>, Optional<FarKinds.Survey>> surveys = new HashMap<>();
  private final Map<Kind, Rules> pessimistic = new HashMap<>();
  private final Map<Kind, Rules> optimistic = new HashMap<>();

  NsgCases(
      NsgIndex index,
      Direction direction,
      LocationSpace space,
      NsgWalk walk,
      RelationTable relations) {
    this.index = index;
    this.walk = walk;
    this.witnesses = new WitnessPicker(space);
    this.kinds = new FarKinds(index, direction, space);
    this.everywhere = relations.id(AddressSet.ALL);
  }

  /** The rules that concern one kind of far address, and where they stand in the group. */
  private record Rules(Entry[] entries, int[] at) {}

  private Rules rules(Kind kind, Reading reading) {
    return (reading == Reading.PESSIMISTIC ? pessimistic : optimistic)
        .computeIfAbsent(kind, k -> select(k, reading));
  }

  private Rules select(Kind kind, Reading reading) {
    Entry[] all = index.entries(reading);
    List<Entry> chosen = new ArrayList<>();
    List<Integer> at = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      boolean perhaps = kind.open().get(i) && all[i].allow() != (reading == Reading.PESSIMISTIC);
      if (kind.matched().get(i) || perhaps) {
        chosen.add(all[i].withFarSide(index.direction(), AddressSet.ALL, everywhere));
        at.add(i);
      }
    }
    return new Rules(
        chosen.toArray(Entry[]::new), at.stream().mapToInt(Integer::intValue).toArray());
  }

  private Optional<FarKinds.Survey> survey(DemandedFlow flow) {
    return surveys.computeIfAbsent(List.of(flow.remote(), flow.far()), key -> kinds.survey(flow));
  }

  /** The packets of a flow with one far address, whichever. */
  private static PacketSet packets(DemandedFlow flow, AddressSet near) {
    return new PacketSet(
        flow.flow().protocol(),
        flow.isInbound() ? AddressSet.ALL : near,
        PortSet.ALL,
        flow.isInbound() ? near : AddressSet.ALL,
        flow.flow().ports());
  }

  private boolean mayBeDenied(DemandedFlow flow, Kind kind) {
    return !walk.decidedBy(
            rules(kind, Reading.PESSIMISTIC).entries(),
            packets(flow, flow.near().possible()),
            false,
            true)
        .isEmpty();
  }

  private List<NsgWalk.Decided> denied(DemandedFlow flow, Kind kind) {
    return walk.all(
        rules(kind, Reading.OPTIMISTIC).entries(), packets(flow, flow.near().certain()), false);
  }

  /** The verdict, or empty where it stays open. */
  Optional<Verdict> decide(DemandedFlow flow) {
    Optional<FarKinds.Survey> survey = survey(flow);
    if (survey.isEmpty()) {
      return Optional.empty();
    }
    if (survey.get().all().stream().noneMatch(kind -> mayBeDenied(flow, kind))) {
      return Optional.of(Verdict.Allowed.FULLY);
    }
    Map<Kind, List<NsgWalk.Decided>> denied = new HashMap<>();
    for (FarKinds.Existing existing : survey.get().existing()) {
      List<PacketSet> dying = List.of(packets(flow, flow.near().certain()));
      for (Kind kind : existing.kinds()) {
        dying = both(dying, denied.computeIfAbsent(kind, k -> denied(flow, k)));
        if (dying.isEmpty()) {
          break;
        }
      }
      if (!dying.isEmpty()) {
        return Optional.of(
            new Verdict.Blocked(List.of(block(flow, existing, dying.get(0), denied))));
      }
    }
    return Optional.empty();
  }

  private static List<PacketSet> both(List<PacketSet> some, List<NsgWalk.Decided> others) {
    List<PacketSet> both = new ArrayList<>();
    for (PacketSet one : some) {
      for (NsgWalk.Decided other : others) {
        if (one.intersects(other.packets())) {
          both.add(one.intersect(other.packets()));
        }
      }
    }
    return both;
  }

  /** Of the rules that deny the packet in one case or another, the last: it needs no assumption. */
  private Block block(
      DemandedFlow flow,
      FarKinds.Existing existing,
      PacketSet dying,
      Map<Kind, List<NsgWalk.Decided>> denied) {
    PacketSet shown =
        new PacketSet(
            dying.protocol(),
            flow.isInbound() ? existing.shown() : dying.sources(),
            dying.sourcePorts(),
            flow.isInbound() ? dying.destinations() : existing.shown(),
            dying.destinationPorts());
    Packet packet = WitnessPicker.pick(shown);
    int last = 0;
    for (Kind kind : existing.kinds()) {
      for (NsgWalk.Decided each : denied.getOrDefault(kind, List.of())) {
        if (each.packets().contains(packet)) {
          last = Math.max(last, rules(kind, Reading.OPTIMISTIC).at()[each.rule()]);
        }
      }
    }
    return new Block(
        flow.flow().describe(),
        Optional.of(witnesses.witness(flow, shown, packet)),
        index.decidedBy(last));
  }

  /** Whether no initiator can use the flow in any case. */
  boolean nothingPasses(DemandedFlow flow) {
    PacketSet packets = packets(flow, flow.near().possible());
    return survey(flow)
        .map(FarKinds.Survey::all)
        .filter(
            all ->
                all.stream()
                    .allMatch(
                        kind ->
                            walk.passing(
                                    rules(kind, Reading.OPTIMISTIC).entries(),
                                    index.sourcePortKinds(),
                                    packets)
                                .isEmpty()))
        .isPresent();
  }

  /** Whether some far address gets all that it asks for; empty where it stays open. */
  Optional<Boolean> someInitiatorIsServed(DemandedFlow flow) {
    Optional<FarKinds.Survey> survey = survey(flow);
    if (survey.isEmpty()) {
      return Optional.empty();
    }
    for (FarKinds.Existing existing : survey.get().existing()) {
      Set<Kind> cases = existing.kinds();
      if (cases.stream().noneMatch(kind -> mayBeDenied(flow, kind))) {
        return Optional.of(true);
      }
    }
    return survey.get().all().stream().noneMatch(kind -> denied(flow, kind).isEmpty())
        ? Optional.of(false)
        : Optional.empty();
  }
}
