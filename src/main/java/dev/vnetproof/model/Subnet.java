package dev.vnetproof.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The subnet that an API Management instance is injected into.
 *
 * @param otherUsers what else holds addresses in it
 * @param natGateway its name
 * @param subscriptionId of its network
 * @param region of its network
 */
public record Subnet(
    String name,
    Datum<AddressPrefixes> addressPrefixes,
    Datum<Set<ServiceEndpoint>> serviceEndpoints,
    Datum<List<String>> delegations,
    Datum<List<ServiceEndpointPolicy>> serviceEndpointPolicies,
    Datum<List<SubnetUser>> otherUsers,
    Datum<Optional<String>> natGateway,
    Datum<String> subscriptionId,
    Datum<Region> region) {
  public Subnet {
    serviceEndpointPolicies = serviceEndpointPolicies.map(List::copyOf);
    otherUsers = otherUsers.map(List::copyOf);
  }

  /**
   * A subnet of which no more than its core is known.
   *
   * @param location its pointer
   */
  public Subnet(
      String location,
      String name,
      Datum<AddressPrefixes> addressPrefixes,
      Datum<Set<ServiceEndpoint>> serviceEndpoints,
      Datum<List<String>> delegations) {
    this(
        name,
        addressPrefixes,
        serviceEndpoints,
        delegations,
        Datum.unknownAt(location + "/subnet/serviceEndpointPolicies"),
        Datum.unknownAt(location + "/subnet/otherUsers"),
        Datum.unknownAt(location + "/subnet/natGateway"),
        Datum.unknownAt(location + "/subnet/subscriptionId"),
        Datum.unknownAt(location + "/subnet/region"));
  }

  /** Whether the subnet is given to no service. */
  public Datum<Boolean> isNotDelegated() {
    return delegations.map(List::isEmpty);
  }
}
