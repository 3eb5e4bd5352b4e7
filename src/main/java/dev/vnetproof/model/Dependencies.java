package dev.vnetproof.model;

import java.util.List;

/** Customers' own services that the instance uses from a location. */
public record Dependencies(
    Datum<List<GuardedService>> keyVaults, Datum<List<GuardedService>> storageAccounts) {
  public Dependencies {
    keyVaults = keyVaults.map(List::copyOf);
    storageAccounts = storageAccounts.map(List::copyOf);
  }
}
