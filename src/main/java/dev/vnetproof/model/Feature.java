package dev.vnetproof.model;

/**
 * What an instance may use beyond its core; a snapshot declares each as used, unused, or not at
 * all.
 */
public enum Feature {
  ENTRA_ID_INTEGRATION("entraIdIntegration"),
  AUTHORIZATIONS("authorizations"),
  EVENT_HUB_LOGGING("eventHubLogging"),
  AZURE_MONITOR("azureMonitor"),
  APPLICATION_INSIGHTS("applicationInsights"),
  GIT_REPOSITORY("gitRepository"),
  EXTERNAL_CACHE("externalCache"),
  INTERNAL_CACHE("internalCache"),
  RATE_LIMIT_COUNTERS("rateLimitCounters"),
  KEY_VAULT_NAMED_VALUES("keyVaultNamedValues"),
  HEALTH_MONITORING_EXTENSION("healthMonitoringExtension"),
  EVENT_GRID_NOTIFICATIONS("eventGridNotifications"),
  DEVELOPER_PORTAL_PUBLISHING("developerPortalPublishing"),
  DEVELOPER_PORTAL_CAPTCHA("developerPortalCaptcha"),
  PORTAL_DIAGNOSTICS("portalDiagnostics"),
  WINDOWS_VIRTUAL_MACHINES("windowsVirtualMachines"),
  PLAIN_HTTP_CLIENTS("plainHttpClients"),
  FULL_CERTIFICATE_CHAINS("fullCertificateChains"),
  MANAGED_CERTIFICATES("managedCertificates");

  private final String azureName;

  Feature(String azureName) {
    this.azureName = azureName;
  }

  /** The spelling of Azure's resource model. */
  public String azureName() {
    return azureName;
  }

  @Override
  public String toString() {
    return azureName;
  }
}
