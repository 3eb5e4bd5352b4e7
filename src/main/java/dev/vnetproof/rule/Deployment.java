package dev.vnetproof.rule;

import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Feature;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.Sku;
import dev.vnetproof.model.VirtualNetworkType;
import java.util.Map;

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
 */
public record Deployment(
    Cloud cloud,
    PlatformVersion platformVersion,
    VirtualNetworkType virtualNetworkType,
    Sku sku,
    boolean multiRegion,
    Map<Feature, Boolean> features,
    RuleAddresses clientAddressPrefixes,
    boolean clientsKnown) {

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
