package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.captured.EffectiveRoutes;
import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.RouteTableReader;
import dev.vnetproof.importer.resource.SubnetJoin;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.RouteTable;
import java.util.List;
import java.util.Optional;

/** The security group and the route table of a subnet, in all captures of them. */
final class SubnetRules {
  private final ResourcePool pool;
  private final NetworkSecurityGroupReader groups;
  private final RouteTableReader tables;
  private final EffectiveRoutes effective;

  /**
   * @param effective tells of tables that are not in the input
   */
  SubnetRules(
      ResourcePool pool,
      NetworkSecurityGroupReader groups,
      RouteTableReader tables,
      EffectiveRoutes effective) {
    this.pool = pool;
    this.groups = groups;
    this.tables = tables;
    this.effective = effective;
  }

  Datum<Optional<NetworkSecurityGroup>> group(SubnetJoin subnet, LocationPlaces places) {
    SubnetJoin.Association association =
        subnet.association("networkSecurityGroup", AzureTypes.NETWORK_SECURITY_GROUP);
    if (association instanceof SubnetJoin.Association.Found found) {
      places.put("networkSecurityGroup", found.node());
      NetworkSecurityGroup group = group(found.id(), found.node(), places.home());
      for (AzureNode other : pool.otherCaptures(found.id())) {
        group =
            Captures.both(
                group,
                group(found.id(), other, places.home()),
                ResourcePool.captures(found.node(), other));
      }
      return Datum.known(Optional.of(group));
    }
    if (association instanceof SubnetJoin.Association.Absent absent) {
      // That there is one is known; which rules it has is not.
      return Datum.known(
          Optional.of(
              new NetworkSecurityGroup(
                  absent.id().name(),
                  Datum.unknown(absent.missing()),
                  NetworkSecurityGroup.DEFAULT_RULES)));
    }
    return association instanceof SubnetJoin.Association.Unknown unknown
        ? Datum.unknown(unknown.missing())
        : pool.none(Optional.empty());
  }

  private NetworkSecurityGroup group(ResourceId id, AzureNode node, String home) {
    return groups.read(
        node, Children.name(node), pool.knownChildren(id, AzureTypes.SECURITY_RULE), home);
  }

  /**
   * @param hops takes appliances of its routes whose address an expression gives
   */
  Datum<Optional<RouteTable>> table(
      SubnetJoin subnet, ResourceId id, List<Unresolved> hops, LocationPlaces places) {
    SubnetJoin.Association association = subnet.association("routeTable", AzureTypes.ROUTE_TABLE);
    if (association instanceof SubnetJoin.Association.Found found) {
      places.put("routeTable", found.node());
      RouteTable table = table(found.id(), found.node(), hops, places.home());
      for (AzureNode other : pool.otherCaptures(found.id())) {
        table =
            Captures.both(
                table,
                table(found.id(), other, hops, places.home()),
                ResourcePool.captures(found.node(), other));
      }
      return Datum.known(Optional.of(table));
    }
    if (association instanceof SubnetJoin.Association.None) {
      return pool.none(Optional.empty());
    }
    Missing missing =
        association instanceof SubnetJoin.Association.Absent absent
            ? absent.missing()
            : ((SubnetJoin.Association.Unknown) association).missing();
    return effective
        .routeTable(id, subnet.referenced("routeTable"), places.home())
        .map(Datum::known)
        .orElseGet(() -> Datum.unknown(missing));
  }

  private RouteTable table(ResourceId id, AzureNode node, List<Unresolved> hops, String home) {
    RouteTableReader.Reading reading =
        tables.read(node, Children.name(node), pool.knownChildren(id, AzureTypes.ROUTE), home);
    hops.addAll(reading.unresolvedHops());
    return reading.table();
  }
}
