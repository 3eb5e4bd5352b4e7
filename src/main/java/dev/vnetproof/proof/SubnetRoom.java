package dev.vnetproof.proof;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Sku;
import dev.vnetproof.model.SubnetUser;
import dev.vnetproof.model.VirtualNetworkType;
import dev.vnetproof.rule.Deployment;
import dev.vnetproof.space.AddressSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
    long room = room(known.value()) - takenByOthers(location);
    if (needed(1, deployment) > room) {
      return Datum.known(false);
    }
    if (deployment.sku() == Sku.DEVELOPER) {
      return taken(location, Datum.known(true));
    }
    return taken(location, location.units().map(units -> needed(units, deployment) <= room));
  }

  /** Others in the subnet may take more than is known of them. */
  private static Datum<Boolean> taken(Location location, Datum<Boolean> enough) {
    Optional<String> uncounted =
        others(location).stream().flatMap(user -> user.number().ifMissing().stream()).findFirst();
    return enough.orElse(true) && uncounted.isPresent()
        ? Datum.unknown(enough.ifMissing().orElse(uncounted.get()))
        : enough;
  }

  private static List<SubnetUser> others(Location location) {
    return location.subnet().otherUsers().orElse(List.of());
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
        + (others(location).isEmpty()
            ? "."
            : ", of which others take "
                + takenByOthers(location)
                + " ("
                + others(location).stream()
                    .map(user -> "`" + user.name() + "`")
                    .collect(Collectors.joining(", "))
                + ").");
  }

  private static long needed(int units, Deployment deployment) {
    long machines = deployment.sku() == Sku.PREMIUM ? 2L * units : 1;
    return machines + (deployment.virtualNetworkType() == VirtualNetworkType.INTERNAL ? 1 : 0);
  }

  private static long takenByOthers(Location location) {
    return others(location).stream().mapToLong(user -> user.number().orElse(0)).sum();
  }

  private static long room(AddressPrefixes prefixes) {
    long room = 0;
    for (String prefix : prefixes.texts()) {
      room += Math.max(0, AddressSet.parse(prefix).ipv4Count() - KEPT_BY_AZURE);
    }
    return room;
  }
}
