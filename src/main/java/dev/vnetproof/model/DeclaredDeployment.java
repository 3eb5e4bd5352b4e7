package dev.vnetproof.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The API Management instance as far as the snapshot declares it.
 *
 * @param features true: used, false: unused, no entry: not declared
 * @param clientAddressPrefixes where clients come from: addresses and service tags; not known or
 *     empty means the Internet
 * @param privateEndpointConnections names of private endpoints onto the instance itself
 * @param networkModel how it uses the network; of no meaning for the classic tiers
 */
public record DeclaredDeployment(
    String name,
    Datum<Cloud> cloud,
    Datum<PlatformVersion> platformVersion,
    Datum<VirtualNetworkType> virtualNetworkType,
    Datum<Sku> sku,
    Map<Feature, Boolean> features,
    Datum<RuleAddresses> clientAddressPrefixes,
    Datum<String> subscriptionId,
    Datum<List<String>> privateEndpointConnections,
    DeploymentKind kind,
    Datum<NetworkModel> networkModel) {
  public DeclaredDeployment {
    Map<Feature, Boolean> copy = new EnumMap<>(Feature.class);
    copy.putAll(features);
    features = Collections.unmodifiableMap(copy);
    privateEndpointConnections = privateEndpointConnections.map(List::copyOf);
  }

  /** A deployment of which no more than its core is known. */
  public DeclaredDeployment(
      String name,
      Datum<Cloud> cloud,
      Datum<PlatformVersion> platformVersion,
      Datum<VirtualNetworkType> virtualNetworkType,
      Datum<Sku> sku,
      Map<Feature, Boolean> features,
      Datum<RuleAddresses> clientAddressPrefixes) {
    this(
        name,
        cloud,
        platformVersion,
        virtualNetworkType,
        sku,
        features,
        clientAddressPrefixes,
        Datum.unknownAt("/deployment/subscriptionId"),
        Datum.unknownAt("/deployment/privateEndpointConnections"));
  }

  /** An instance whose network model is not known: any of the classic tiers. */
  public DeclaredDeployment(
      String name,
      Datum<Cloud> cloud,
      Datum<PlatformVersion> platformVersion,
      Datum<VirtualNetworkType> virtualNetworkType,
      Datum<Sku> sku,
      Map<Feature, Boolean> features,
      Datum<RuleAddresses> clientAddressPrefixes,
      Datum<String> subscriptionId,
      Datum<List<String>> privateEndpointConnections) {
    this(
        name,
        cloud,
        platformVersion,
        virtualNetworkType,
        sku,
        features,
        clientAddressPrefixes,
        subscriptionId,
        privateEndpointConnections,
        DeploymentKind.INSTANCE,
        Datum.unknownAt("/deployment/networkModel"));
  }

  /** Whether it is known to be of the v2 tiers, or a gateway, which other pages are about. */
  public boolean isV2() {
    return kind != DeploymentKind.INSTANCE
        || sku.asOptional().map(tier -> !tier.isClassic()).orElse(networkModel.isKnown());
  }

  /** The same in a cloud that is known. */
  DeclaredDeployment in(Cloud known) {
    return new DeclaredDeployment(
        name,
        Datum.known(known),
        platformVersion,
        virtualNetworkType,
        sku,
        features,
        clientAddressPrefixes,
        subscriptionId,
        privateEndpointConnections,
        kind,
        networkModel);
  }
}
