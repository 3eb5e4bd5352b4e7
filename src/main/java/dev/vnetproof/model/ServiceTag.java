package dev.vnetproof.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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

  /** Tags with IPv4 addresses in the published files of every cloud (2025-10-20). */
  private static final class Published {
    static final Set<String> KEYS =
        Set.of(
            ("ActionGroup ApiManagement AppConfiguration AppService AppServiceManagement"
                    + " ApplicationInsightsAvailability AzureActiveDirectory"
                    + " AzureActiveDirectoryDomainServices"
                    + " AzureAdvancedThreatProtection AzureArcInfrastructure AzureAttestation"
                    + " AzureBackup AzureBotService AzureCloud AzureCognitiveSearch AzureConnectors"
                    + " AzureContainerRegistry AzureCosmosDB AzureDataExplorerManagement"
                    + " AzureDatabricks AzureDigitalTwins AzureEventGrid AzureFrontDoor.Backend"
                    + " AzureFrontDoor.Frontend AzureHealthcareAPIs AzureInformationProtection"
                    + " AzureIoTHub AzureKeyVault AzureMachineLearning"
                    + " AzureMachineLearningInference AzureManagedGrafana AzureMonitor"
                    + " AzureMonitor.Core AzurePortal AzureResourceManager AzureSecurityCenter"
                    + " AzureSentinel AzureSignalR AzureSiteRecovery AzureSpringCloud AzureStack"
                    + " AzureTrafficManager AzureWebPubSub BatchNodeManagement"
                    + " CognitiveServicesFrontend CognitiveServicesManagement DataFactory"
                    + " DataFactoryManagement EOPExternalPublishedIPs EventHub GatewayManager"
                    + " GuestAndHybridManagement HDInsight KustoAnalytics LogicApps"
                    + " LogicAppsManagement M365ManagementActivityApi"
                    + " M365ManagementActivityApiWebhook Marketplace MicrosoftAzureFluidRelay"
                    + " MicrosoftCloudAppSecurity MicrosoftContainerRegistry"
                    + " MicrosoftPurviewPolicyDistribution OneDsCollector PowerBI"
                    + " PowerPlatformInfra PowerPlatformPlex PowerQueryOnline SCCservice Scuba"
                    + " SerialConsole ServiceBus ServiceFabric Sql SqlManagement Storage"
                    + " StorageSyncService WindowsAdminCenter WindowsVirtualDesktop")
                .toLowerCase(Locale.ROOT)
                .split(" "));
  }

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

  /**
   * Whether it stands for the platform itself, which security groups filter only by name and which
   * routes do not apply to.
   */
  public boolean isPlatform() {
    return service.regionMatches(true, 0, "AzurePlatform", 0, "AzurePlatform".length());
  }

  /** As Azure writes it: {@code Storage.WestUS}. */
  public String name() {
    return part.map(p -> service + "." + p).orElse(service);
  }

  /**
   * Whether the tag holds some public IPv4 address in every cloud. Regional tags are left out:
   * which of them do, depends on the region.
   */
  public boolean isPublishedEverywhere() {
    return Published.KEYS.contains(key());
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
