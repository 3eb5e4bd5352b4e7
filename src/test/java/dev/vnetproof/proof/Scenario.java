package dev.vnetproof.proof;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.proof.PlainRule.Ports;
import dev.vnetproof.proof.PlainRule.Side;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.space.PortSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A truth as a snapshot shows it: without what is hidden.
 *
 * @param hidden names of what the snapshot does not hold, {@code peered} or {@code r3/access}
 */
record Scenario(
    Truth truth,
    Set<String> hidden,
    ServiceTags tags,
    AddressPrefixes clients,
    AddressPrefixes controlPlane) {

  Scenario with(Truth other) {
    return new Scenario(other, hidden, tags, clients, controlPlane);
  }

  Scenario nothingHidden(Truth other) {
    return new Scenario(other, Set.of(), tags, clients, controlPlane);
  }

  private <T> Datum<T> shown(String name, T value) {
    return hidden.contains(name) ? Datum.unknownAt("/" + name) : Datum.known(value);
  }

  Location location() {
    return EnvironmentSnapshot.builder("scenario")
        .location(
            location ->
                location
                    .region(shown("region", truth.region()))
                    .units(2)
                    .subnet("apim", shown("subnet", AddressPrefixes.of(truth.subnet())))
                    .serviceEndpoints()
                    .delegations()
                    .network("vnet", shown("own", AddressPrefixes.of(truth.own())))
                    .peers(shown("peered", AddressPrefixes.of(truth.peered())))
                    .onPremises(shown("onPremises", AddressPrefixes.of(truth.onPremises())))
                    .gateway(shown("gateway", truth.gateway()))
                    .securityGroup(shown("group", truth.rules().map(this::group)))
                    .routeTable(shown("routes", truth.routes().map(this::table)))
                    .dnsServers()
                    .forwardsAzureNames(true)
                    .noFirewall())
        .build()
        .locations()
        .get(0);
  }

  private RouteTable table(List<Truth.PlainRoute> routes) {
    List<Route> list = new ArrayList<>();
    for (Truth.PlainRoute route : routes) {
      list.add(
          new Route(
              route.name(),
              Datum.known(RuleAddresses.of(route.destination())),
              Datum.known(route.hop()),
              Optional.empty(),
              "/routes/" + list.size()));
    }
    return new RouteTable("rt", Datum.known(false), Datum.known(list));
  }

  private NetworkSecurityGroup group(List<PlainRule> rules) {
    List<SecurityRule> list = new ArrayList<>();
    for (PlainRule rule : rules) {
      String name = rule.name() + "/";
      list.add(
          new SecurityRule(
              rule.name(),
              rule.priority(),
              rule.direction(),
              shown(name + "access", rule.access()),
              shown(name + "protocol", rule.protocols()),
              shown(name + "sources", side(rule.sources())),
              shown(name + "sourcePorts", ports(rule.sourcePorts())),
              shown(name + "destinations", side(rule.destinations())),
              shown(name + "destinationPorts", ports(rule.destinationPorts())),
              "/securityRules/" + list.size()));
    }
    return new NetworkSecurityGroup(
        "nsg", shown("rules", list), NetworkSecurityGroup.DEFAULT_RULES);
  }

  private static RuleAddresses side(Side side) {
    RuleAddresses texts = RuleAddresses.of(side.texts());
    return new RuleAddresses(texts.any(), texts.prefixes(), texts.tags(), side.groups());
  }

  private static PortSet ports(List<Ports> ports) {
    return PortSet.unionOf(ports.stream().map(p -> PortSet.range(p.low(), p.high())).toList());
  }

  List<Wanted> wanted(Location location) {
    return Wanted.all(location, location, clients, controlPlane);
  }

  SecurityRulesAlone analysis(Location location) {
    return new SecurityRulesAlone(location, truth.cloud(), truth.platform(), tags);
  }
}
