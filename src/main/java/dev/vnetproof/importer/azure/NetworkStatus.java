package dev.vnetproof.importer.azure;

import dev.vnetproof.model.Datum;
import dev.vnetproof.model.LiveConnection;
import dev.vnetproof.model.Region;
import dev.vnetproof.space.Address;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what a running service says of its connections: {@code networkstatus} of the service, a
 * list by location, or of one location, which is not named there; and {@code
 * Get-AzApiManagementNetworkStatus}.
 */
final class NetworkStatus {
  /**
   * The requirement that a connection of each type shows at work, by the types in the examples of
   * the REST reference (Network Status, List By Service, 2022-08-01 and 2024-05-01). Not in it:
   * {@code InternalCache}, {@code SourceControl} and {@code Email}, which no requirement is about
   * or which do not leave the machine.
   */
  private static final Map<String, String> REQUIREMENTS =
      Map.ofEntries(
          Map.entry("blobstorage", "ports.storage"),
          Map.entry("tablestorage", "ports.storage"),
          Map.entry("queue", "ports.storage"),
          Map.entry("smtpqueue", "ports.storage"),
          Map.entry("filestorage", "ports.git-file-share"),
          Map.entry("sqldatabase", "ports.sql"),
          Map.entry("azurekeyvault", "ports.key-vault"),
          Map.entry("azureactivedirectory", "ports.entra-id"),
          Map.entry("regionalazureactivedirectory", "entra.endpoints"),
          Map.entry("monitoring", "monitor.endpoints"),
          Map.entry("metrics", "ports.azure-monitor"),
          Map.entry("captchaendpoint", "portal.captcha"),
          Map.entry("apimanagement control plane - inbound", "ports.management-endpoint"));

  private final ResourcePool pool;
  private final ValueReader values;

  NetworkStatus(ResourcePool pool, ValueReader values) {
    this.pool = pool;
    this.values = values;
  }

  /**
   * @param kind the {@code resourceType} of a connection
   */
  static Optional<String> requirement(String kind) {
    return Optional.ofNullable(REQUIREMENTS.get(kind.toLowerCase(Locale.ROOT)));
  }

  /** Those of the one service in the input: a status names no service. */
  List<LiveConnection> ofOnlyService() {
    return pool.ofType(AzureTypes.SERVICE).size() == 1 ? connections() : List.of();
  }

  List<LiveConnection> connections() {
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
                    line.own("error").text().orElse("").replaceAll("\\s+", " "),
                    requirement(line.own("resourceType").text().orElse(""))));
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
  Optional<Datum<List<Address>>> dnsServers(Datum<Region> region, boolean isOnlyLocation) {
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
