package dev.vnetproof.model;

import java.util.List;

/**
 * A key vault or a storage account that the instance uses, with the network rules of its own.
 *
 * @param publicNetworkAccess whether any public address of it answers
 * @param defaultAction what happens to callers that no rule names
 * @param trustedServices whether its rules are bypassed by trusted Azure services
 * @param ipRules public addresses that are let in
 * @param virtualNetworkRules ids of subnets that are let in, or {@code network/subnet}
 * @param privateEndpoints names of its private endpoints
 */
public record GuardedService(
    String name,
    Datum<Boolean> publicNetworkAccess,
    Datum<Access> defaultAction,
    Datum<Boolean> trustedServices,
    Datum<AddressPrefixes> ipRules,
    Datum<List<String>> virtualNetworkRules,
    Datum<List<String>> privateEndpoints) {
  public GuardedService {
    virtualNetworkRules = virtualNetworkRules.map(List::copyOf);
    privateEndpoints = privateEndpoints.map(List::copyOf);
  }
}
