package dev.vnetproof.model;

/** How an instance of the v2 tiers, or a gateway, uses a virtual network. */
public enum NetworkModel {
  /** It stands in the subnet: its traffic comes and goes there. */
  INJECTION("injection"),
  /** Only what it calls goes through the subnet. */
  INTEGRATION("integration");

  private final String azureName;

  NetworkModel(String azureName) {
    this.azureName = azureName;
  }

  /** As a snapshot spells it. */
  public String azureName() {
    return azureName;
  }

  @Override
  public String toString() {
    return azureName;
  }
}
