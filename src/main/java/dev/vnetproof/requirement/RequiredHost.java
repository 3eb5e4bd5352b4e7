package dev.vnetproof.requirement;

import dev.vnetproof.model.Feature;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.ServiceTag;
import java.util.Optional;

/**
 * A host that must be reachable from the subnet by name.
 *
 * @param host a full name; a first label {@code *} means "some name below"
 * @param port 1 to 65535
 * @param carrier the service tag that holds the host's addresses, where the document names one
 */
public record RequiredHost(
    String requirement,
    int location,
    Necessity necessity,
    String host,
    int port,
    Optional<ServiceTag> carrier)
    implements Demand {

  public static RequiredHost of(String requirement, Location location, String host, int port) {
    return new RequiredHost(
        requirement, location.index(), Necessity.REQUIRED, host, port, Optional.empty());
  }

  /** The host's addresses are in this service tag. */
  public RequiredHost carriedBy(String serviceTag) {
    return new RequiredHost(
        requirement, location, necessity, host, port, Optional.of(ServiceTag.of(serviceTag)));
  }

  public RequiredHost forFeature(Feature... features) {
    return new RequiredHost(requirement, location, Necessity.of(features), host, port, carrier);
  }

  public RequiredHost advised() {
    return new RequiredHost(requirement, location, Necessity.ADVISED, host, port, carrier);
  }

  @Override
  public String describe() {
    return "outbound TCP " + port + " to " + host;
  }
}
