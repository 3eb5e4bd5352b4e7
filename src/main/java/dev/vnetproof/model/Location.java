package dev.vnetproof.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One region of an API Management instance and the network there.
 *
 * @param index its place in the snapshot, from 0
 * @param networkSecurityGroup of the subnet; known and empty when the subnet has none
 * @param routeTable of the subnet; known and empty when the subnet has none
 * @param egressFirewall known and empty when there is none
 * @param publicIpAddress known and empty when the instance was given none
 * @param securityAdminRules of Virtual Network Manager, in any order
 * @param dependencies customers' own services that the instance uses
 */
public record Location(
    int index,
    Datum<Region> region,
    Datum<Boolean> primary,
    Datum<Integer> units,
    Subnet subnet,
    VirtualNetwork virtualNetwork,
    Datum<Optional<NetworkSecurityGroup>> networkSecurityGroup,
    Datum<Optional<RouteTable>> routeTable,
    DnsSettings dns,
    Datum<Optional<EgressFirewall>> egressFirewall,
    Datum<Optional<PublicIpAddress>> publicIpAddress,
    Datum<List<SecurityAdminRule>> securityAdminRules,
    Dependencies dependencies) {
  public Location {
    securityAdminRules = securityAdminRules.map(List::copyOf);
  }

  /** A location of which no more than its core is known. */
  public Location(
      int index,
      Datum<Region> region,
      Datum<Boolean> primary,
      Datum<Integer> units,
      Subnet subnet,
      VirtualNetwork virtualNetwork,
      Datum<Optional<NetworkSecurityGroup>> networkSecurityGroup,
      Datum<Optional<RouteTable>> routeTable,
      DnsSettings dns,
      Datum<Optional<EgressFirewall>> egressFirewall) {
    this(
        index,
        region,
        primary,
        units,
        subnet,
        virtualNetwork,
        networkSecurityGroup,
        routeTable,
        dns,
        egressFirewall,
        Datum.unknownAt("/locations/" + index + "/publicIpAddress"),
        Datum.unknownAt("/locations/" + index + "/securityAdminRules"),
        new Dependencies(
            Datum.unknownAt("/locations/" + index + "/dependencies/keyVaults"),
            Datum.unknownAt("/locations/" + index + "/dependencies/storageAccounts")));
  }

  /** The same, primary or not. */
  public Location withPrimary(Datum<Boolean> isPrimary) {
    return new Location(
        index,
        region,
        isPrimary,
        units,
        subnet,
        virtualNetwork,
        networkSecurityGroup,
        routeTable,
        dns,
        egressFirewall,
        publicIpAddress,
        securityAdminRules,
        dependencies);
  }

  /** The same behind another group alone: what a far end of it looks like from here. */
  public Location behind(NetworkSecurityGroup group) {
    return new Location(
        index,
        region,
        primary,
        units,
        subnet,
        virtualNetwork,
        Datum.known(Optional.of(group)),
        routeTable,
        dns,
        egressFirewall,
        publicIpAddress,
        Datum.known(List.of()),
        dependencies);
  }

  /** The prefixes of other subnets that are known to hold the external cache. */
  public AddressPrefixes cacheSubnets() {
    List<String> texts = new ArrayList<>();
    for (OtherSubnet other : virtualNetwork.otherSubnets().orElse(List.of())) {
      if (other.isOfCache()) {
        texts.addAll(other.addressPrefixes().orElse(AddressPrefixes.NONE).texts());
      }
    }
    return texts.isEmpty() ? AddressPrefixes.NONE : AddressPrefixes.of(texts);
  }

  /**
   * The prefixes of the network and its peers, where on-premises ranges are listed too but there is
   * known to be no gateway that leads there; none otherwise.
   */
  public AddressPrefixes spacesWithoutOnPremises() {
    Datum<AddressPrefixes> own = virtualNetwork.addressSpace();
    Datum<AddressPrefixes> peers = virtualNetwork.peeredAddressSpaces();
    boolean cut =
        !virtualNetwork.gateway().orElse(true)
            && !virtualNetwork.onPremisesAddressSpaces().orElse(AddressPrefixes.NONE).isEmpty();
    if (!cut || !own.isKnown() || !peers.isKnown()) {
      return AddressPrefixes.NONE;
    }
    List<String> texts = new ArrayList<>(own.orElse(AddressPrefixes.NONE).texts());
    texts.addAll(peers.orElse(AddressPrefixes.NONE).texts());
    return texts.isEmpty() ? AddressPrefixes.NONE : AddressPrefixes.of(texts);
  }

  /** Whether the subnet has a network security group. */
  public Datum<Boolean> hasNetworkSecurityGroup() {
    return networkSecurityGroup.map(Optional::isPresent);
  }

  /** Whether a network security group is known to be on the subnet. */
  public boolean isSecurityGroupAssigned() {
    return hasNetworkSecurityGroup().orElse(false);
  }

  /** Whether this is known to be the primary location. */
  public boolean isKnownPrimary() {
    return primary.orElse(false);
  }

  /** Its JSON pointer in the snapshot: {@code /locations/0}. */
  public String pointer() {
    return "/locations/" + index;
  }

  /** Short: the rule engine hashes facts, and a location holds the whole network. */
  @Override
  public int hashCode() {
    return index;
  }
}
