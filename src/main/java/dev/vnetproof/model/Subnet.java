package dev.vnetproof.model;

import java.util.List;
import java.util.Set;

/** The subnet that an API Management instance is injected into. */
public record Subnet(
    String name,
    Datum<AddressPrefixes> addressPrefixes,
    Datum<Set<ServiceEndpoint>> serviceEndpoints,
    Datum<List<String>> delegations) {

  /** Whether the subnet is given to no service. */
  public Datum<Boolean> isNotDelegated() {
    return delegations.map(List::isEmpty);
  }
}
