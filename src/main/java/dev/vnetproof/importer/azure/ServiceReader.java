package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.noun.Words;
import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DeclaredDeployment;
import dev.vnetproof.model.DeploymentKind;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkModel;
import dev.vnetproof.model.OutsideNetworks;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.Region;
import dev.vnetproof.model.Sku;
import dev.vnetproof.model.VirtualNetworkType;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code Microsoft.ApiManagement/service}, and the gateways of workspaces and of AI, which
 * name their subnet elsewhere and have no tier of a service.
 */
final class ServiceReader {
  private final ValueReader values;
  private final FeatureReader features;

  ServiceReader(ValueReader values, FeatureReader features) {
    this.values = values;
    this.features = features;
  }

  /** Why none of the requirements applies to this service, where it is outside all networks. */
  Optional<String> outside(AzureNode service) {
    Optional<String> tier =
        kind(service) == DeploymentKind.INSTANCE
            ? tierName(sku(service)).flatMap(OutsideNetworks::tier)
            : Optional.empty();
    AzureNode type = type(service);
    boolean none =
        type.word().orElse("").equals("none")
            || type.isNumber() && type.text().orElse("").equals("0")
            // What a template leaves out is the default; what a capture leaves out was cut.
            || type.isAbsent() && subnetReference(service).isAbsent() && service.has("apiVersion");
    return tier.or(() -> none ? Optional.of(OutsideNetworks.MODE_NONE) : Optional.empty());
  }

  /** Whether both captures of a service show something and do not agree on it. */
  boolean differ(AzureNode one, AzureNode other) {
    return differ(virtualNetworkType(one), virtualNetworkType(other))
        || differ(tier(one), tier(other))
        || differ(platform(one), platform(other))
        || differ(region(one), region(other))
        || differ(units(one), units(other))
        || differ(subnet(one), subnet(other));
  }

  private static <T> boolean differ(Datum<T> one, Datum<T> other) {
    return one.isKnown() && other.isKnown() && !one.equals(other);
  }

  private static Datum<String> subnet(AzureNode service) {
    return subnetReference(service)
        .text()
        .map(id -> Datum.known(new ResourceId(id).key()))
        .orElseGet(() -> Datum.unknown(Missing.fact("subnet")));
  }

  DeclaredDeployment read(AzureNode service, ResourceId id) {
    return new DeclaredDeployment(
        Children.name(service),
        cloud(service),
        platform(service),
        virtualNetworkType(service),
        tier(service),
        features.read(service, id),
        Datum.unknownAt("/deployment/clientAddressPrefixes"),
        Datum.unknownAt("/deployment/subscriptionId"),
        Datum.unknownAt("/deployment/privateEndpointConnections"),
        kind(service),
        networkModel(service));
  }

  private static DeploymentKind kind(AzureNode service) {
    String type = service.resource().type();
    if (type.equalsIgnoreCase(AzureTypes.WORKSPACE_GATEWAY)) {
      return DeploymentKind.WORKSPACE_GATEWAY;
    }
    return type.equalsIgnoreCase(AzureTypes.AI_GATEWAY)
        ? DeploymentKind.AI_GATEWAY
        : DeploymentKind.INSTANCE;
  }

  /**
   * Of the v2 tiers and of gateways, by the samples of 2025: External is integration, Internal is
   * injection. Gateways of AI are integrated only.
   */
  private Datum<NetworkModel> networkModel(AzureNode service) {
    if (kind(service) == DeploymentKind.AI_GATEWAY) {
      return Datum.known(NetworkModel.INTEGRATION);
    }
    return kind(service) == DeploymentKind.INSTANCE
            && tier(service).asOptional().map(Sku::isClassic).orElse(true)
        ? Datum.unknownAt("/deployment/networkModel")
        : virtualNetworkType(service)
            .map(
                type ->
                    type == VirtualNetworkType.EXTERNAL
                        ? NetworkModel.INTEGRATION
                        : NetworkModel.INJECTION);
  }

  /** REST nests the name; PowerShell prints it alone. */
  private static AzureNode sku(AzureNode service) {
    AzureNode sku = service.own("sku");
    return sku.isObject() ? sku.own("name") : sku;
  }

  /** Older versions of Az.ApiManagement print a number (PsApiManagementSku, 2023-06). */
  private static Optional<String> tierName(AzureNode sku) {
    Optional<String> text = sku.text();
    if (!sku.isNumber()) {
      return text;
    }
    return switch (text.orElse("")) {
      case "1" -> Optional.of("Developer");
      case "2" -> Optional.of("Standard");
      case "3" -> Optional.of("Premium");
      case "4" -> Optional.of("Basic");
      case "5" -> Optional.of("Consumption");
      case "6" -> Optional.of("Isolated");
      default -> Optional.empty();
    };
  }

  /** Of the service itself or of one of its additional locations. */
  static AzureNode capacity(AzureNode place) {
    AzureNode sku = place.own("sku");
    AzureNode nested = sku.own("capacity");
    return sku.unresolved().isPresent() ? sku : nested.isMissing() ? place.own("capacity") : nested;
  }

  private static AzureNode type(AzureNode service) {
    AzureNode type = service.get("virtualNetworkType");
    return type.isMissing() ? service.get("vpnType") : type;
  }

  static AzureNode subnetReference(AzureNode place) {
    AzureNode backend = place.get("backend");
    if (!backend.isMissing()) { // Gateways.
      return backend.unresolved().isPresent() ? backend : backend.get("subnet").get("id");
    }
    AzureNode holder = place.get("virtualNetworkConfiguration");
    for (String other : List.of("virtualNetwork", "vpnConfiguration")) { // PowerShell; until 2016.
      holder = holder.isMissing() ? place.get(other) : holder;
    }
    return holder.unresolved().isPresent() ? holder : holder.get("subnetResourceId");
  }

  static AzureNode locations(AzureNode service) {
    AzureNode locations = service.get("additionalLocations");
    return locations.isMissing() ? service.get("additionalRegions") : locations;
  }

  Datum<Region> region(AzureNode place) {
    AzureNode location = place.own("location");
    Optional<Unresolved> unresolved = location.unresolved();
    if (unresolved.isPresent()) {
      return ValueReader.unresolved(unresolved.get());
    }
    return location
        .text()
        .map(text -> Datum.known(Region.of(text)))
        .orElseGet(() -> Datum.unknown(Missing.fact("location at " + location.pointer())));
  }

  Datum<Cloud> cloud(AzureNode service) {
    Optional<Cloud> byRegion = region(service).asOptional().flatMap(Region::cloud);
    if (byRegion.isPresent()) {
      return Datum.known(byRegion.get());
    }
    String host = service.get("gatewayUrl").word().orElse("");
    if (host.contains(".azure-api.us")) {
      return Datum.known(Cloud.AZURE_GOVERNMENT);
    }
    if (host.contains(".azure-api.cn")) {
      return Datum.known(Cloud.AZURE_CHINA);
    }
    return host.contains(".azure-api.net")
        ? Datum.known(Cloud.AZURE_PUBLIC)
        : Datum.unknown(
            Missing.fact("the cloud of `" + Children.name(service) + "`: its location"));
  }

  private Datum<PlatformVersion> platform(AzureNode service) {
    AzureNode version = service.get("platformVersion");
    Optional<Unresolved> unresolved = version.unresolved();
    if (unresolved.isPresent()) {
      return ValueReader.unresolved(unresolved.get());
    }
    String word = version.word().orElse("");
    if (word.equals("stv1")) {
      return Datum.known(PlatformVersion.STV1);
    }
    if (word.startsWith("stv2")) {
      return Datum.known(PlatformVersion.STV2);
    }
    // Only stv2 takes a public IP address of the customer (virtual network prerequisites, 2024-05).
    AzureNode publicIp = service.get("publicIpAddressId");
    if (publicIp.text().isPresent() || publicIp.unresolved().isPresent()) {
      return Datum.known(PlatformVersion.STV2);
    }
    return Datum.unknown(
        Missing.property(
            "platformVersion",
            "`"
                + Children.name(service)
                + "` (printed by api-version 2021-04-01-preview and later)"));
  }

  Datum<VirtualNetworkType> virtualNetworkType(AzureNode service) {
    AzureNode type = type(service);
    if (type.isAbsent()) {
      return Datum.unknown(
          Missing.property("virtualNetworkType", "`" + Children.name(service) + "`"));
    }
    if (type.isNumber()) {
      // PowerShell's numbers: 0 None, 1 External, 2 Internal.
      switch (type.text().orElse("")) {
        case "1":
          return Datum.known(VirtualNetworkType.EXTERNAL);
        case "2":
          return Datum.known(VirtualNetworkType.INTERNAL);
        default:
          break;
      }
    }
    return values.required(type, Words.VIRTUAL_NETWORK_TYPE);
  }

  Datum<Sku> tier(AzureNode service) {
    if (kind(service) != DeploymentKind.INSTANCE) {
      return Datum.unknownAt("/deployment/sku");
    }
    AzureNode sku = sku(service);
    Optional<String> name = sku.isNumber() ? tierName(sku) : Optional.empty();
    if (name.isPresent()) {
      return Datum.known(name.get().equals(Sku.PREMIUM.azureName()) ? Sku.PREMIUM : Sku.DEVELOPER);
    }
    return sku.isAbsent()
        ? Datum.unknown(Missing.property("sku", "`" + Children.name(service) + "`"))
        : values.required(sku, Words.SKU);
  }

  Datum<Integer> units(AzureNode place) {
    AzureNode capacity = capacity(place);
    return capacity.isAbsent()
        ? Datum.unknown(Missing.fact("sku.capacity at " + capacity.pointer()))
        : values.number(capacity, 1, 1000);
  }
}
