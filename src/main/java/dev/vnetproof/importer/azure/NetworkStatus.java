package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.azure.SourceAccount.Connectivity;
import java.util.stream.Stream;

/** Reads what a running service says of its connections ({@code networkstatus}, 2024-05-01). */
final class NetworkStatus {
  private NetworkStatus() {}

  static Stream<Connectivity> of(AzureResource printed) {
    AzureNode root = AzureNode.of(printed);
    AzureNode nested = root.own("networkStatus");
    AzureNode status = nested.isMissing() ? root : nested;
    String location = root.own("location").text().orElse("");
    return status.own("connectivityStatus").elements().stream()
        .map(
            line ->
                new Connectivity(
                    printed.document().source(),
                    location,
                    line.own("name").text().orElse(""),
                    line.own("resourceType").text().orElse(""),
                    line.own("status").word().orElse("unknown"),
                    line.own("error").text().orElse("")));
  }
}
