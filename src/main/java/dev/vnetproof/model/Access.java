package dev.vnetproof.model;

/** What a rule does with the packets it matches. */
public enum Access {
  ALLOW("Allow"),
  DENY("Deny");

  private final String azureName;

  Access(String azureName) {
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
