package dev.vnetproof.model;

/** What a security admin rule does with the packets it matches. */
public enum AdminAccess {
  /** Goes on with the network security group. */
  ALLOW("Allow"),
  /** Final, whatever the network security group says. */
  DENY("Deny"),
  /** Final, whatever the network security group says. */
  ALWAYS_ALLOW("AlwaysAllow");

  private final String azureName;

  AdminAccess(String azureName) {
    this.azureName = azureName;
  }

  /** The spelling of Azure's resource model. */
  public String azureName() {
    return azureName;
  }
}
