package dev.vnetproof.proof;

import dev.vnetproof.proof.firewall.FirewallLayer;
import dev.vnetproof.proof.layer.DemandedFlow;
import dev.vnetproof.proof.nsg.FarGroups;
import dev.vnetproof.proof.nsg.NsgLayer;
import dev.vnetproof.proof.route.PathLayer;
import dev.vnetproof.rule.Block;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PacketSet;
import dev.vnetproof.space.PortSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Places from which a far side is out of reach wherever it is: a machine of the subnet, a source
 * port and a destination port from which no packet passes to any address that the far side may
 * have, or from any. One such place is a proof that needs none of those addresses.
 */
final class CutOff {
  private final NsgLayer securityRules;
  private final FarGroups farGroups;
  private final PathLayer path;

  CutOff(NsgLayer securityRules, FarGroups farGroups, PathLayer path) {
    this.securityRules = securityRules;
    this.farGroups = farGroups;
    this.path = path;
  }

  /** Packets from such a place, to all that the far side may be; empty where there is none. */
  Optional<PacketSet> find(DemandedFlow flow) {
    return outside(flow, path.mayCarry(flow, farGroups.mayPass(flow, securityRules.mayPass(flow))));
  }

  /** The same where only the security group is asked. */
  Optional<PacketSet> findInSecurityGroup(DemandedFlow flow) {
    return outside(flow, securityRules.mayPass(flow));
  }

  private static Optional<PacketSet> outside(DemandedFlow flow, List<PacketSet> passing) {
    AddressSet far = flow.far().possible();
    if (far.isEmpty()) {
      return Optional.empty();
    }
    AddressSet near = flow.near().certain();
    boolean in = flow.isInbound();
    List<PacketSet> left =
        List.of(
            new PacketSet(
                flow.flow().protocol(),
                in ? far : near,
                PortSet.ALL,
                in ? near : far,
                flow.flow().ports()));
    for (PacketSet pass : passing) {
      PacketSet wherever =
          new PacketSet(
              pass.protocol(),
              in ? far : pass.sources(),
              pass.sourcePorts(),
              in ? pass.destinations() : far,
              pass.destinationPorts());
      left = FirewallLayer.subtract(left, wherever);
    }
    return left.stream().filter(box -> !box.isEmpty()).findFirst();
  }

  /** What stops the packets from such a place. */
  List<Block> blocks(DemandedFlow flow, PacketSet place) {
    List<Block> blocks = new ArrayList<>(securityRules.stops(flow, place));
    blocks.addAll(farGroups.stops(flow, place));
    blocks.addAll(path.stops(flow, place));
    return blocks;
  }
}
