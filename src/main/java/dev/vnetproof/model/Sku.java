package dev.vnetproof.model;

/** The classic tiers that can be injected into a virtual network. */
public enum Sku {
  DEVELOPER("Developer"),
  PREMIUM("Premium");

  private final String azureName;

  Sku(String azureName) {
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
