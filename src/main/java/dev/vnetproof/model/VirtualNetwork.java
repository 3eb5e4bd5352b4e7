package dev.vnetproof.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The virtual network around the subnet.
 *
 * @param peeredAddressSpaces spaces of peered networks with access allowed
 * @param onPremisesAddressSpaces spaces reached through a gateway, learned or configured
 * @param gateway whether the network has, or uses through a peering, a virtual network gateway
 * @param privateDnsZones that may answer for it
 * @param learnedRoutes what a gateway, a route server or a virtual hub teaches
 * @param otherSubnets in reach that hold far ends
 */
public record VirtualNetwork(
    String name,
    Datum<AddressPrefixes> addressSpace,
    Datum<AddressPrefixes> peeredAddressSpaces,
    Datum<AddressPrefixes> onPremisesAddressSpaces,
    Datum<Boolean> gateway,
    Datum<List<PrivateDnsZone>> privateDnsZones,
    Datum<List<Route>> learnedRoutes,
    Datum<List<OtherSubnet>> otherSubnets) {
  public VirtualNetwork {
    privateDnsZones = privateDnsZones.map(List::copyOf);
    learnedRoutes = learnedRoutes.map(List::copyOf);
    otherSubnets = otherSubnets.map(List::copyOf);
  }

  /**
   * A network of which no more than its core is known.
   *
   * @param location its pointer
   */
  public VirtualNetwork(
      String location,
      String name,
      Datum<AddressPrefixes> addressSpace,
      Datum<AddressPrefixes> peeredAddressSpaces,
      Datum<AddressPrefixes> onPremisesAddressSpaces,
      Datum<Boolean> gateway) {
    this(
        name,
        addressSpace,
        peeredAddressSpaces,
        onPremisesAddressSpaces,
        gateway,
        Datum.unknown(location + "/virtualNetwork/privateDnsZones"),
        Datum.unknown(location + "/virtualNetwork/learnedRoutes"),
        Datum.unknown(location + "/virtualNetwork/otherSubnets"));
  }

  /** The same in the midst of other networks. */
  public VirtualNetwork among(
      Datum<AddressPrefixes> peered, Datum<AddressPrefixes> onPremises, Datum<Boolean> hasGateway) {
    return new VirtualNetwork(
        name,
        addressSpace,
        peered,
        onPremises,
        hasGateway,
        privateDnsZones,
        learnedRoutes,
        otherSubnets);
  }

  /**
   * On-premises spaces together with the prefixes of learned routes: all that lies behind a gateway
   * or a hub.
   */
  public Datum<AddressPrefixes> learnedAddressSpaces() {
    if (!(learnedRoutes instanceof Datum.Known<List<Route>> routes)) {
      return onPremisesAddressSpaces;
    }
    List<String> texts =
        new ArrayList<>(onPremisesAddressSpaces.orElse(AddressPrefixes.NONE).texts());
    for (Route route : routes.value()) {
      if (route.destination().ifMissing().isPresent()) {
        return Datum.unknown(route.destination().ifMissing().get());
      }
      route.destination().orElse(RuleAddresses.ANY).prefixes().texts().stream()
          .filter(text -> !texts.contains(text))
          .forEach(texts::add);
    }
    return Datum.known(AddressPrefixes.of(texts));
  }
}
