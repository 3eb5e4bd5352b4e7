package dev.vnetproof.model;

import java.util.List;
import java.util.Locale;
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

  /** Reads a tag in any case ({@code storage.westus} is Storage.WestUS). */
  public static ServiceTag of(String text) {
    int dot = text.indexOf('.');
    String service = dot < 0 ? text : text.substring(0, dot);
    String canonical = ServiceTagNames.canonical(service);
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

  /**
   * Whether Azure is known to have such a tag: a service of the published files, whole or in a
   * region, or one of the few other parts. Azure adds tags, so that an unknown one may be new.
   */
  public boolean isKnown() {
    return ServiceTagNames.isService(service)
        && (part.isEmpty() || region().isPresent() || ServiceTagNames.isPart(name()));
  }

  /** The known parts of services that are no regions, in order. */
  public static List<String> knownParts() {
    return ServiceTagNames.parts();
  }

  /** The names of all known services, in order. */
  public static List<String> knownServices() {
    return ServiceTagNames.services();
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
