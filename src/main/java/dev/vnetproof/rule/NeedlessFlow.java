package dev.vnetproof.rule;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.ServiceTag;
import java.util.List;
import java.util.Optional;

/**
 * A port that only one service needs to reach: advised is that nobody else on the Internet can.
 *
 * @param port destination port, TCP
 * @param needed the service tag that has to come in
 * @param alsoNeeded further addresses that have to come in
 */
public record NeedlessFlow(
    String requirement, int location, int port, ServiceTag needed, AddressPrefixes alsoNeeded)
    implements Demand {

  /** TCP to a port that only {@code needed} and {@code alsoNeeded} have to reach. */
  public static NeedlessFlow inboundTcp(
      String requirement, Location location, int port, String needed, AddressPrefixes alsoNeeded) {
    return new NeedlessFlow(requirement, location.index(), port, ServiceTag.of(needed), alsoNeeded);
  }

  @Override
  public Necessity necessity() {
    return Necessity.ADVISED;
  }

  @Override
  public Optional<String> flaw() {
    return Demand.portFlaw(List.of(port));
  }

  @Override
  public String describe() {
    return "inbound TCP " + port + " from the Internet beyond " + needed;
  }
}
