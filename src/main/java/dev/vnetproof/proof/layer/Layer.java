package dev.vnetproof.proof.layer;

import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.space.PacketSet;
import java.util.List;

/**
 * One thing on the way of packets that may stop them: the security group, the groups of far ends,
 * routes with the firewall behind them. A flow passes if every layer lets it.
 *
 * <p>A layer that only decides is taken to stop nothing that could be shown.
 */
@FunctionalInterface
public interface Layer {

  /** Whether every packet of the flow passes. */
  Verdict decide(DemandedFlow flow);

  /** Whether provably no packet of the flow passes. */
  default boolean nothingPasses(DemandedFlow flow) {
    return false;
  }

  /** Of {@code packets} of a flow those that may pass. */
  default List<PacketSet> mayPass(DemandedFlow flow, List<PacketSet> packets) {
    return packets;
  }

  /** What stops some of {@code packets} of a flow for certain. */
  default List<Block> stops(DemandedFlow flow, PacketSet packets) {
    return List.of();
  }
}
