package dev.vnetproof.rule;

import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.DeploymentKind;
import dev.vnetproof.model.Feature;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.NetworkModel;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.Sku;
import dev.vnetproof.model.VirtualNetworkType;
import java.util.Map;
import java.util.Optional;

/**
 * The API Management instance with every setting that requirements depend on.
 *
 * <p>Rules may treat each setting as known: where a snapshot leaves one open, the evaluation looks
 * at every value it may have, and what differs is undetermined.
 *
 * @param multiRegion whether it is deployed to more than one region
 * @param features true: used, false: unused, no entry: not declared
 * @param clientAddressPrefixes where clients come from: addresses and service tags; empty means the
 *     Internet
 * @param clientsKnown whether the snapshot says where clients come from
 * @param networkModel of the v2 tiers and gateways; empty for the classic tiers, whose platform
 *     version and mode mean nothing there
 */
public record Deployment(
    Cloud cloud,
    PlatformVersion platformVersion,
    VirtualNetworkType virtualNetworkType,
    Sku sku,
    boolean multiRegion,
    Map<Feature, Boolean> features,
    RuleAddresses clientAddressPrefixes,
    boolean clientsKnown,
    DeploymentKind kind,
    Optional<NetworkModel> networkModel) {

  /** An instance of the classic tiers. */
  public Deployment(
      Cloud cloud,
      PlatformVersion platformVersion,
      VirtualNetworkType virtualNetworkType,
      Sku sku,
      boolean multiRegion,
      Map<Feature, Boolean> features,
      RuleAddresses clientAddressPrefixes,
      boolean clientsKnown) {
    this(
        cloud,
        platformVersion,
        virtualNetworkType,
        sku,
        multiRegion,
        features,
        clientAddressPrefixes,
        clientsKnown,
        DeploymentKind.INSTANCE,
        Optional.empty());
  }

  /** Whether it is an instance of the classic tiers, which the document is about. */
  public boolean isClassic() {
    return networkModel.isEmpty();
  }

  /** Whether it stands in its subnet, in the way of the v2 tiers. */
  public boolean isInjected() {
    return networkModel.equals(Optional.of(NetworkModel.INJECTION));
  }

  /** Whether it only calls through its subnet. */
  public boolean isIntegrated() {
    return networkModel.equals(Optional.of(NetworkModel.INTEGRATION));
  }

  /** What its pages are named by: the kind of a gateway, the network model of an instance. */
  public String pages() {
    return kind == DeploymentKind.INSTANCE
        ? networkModel.map(NetworkModel::azureName).orElse("")
        : kind.azureName();
  }

  /** Whether clients are declared with public addresses of theirs. */
  public boolean isCalledFromPublicAddresses() {
    return clientAddressPrefixes.prefixes().set().intersects(Ipv4Space.PUBLIC);
  }

  /** Whether the snapshot declares the feature used. */
  public boolean declares(Feature feature) {
    return Boolean.TRUE.equals(features.get(feature));
  }

  /** Whether the snapshot declares the feature unused. */
  public boolean denies(Feature feature) {
    return Boolean.FALSE.equals(features.get(feature));
  }

  /** Whether the snapshot does not say whether the feature is used. */
  public boolean leavesOpen(Feature feature) {
    return !features.containsKey(feature);
  }
}
