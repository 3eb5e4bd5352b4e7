package dev.vnetproof.importer.captured;

import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.LiveConnection;
import dev.vnetproof.model.Region;
import dev.vnetproof.space.Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what a running service says of its connections: {@code networkstatus} of the service, a
 * list by location, or of one location, which is not named there; and {@code
 * Get-AzApiManagementNetworkStatus}.
 */
public final class NetworkStatus {
  private final ResourcePool pool;
  private final ValueReader values;

  public NetworkStatus(ResourcePool pool, ValueReader values) {
    this.pool = pool;
    this.values = values;
  }

  /** Those of the one service in the input: a status names no service. */
  public List<LiveConnection> ofOnlyService() {
    return pool.ofType(AzureTypes.SERVICE).size() == 1 ? connections() : List.of();
  }

  public List<LiveConnection> connections() {
    List<AzureResource> printed = pool.ofType(AzureTypes.NETWORK_STATUS);
    printed.forEach(pool::use);
    return printed.stream().flatMap(NetworkStatus::connections).toList();
  }

  private static Stream<LiveConnection> connections(AzureResource printed) {
    String location = location(printed).orElse("");
    return status(printed).own("connectivityStatus").elements().stream()
        .filter(AzureNode::isObject)
        .map(
            line ->
                new LiveConnection(
                    printed.document().source(),
                    location,
                    line.own("name").text().orElse(""),
                    line.own("resourceType").text().orElse(""),
                    line.own("status").word().orElse("unknown"),
                    line.own("error").text().orElse("").replaceAll("\\s+", " ")));
  }

  private static AzureNode status(AzureResource printed) {
    AzureNode root = AzureNode.of(printed);
    AzureNode nested = root.own("networkStatus");
    return nested.isMissing() ? root : nested;
  }

  private static Optional<String> location(AzureResource printed) {
    return AzureNode.of(printed).own("location").text();
  }

  /**
   * The DNS servers that the machines of one location use; empty where no status tells. A status
   * names no service: it is that of the only one in the input.
   *
   * @param isOnlyLocation of the service; then a status that names none is about it
   */
  public Optional<Datum<List<Address>>> dnsServers(Datum<Region> region, boolean isOnlyLocation) {
    if (pool.ofType(AzureTypes.SERVICE).size() != 1) {
      return Optional.empty();
    }
    List<Datum<List<Address>>> seen =
        pool.ofType(AzureTypes.NETWORK_STATUS).stream()
            .filter(
                printed ->
                    location(printed)
                        .map(l -> region.equals(Datum.known(Region.of(l))))
                        .orElse(isOnlyLocation))
            .map(printed -> status(printed).own("dnsServers"))
            .filter(servers -> !servers.elements().isEmpty())
            .map(servers -> values.hosts(servers))
            .distinct()
            .toList();
    return seen.size() == 1 ? Optional.of(seen.get(0)) : Optional.empty();
  }
}
