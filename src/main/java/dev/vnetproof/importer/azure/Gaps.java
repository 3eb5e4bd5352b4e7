package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.resource.SourceAccount.Gap;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DeclaredDeployment;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.OtherSubnet;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.SecurityAdminRule;
import dev.vnetproof.model.SecurityRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists what a snapshot leaves unknown. */
final class Gaps {
  private final String snapshot;
  private final List<Gap> missing = new ArrayList<>();

  private Gaps(String snapshot) {
    this.snapshot = snapshot;
  }

  static List<Gap> of(EnvironmentSnapshot snapshot) {
    Gaps data = new Gaps(snapshot.name());
    data.deployment(snapshot.deployment());
    snapshot.locations().forEach(data::location);
    return data.missing;
  }

  private void deployment(DeclaredDeployment d) {
    add("/deployment/cloud", d.cloud());
    add("/deployment/platformVersion", d.platformVersion());
    add("/deployment/virtualNetworkType", d.virtualNetworkType());
    add("/deployment/sku", d.sku());
    add("/deployment/clientAddressPrefixes", d.clientAddressPrefixes());
  }

  private void location(Location l) {
    String at = l.pointer();
    add(at + "/region", l.region());
    add(at + "/units", l.units());
    add(at + "/subnet/addressPrefixes", l.subnet().addressPrefixes());
    add(at + "/subnet/serviceEndpoints", l.subnet().serviceEndpoints());
    add(at + "/subnet/delegations", l.subnet().delegations());
    add(at + "/virtualNetwork/addressSpace", l.virtualNetwork().addressSpace());
    add(at + "/virtualNetwork/peeredAddressSpaces", l.virtualNetwork().peeredAddressSpaces());
    add(
        at + "/virtualNetwork/onPremisesAddressSpaces",
        l.virtualNetwork().onPremisesAddressSpaces());
    add(at + "/virtualNetwork/gateway", l.virtualNetwork().gateway());
    String group = at + "/networkSecurityGroup";
    add(group, l.networkSecurityGroup());
    l.networkSecurityGroup()
        .asOptional()
        .flatMap(g -> g)
        .ifPresent(g -> rules(group + "/securityRules", g.securityRules()));
    add(at + "/routeTable", l.routeTable());
    l.routeTable()
        .asOptional()
        .flatMap(t -> t)
        .ifPresent(
            t -> {
              add(at + "/routeTable/disableBgpRoutePropagation", t.disableBgpRoutePropagation());
              routes(at + "/routeTable/routes", t.routes());
            });
    add(at + "/dns/servers", l.dns().servers());
    around(at, l);
    String firewall = at + "/egressFirewall";
    add(firewall, l.egressFirewall());
    l.egressFirewall()
        .asOptional()
        .flatMap(f -> f)
        .ifPresent(
            f -> {
              add(firewall + "/privateIpAddress", f.privateIpAddress());
              add(firewall + "/fqdnAllowances", f.fqdnAllowances());
              add(firewall + "/networkAllowances", f.networkAllowances());
            });
  }

  /** Of what stands around, that of which the input shows a part. */
  private void around(String at, Location l) {
    int index = 0;
    for (SecurityAdminRule rule : l.securityAdminRules().orElse(List.of())) {
      add(at + "/securityAdminRules/" + index++ + "/access", rule.access());
    }
    index = 0;
    for (Route route : l.virtualNetwork().learnedRoutes().orElse(List.of())) {
      String here = at + "/virtualNetwork/learnedRoutes/" + index++;
      add(here + "/addressPrefix", route.destination());
      add(here + "/nextHopType", route.nextHopType());
    }
    index = 0;
    for (OtherSubnet subnet : l.virtualNetwork().otherSubnets().orElse(List.of())) {
      add(
          at + "/virtualNetwork/otherSubnets/" + index++ + "/networkSecurityGroup",
          subnet.networkSecurityGroup());
    }
    l.publicIpAddress()
        .orElse(Optional.empty())
        .ifPresent(
            address -> {
              add(at + "/publicIpAddress/sku", address.sku());
              add(at + "/publicIpAddress/dnsLabel", address.dnsLabel());
            });
  }

  private void rules(String at, Datum<List<SecurityRule>> rules) {
    add(at, rules);
    int index = 0;
    for (SecurityRule rule : rules.orElse(List.of())) {
      String here = at + "/" + index++;
      add(here + "/access", rule.access());
      add(here + "/protocol", rule.protocols());
      add(here + "/sourceAddressPrefix", rule.sources());
      add(here + "/sourcePortRange", rule.sourcePorts());
      add(here + "/destinationAddressPrefix", rule.destinations());
      add(here + "/destinationPortRange", rule.destinationPorts());
    }
  }

  private void routes(String at, Datum<List<Route>> routes) {
    add(at, routes);
    int index = 0;
    for (Route route : routes.orElse(List.of())) {
      String here = at + "/" + index++;
      add(here + "/addressPrefix", route.destination());
      add(here + "/nextHopType", route.nextHopType());
    }
  }

  private void add(String pointer, Datum<?> datum) {
    datum.ifMissing().ifPresent(m -> missing.add(new Gap(snapshot, pointer, m.text())));
  }
}
