package dev.vnetproof.rule;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.AzureFacts;
import java.util.List;

/** The servers that activate Windows in Azure Public; those of other clouds no document gives. */
public final class KeyManagementServers {
  public static final List<String> HOSTS = all("host");

  public static final AddressPrefixes ADDRESSES = AddressPrefixes.of(all("address"));

  private KeyManagementServers() {}

  private static List<String> all(String kind) {
    return AzureFacts.rows("key-management-servers.csv").stream()
        .filter(row -> row.get(0).equals(kind))
        .map(row -> row.get(1))
        .toList();
  }
}
