package dev.vnetproof.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The API Management instance as far as the snapshot declares it.
 *
 * @param features true: used, false: unused, no entry: not declared
 * @param clientAddressPrefixes where clients come from: addresses and service tags; not known or
 *     empty means the Internet
 */
public record DeclaredDeployment(
    String name,
    Datum<Cloud> cloud,
    Datum<PlatformVersion> platformVersion,
    Datum<VirtualNetworkType> virtualNetworkType,
    Datum<Sku> sku,
    Map<Feature, Boolean> features,
    Datum<RuleAddresses> clientAddressPrefixes) {
  public DeclaredDeployment {
    Map<Feature, Boolean> copy = new EnumMap<>(Feature.class);
    copy.putAll(features);
    features = Collections.unmodifiableMap(copy);
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
        clientAddressPrefixes);
  }
}
