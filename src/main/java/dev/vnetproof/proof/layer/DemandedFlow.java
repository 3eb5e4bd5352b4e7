package dev.vnetproof.proof.layer;

import dev.vnetproof.model.Direction;
import dev.vnetproof.proof.tag.Extent;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.RequiredFlow;
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
public record DemandedFlow(RequiredFlow flow, Remote remote, Extent near, Extent far) {

  public boolean isInbound() {
    return flow.direction() == Direction.INBOUND;
  }

  /** Packets that exist without doubt. */
  public PacketSet certain() {
    return packets(near.certain(), far.certain());
  }

  /** Packets that may exist. */
  public PacketSet possible() {
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
