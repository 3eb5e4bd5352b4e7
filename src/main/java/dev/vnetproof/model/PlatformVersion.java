package dev.vnetproof.model;

/** The compute platform that hosts the instance; {@code stv2.1} counts as {@link #STV2}. */
public enum PlatformVersion {
  STV1("stv1"),
  STV2("stv2");

  private final String azureName;

  PlatformVersion(String azureName) {
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
