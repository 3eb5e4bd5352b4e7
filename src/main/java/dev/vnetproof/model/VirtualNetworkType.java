package dev.vnetproof.model;

/** How the instance is injected into the virtual network. */
public enum VirtualNetworkType {
  EXTERNAL("External"),
  INTERNAL("Internal");

  private final String azureName;

  VirtualNetworkType(String azureName) {
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
