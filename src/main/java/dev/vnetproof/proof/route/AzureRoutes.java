package dev.vnetproof.proof.route;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.Region;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.ServiceEndpoint;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.proof.route.EffectiveRoute.Origin;
import dev.vnetproof.proof.tag.Extent;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.proof.tag.TagSymbols;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The routes that Azure itself puts on a subnet: to the platform, service endpoints, networks,
 * reserved space and the Internet.
 */
final class AzureRoutes {
  private static final List<String> RESERVED =
      List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10");

  private final Location location;
  private final LocationSpace space;
  private final List<EffectiveRoute> routes = new ArrayList<>();
  private AddressSet networks = AddressSet.EMPTY;

  AzureRoutes(Location location, LocationSpace space) {
    this.location = location;
    this.space = space;
    platform();
    endpoints();
    networks();
    add(Origin.SYSTEM, NextHop.INTERNET, Extent.EVERYTHING, 0, "0.0.0.0/0");
  }

  /** All but those of reserved space. */
  List<EffectiveRoute> routes() {
    return routes;
  }

  /** The addresses of the network and its peers, as far as they are known. */
  AddressSet networkSpace() {
    return networks;
  }

  /**
   * Private space that nobody claims is dropped; a network range equal to one of these prefixes
   * replaces its route.
   */
  static List<EffectiveRoute> reserved() {
    List<EffectiveRoute> reserved = new ArrayList<>();
    for (String prefix : RESERVED) {
      AddressSet set = AddressSet.parse(prefix);
      reserved.add(
          route(
              Origin.SYSTEM,
              NextHop.NONE,
              Extent.exactly(set),
              EffectiveRoute.length(set),
              prefix));
    }
    return reserved;
  }

  /** User-defined routes do not apply to the platform address (168.63.129.16, 2023-03-30). */
  private void platform() {
    add(
        Origin.PLATFORM,
        NextHop.NETWORK,
        Extent.exactly(Ipv4Space.PLATFORM),
        32,
        "168.63.129.16/32");
  }

  /**
   * Endpoint routes win over all others for the prefixes they hold (service endpoints overview;
   * that they beat a longer user-defined route is UNVERIFIED). Storage acts for the region and its
   * pair, Sql for the region alone.
   */
  private void endpoints() {
    Datum<Set<ServiceEndpoint>> endpoints = location.subnet().serviceEndpoints();
    if (endpoints instanceof Datum.Known<Set<ServiceEndpoint>> known) {
      known.value().stream().sorted().forEach(e -> endpoint(e, Optional.empty()));
    } else {
      for (ServiceEndpoint endpoint : ServiceEndpoint.values()) {
        endpoint(endpoint, endpoints.ifMissing());
      }
    }
  }

  private void endpoint(ServiceEndpoint endpoint, Optional<Missing> missing) {
    Optional<Region> region = location.region().asOptional();
    switch (endpoint) {
      case STORAGE -> {
        List<Extent> near = new ArrayList<>();
        near.add(Extent.NOTHING);
        region.ifPresent(at -> near.add(space.of(ServiceTag.of("Storage").in(at))));
        region
            .flatMap(Region::pair)
            .ifPresent(at -> near.add(space.of(ServiceTag.of("Storage").in(at))));
        Extent whole = space.of(ServiceTag.of("Storage"));
        Extent sure = Extent.unionOf(near);
        endpoint(
            endpoint,
            new Extent(
                sure.certain(),
                whole.possible(),
                List.of(
                    new Missing.DocumentSilent(
                        "whether endpoint Microsoft.Storage acts for Storage of other regions"))),
            missing);
      }
      case STORAGE_GLOBAL -> endpoint(endpoint, space.of(ServiceTag.of("Storage")), missing);
      case SQL ->
          endpoint(
              endpoint,
              region
                  .map(at -> space.of(ServiceTag.of("Sql").in(at)))
                  .orElseGet(
                      () ->
                          new Extent(
                              AddressSet.EMPTY,
                              space.of(ServiceTag.of("Sql")).possible(),
                              List.of(location.region().missing()))),
              missing);
      case EVENT_HUB -> endpoint(endpoint, space.of(ServiceTag.of("EventHub")), missing);
      case KEY_VAULT -> endpoint(endpoint, space.of(ServiceTag.of("AzureKeyVault")), missing);
      case SERVICE_BUS -> endpoint(endpoint, space.of(ServiceTag.of("ServiceBus")), missing);
      // For Data Lake Storage Gen1 only; does not carry sign-in.
      case AZURE_ACTIVE_DIRECTORY -> {}
    }
  }

  private void endpoint(ServiceEndpoint endpoint, Extent reach, Optional<Missing> missing) {
    Extent extent =
        missing.map(m -> new Extent(AddressSet.EMPTY, reach.possible(), List.of(m))).orElse(reach);
    routes.add(
        new EffectiveRoute(
            NextHop.SERVICE_ENDPOINT,
            Optional.empty(),
            extent,
            extent.possible(),
            32,
            Origin.PLATFORM,
            new DecidedBy.ByRoute(
                Optional.empty(),
                "service endpoint",
                endpoint.azureName(),
                NextHop.SERVICE_ENDPOINT.azureName(),
                ""),
            extent.missing()));
  }

  /** The network's own ranges and those of its peers. */
  private void networks() {
    Datum<AddressPrefixes> own = location.virtualNetwork().addressSpace();
    if (own instanceof Datum.Known<AddressPrefixes> known) {
      ranges(known.value(), NextHop.NETWORK);
      AddressSet subnet = space.subnet().certain().ipv4();
      if (!subnet.isEmpty() && !known.value().set().covers(subnet)) {
        floating(NextHop.NETWORK, Extent.exactly(subnet), "the subnet");
      }
    } else {
      AddressSet certain =
          space
              .subnet()
              .certain()
              .union(AddressSet.ofSymbols(TagSymbols.SUBNET, TagSymbols.OWN_NETWORK));
      floating(
          NextHop.NETWORK,
          new Extent(certain, certain.union(Ipv4Space.PRIVATE), List.of(own.missing())),
          "the virtual network");
    }
    Datum<AddressPrefixes> peered = location.virtualNetwork().peeredAddressSpaces();
    if (peered instanceof Datum.Known<AddressPrefixes> known) {
      ranges(known.value(), NextHop.PEERING);
    } else {
      // Peers with public space exist but are rare; that one is among those not listed is not
      // supposed, or nothing at all could be decided.
      AddressSet certain = AddressSet.ofSymbols(TagSymbols.PEERED, TagSymbols.PEERED);
      floating(
          NextHop.PEERING,
          new Extent(certain, certain.union(Ipv4Space.PRIVATE), List.of(peered.missing())),
          "peered networks");
    }
  }

  private void ranges(AddressPrefixes ranges, NextHop hop) {
    for (String range : ranges.texts()) {
      for (String prefix : AddressSet.parse(range).ipv4().ipv4Prefixes()) {
        Extent reach =
            hop == NextHop.NETWORK
                ? space.of(Datum.known(RuleAddresses.of(prefix)), false)
                : Extent.exactly(AddressSet.parse(prefix));
        Extent numbers =
            new Extent(
                withoutServices(reach.certain()),
                withoutServices(reach.possible()),
                reach.missing());
        AddressSet set = AddressSet.parse(prefix);
        networks = networks.union(set);
        add(Origin.SYSTEM, hop, numbers, EffectiveRoute.length(set), prefix);
      }
    }
  }

  /** A network's range holds machines, never Azure's public services, whatever its numbers. */
  private static AddressSet withoutServices(AddressSet set) {
    return set.ipv4()
        .union(set.intersect(AddressSet.ofSymbols(TagSymbols.SUBNET, TagSymbols.OWN_NETWORK)));
  }

  private void floating(NextHop hop, Extent reach, String prefix) {
    networks = networks.union(reach.certain().ipv4());
    add(Origin.SYSTEM, hop, reach, EffectiveRoute.FLOATING, prefix);
  }

  private void add(Origin origin, NextHop hop, Extent reach, int length, String prefix) {
    routes.add(route(origin, hop, reach, length, prefix));
  }

  private static EffectiveRoute route(
      Origin origin, NextHop hop, Extent reach, int length, String prefix) {
    return new EffectiveRoute(
        hop,
        Optional.empty(),
        reach,
        reach.possible(),
        length,
        origin,
        new DecidedBy.ByRoute(Optional.empty(), "system route", prefix, hop.azureName(), ""),
        reach.missing());
  }
}
