package dev.vnetproof.rule;

import dev.vnetproof.model.AddressPrefixes;
import java.util.List;

/**
 * The servers that activate Windows in Azure Public (Microsoft support blog, addendum of 2022-07);
 * those of other clouds no document gives.
 */
public final class KeyManagementServers {
  public static final List<String> HOSTS =
      List.of("azkms.core.windows.net", "kms.core.windows.net");

  public static final AddressPrefixes ADDRESSES =
      AddressPrefixes.of("20.118.99.224", "40.83.235.53", "23.102.135.246");

  private KeyManagementServers() {}
}
