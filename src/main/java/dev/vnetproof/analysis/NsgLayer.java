package dev.vnetproof.analysis;

import dev.vnetproof.analysis.NsgIndex.Reading;
import dev.vnetproof.finding.Block;
import dev.vnetproof.finding.DecidedBy;
import dev.vnetproof.model.Access;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.requirement.Remote;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.Packet;
import dev.vnetproof.space.PacketSet;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
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
final class NsgLayer {
  private final Location location;
  private final PlatformVersion platform;
  private final LocationSpace space;
  private final RelationTable relations = new RelationTable();
  private final NsgWalk walk = new NsgWalk(relations);
  private final WitnessPicker witnesses;
  private final Map<Direction, NsgIndex> indexes = new EnumMap<>(Direction.class);

  NsgLayer(Location location, PlatformVersion platform, LocationSpace space) {
    this.location = location;
    this.platform = platform;
    this.space = space;
    this.witnesses = new WitnessPicker(space);
  }

  Verdict decide(DemandedFlow flow) {
    Optional<Verdict> early = withoutRules(flow);
    if (early.isPresent()) {
      return early.get();
    }
    NsgIndex index = index(flow);
    try {
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
    } catch (NsgWalk.BudgetExceeded e) {
      return tooComplex(index);
    }
  }

  private static Verdict.Unknown tooComplex(NsgIndex index) {
    return new Verdict.Unknown(
        List.of("fewer overlapping rules in `" + index.name() + "` (search budget spent)"),
        List.of());
  }

  /** The verdict where no rule has to be looked at: no group, or none known. */
  private Optional<Verdict> withoutRules(DemandedFlow flow) {
    Datum<Optional<NetworkSecurityGroup>> group = location.networkSecurityGroup();
    if (group.ifMissing().isPresent()) {
      return Optional.of(new Verdict.Unknown(List.of(group.ifMissing().get()), List.of()));
    }
    Optional<NetworkSecurityGroup> known = group.orElse(Optional.empty());
    if (known.isEmpty()) {
      return Optional.of(withoutGroup(flow));
    }
    return known
        .get()
        .securityRules()
        .ifMissing()
        .map(missing -> new Verdict.Unknown(List.of(missing), List.of()));
  }

  /**
   * Without a group everything passes; but the Standard load balancer of stv2 refuses inbound
   * traffic until a group opens it (load balancer overview, "secure by default").
   */
  private Verdict withoutGroup(DemandedFlow flow) {
    if (platform == PlatformVersion.STV1 || !flow.isInbound()) {
      return Verdict.Allowed.FULLY;
    }
    PacketSet packets = flow.certain();
    return new Verdict.Blocked(
        List.of(
            new Block(
                flow.flow().describe(),
                Optional.of(witnesses.witness(flow, packets, WitnessPicker.pick(packets))),
                new DecidedBy.BySetting(location.pointer() + "/networkSecurityGroup"))));
  }

  private NsgIndex index(DemandedFlow flow) {
    return index(flow.flow().direction());
  }

  private NsgIndex index(Direction of) {
    return indexes.computeIfAbsent(
        of,
        direction ->
            new NsgIndex(
                location.networkSecurityGroup().orElse(Optional.empty()).orElseThrow(),
                direction,
                space,
                relations));
  }

  /** Whether provably no initiator can use the flow, whatever its source port. */
  boolean nothingPasses(DemandedFlow flow) {
    return withoutRules(flow)
        .map(verdict -> verdict instanceof Verdict.Blocked)
        .orElseGet(() -> passing(flow, Reading.OPTIMISTIC, flow.possible()).isEmpty());
  }

  /** Packets of an outbound flow that may pass; all of them where the rules are not known. */
  List<PacketSet> mayPass(DemandedFlow flow) {
    if (flow.isInbound()) {
      throw new IllegalArgumentException("only what leaves the subnet passes without a group");
    }
    if (withoutRules(flow).isPresent()) {
      return List.of(flow.possible());
    }
    try {
      return walk.allowed(index(flow).entries(Reading.OPTIMISTIC), flow.possible()).stream()
          .map(NsgWalk.Decided::packets)
          .toList();
    } catch (NsgWalk.BudgetExceeded e) {
      return List.of(flow.possible());
    }
  }

  /** What stops some of {@code packets} of an outbound flow for certain. */
  List<Block> stops(DemandedFlow flow, PacketSet packets) {
    if (withoutRules(flow).isPresent()) {
      return List.of();
    }
    NsgIndex index = index(flow);
    return blocks(
        flow, index, walk.decidedBy(index.entries(Reading.OPTIMISTIC), packets, false, false));
  }

  /**
   * Whether provably some initiator can use the flow.
   *
   * @param missing takes what would settle it if that is not provable
   */
  boolean somethingPasses(DemandedFlow flow, List<String> missing) {
    if (!passing(flow, Reading.PESSIMISTIC, flow.certain()).isEmpty()) {
      return true;
    }
    List<NsgWalk.Decided> hoped = passing(flow, Reading.OPTIMISTIC, flow.possible());
    if (!hoped.isEmpty()) {
      missing.addAll(missing(flow, index(flow), hoped.get(0)));
    }
    if (missing.isEmpty()) {
      missing.addAll(flow.far().missing());
    }
    return false;
  }

  /** Packets that pass from every source port, with a rule that lets them; empty for none. */
  private List<NsgWalk.Decided> passing(DemandedFlow flow, Reading reading, PacketSet packets) {
    NsgIndex.Entry[] entries = index(flow).entries(reading);
    int[] ports = index(flow).sourcePortKinds();
    if (ports.length == 1) {
      return walk.decidedBy(entries, packets, true, true);
    }
    List<NsgWalk.Decided> passing = walk.allowed(entries, packets.fromPort(ports[0]));
    for (int i = 1; i < ports.length && !passing.isEmpty(); i++) {
      List<NsgWalk.Decided> fewer = new ArrayList<>();
      for (NsgWalk.Decided piece : passing) {
        fewer.addAll(walk.allowed(entries, piece.packets().fromPort(ports[i])));
      }
      passing = fewer;
    }
    return passing;
  }

  // ---- custom rules against default rules ------------------------------------------------------

  /** Whether a custom rule allows a port of the flow to or from the very far side it names. */
  boolean aimsAt(DemandedFlow flow) {
    if (withoutRules(flow).isPresent() || !index(flow).reachesDefaultRules()) {
      return false;
    }
    ServiceTag far =
        flow.remote() instanceof Remote.Tag tag ? tag.tag().whole() : ServiceTag.VIRTUAL_NETWORK;
    for (SecurityRule rule : index(flow).rules()) {
      Datum<RuleAddresses> side = flow.isInbound() ? rule.sources() : rule.destinations();
      if (!rule.isDefault()
          && rule.access().orElse(Access.DENY) == Access.ALLOW
          && !rule.destinationPorts().orElse(PortSet.ALL).equals(PortSet.ALL)
          && rule.destinationPorts().orElse(PortSet.ALL).intersects(flow.flow().ports())
          && side.orElse(RuleAddresses.ANY).tags().stream().anyMatch(t -> t.whole().equals(far))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the flow would pass without the default rules. */
  boolean customRulesSuffice(DemandedFlow flow) {
    return walk.decidedBy(index(flow).customEntries(), flow.certain(), false, true).isEmpty();
  }

  /** A packet that custom rules do not allow, and the default rule that does. */
  Optional<Block> byDefaultRule(DemandedFlow flow) {
    for (NsgWalk.Decided left :
        walk.decidedBy(index(flow).customEntries(), flow.certain(), false, false)) {
      for (NsgWalk.Decided passed :
          walk.decidedBy(index(flow).entries(Reading.PESSIMISTIC), left.packets(), true, true)) {
        return Optional.of(blocks(flow, index(flow), List.of(passed)).get(0));
      }
    }
    return Optional.empty();
  }

  /** A packet from {@code far} that provably comes in, and the rule that lets it. */
  Optional<Block> letsIn(String demand, AddressSet near, AddressSet far, int port) {
    if (location.networkSecurityGroup().orElse(Optional.empty()).isEmpty()) {
      return Optional.empty();
    }
    PacketSet flow = new PacketSet(Protocol.TCP, far, PortSet.ALL, near, PortSet.of(port));
    NsgIndex index = index(Direction.INBOUND);
    List<NsgWalk.Decided> open =
        walk.decidedBy(index.entries(Reading.PESSIMISTIC), flow, true, true);
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Block(
                demand,
                Optional.of(witnesses.inbound(ServiceTag.INTERNET, open.get(0).packets())),
                decidedBy(index, open.get(0).rule())));
  }

  /**
   * Whether somebody of {@code far} comes in if {@code VirtualNetwork} takes in the prefixes of
   * routes, and does not come in for certain.
   */
  boolean mayLetInByRoute(AddressSet near, AddressSet far) {
    boolean known =
        location
            .networkSecurityGroup()
            .orElse(Optional.empty())
            .filter(group -> group.securityRules().isKnown())
            .isPresent();
    if (!known || near.isEmpty()) {
      return false;
    }
    NsgIndex index = index(Direction.INBOUND);
    PacketSet flow = new PacketSet(Protocol.TCP, far, PortSet.ALL, near, PortSet.ALL);
    for (NsgWalk.Decided open :
        walk.decidedBy(index.entries(Reading.OPTIMISTIC), flow, true, false)) {
      SecurityRule rule = index.rules().get(open.rule());
      boolean byTag =
          rule.sources()
              .asOptional()
              .filter(side -> side.tags().contains(ServiceTag.VIRTUAL_NETWORK))
              .isPresent();
      if (byTag && !index.sides(open.rule()).sources().certain().intersects(far)) {
        return true;
      }
    }
    return false;
  }

  private List<Block> blocks(DemandedFlow flow, NsgIndex index, List<NsgWalk.Decided> decided) {
    List<Block> blocks = new ArrayList<>(decided.size());
    for (NsgWalk.Decided one : decided) {
      Packet packet = WitnessPicker.pick(one.packets());
      blocks.add(
          new Block(
              flow.flow().describe(),
              Optional.of(witnesses.witness(flow, one.packets(), packet)),
              decidedBy(index, one.rule())));
    }
    return blocks;
  }

  private DecidedBy decidedBy(NsgIndex index, int rule) {
    SecurityRule decisive = index.rules().get(rule);
    // A default rule that is not printed stands where its group does.
    String pointer =
        decisive.pointer().isEmpty()
            ? location.pointer() + "/networkSecurityGroup"
            : decisive.pointer();
    return new DecidedBy.BySecurityRule(
        index.name(), decisive.name(), decisive.priority(), pointer);
  }

  private Verdict.Unknown unknown(DemandedFlow flow, NsgIndex index, NsgWalk.Decided feared) {
    List<String> missing = missing(flow, index, feared);
    return new Verdict.Unknown(
        missing,
        List.of(
            new Block(flow.flow().describe(), Optional.empty(), decidedBy(index, feared.rule()))));
  }

  /** What would settle the fate of a packet that the two readings see differently. */
  private List<String> missing(DemandedFlow flow, NsgIndex index, NsgWalk.Decided decided) {
    Packet packet = WitnessPicker.pick(decided.packets());
    Set<String> missing = new LinkedHashSet<>();
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
    if (missing.isEmpty()) {
      throw new IllegalStateException("undecided without a missing datum: " + flow);
    }
    return List.copyOf(missing);
  }
}
