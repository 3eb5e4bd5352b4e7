package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.source.JsonDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Azure documents of the tests, from files or written in place with single quotes. */
final class Environments {
  static final String RG =
      "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-apim";
  static final String NETWORK = RG + "/providers/Microsoft.Network";
  static final String VNET = NETWORK + "/virtualNetworks/vnet-apim";
  static final String SUBNET = VNET + "/subnets/snet-apim";
  static final String NSG = NETWORK + "/networkSecurityGroups/nsg-apim";
  static final String ROUTES = NETWORK + "/routeTables/rt-apim";

  private Environments() {}

  static JsonDocument file(String name) {
    try (InputStream in =
        Objects.requireNonNull(Environments.class.getResourceAsStream(name), name)) {
      return JsonDocument.parse(name, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Assembly ofFiles(String... names) {
    List<AzureResource> resources = new ArrayList<>();
    for (String name : names) {
      resources.addAll(AzureJsonReader.read(file(name)).resources());
    }
    return SnapshotAssembler.assemble(resources);
  }

  static JsonDocument text(String source, String json) {
    return JsonDocument.parse(source, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  static Assembly of(String... documents) {
    List<AzureResource> resources = new ArrayList<>();
    for (int i = 0; i < documents.length; i++) {
      resources.addAll(AzureJsonReader.read(text(i + ".json", documents[i])).resources());
    }
    return SnapshotAssembler.assemble(resources);
  }

  static EnvironmentSnapshot one(String... documents) {
    Assembly assembly = of(documents);
    if (assembly.snapshots().size() != 1 || !assembly.problems().isEmpty()) {
      throw new AssertionError(assembly.problems() + " " + assembly.snapshots());
    }
    return assembly.snapshots().get(0);
  }

  static String service() {
    return service("'sku': {'name': 'Premium', 'capacity': 1}", "'virtualNetworkType': 'External'");
  }

  static String service(String sku, String... properties) {
    return "{'id': '"
        + RG
        + "/providers/Microsoft.ApiManagement/service/apim', 'name': 'apim',"
        + " 'type': 'Microsoft.ApiManagement/service', 'location': 'West US', "
        + sku
        + ", 'properties': {'platformVersion': 'stv2', 'virtualNetworkConfiguration':"
        + " {'subnetResourceId': '"
        + SUBNET
        + "'}, "
        + String.join(", ", properties)
        + "}}";
  }

  /** A virtual network with the one subnet, which has these further properties. */
  static String network(String... subnetProperties) {
    List<String> properties = new ArrayList<>(List.of("'addressPrefix': '10.0.1.0/24'"));
    properties.addAll(Arrays.asList(subnetProperties));
    return "{'id': '"
        + VNET
        + "', 'name': 'vnet-apim', 'type': 'Microsoft.Network/virtualNetworks',"
        + " 'properties': {'addressSpace': {'addressPrefixes': ['10.0.0.0/16']},"
        + " 'virtualNetworkPeerings': [], 'subnets': [{'id': '"
        + SUBNET
        + "', 'name': 'snet-apim', 'properties': {"
        + String.join(", ", properties)
        + "}}]}}";
  }

  static String withGroup() {
    return "'networkSecurityGroup': {'id': '" + NSG + "'}";
  }

  static String withRoutes() {
    return "'routeTable': {'id': '" + ROUTES + "'}";
  }

  static String group(String... rules) {
    return "{'id': '"
        + NSG
        + "', 'name': 'nsg-apim', 'type': 'Microsoft.Network/networkSecurityGroups',"
        + " 'properties': {'securityRules': ["
        + String.join(", ", rules)
        + "]}}";
  }

  static String routes(String... routes) {
    return "{'id': '"
        + ROUTES
        + "', 'name': 'rt-apim', 'type': 'Microsoft.Network/routeTables',"
        + " 'properties': {'disableBgpRoutePropagation': true, 'routes': ["
        + String.join(", ", routes)
        + "]}}";
  }

  static String route(String name, String prefix, String hop) {
    return "{'name': '"
        + name
        + "', 'properties': {'addressPrefix': '"
        + prefix
        + "', 'nextHopType': "
        + hop
        + "}}";
  }

  static String rule(String name, int priority, String rest) {
    return "{'name': '"
        + name
        + "', 'properties': {'priority': "
        + priority
        + ", 'direction': 'Outbound', 'access': 'Allow', 'protocol': 'Tcp',"
        + " 'sourcePortRange': '*', "
        + rest
        + "}}";
  }
}
