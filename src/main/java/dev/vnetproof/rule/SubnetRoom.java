package dev.vnetproof.rule;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.Sku;
import dev.vnetproof.model.SubnetUser;
import dev.vnetproof.model.VirtualNetworkType;
import dev.vnetproof.space.AddressSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The addresses that an instance takes of its subnet: two a unit in Premium, one in Developer, one
 * more for the internal load balancer; Azure keeps five of every prefix for itself (virtual network
 * injection resources, 2025-04-17).
 */
public record SubnetRoom(Location location, Deployment deployment) {
  private static final int KEPT_BY_AZURE = 5;

  /** Whether every unit finds room. */
  public Datum<Boolean> suffices() {
    Datum<AddressPrefixes> prefixes = location.subnet().addressPrefixes();
    if (!(prefixes instanceof Datum.Known<AddressPrefixes> known)) {
      return Datum.unknown(prefixes.missing());
    }
    long room = room(known.value()) - takenByOthers();
    if (needed(1) > room) {
      return Datum.known(false);
    }
    if (deployment.sku() == Sku.DEVELOPER) {
      return taken(Datum.known(true));
    }
    return taken(location.units().map(units -> needed(units) <= room));
  }

  /** Others in the subnet may take more than is known of them. */
  private Datum<Boolean> taken(Datum<Boolean> enough) {
    Optional<Missing> uncounted =
        others().stream().flatMap(user -> user.number().ifMissing().stream()).findFirst();
    return enough.orElse(true) && uncounted.isPresent()
        ? Datum.unknown(enough.ifMissing().orElse(uncounted.get()))
        : enough;
  }

  private List<SubnetUser> others() {
    return location.subnet().otherUsers().orElse(List.of());
  }

  /** What the instance needs and what the subnet has. */
  public Map<String, String> texts() {
    int units = deployment.sku() == Sku.DEVELOPER ? 1 : location.units().orElse(1);
    return Map.of(
        "needed",
        String.valueOf(needed(units)),
        "units",
        units + (units == 1 ? " unit" : " units"),
        "room",
        String.valueOf(room(location.subnet().addressPrefixes().orElse(AddressPrefixes.NONE))),
        "others",
        others().isEmpty()
            ? ""
            : ", of which others take "
                + takenByOthers()
                + " ("
                + others().stream()
                    .map(user -> "`" + user.name() + "`")
                    .collect(Collectors.joining(", "))
                + ")");
  }

  private long needed(int units) {
    long machines = deployment.sku() == Sku.PREMIUM ? 2L * units : 1;
    return machines + (deployment.virtualNetworkType() == VirtualNetworkType.INTERNAL ? 1 : 0);
  }

  private long takenByOthers() {
    return others().stream().mapToLong(user -> user.number().orElse(0)).sum();
  }

  private static long room(AddressPrefixes prefixes) {
    long room = 0;
    for (String prefix : prefixes.texts()) {
      room += Math.max(0, AddressSet.parse(prefix).ipv4Count() - KEPT_BY_AZURE);
    }
    return room;
  }
}
