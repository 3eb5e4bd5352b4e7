package dev.vnetproof.model;

import java.util.List;
import java.util.Optional;

/**
 * Services to which no requirement applies: they are in no virtual network ("Use a virtual network
 * with Azure API Management", Microsoft Learn, 2024-09-12).
 */
public final class OutsideNetworks {
  /** Why nothing applies in mode {@code None}. */
  public static final String MODE_NONE =
      "no requirement applies: virtualNetworkType is `None`, so it is in no virtual network; where"
          + " a parameter sets the mode, give its value";

  private static final List<String> TIERS =
      List.of("Consumption", "Basic", "Standard", "Isolated", "BasicV2");

  private OutsideNetworks() {}

  /** Why nothing applies to a tier of that name; empty for the others, and for no tier at all. */
  public static Optional<String> tier(String sku) {
    return TIERS.stream()
        .filter(tier -> tier.equalsIgnoreCase(sku.strip()))
        .findFirst()
        .map(
            tier ->
                "no requirement applies: sku is `"
                    + tier
                    + "`, and only `Developer`, `Premium`, `StandardV2` and `PremiumV2` use a"
                    + " virtual network");
  }
}
