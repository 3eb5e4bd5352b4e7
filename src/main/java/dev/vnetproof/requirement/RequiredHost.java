package dev.vnetproof.requirement;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Feature;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.ServiceTag;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Hosts that must be reachable from the subnet by name, every one on every port. Hosts that one
 * sentence lists are one demand: they share their way, which is then looked at once.
 *
 * @param hosts full names; a first label {@code *} means "some name below"
 * @param ports TCP, 1 to 65535
 * @param carrier the service tag that holds the hosts' addresses, where the document names one
 * @param addresses all addresses of the hosts, where Microsoft publishes them
 */
public record RequiredHost(
    String requirement,
    int location,
    Necessity necessity,
    List<String> hosts,
    List<Integer> ports,
    Optional<ServiceTag> carrier,
    AddressPrefixes addresses)
    implements Demand {

  public RequiredHost {
    hosts = List.copyOf(hosts);
    ports = List.copyOf(ports);
  }

  public static RequiredHost of(String requirement, Location location, String... hosts) {
    return new RequiredHost(
        requirement,
        location.index(),
        Necessity.REQUIRED,
        List.of(hosts),
        List.of(),
        Optional.empty(),
        AddressPrefixes.NONE);
  }

  public RequiredHost tcp(Integer... newPorts) {
    return new RequiredHost(
        requirement, location, necessity, hosts, List.of(newPorts), carrier, addresses);
  }

  /** The hosts' addresses are in this service tag. */
  public RequiredHost carriedBy(String serviceTag) {
    return new RequiredHost(
        requirement,
        location,
        necessity,
        hosts,
        ports,
        Optional.of(ServiceTag.of(serviceTag)),
        addresses);
  }

  /** The hosts have these addresses and no others. */
  public RequiredHost at(String... published) {
    return new RequiredHost(
        requirement, location, necessity, hosts, ports, carrier, AddressPrefixes.of(published));
  }

  public RequiredHost forFeature(Feature... features) {
    return with(Necessity.of(features));
  }

  public RequiredHost advised() {
    return with(Necessity.ADVISED);
  }

  private RequiredHost with(Necessity newNecessity) {
    return new RequiredHost(requirement, location, newNecessity, hosts, ports, carrier, addresses);
  }

  @Override
  public String describe() {
    return describe(hosts);
  }

  /** The demand for some of its hosts. */
  public String describe(List<String> some) {
    return "outbound TCP "
        + ports.stream().map(String::valueOf).collect(Collectors.joining(", "))
        + " to "
        + String.join(", ", some);
  }
}
