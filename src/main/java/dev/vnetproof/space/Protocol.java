package dev.vnetproof.space;

/** The IP protocols a network security group can tell apart. */
public enum Protocol {
  TCP("Tcp"),
  UDP("Udp"),
  ICMP("Icmp"),
  ESP("Esp"),
  AH("Ah");

  private final String azureName;

  Protocol(String azureName) {
    this.azureName = azureName;
  }

  /** The spelling of Azure's resource model. */
  public String azureName() {
    return azureName;
  }
}
