package dev.vnetproof.rule;

import dev.vnetproof.model.Missing;
import dev.vnetproof.space.PortSet;
import java.util.List;
import java.util.Optional;

/** What one sentence of a document asks of one location. Demands are made by requirement rules. */
public sealed interface Demand
    permits RequiredFlow, NeedlessFlow, RequiredHost, RequiredRoute, RequiredSetting {
  /** The id of the requirement, {@code ports.sql}. */
  String requirement();

  /** The index of the location in its snapshot. */
  int location();

  /** Whether it must be met, should be, or depends on features. */
  Necessity necessity();

  /** The demand as the end of a sentence: {@code outbound TCP 1433 to Sql}. */
  String describe();

  /** What is missing where all is known, but the demand leaves open how much of it is meant. */
  default Missing reallyNeeded() {
    return new Missing.DocumentSilent("the addresses that " + describe() + " really needs");
  }

  /**
   * What keeps it from being a demand at all (a flow without a port), as the end of a sentence with
   * the demand as its subject; empty where it is whole.
   */
  default Optional<String> flaw() {
    return Optional.empty();
  }

  /** The flaw of the first number that is no port, if there is one. */
  static Optional<String> portFlaw(List<Integer> ports) {
    return ports.stream()
        .filter(port -> port < 1 || port > PortSet.MAX_PORT)
        .findFirst()
        .map(port -> "names port " + port + "; expected 1 to " + PortSet.MAX_PORT);
  }
}
