package dev.vnetproof.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The virtual network around the subnet.
 *
 * @param peeredAddressSpaces spaces of peered networks with access allowed
 * @param onPremisesAddressSpaces spaces reached through a gateway, learned or configured; those of
 *     learned routes among them
 * @param gateway whether the network has, or uses through a peering, a virtual network gateway, or
 *     something else that teaches it routes
 * @param privateDnsZones that may answer for it
 * @param learnedRoutes all that a gateway, a route server or a virtual hub teaches
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
    if (learnedRoutes instanceof Datum.Known<List<Route>> known) {
      onPremisesAddressSpaces = behind(onPremisesAddressSpaces, known.value());
      gateway = known.value().isEmpty() ? gateway : Datum.known(true);
    }
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
        Datum.unknownAt(location + "/virtualNetwork/privateDnsZones"),
        Datum.unknownAt(location + "/virtualNetwork/learnedRoutes"),
        Datum.unknownAt(location + "/virtualNetwork/otherSubnets"));
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

  /** The same with these learned routes. */
  public VirtualNetwork taught(Datum<List<Route>> routes) {
    return new VirtualNetwork(
        name,
        addressSpace,
        peeredAddressSpaces,
        onPremisesAddressSpaces,
        gateway,
        privateDnsZones,
        routes,
        otherSubnets);
  }

  /** On-premises spaces together with the prefixes of learned routes, where those are known. */
  private static Datum<AddressPrefixes> behind(
      Datum<AddressPrefixes> onPremises, List<Route> learned) {
    List<String> texts = new ArrayList<>(onPremises.orElse(AddressPrefixes.NONE).texts());
    for (Route route : learned) {
      if (route.destination() instanceof Datum.Unknown<RuleAddresses> unknown) {
        return Datum.unknown(unknown.missing());
      }
      route.destination().orElse(RuleAddresses.ANY).prefixes().texts().stream()
          .filter(text -> !texts.contains(text))
          .forEach(texts::add);
    }
    return texts.isEmpty()
        ? Datum.known(AddressPrefixes.NONE)
        : Datum.known(AddressPrefixes.of(texts));
  }
}
