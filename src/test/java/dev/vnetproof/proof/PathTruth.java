package dev.vnetproof.proof;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EgressFirewall;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkAllowance;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.Region;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.ServiceEndpoint;
import dev.vnetproof.model.Sku;
import dev.vnetproof.model.VirtualNetworkType;
import dev.vnetproof.proof.PlainRule.Ports;
import dev.vnetproof.proof.Truth.PlainRoute;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.rule.Deployment;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import dev.vnetproof.wording.Explanation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A location whose routes and firewall are wholly known, without a security group.
 *
 * @param tags the prefixes of each service tag, as published
 * @param own the network's own space; holds {@link #SUBNET}
 * @param propagated whether the subnet takes learned routes to {@code onPremises}
 * @param routes empty when the subnet has no route table
 */
record PathTruth(
    Map<String, List<String>> tags,
    List<String> own,
    List<String> peered,
    List<String> onPremises,
    boolean gateway,
    boolean propagated,
    Set<ServiceEndpoint> endpoints,
    Optional<List<PlainRoute>> routes,
    List<Line> firewall) {

  static final String SUBNET = "10.0.1.0/24";
  static final Region REGION = Region.of("westus");

  /** The region that Azure pairs with {@link #REGION}. */
  static final Region PAIR = Region.of("eastus");

  private static final String APPLIANCE = "10.0.100.4";

  /** A network rule of the firewall. */
  record Line(
      String name,
      int priority,
      Access access,
      List<String> sources,
      List<String> destinations,
      List<Ports> ports,
      Set<Protocol> protocols) {}

  PathTruth withRoutes(Optional<List<PlainRoute>> fewer) {
    return new PathTruth(
        tags, own, peered, onPremises, gateway, propagated, endpoints, fewer, firewall);
  }

  PathTruth withFirewall(List<Line> fewer) {
    return new PathTruth(
        tags, own, peered, onPremises, gateway, propagated, endpoints, routes, fewer);
  }

  PathTruth withEndpoints(Set<ServiceEndpoint> fewer) {
    return new PathTruth(
        tags, own, peered, onPremises, gateway, propagated, fewer, routes, firewall);
  }

  Location location() {
    return EnvironmentSnapshot.builder("path")
        .location(
            REGION.name(),
            location ->
                location
                    .units(1)
                    .subnet("apim", SUBNET)
                    .serviceEndpoints(endpoints.toArray(ServiceEndpoint[]::new))
                    .delegations()
                    .network("vnet", Datum.known(AddressPrefixes.of(own)))
                    .peers(Datum.known(AddressPrefixes.of(peered)))
                    .onPremises(Datum.known(AddressPrefixes.of(onPremises)))
                    .gateway(gateway)
                    .noSecurityGroup()
                    .routeTable(Datum.known(routes.map(this::table)))
                    .dnsServers()
                    .forwardsAzureNames(true)
                    .firewall(Datum.known(Optional.of(declared()))))
        .build()
        .locations()
        .get(0);
  }

  private RouteTable table(List<PlainRoute> plain) {
    List<Route> list = new ArrayList<>();
    for (PlainRoute route : plain) {
      list.add(
          new Route(
              route.name(),
              Datum.known(RuleAddresses.of(route.destination())),
              Datum.known(route.hop()),
              route.hop() == NextHopType.VIRTUAL_APPLIANCE
                  ? AddressSet.parse(APPLIANCE).first()
                  : Optional.empty(),
              "/routes/" + list.size()));
    }
    return new RouteTable("rt", Datum.known(!propagated), Datum.known(list));
  }

  private EgressFirewall declared() {
    List<NetworkAllowance> list = new ArrayList<>();
    for (Line line : firewall) {
      list.add(
          new NetworkAllowance(
              line.name(),
              line.priority(),
              line.access(),
              Datum.known(RuleAddresses.of(line.sources())),
              Datum.known(RuleAddresses.of(line.destinations())),
              Datum.known(List.of()),
              Datum.known(
                  PortSet.unionOf(
                      line.ports().stream().map(p -> PortSet.range(p.low(), p.high())).toList())),
              Datum.known(line.protocols()),
              "/networkAllowances/" + list.size()));
    }
    return new EgressFirewall(
        "fw",
        Datum.known(AddressSet.parse(APPLIANCE).first().orElseThrow()),
        Datum.known(List.of()),
        Datum.known(list));
  }

  LocationProof analysis() {
    Deployment deployment =
        new Deployment(
            Cloud.AZURE_PUBLIC,
            PlatformVersion.STV2,
            VirtualNetworkType.EXTERNAL,
            Sku.PREMIUM,
            false,
            Map.of(),
            RuleAddresses.NONE,
            true);
    return new LocationProof(location(), deployment, published(), List.of(), Explanation::of);
  }

  private ServiceTags published() {
    String values =
        tags.entrySet().stream()
            .map(
                tag ->
                    "{\"name\":\"%s\",\"properties\":{\"addressPrefixes\":[%s]}}"
                        .formatted(
                            tag.getKey(),
                            tag.getValue().stream()
                                .map(prefix -> '"' + prefix + '"')
                                .collect(Collectors.joining(","))))
            .collect(Collectors.joining(","));
    String json = "{\"changeNumber\":1,\"cloud\":\"Public\",\"values\":[" + values + "]}";
    return ServiceTags.none()
        .with("random", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("own ")
        .append(own)
        .append(" peered ")
        .append(peered)
        .append(" on-premises ")
        .append(onPremises);
    text.append(" gateway ")
        .append(gateway)
        .append(" propagated ")
        .append(propagated)
        .append(" endpoints ")
        .append(endpoints);
    tags.forEach((tag, prefixes) -> text.append("\n  ").append(tag).append(' ').append(prefixes));
    routes.ifPresentOrElse(
        list -> list.forEach(route -> text.append("\n  ").append(route)),
        () -> text.append("\n  no route table"));
    firewall.forEach(line -> text.append("\n  ").append(line));
    return text.append('\n').toString();
  }
}
