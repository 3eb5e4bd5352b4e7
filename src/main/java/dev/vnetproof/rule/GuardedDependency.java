package dev.vnetproof.rule;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.GuardedService;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.ServiceEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A key vault or storage account that the instance uses, and whether its own network rules let the
 * subnet in (requirements for Key Vault firewall, 2025-12-04).
 */
public record GuardedDependency(Location location, Kind kind, GuardedService service) {

  /** What it is. */
  public enum Kind {
    KEY_VAULT(ServiceEndpoint.KEY_VAULT),
    STORAGE_ACCOUNT(ServiceEndpoint.STORAGE);

    private final ServiceEndpoint endpoint;

    Kind(ServiceEndpoint endpoint) {
      this.endpoint = endpoint;
    }

    private boolean isCarriedBy(Set<ServiceEndpoint> endpoints) {
      return endpoints.contains(endpoint)
          || this == STORAGE_ACCOUNT && endpoints.contains(ServiceEndpoint.STORAGE_GLOBAL);
    }
  }

  /** Those of a location. */
  public static List<GuardedDependency> among(Location location) {
    List<GuardedDependency> all = new ArrayList<>();
    for (GuardedService vault : location.dependencies().keyVaults().orElse(List.of())) {
      all.add(new GuardedDependency(location, Kind.KEY_VAULT, vault));
    }
    for (GuardedService account : location.dependencies().storageAccounts().orElse(List.of())) {
      all.add(new GuardedDependency(location, Kind.STORAGE_ACCOUNT, account));
    }
    return all;
  }

  /** Whether it is a key vault, and no storage account. */
  public boolean isKeyVault() {
    return kind == Kind.KEY_VAULT;
  }

  /** The name of the resource. */
  public String name() {
    return service.name();
  }

  /** Its place in the snapshot, below the location. */
  public String property() {
    return "dependencies/" + (isKeyVault() ? "keyVaults" : "storageAccounts");
  }

  /** Whether trusted Azure services get in that no rule of it names. */
  public boolean isTrusting() {
    return service.trustedServices().orElse(false)
        && service.defaultAction().equals(Datum.known(Access.DENY));
  }

  /** Whether the subnet gets in; a private endpoint is taken to serve it. */
  public Datum<Boolean> lets() {
    return lets(service.trustedServices());
  }

  /** The same if it trusts no Azure service. */
  public Datum<Boolean> letsWithoutTrust() {
    return lets(Datum.known(false));
  }

  private Datum<Boolean> lets(Datum<Boolean> trusted) {
    if (service.privateEndpoints().map(list -> !list.isEmpty()).orElse(false)) {
      return Datum.known(true);
    }
    Datum<Boolean> byPublicAddress = byPublicAddress(trusted);
    boolean closed = !byPublicAddress.orElse(true);
    return closed && service.privateEndpoints() instanceof Datum.Unknown<List<String>> unknown
        ? Datum.unknown(unknown.missing())
        : byPublicAddress;
  }

  private Datum<Boolean> byPublicAddress(Datum<Boolean> trusted) {
    if (!service.publicNetworkAccess().orElse(true)) {
      return Datum.known(false);
    }
    if (service.defaultAction() instanceof Datum.Unknown<Access> unknown) {
      return Datum.unknown(unknown.missing());
    }
    if (service.defaultAction().orElse(Access.DENY) == Access.ALLOW) {
      return service.publicNetworkAccess();
    }
    Datum<Boolean> endpoint = location.subnet().serviceEndpoints().map(kind::isCarriedBy);
    if (service.virtualNetworkRules().map(this::nameTheSubnet).orElse(false)) {
      return endpoint;
    }
    // Through an endpoint the caller has a private address, which no rule for addresses names.
    boolean byAddress =
        !service.ipRules().map(AddressPrefixes::isEmpty).orElse(false) && !endpoint.orElse(false);
    List<Missing> missing = new ArrayList<>();
    service.virtualNetworkRules().ifMissing().ifPresent(missing::add);
    service.ipRules().ifMissing().ifPresent(missing::add);
    if (trusted.orElse(true)) {
      missing.add(
          trusted
              .ifMissing()
              .orElse(
                  Missing.fact(
                      "whether `" + name() + "` still trusts the instance to bypass its rules")));
    }
    if (byAddress) {
      missing.add(
          Missing.fact("the public address of the instance, which `" + name() + "` may let in"));
    }
    return missing.isEmpty() ? Datum.known(false) : Datum.unknown(missing.get(0));
  }

  private boolean nameTheSubnet(List<String> rules) {
    String here = location.virtualNetwork().name() + "/" + location.subnet().name();
    String id =
        "/virtualnetworks/"
            + location.virtualNetwork().name()
            + "/subnets/"
            + location.subnet().name();
    return rules.stream()
        .map(rule -> rule.toLowerCase(Locale.ROOT))
        .anyMatch(
            rule ->
                rule.equals(here.toLowerCase(Locale.ROOT))
                    || rule.endsWith(id.toLowerCase(Locale.ROOT)));
  }
}
