package dev.vnetproof.model;

/** The SKU of a public IP address. */
public enum PublicIpSku {
  BASIC("Basic"),
  STANDARD("Standard"),
  STANDARD_V2("StandardV2");

  private final String azureName;

  PublicIpSku(String azureName) {
    this.azureName = azureName;
  }

  /** The spelling of Azure's resource model. */
  public String azureName() {
    return azureName;
  }
}
