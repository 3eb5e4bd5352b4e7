package dev.vnetproof.model;

/** The cloud environment; service tags and hosts differ in each. */
public enum Cloud {
  AZURE_PUBLIC("AzurePublic"),
  AZURE_GOVERNMENT("AzureGovernment"),
  AZURE_CHINA("AzureChina");

  private final String azureName;

  Cloud(String azureName) {
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
