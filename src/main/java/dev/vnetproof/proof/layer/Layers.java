package dev.vnetproof.proof.layer;

import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.space.PacketSet;
import java.util.ArrayList;
import java.util.List;

/** Layers one behind the other: the worst decides, all that stop packets are named. */
public record Layers(List<Layer> inOrder) implements Layer {
  public Layers {
    inOrder = List.copyOf(inOrder);
  }

  @Override
  public Verdict decide(DemandedFlow flow) {
    Verdict verdict = Verdict.Allowed.FULLY;
    for (Layer layer : inOrder) {
      verdict = verdict.and(layer.decide(flow));
    }
    return verdict;
  }

  @Override
  public boolean nothingPasses(DemandedFlow flow) {
    return inOrder.stream().anyMatch(layer -> layer.nothingPasses(flow));
  }

  @Override
  public List<PacketSet> mayPass(DemandedFlow flow, List<PacketSet> packets) {
    List<PacketSet> passing = packets;
    for (Layer layer : inOrder) {
      passing = layer.mayPass(flow, passing);
    }
    return passing;
  }

  @Override
  public List<Block> stops(DemandedFlow flow, PacketSet packets) {
    List<Block> stops = new ArrayList<>();
    inOrder.forEach(layer -> stops.addAll(layer.stops(flow, packets)));
    return stops;
  }
}
