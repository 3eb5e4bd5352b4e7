package dev.vnetproof.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of service tags: the tags of the platform and the services of Microsoft's published
 * files (2025-10-20, all clouds).
 */
final class ServiceTagNames {
  private static final String SERVICES =
      """
      Internet VirtualNetwork AzureLoadBalancer AzurePlatformDNS AzurePlatformIMDS AzurePlatformLKM
      ActionGroup ApiManagement AppConfiguration AppService AppServiceManagement
      ApplicationInsightsAvailability AutonomousDevelopmentPlatform AzureActiveDirectory
      AzureActiveDirectoryDomainServices AzureAdvancedThreatProtection AzureArcInfrastructure
      AzureAttestation AzureBackup AzureBotService AzureCloud AzureCognitiveSearch AzureConnectors
      AzureContainerRegistry AzureCosmosDB AzureDataExplorerManagement AzureDataLake
      AzureDatabricks AzureDevOps AzureDevSpaces AzureDeviceUpdate AzureDigitalTwins AzureEventGrid
      AzureFrontDoor AzureHealthcareAPIs AzureInformationProtection AzureIoTHub AzureKeyVault
      AzureLoadTestingInstanceManagement AzureMachineLearning AzureMachineLearningInference
      AzureManagedGrafana AzureMonitor AzureMonitorForSAP AzureOpenDatasets AzurePortal
      AzureResourceManager AzureSecurityCenter AzureSentinel AzureSignalR AzureSiteRecovery
      AzureSphere AzureSpringCloud AzureStack AzureTrafficManager AzureUpdateDelivery
      AzureWebPubSub BatchNodeManagement ChaosStudio CognitiveServicesFrontend
      CognitiveServicesManagement DataFactory DataFactoryManagement Dynamics365BusinessCentral
      Dynamics365ForMarketingEmail EOPExternalPublishedIPs EventHub GatewayManager Grafana
      GuestAndHybridManagement HDInsight KustoAnalytics LogicApps LogicAppsManagement
      M365ManagementActivityApi M365ManagementActivityApiWebhook Marketplace
      MicrosoftAzureFluidRelay MicrosoftCloudAppSecurity MicrosoftContainerRegistry
      MicrosoftDefenderForEndpoint MicrosoftPurviewPolicyDistribution OneDsCollector PowerBI
      PowerPlatformInfra PowerPlatformPlex PowerQueryOnline SCCservice Scuba SecurityCopilot
      SerialConsole ServiceBus ServiceFabric Sql SqlManagement Storage StorageMover
      StorageSyncService VideoIndexer WindowsAdminCenter WindowsVirtualDesktop
      """;

  /** Parts of services that are no regions. */
  private static final List<String> PARTS =
      List.of(
          "AzureActiveDirectory.ServiceEndpoint",
          "AzureFrontDoor.Backend",
          "AzureFrontDoor.FirstParty",
          "AzureFrontDoor.Frontend",
          "AzureFrontDoor.MicrosoftSecurity",
          "AzureMonitor.Core",
          "AzurePortal.AzureAppServiceUx");

  private static final Map<String, String> CANONICAL =
      Stream.of(SERVICES.strip().split("\\s+"))
          .collect(Collectors.toMap(ServiceTagNames::key, name -> name, (a, b) -> a, TreeMap::new));

  private ServiceTagNames() {}

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The service as Azure spells it; any other name as it was written. */
  static String canonical(String service) {
    return CANONICAL.getOrDefault(key(service), service);
  }

  static boolean isService(String service) {
    return CANONICAL.containsKey(key(service));
  }

  /** Whether a service has a part that is no region; case does not matter. */
  static boolean isPart(String name) {
    return PARTS.stream().anyMatch(name::equalsIgnoreCase);
  }

  /** What stands behind the dot of those parts. */
  static List<String> parts() {
    return PARTS.stream().map(part -> part.substring(part.indexOf('.') + 1)).toList();
  }

  static List<String> services() {
    return List.copyOf(CANONICAL.values());
  }
}
