package dev.vnetproof.analysis;

import dev.vnetproof.fact.Deployment;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Sku;
import dev.vnetproof.model.VirtualNetworkType;
import dev.vnetproof.space.AddressSet;

/**
 * The addresses that an instance takes of its subnet: two a unit in Premium, one in Developer, one
 * more for the internal load balancer; Azure keeps five of every prefix for itself (virtual network
 * injection resources, 2025-04-17).
 */
final class SubnetRoom {
  private static final int KEPT_BY_AZURE = 5;

  private SubnetRoom() {}

  static Datum<Boolean> suffices(Location location, Deployment deployment) {
    Datum<AddressPrefixes> prefixes = location.subnet().addressPrefixes();
    if (!(prefixes instanceof Datum.Known<AddressPrefixes> known)) {
      return Datum.unknown(prefixes.ifMissing().orElse(""));
    }
    long room = room(known.value());
    if (needed(1, deployment) > room) {
      return Datum.known(false);
    }
    if (deployment.sku() == Sku.DEVELOPER) {
      return Datum.known(true);
    }
    return location.units().map(units -> needed(units, deployment) <= room);
  }

  static String describe(Location location, Deployment deployment) {
    int units = deployment.sku() == Sku.DEVELOPER ? 1 : location.units().orElse(1);
    return "The instance takes "
        + needed(units, deployment)
        + " addresses with "
        + units
        + (units == 1 ? " unit" : " units")
        + ", but the subnet has room for "
        + room(location.subnet().addressPrefixes().orElse(AddressPrefixes.NONE))
        + ".";
  }

  private static long needed(int units, Deployment deployment) {
    long machines = deployment.sku() == Sku.PREMIUM ? 2L * units : 1;
    return machines + (deployment.virtualNetworkType() == VirtualNetworkType.INTERNAL ? 1 : 0);
  }

  private static long room(AddressPrefixes prefixes) {
    long room = 0;
    for (String prefix : prefixes.texts()) {
      room += Math.max(0, AddressSet.parse(prefix).ipv4Count() - KEPT_BY_AZURE);
    }
    return room;
  }
}
