package dev.vnetproof.model;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A service tag: a name for addresses that Microsoft keeps current. Case does not matter; known
 * tags are kept in their canonical case.
 *
 * @param service the part before the first dot ({@code Storage})
 * @param part what stands behind it: a region in canonical spelling ({@code WestUS}) or a sub-tag
 *     ({@code ServiceEndpoint}); empty for the whole service
 */
public record ServiceTag(String service, Optional<String> part) implements Comparable<ServiceTag> {
  public static final ServiceTag VIRTUAL_NETWORK = of("VirtualNetwork");
  public static final ServiceTag INTERNET = of("Internet");
  public static final ServiceTag AZURE_LOAD_BALANCER = of("AzureLoadBalancer");
  public static final ServiceTag AZURE_CLOUD = of("AzureCloud");
  public static final ServiceTag API_MANAGEMENT = of("ApiManagement");
  public static final ServiceTag AZURE_PLATFORM_DNS = of("AzurePlatformDNS");
  public static final ServiceTag AZURE_PLATFORM_IMDS = of("AzurePlatformIMDS");
  public static final ServiceTag AZURE_PLATFORM_LKM = of("AzurePlatformLKM");

  /** Canonical names of the tags that rules name; any other name is kept as it was written. */
  private static final class Canonical {
    static final Map<String, String> NAMES = new HashMap<>();

    static {
      String names =
          "VirtualNetwork Internet AzureLoadBalancer AzureCloud ApiManagement Storage Sql EventHub"
              + " ServiceBus AzureKeyVault AzureMonitor AzureActiveDirectory AzureConnectors"
              + " AzureTrafficManager AzureEventGrid AzurePlatformDNS AzurePlatformIMDS"
              + " AzurePlatformLKM AzureFrontDoor AzureResourceManager AzureContainerRegistry"
              + " AzureBackup AppService AppServiceManagement GatewayManager";
      for (String name : names.split(" ")) {
        NAMES.put(name.toLowerCase(Locale.ROOT), name);
      }
    }
  }

  /** Reads a tag in any case ({@code storage.westus} is Storage.WestUS). */
  public static ServiceTag of(String text) {
    int dot = text.indexOf('.');
    String service = dot < 0 ? text : text.substring(0, dot);
    String canonical = Canonical.NAMES.getOrDefault(service.toLowerCase(Locale.ROOT), service);
    if (dot < 0) {
      return new ServiceTag(canonical, Optional.empty());
    }
    String part = text.substring(dot + 1);
    return new ServiceTag(
        canonical,
        Optional.of(
            Region.ofTagSuffix(part).map(region -> suffix(canonical, region)).orElse(part)));
  }

  private static String suffix(String service, Region region) {
    return service.equals("AzureCloud") ? region.azureCloudSuffix() : region.tagSuffix();
  }

  /** This service in one region ({@code Storage} in {@code westus}: Storage.WestUS). */
  public ServiceTag in(Region region) {
    return new ServiceTag(service, Optional.of(suffix(service, region)));
  }

  /** The tag of the whole service. */
  public ServiceTag whole() {
    return part.isEmpty() ? this : new ServiceTag(service, Optional.empty());
  }

  /** The region this tag is limited to, if its part is one. */
  public Optional<Region> region() {
    return part.flatMap(Region::ofTagSuffix);
  }

  /** The names of all known services, in order. */
  public static List<String> knownServices() {
    return Canonical.NAMES.values().stream().sorted().toList();
  }

  public String name() {
    return part.map(p -> service + "." + p).orElse(service);
  }

  /** The name for comparison with names in another case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public int compareTo(ServiceTag other) {
    return name().compareTo(other.name());
  }

  @Override
  public String toString() {
    return name();
  }
}
