package dev.vnetproof.proof.firewall;

import dev.vnetproof.model.Missing;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PacketSet;
import java.util.List;

/**
 * How packets to a set of destinations fare on one way.
 *
 * @param open whether every packet surely passes
 * @param stops packets that surely do not pass, each with what stops it
 * @param missing what would settle the rest
 */
public record Passage(boolean open, List<Stop> stops, List<Missing> missing) {
  public static final Passage OPEN = new Passage(true, List.of(), List.of());

  public Passage {
    stops = List.copyOf(stops);
    missing = List.copyOf(missing);
  }

  /** Packets that one obstacle stops; none of the sets is empty. */
  public record Stop(DecidedBy by, List<PacketSet> packets) {
    public Stop {
      packets = List.copyOf(packets);
    }
  }

  public static Passage unknown(List<Missing> missing) {
    return new Passage(false, List.of(), missing);
  }

  /** Closed for {@code stopped}, which may be empty; open for the rest. */
  public static Passage closedFor(PacketSet stopped, DecidedBy by) {
    return stopped.isEmpty()
        ? OPEN
        : new Passage(false, List.of(new Stop(by, List.of(stopped))), List.of());
  }

  /** Destinations to which some packet does not pass. */
  public AddressSet blocked() {
    return AddressSet.unionOf(
        stops.stream()
            .flatMap(stop -> stop.packets().stream())
            .map(PacketSet::destinations)
            .toList());
  }
}
