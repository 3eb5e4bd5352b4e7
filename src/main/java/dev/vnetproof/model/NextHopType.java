package dev.vnetproof.model;

/** Where a user-defined route leads. */
public enum NextHopType {
  VIRTUAL_NETWORK_GATEWAY("VirtualNetworkGateway"),
  VNET_LOCAL("VnetLocal"),
  INTERNET("Internet"),
  VIRTUAL_APPLIANCE("VirtualAppliance"),
  NONE("None");

  private final String azureName;

  NextHopType(String azureName) {
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
