package dev.vnetproof.proof.nsg;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.OtherSubnet;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.proof.layer.DemandedFlow;
import dev.vnetproof.proof.layer.Layer;
import dev.vnetproof.proof.tag.Extent;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PacketSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The groups of the subnets that hold far ends: traffic inside a network passes the groups of both
 * ends (network security group, how it works, 2020-08-24). Of subnets that the snapshot does not
 * show it is taken for granted that they let the instance in.
 */
public final class FarGroups implements Layer {
  private final List<Gate> gates = new ArrayList<>();

  /** A subnet and what its group lets in. */
  private record Gate(AddressSet addresses, NsgLayer layer) {
    DemandedFlow within(DemandedFlow flow) {
      return new DemandedFlow(
          flow.flow(),
          flow.remote(),
          flow.near(),
          new Extent(
              flow.far().certain().intersect(addresses),
              flow.far().possible().intersect(addresses),
              flow.far().missing()));
    }

    List<PacketSet> mayPass(DemandedFlow flow) {
      DemandedFlow within = within(flow);
      return layer.mayPass(within, List.of(within.possible()));
    }

    /** What of {@code box} goes there. */
    PacketSet to(PacketSet box) {
      return new PacketSet(
          box.protocol(), box.sources(), box.sourcePorts(), addresses, box.destinationPorts());
    }
  }

  public FarGroups(Location location, LocationSpace space) {
    List<OtherSubnet> subnets = location.virtualNetwork().otherSubnets().orElse(List.of());
    for (int i = 0; i < subnets.size(); i++) {
      OtherSubnet subnet = subnets.get(i);
      AddressSet addresses = subnet.addressPrefixes().orElse(AddressPrefixes.NONE).set().ipv4();
      Optional<NetworkSecurityGroup> group = subnet.networkSecurityGroup().orElse(Optional.empty());
      if (!addresses.isEmpty() && group.isPresent()) {
        String place = location.pointer() + "/virtualNetwork/otherSubnets/" + i;
        Location there = location.behind(seenFromHere(group.get(), place));
        gates.add(new Gate(addresses, new NsgLayer(there, PlatformVersion.STV1, space)));
      }
    }
  }

  /** Its inbound rules as rules for what the instance sends. */
  private static NetworkSecurityGroup seenFromHere(NetworkSecurityGroup group, String place) {
    return new NetworkSecurityGroup(
        group.name(),
        group.securityRules().map(rules -> turned(rules, place)),
        turned(group.defaultSecurityRules(), place));
  }

  private static List<SecurityRule> turned(List<SecurityRule> rules, String place) {
    List<SecurityRule> turned = new ArrayList<>();
    for (SecurityRule rule : rules) {
      if (rule.direction() == Direction.INBOUND) {
        turned.add(
            new SecurityRule(
                rule.name(),
                rule.priority(),
                Direction.OUTBOUND,
                rule.access(),
                rule.protocols(),
                rule.sources(),
                rule.sourcePorts(),
                rule.destinations(),
                rule.destinationPorts(),
                rule.pointer().isEmpty() ? place : rule.pointer()));
      }
    }
    return turned;
  }

  /** How the part of a flow fares that goes to those subnets. */
  @Override
  public Verdict decide(DemandedFlow flow) {
    Verdict verdict = Verdict.Allowed.FULLY;
    for (Gate gate : gates(flow)) {
      verdict = verdict.and(gate.layer().decide(gate.within(flow)));
    }
    return verdict;
  }

  /** Whether all of the flow goes to those subnets, and they let provably nothing in. */
  @Override
  public boolean nothingPasses(DemandedFlow flow) {
    List<Gate> gates = gates(flow);
    AddressSet held = AddressSet.unionOf(gates.stream().map(Gate::addresses).toList());
    return !gates.isEmpty()
        && held.covers(flow.far().possible())
        && gates.stream().allMatch(gate -> gate.layer().nothingPasses(gate.within(flow)));
  }

  @Override
  public List<PacketSet> mayPass(DemandedFlow flow, List<PacketSet> packets) {
    List<PacketSet> passing = packets;
    for (Gate gate : gates(flow)) {
      List<PacketSet> in = gate.mayPass(flow);
      List<PacketSet> left = new ArrayList<>();
      for (PacketSet box : passing) {
        left.addAll(box.subtract(gate.to(box)));
        in.stream().map(box::intersect).filter(each -> !each.isEmpty()).forEach(left::add);
      }
      passing = left;
    }
    return passing;
  }

  @Override
  public List<Block> stops(DemandedFlow flow, PacketSet packets) {
    List<Block> stops = new ArrayList<>();
    for (Gate gate : gates(flow)) {
      PacketSet part = packets.intersect(gate.to(packets));
      if (!part.isEmpty()) {
        stops.addAll(gate.layer().stops(gate.within(flow), part));
      }
    }
    return stops;
  }

  /**
   * A demand on the network as a whole means whoever is meant there, and not each of its subnets.
   */
  private List<Gate> gates(DemandedFlow flow) {
    return flow.isInbound() || !(flow.remote() instanceof Remote.Addresses)
        ? List.of()
        : gates.stream()
            .filter(gate -> flow.far().possible().intersects(gate.addresses()))
            .toList();
  }
}
