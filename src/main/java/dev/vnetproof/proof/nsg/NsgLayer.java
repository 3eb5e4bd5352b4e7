package dev.vnetproof.proof.nsg;

import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.SecurityAdminRule;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.proof.layer.DemandedFlow;
import dev.vnetproof.proof.layer.Layer;
import dev.vnetproof.proof.layer.WitnessPicker;
import dev.vnetproof.proof.nsg.NsgIndex.Reading;
import dev.vnetproof.proof.tag.Extent;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.Packet;
import dev.vnetproof.space.PacketSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the network security group of the subnet lets through. Only the initiating direction of a
 * flow is looked at: replies need no rule (network security group overview, 2025-07-15).
 */
public final class NsgLayer implements Layer {
  private final Location location;
  private final PlatformVersion platform;
  private final LocationSpace space;
  private final RelationTable relations = new RelationTable();
  private final NsgWalk walk = new NsgWalk(relations);
  private final WitnessPicker witnesses;
  private final Map<Direction, NsgIndex> indexes = new EnumMap<>(Direction.class);
  private final Map<Direction, NsgCases> cases = new EnumMap<>(Direction.class);

  public NsgLayer(Location location, PlatformVersion platform, LocationSpace space) {
    this.location = location;
    this.platform = platform;
    this.space = space;
    this.witnesses = new WitnessPicker(space);
  }

  @Override
  public Verdict decide(DemandedFlow flow) {
    Optional<Verdict> early = withoutRules(flow);
    if (early.isPresent()) {
      return early.get() instanceof Verdict.Unknown
          ? whateverTheGroup(flow, early.get())
          : early.get();
    }
    NsgIndex index = index(flow);
    Verdict verdict =
        walk.within(
            () -> decide(flow, index), () -> new Verdict.Unknown(tooComplex(index), List.of()));
    return verdict instanceof Verdict.Unknown
        ? walk.within(() -> cases(index).decide(flow), Optional::<Verdict>empty).orElse(verdict)
        : verdict;
  }

  private Verdict decide(DemandedFlow flow, NsgIndex index) {
    PacketSet certain = flow.certain();
    PacketSet possible = flow.possible();
    boolean exact = index.isExact() && possible.equals(certain);
    List<NsgWalk.Decided> feared =
        exact
            ? List.of()
            : walk.decidedBy(index.entries(Reading.PESSIMISTIC), possible, false, true);
    if (!exact && feared.isEmpty()) {
      return Verdict.Allowed.FULLY;
    }
    List<NsgWalk.Decided> sure =
        walk.decidedBy(index.entries(Reading.OPTIMISTIC), certain, false, false);
    if (exact && sure.isEmpty()) {
      return Verdict.Allowed.FULLY;
    }
    return sure.isEmpty()
        ? unknown(flow, index, feared.get(0))
        : new Verdict.Blocked(blocks(flow, index, sure));
  }

  /** What is so in every case, where the readings of the rules leave it open. */
  private NsgCases cases(NsgIndex index) {
    return cases.computeIfAbsent(
        index.direction(), direction -> new NsgCases(index, direction, space, walk, relations));
  }

  /** What is missing where the search was given up. */
  static List<Missing> tooComplex(NsgIndex index) {
    return List.of(
        new Missing.Budget(
            "fewer overlapping rules in `" + index.name() + "` (search budget spent)"));
  }

  /** The verdict where no rule has to be looked at: no group and no admin rule, or none known. */
  Optional<Verdict> withoutRules(DemandedFlow flow) {
    Datum<Optional<NetworkSecurityGroup>> group = location.networkSecurityGroup();
    Optional<Missing> missing =
        group
            .ifMissing()
            .or(
                () ->
                    group
                        .orElse(Optional.empty())
                        .flatMap(known -> known.securityRules().ifMissing()));
    if (missing.isPresent()) {
      return Optional.of(new Verdict.Unknown(List.of(missing.get()), List.of()));
    }
    if (group.orElse(Optional.empty()).isPresent()) {
      return Optional.empty();
    }
    Verdict verdict = withoutGroup(flow);
    return verdict instanceof Verdict.Allowed && !adminRules().isEmpty()
        ? Optional.empty()
        : Optional.of(verdict);
  }

  /** What admin rules deny stays denied whatever the group turns out to be. */
  private Verdict whateverTheGroup(DemandedFlow flow, Verdict unknown) {
    NsgIndex index = index(flow);
    List<NsgWalk.Decided> denied =
        walk.within(
            () -> walk.decidedBy(index.entries(Reading.OPTIMISTIC), flow.certain(), false, false),
            () -> List.of());
    return denied.isEmpty() ? unknown : new Verdict.Blocked(blocks(flow, index, denied));
  }

  private List<SecurityAdminRule> adminRules() {
    return location.securityAdminRules().orElse(List.of());
  }

  /**
   * Without a group everything passes; but the Standard load balancer of stv2 refuses inbound
   * traffic until a group opens it (load balancer overview, "secure by default").
   */
  private Verdict withoutGroup(DemandedFlow flow) {
    if (platform == PlatformVersion.STV1 || !flow.isInbound()) {
      return Verdict.Allowed.FULLY;
    }
    // Whom a demand is about may be open; that nobody comes in is not.
    PacketSet packets = flow.certain().isEmpty() ? flow.possible() : flow.certain();
    return new Verdict.Blocked(
        List.of(
            new Block(
                flow.flow().describe(),
                packets.isEmpty()
                    ? Optional.empty()
                    : Optional.of(witnesses.witness(flow, packets, WitnessPicker.pick(packets))),
                new DecidedBy.BySetting(location.pointer() + "/networkSecurityGroup"))));
  }

  NsgIndex index(DemandedFlow flow) {
    return index(flow.flow().direction());
  }

  NsgIndex index(Direction of) {
    return indexes.computeIfAbsent(
        of,
        direction ->
            new NsgIndex(
                location
                    .networkSecurityGroup()
                    .orElse(Optional.empty())
                    .filter(group -> group.securityRules().isKnown())
                    .orElse(AdminRules.NO_GROUP),
                adminRules(),
                direction,
                space,
                relations));
  }

  /** Whether provably no initiator can use the flow, whatever its source port. */
  @Override
  public boolean nothingPasses(DemandedFlow flow) {
    // Rules that are not known may allow all that admin rules leave.
    return withoutRules(flow)
        .filter(verdict -> !(verdict instanceof Verdict.Unknown))
        .map(verdict -> verdict instanceof Verdict.Blocked)
        .orElseGet(() -> walk.within(() -> nothingPasses(flow, index(flow)), () -> false));
  }

  /** All of them where the rules are not known. */
  @Override
  public List<PacketSet> mayPass(DemandedFlow flow, List<PacketSet> packets) {
    List<PacketSet> passing = new ArrayList<>();
    for (PacketSet pass : mayPass(flow)) {
      packets.stream().map(pass::intersect).filter(each -> !each.isEmpty()).forEach(passing::add);
    }
    return passing;
  }

  private List<PacketSet> mayPass(DemandedFlow flow) {
    Optional<Verdict> early = withoutRules(flow);
    if (early.isPresent()) {
      return early.get() instanceof Verdict.Blocked ? List.of() : List.of(flow.possible());
    }
    if (nothingPasses(flow)) {
      return List.of();
    }
    return walk.within(
        () ->
            walk.all(index(flow).entries(Reading.OPTIMISTIC), flow.possible(), true).stream()
                .map(NsgWalk.Decided::packets)
                .toList(),
        () -> List.of(flow.possible()));
  }

  @Override
  public List<Block> stops(DemandedFlow flow, PacketSet packets) {
    if (withoutRules(flow).isPresent()) {
      return List.of();
    }
    NsgIndex index = index(flow);
    List<NsgWalk.Decided> denied =
        walk.within(
            () -> walk.decidedBy(index.entries(Reading.OPTIMISTIC), packets, false, false),
            () -> List.of());
    // What no single rule stops for certain, one or another may stop in every case.
    return denied.isEmpty() && decide(flow) instanceof Verdict.Blocked blocked
        ? blocked.blocks()
        : blocks(flow, index, denied);
  }

  private boolean nothingPasses(DemandedFlow flow, NsgIndex index) {
    if (passing(index, Reading.OPTIMISTIC, flow.possible()).isEmpty()) {
      return true;
    }
    boolean exact = index.isExact() && flow.possible().equals(flow.certain());
    return !exact
        && passing(index, Reading.PESSIMISTIC, flow.certain()).isEmpty()
        && cases(index).nothingPasses(flow);
  }

  private List<NsgWalk.Decided> passing(NsgIndex index, Reading reading, PacketSet packets) {
    return walk.passing(index.entries(reading), index.sourcePortKinds(), packets);
  }

  /**
   * Whether somebody on the far side gets all that the flow asks for: every machine of the instance
   * and every port, from every source port. Units of the instance may be anywhere in the subnet, so
   * that who reaches a part of it reaches the service by chance.
   */
  public Datum<Boolean> someInitiatorIsServed(DemandedFlow flow) {
    Optional<Verdict> early = withoutRules(flow);
    if (early.isPresent()) {
      return early.get() instanceof Verdict.Unknown unknown
          ? Datum.unknown(unknown.missing().get(0))
          : Datum.known(early.get() instanceof Verdict.Allowed);
    }
    NsgIndex index = index(flow);
    Datum<Boolean> served =
        walk.within(
            () -> someInitiatorIsServed(flow, index),
            () -> Datum.unknown(tooComplex(index).get(0)));
    return served.isKnown()
        ? served
        : walk.within(() -> cases(index).someInitiatorIsServed(flow), Optional::<Boolean>empty)
            .map(Datum::known)
            .orElse(served);
  }

  private Datum<Boolean> someInitiatorIsServed(DemandedFlow flow, NsgIndex index) {
    AddressSet served =
        farSide(flow, flow.certain())
            .subtract(
                denied(flow, walk.all(index.entries(Reading.PESSIMISTIC), flow.possible(), false)));
    if (!served.isEmpty()) {
      return Datum.known(true);
    }
    // Whoever of them there is.
    PacketSet anybody =
        new DemandedFlow(
                flow.flow(),
                flow.remote(),
                flow.near(),
                new Extent(flow.far().possible(), flow.far().possible(), List.of()))
            .certain();
    AddressSet perhaps =
        farSide(flow, anybody)
            .subtract(denied(flow, walk.all(index.entries(Reading.OPTIMISTIC), anybody, false)));
    if (perhaps.isEmpty()) {
      return Datum.known(false);
    }
    List<NsgWalk.Decided> feared =
        walk.decidedBy(index.entries(Reading.PESSIMISTIC), flow.possible(), false, true);
    return Datum.unknown(
        feared.isEmpty()
            ? flow.far().missing().stream().findFirst().orElse(tooComplex(index).get(0))
            : missing(flow, index, feared.get(0)).get(0));
  }

  private static AddressSet denied(DemandedFlow flow, List<NsgWalk.Decided> denied) {
    return AddressSet.unionOf(denied.stream().map(each -> farSide(flow, each.packets())).toList());
  }

  private static AddressSet farSide(DemandedFlow flow, PacketSet packets) {
    return flow.isInbound() ? packets.sources() : packets.destinations();
  }

  // ---- what others ask of the same rules --------------------------------------------------------

  NsgWalk walk() {
    return walk;
  }

  List<Block> blocks(DemandedFlow flow, NsgIndex index, List<NsgWalk.Decided> decided) {
    List<Block> blocks = new ArrayList<>(decided.size());
    for (NsgWalk.Decided one : decided) {
      Packet packet = WitnessPicker.pick(one.packets());
      blocks.add(
          new Block(
              flow.flow().describe(),
              Optional.of(witnesses.witness(flow, one.packets(), packet)),
              index.decidedBy(one.rule())));
    }
    return blocks;
  }

  private Verdict.Unknown unknown(DemandedFlow flow, NsgIndex index, NsgWalk.Decided feared) {
    List<Missing> missing = missing(flow, index, feared);
    return new Verdict.Unknown(
        missing,
        List.of(
            new Block(flow.flow().describe(), Optional.empty(), index.decidedBy(feared.rule()))));
  }

  /** What would settle the fate of a packet that the two readings see differently. */
  private List<Missing> missing(DemandedFlow flow, NsgIndex index, NsgWalk.Decided decided) {
    Packet packet = WitnessPicker.pick(decided.packets());
    Set<Missing> missing = new LinkedHashSet<>();
    for (int i = 0; i <= decided.rule(); i++) {
      SecurityRule rule = index.rules().get(i);
      NsgIndex.Sides sides = index.sides(i);
      if (!sides.sources().possible().contains(packet.source())
          || !sides.destinations().possible().contains(packet.destination())
          || rule.protocols().asOptional().filter(p -> !p.contains(packet.protocol())).isPresent()
          || rule.destinationPorts()
              .asOptional()
              .filter(p -> !p.contains(packet.destinationPort()))
              .isPresent()
          || rule.sourcePorts()
              .asOptional()
              .filter(p -> !p.contains(packet.sourcePort()))
              .isPresent()) {
        continue;
      }
      missing.addAll(space.missing(sides.sources(), packet.source()));
      missing.addAll(space.missing(sides.destinations(), packet.destination()));
      rule.access().ifMissing().ifPresent(missing::add);
      rule.protocols().ifMissing().ifPresent(missing::add);
      rule.sourcePorts().ifMissing().ifPresent(missing::add);
      rule.destinationPorts().ifMissing().ifPresent(missing::add);
    }
    if (missing.isEmpty()) {
      missing.addAll(flow.far().missing());
      missing.addAll(flow.near().missing());
    }
    for (int i = 0; i < index.rules().size() && missing.isEmpty(); i++) {
      // The packet is no good example: whatever leaves a reading open at all.
      missing.addAll(index.sides(i).sources().missing());
      missing.addAll(index.sides(i).destinations().missing());
    }
    return missing.isEmpty() ? tooComplex(index) : List.copyOf(missing);
  }
}
