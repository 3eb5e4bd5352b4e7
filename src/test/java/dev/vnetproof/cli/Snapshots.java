package dev.vnetproof.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Snapshots that fare differently. */
final class Snapshots {
  private static final String CLIENTS =
      """
      { "name": "clients", "priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
        "sourceAddressPrefix": "Internet", "sourcePortRange": "*",
        "destinationAddressPrefix": "VirtualNetwork", "destinationPortRange": "443" }""";

  private static final String MANAGEMENT =
      """
      { "name": "management", "priority": 110, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
        "sourceAddressPrefix": "ApiManagement", "sourcePortRange": "*",
        "destinationAddressPrefix": "VirtualNetwork", "destinationPortRange": "3443" }""";

  private static final String ALL_DECLARED =
      """
      "plainHttpClients": false""";

  private Snapshots() {}

  /** Meets everything. */
  static String fine(String name) {
    return snapshot(name, ALL_DECLARED, group(CLIENTS + ",\n" + MANAGEMENT));
  }

  /** The management endpoint cannot be reached. */
  static String violated(String name) {
    return snapshot(name, ALL_DECLARED, group(CLIENTS));
  }

  /** Whether clients use plain HTTP is not said. */
  static String advised(String name) {
    return snapshot(name, "", group(CLIENTS + ",\n" + MANAGEMENT));
  }

  /** Its security group is not in the snapshot. */
  static String undetermined(String name) {
    return snapshot(name, ALL_DECLARED, "");
  }

  private static String group(String rules) {
    return "\"networkSecurityGroup\": { \"name\": \"nsg\", \"securityRules\": [" + rules + "] },";
  }

  private static String snapshot(String name, String features, String group) {
    return """
        {
          "snapshot": "1",
          "name": "%s",
          "deployment": {
            "name": "apim", "cloud": "AzurePublic", "platformVersion": "stv2",
            "virtualNetworkType": "External", "sku": "Premium", "features": { %s }
          },
          "locations": [
            {
              "region": "westus", "primary": true, "units": 1,
              "subnet": { "name": "apim", "addressPrefixes": ["10.0.1.0/24"],
                "serviceEndpoints": [], "delegations": [] },
              "virtualNetwork": { "name": "hub", "addressSpace": ["10.0.0.0/16"],
                "peeredAddressSpaces": [], "onPremisesAddressSpaces": [], "gateway": false },
              %s
              "routeTable": null, "dns": { "servers": [] }, "egressFirewall": null
            }
          ]
        }
        """
        .formatted(name, features, group);
  }

  static String write(Path folder, String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.toAbsolutePath().getParent());
    return Files.writeString(path, text).toString();
  }
}
