package dev.vnetproof.proof.route;

import dev.vnetproof.model.NextHopType;

/** Where an effective route leads: Azure's next hops, and one for "not known". */
public enum NextHop {
  /** The backbone path of a service endpoint. */
  SERVICE_ENDPOINT("VirtualNetworkServiceEndpoint"),
  /** The Internet; for addresses of Azure services the way stays inside Azure. */
  INTERNET("Internet"),
  /** Machines of the network itself. */
  NETWORK("VnetLocal"),
  PEERING("VNetPeering"),
  GATEWAY("VirtualNetworkGateway"),
  APPLIANCE("VirtualAppliance"),
  /** Packets are dropped. */
  NONE("None"),
  /** The input leaves it open. */
  UNKNOWN("unknown");

  private final String azureName;

  NextHop(String azureName) {
    this.azureName = azureName;
  }

  /** Where a route says that it leads. */
  static NextHop of(NextHopType type) {
    return switch (type) {
      case VIRTUAL_NETWORK_GATEWAY -> GATEWAY;
      case VNET_LOCAL -> NETWORK;
      case INTERNET -> INTERNET;
      case VIRTUAL_APPLIANCE -> APPLIANCE;
      case NONE -> NONE;
    };
  }

  /** The spelling of Azure's effective routes. */
  String azureName() {
    return azureName;
  }

  /** Whether what follows is somebody's firewall, not Azure's own network. */
  boolean isTunnel() {
    return this == GATEWAY || this == APPLIANCE;
  }
}
