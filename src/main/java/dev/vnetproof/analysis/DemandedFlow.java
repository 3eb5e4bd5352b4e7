package dev.vnetproof.analysis;

import dev.vnetproof.model.Direction;
import dev.vnetproof.requirement.Remote;
import dev.vnetproof.requirement.RequiredFlow;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PacketSet;
import dev.vnetproof.space.PortSet;

/**
 * The packets of a required flow at one location.
 *
 * @param remote the far side that is looked at: the demanded one, or an accepted alternative
 * @param near the subnet
 * @param far the addresses of {@code remote}
 */
record DemandedFlow(RequiredFlow flow, Remote remote, Extent near, Extent far) {

  boolean isInbound() {
    return flow.direction() == Direction.INBOUND;
  }

  /** Packets that exist without doubt. */
  PacketSet certain() {
    return packets(near.certain(), far.certain());
  }

  /** Packets that may exist. */
  PacketSet possible() {
    return packets(near.possible(), far.possible());
  }

  private PacketSet packets(AddressSet nearSet, AddressSet farSet) {
    return new PacketSet(
        flow.protocol(),
        isInbound() ? farSet : nearSet,
        PortSet.ALL,
        isInbound() ? nearSet : farSet,
        flow.ports());
  }
}
