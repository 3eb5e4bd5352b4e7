package dev.vnetproof.rule;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DeploymentKind;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.SubnetUser;
import dev.vnetproof.space.AddressSet;
import java.util.List;
import java.util.Map;

/**
 * The subnet of an instance of the v2 tiers, or of a gateway: it is given to one of them alone, by
 * a delegation, and has a least size (inject into a virtual network, 2025-10-08; integrate with
 * one, 2025-12-04; workspace gateways, 2026-05-20; AI Gateway, 2026-07-23).
 */
public record OwnSubnet(Location location, Deployment deployment) {
  /** A /27. */
  private static final long LEAST = 32;

  /** A /24. */
  private static final long ADVISED = 256;

  private static final int KEPT_BY_AZURE = 5;
  private static final int BALANCER = 1;
  private static final int MOST_UNITS = 30;

  /** The service that it must be delegated to. */
  public String service() {
    return deployment.isInjected()
        ? "Microsoft.Web/hostingEnvironments"
        : "Microsoft.Web/serverFarms";
  }

  /** Whether it is delegated to that service, and to nothing else. */
  public Datum<Boolean> delegated() {
    return location
        .subnet()
        .delegations()
        .map(all -> all.size() == 1 && all.get(0).equalsIgnoreCase(service()));
  }

  /** Whether it is large enough, and no larger than a gateway of workspaces may have it. */
  public Datum<Boolean> fits() {
    Datum<AddressPrefixes> prefixes = location.subnet().addressPrefixes();
    if (!(prefixes instanceof Datum.Known<AddressPrefixes> known)) {
      return Datum.unknown(prefixes.missing());
    }
    long size = size(known.value());
    boolean gateway = deployment.kind() == DeploymentKind.WORKSPACE_GATEWAY;
    if (size < LEAST || gateway && size > ADVISED) {
      return Datum.known(false);
    }
    return deployment.kind() == DeploymentKind.INSTANCE && deployment.isInjected()
        ? location.units().map(units -> units <= MOST_UNITS && needed(units) <= size)
        : Datum.known(true);
  }

  /** Whether it has the size that is advised. */
  public Datum<Boolean> roomy() {
    return location.subnet().addressPrefixes().map(all -> size(all) >= ADVISED);
  }

  /** Whether nothing else holds addresses in it. */
  public Datum<Boolean> alone() {
    return location.subnet().otherUsers().map(List::isEmpty);
  }

  /** What messages say of it. */
  public Map<String, String> texts() {
    List<String> users =
        location.subnet().otherUsers().orElse(List.of()).stream().map(SubnetUser::name).toList();
    List<String> delegations = location.subnet().delegations().orElse(List.of());
    int units = location.units().orElse(1);
    return Map.of(
        "service", service(),
        "delegations", delegations.isEmpty() ? "nothing" : String.join(", ", delegations),
        "size",
            String.valueOf(size(location.subnet().addressPrefixes().orElse(AddressPrefixes.NONE))),
        "needed", String.valueOf(needed(units)),
        "units", units == 1 ? "1 unit" : units + " units",
        "others", String.join(", ", users));
  }

  private static long needed(int units) {
    return 2L * units + BALANCER + KEPT_BY_AZURE;
  }

  private static long size(AddressPrefixes prefixes) {
    return prefixes.texts().stream()
        .mapToLong(prefix -> AddressSet.parse(prefix).ipv4Count())
        .max()
        .orElse(0);
  }
}
