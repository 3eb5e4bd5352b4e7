package dev.vnetproof.model;

/** The tiers that use a virtual network: the classic ones and those of v2. */
public enum Sku {
  DEVELOPER("Developer"),
  PREMIUM("Premium"),
  STANDARD_V2("StandardV2"),
  PREMIUM_V2("PremiumV2");

  private final String azureName;

  Sku(String azureName) {
    this.azureName = azureName;
  }

  /** Whether it is one of the classic tiers. */
  public boolean isClassic() {
    return this == DEVELOPER || this == PREMIUM;
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
