package dev.vnetproof.model;

/** The direction of a flow, seen from the subnet. */
public enum Direction {
  INBOUND("Inbound"),
  OUTBOUND("Outbound");

  private final String azureName;

  Direction(String azureName) {
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
