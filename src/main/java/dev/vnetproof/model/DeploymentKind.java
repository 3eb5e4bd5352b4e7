package dev.vnetproof.model;

/** What is deployed. */
public enum DeploymentKind {
  /** An API Management instance. */
  INSTANCE("instance"),
  /** A gateway of workspaces, with a subnet of its own. */
  WORKSPACE_GATEWAY("workspaceGateway"),
  /** A gateway of the AI Gateway tier (preview). */
  AI_GATEWAY("aiGateway");

  private final String azureName;

  DeploymentKind(String azureName) {
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
