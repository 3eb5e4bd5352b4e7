package dev.vnetproof.rule;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Feature;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.ServiceTag;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hosts that must be reachable from the subnet by name, every one on every port. Hosts that one
 * sentence lists are one demand: they share their way, which is then looked at once.
 *
 * @param hosts full names; a first label {@code *} means "some name below"
 * @param ports TCP, 1 to 65535
 * @param carrier the service tag that holds the hosts' addresses, where the document names one
 * @param addresses all addresses of the hosts, where Microsoft publishes them
 * @param spellings names that are accepted in place of a host with a first label {@code *}
 * @param platform the service tag under which the platform lets the traffic out by itself, as long
 *     as no default route is on the subnet
 */
public record RequiredHost(
    String requirement,
    int location,
    Necessity necessity,
    List<String> hosts,
    List<Integer> ports,
    Optional<ServiceTag> carrier,
    AddressPrefixes addresses,
    List<String> spellings,
    Optional<ServiceTag> platform)
    implements Demand {
  private static final Pattern NAME = Pattern.compile("(\\*\\.)?[\\w-]+(\\.[\\w-]+)*");

  public RequiredHost {
    hosts = List.copyOf(hosts);
    ports = List.copyOf(ports);
    spellings = List.copyOf(spellings);
  }

  /** Hosts that must be reached from a location; {@link #tcp} says on which ports. */
  public static RequiredHost of(String requirement, Location location, String... hosts) {
    return of(requirement, location, List.of(hosts));
  }

  /** Hosts that must be reached from a location; {@link #tcp} says on which ports. */
  public static RequiredHost of(String requirement, Location location, List<String> hosts) {
    return new RequiredHost(
        requirement,
        location.index(),
        Necessity.REQUIRED,
        hosts,
        List.of(),
        Optional.empty(),
        AddressPrefixes.NONE,
        List.of(),
        Optional.empty());
  }

  /** The same on these ports. */
  public RequiredHost tcp(Integer... newPorts) {
    return new RequiredHost(
        requirement,
        location,
        necessity,
        hosts,
        List.of(newPorts),
        carrier,
        addresses,
        spellings,
        platform);
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
        addresses,
        spellings,
        platform);
  }

  /**
   * The platform lets the traffic out by itself, unless a security rule denies this tag, until a
   * default route is configured or learned (network security group overview, 2025-07-15).
   */
  public RequiredHost letOutByPlatform(String serviceTag) {
    return new RequiredHost(
        requirement,
        location,
        necessity,
        hosts,
        ports,
        carrier,
        addresses,
        spellings,
        Optional.of(ServiceTag.of(serviceTag)));
  }

  /** The hosts have these addresses and no others. */
  public RequiredHost at(String... published) {
    return at(AddressPrefixes.of(published));
  }

  /** The hosts have these addresses and no others. */
  public RequiredHost at(AddressPrefixes published) {
    return new RequiredHost(
        requirement, location, necessity, hosts, ports, carrier, published, spellings, platform);
  }

  /**
   * The host that is written with a placeholder for the region may be named in full: {@code
   * *.example.com} by {@code westus.example.com} at a location in West US.
   */
  public RequiredHost orOfRegion(Location at) {
    List<String> named =
        at.region().asOptional().stream()
            .flatMap(
                region ->
                    hosts.stream()
                        .filter(host -> host.startsWith("*."))
                        .map(host -> region.name() + host.substring(1)))
            .toList();
    return new RequiredHost(
        requirement, location, necessity, hosts, ports, carrier, addresses, named, platform);
  }

  /**
   * The hosts are demanded only if the property at {@code pointer}, which is not known, says so.
   */
  public RequiredHost supposing(String pointer) {
    return with(new Necessity.Supposed(Missing.at(pointer), necessity));
  }

  /** The same for those who use one of these features. */
  public RequiredHost forFeature(Feature... features) {
    return with(Necessity.of(features));
  }

  /** The hosts belong to features if the edition says so, else they are required. */
  public RequiredHost forFeatureIf(boolean optional, Feature... features) {
    return optional ? forFeature(features) : this;
  }

  /** The hosts belong to features, and are advised only when one of them is used. */
  public RequiredHost advisedForFeature(Feature... features) {
    return with(Necessity.advisedFor(features));
  }

  /** The same as advice: unmet, it is a recommendation. */
  public RequiredHost advised() {
    return with(Necessity.ADVISED);
  }

  private RequiredHost with(Necessity newNecessity) {
    return new RequiredHost(
        requirement, location, newNecessity, hosts, ports, carrier, addresses, spellings, platform);
  }

  @Override
  public Optional<String> flaw() {
    if (hosts.isEmpty()) {
      return Optional.of(
          "names no host; expected one, as in `RequiredHost.of(id, location, host)`");
    }
    for (String host : hosts) {
      if (!NAME.matcher(host).matches()) {
        return Optional.of(
            "names the host `" + host + "`; expected a full name, or one that begins with `*.`");
      }
    }
    return ports.isEmpty()
        ? Optional.of("names no port; expected one, as in `.tcp(443)`")
        : Demand.portFlaw(ports);
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
