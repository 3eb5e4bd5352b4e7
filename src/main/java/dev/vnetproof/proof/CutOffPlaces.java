package dev.vnetproof.proof;

import dev.vnetproof.proof.firewall.FirewallLayer;
import dev.vnetproof.proof.layer.DemandedFlow;
import dev.vnetproof.proof.layer.Layer;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PacketSet;
import dev.vnetproof.space.PortSet;
import java.util.List;
import java.util.Optional;

/**
 * Places from which a far side is out of reach wherever it is: a machine of the subnet, a source
 * port and a destination port from which no packet passes to any address that the far side may
 * have, or from any. One such place is a proof that needs none of those addresses.
 */
record CutOffPlaces(Layer layer) {

  /** Packets from such a place, to all that the far side may be; empty where there is none. */
  Optional<PacketSet> find(DemandedFlow flow) {
    return outside(flow, layer.mayPass(flow, List.of(flow.possible())));
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
}
