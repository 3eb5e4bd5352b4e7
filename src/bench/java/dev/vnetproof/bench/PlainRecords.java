package dev.vnetproof.bench;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot's JSON as plain records: what Jackson binds it to when nothing is checked. Its time
 * is the unit P of the speed goals.
 */
final class PlainRecords {
  private PlainRecords() {}

  record Snapshot(String snapshot, String name, Deployment deployment, List<Location> locations) {}

  record Deployment(
      String name,
      String cloud,
      String platformVersion,
      String virtualNetworkType,
      String sku,
      Map<String, Boolean> features) {}

  record Location(
      String region,
      boolean primary,
      int units,
      Subnet subnet,
      Network virtualNetwork,
      Group networkSecurityGroup,
      @Nullable Object routeTable,
      Map<String, Object> dns,
      @Nullable Object egressFirewall) {}

  record Subnet(
      String name,
      List<String> addressPrefixes,
      List<String> serviceEndpoints,
      List<String> delegations) {}

  record Network(
      String name,
      List<String> addressSpace,
      List<String> peeredAddressSpaces,
      List<String> onPremisesAddressSpaces,
      boolean gateway) {}

  record Group(String name, List<Rule> securityRules) {}

  record Rule(
      String name,
      int priority,
      String direction,
      String access,
      String protocol,
      @Nullable String sourceAddressPrefix,
      @Nullable List<String> sourceAddressPrefixes,
      String sourcePortRange,
      @Nullable String destinationAddressPrefix,
      @Nullable List<String> destinationAddressPrefixes,
      String destinationPortRange) {}
}
