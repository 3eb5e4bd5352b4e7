package dev.vnetproof.model;

import java.util.List;

/**
 * A service endpoint policy of the subnet: the only storage accounts that are reached through the
 * endpoint (service endpoint policies, 2020-02-03).
 *
 * @param serviceResources resource ids, and aliases of services such as {@code
 *     /services/Azure/ApiManagement}
 */
public record ServiceEndpointPolicy(String name, Datum<List<String>> serviceResources) {
  public ServiceEndpointPolicy {
    serviceResources = serviceResources.map(List::copyOf);
  }
}
