package dev.vnetproof.model;

/** The service endpoints that matter to API Management; others are not kept. */
public enum ServiceEndpoint {
  STORAGE("Microsoft.Storage"),
  STORAGE_GLOBAL("Microsoft.Storage.Global"),
  SQL("Microsoft.Sql"),
  EVENT_HUB("Microsoft.EventHub"),
  KEY_VAULT("Microsoft.KeyVault"),
  SERVICE_BUS("Microsoft.ServiceBus"),
  AZURE_ACTIVE_DIRECTORY("Microsoft.AzureActiveDirectory");

  private final String azureName;

  ServiceEndpoint(String azureName) {
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
