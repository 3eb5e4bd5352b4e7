package dev.vnetproof.proof.nsg;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.proof.layer.DemandedFlow;
import dev.vnetproof.proof.layer.WitnessPicker;
import dev.vnetproof.proof.nsg.NsgIndex.Reading;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PacketSet;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What advice asks of the security group beside whether a flow passes: whether it rests on default
 * rules, and who comes in that need not.
 */
public final class NsgAdvice {
  private final Location location;
  private final NsgLayer layer;
  private final NsgWalk walk;
  private final WitnessPicker witnesses;

  public NsgAdvice(Location location, NsgLayer layer, LocationSpace space) {
    this.location = location;
    this.layer = layer;
    this.walk = layer.walk();
    this.witnesses = new WitnessPicker(space);
  }

  /** Whether a custom rule allows a port of the flow to or from the very far side it names. */
  private boolean aimsAt(DemandedFlow flow) {
    if (layer.withoutRules(flow).isPresent() || !layer.index(flow).reachesDefaultRules()) {
      return false;
    }
    ServiceTag far =
        flow.remote() instanceof Remote.Tag tag ? tag.tag().whole() : ServiceTag.VIRTUAL_NETWORK;
    for (SecurityRule rule : layer.index(flow).rules()) {
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

  /**
   * A packet of an allowed flow that custom rules do not allow, and the default rule that does.
   * None where custom rules allow {@code flow} or one of {@code others} in full, or where it would
   * take too long to tell.
   *
   * @param others parts of the flow that are accepted instead of it
   */
  public Optional<Block> byDefaultRule(DemandedFlow flow, Supplier<List<DemandedFlow>> others) {
    if (!aimsAt(flow)) {
      return Optional.empty();
    }
    NsgIndex index = layer.index(flow);
    return walk.within(
        () ->
            customRulesSuffice(index, flow)
                    || others.get().stream().anyMatch(other -> customRulesSuffice(index, other))
                ? Optional.empty()
                : byDefaultRule(index, flow),
        Optional::empty);
  }

  private boolean customRulesSuffice(NsgIndex index, DemandedFlow flow) {
    return walk.decidedBy(index.customEntries(), flow.certain(), false, true).isEmpty();
  }

  private Optional<Block> byDefaultRule(NsgIndex index, DemandedFlow flow) {
    for (NsgWalk.Decided left :
        walk.decidedBy(index.customEntries(), flow.certain(), false, false)) {
      for (NsgWalk.Decided passed :
          walk.decidedBy(index.entries(Reading.PESSIMISTIC), left.packets(), true, true)) {
        return Optional.of(layer.blocks(flow, index, List.of(passed)).get(0));
      }
    }
    return Optional.empty();
  }

  /** Whether the group keeps {@code far} out; blocked by a packet that provably comes in. */
  public Verdict keepsOut(String demand, AddressSet near, AddressSet far, int port) {
    if (!areRulesKnown()) {
      return Verdict.Allowed.FULLY;
    }
    PacketSet flow = new PacketSet(Protocol.TCP, far, PortSet.ALL, near, PortSet.of(port));
    NsgIndex index = layer.index(Direction.INBOUND);
    return walk.within(
        () -> {
          List<NsgWalk.Decided> open =
              walk.decidedBy(index.entries(Reading.PESSIMISTIC), flow, true, true);
          return open.isEmpty()
              ? Verdict.Allowed.FULLY
              : new Verdict.Blocked(
                  List.of(
                      new Block(
                          demand,
                          Optional.of(
                              witnesses.inbound(ServiceTag.INTERNET, open.get(0).packets())),
                          index.decidedBy(open.get(0).rule()))));
        },
        () -> new Verdict.Unknown(NsgLayer.tooComplex(index), List.of()));
  }

  private boolean areRulesKnown() {
    return location
        .networkSecurityGroup()
        .orElse(Optional.empty())
        .filter(group -> group.securityRules().isKnown())
        .isPresent();
  }

  /**
   * Whether somebody of {@code far} comes in if {@code VirtualNetwork} takes in the prefixes of
   * routes, and does not come in for certain.
   */
  public Datum<Boolean> mayLetInByRoute(AddressSet near, AddressSet far) {
    if (!areRulesKnown() || near.isEmpty()) {
      return Datum.known(false);
    }
    NsgIndex index = layer.index(Direction.INBOUND);
    PacketSet flow = new PacketSet(Protocol.TCP, far, PortSet.ALL, near, PortSet.ALL);
    return walk.within(
        () ->
            Datum.known(
                walk.decidedBy(index.entries(Reading.OPTIMISTIC), flow, true, false).stream()
                    .anyMatch(open -> isOpenByRoute(index, open.rule(), far))),
        () -> Datum.unknown(NsgLayer.tooComplex(index).get(0)));
  }

  private static boolean isOpenByRoute(NsgIndex index, int rule, AddressSet far) {
    return index
            .rules()
            .get(rule)
            .sources()
            .asOptional()
            .filter(side -> side.tags().contains(ServiceTag.VIRTUAL_NETWORK))
            .isPresent()
        && !index.sides(rule).sources().certain().intersects(far);
  }
}
