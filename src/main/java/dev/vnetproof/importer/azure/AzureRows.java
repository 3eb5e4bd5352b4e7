package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.ResourceShape;
import dev.vnetproof.source.RowFilter;
import java.util.Locale;
import java.util.Set;

/** Which rows of a tenant's exports may bear on an environment. */
public final class AzureRows {
  /**
   * Passes over resources of types that no snapshot is made of. Default rules are kept: {@code az
   * network nsg rule list --include-default} has them among the others of their group.
   */
  public static final RowFilter FILTER =
      new RowFilter() {
        @Override
        public boolean mayHoldRows(String property) {
          return ENVELOPES.contains(property.toLowerCase(Locale.ROOT));
        }

        @Override
        public boolean keeps(String id, String type) {
          return !isResource(id) || !ResourceShape.isType(type) || mayBear(type);
        }

        @Override
        public boolean isMinor(String type) {
          return AzureTypes.isMinor(type.toLowerCase(Locale.ROOT));
        }
      };

  /** REST and PowerShell; Resource Graph; a batch of answers of it. */
  private static final Set<String> ENVELOPES = Set.of("value", "data", "responses", "content");

  private AzureRows() {}

  private static boolean isResource(String id) {
    return startsWith(id, "/subscriptions/") || startsWith(id, "/providers/");
  }

  private static boolean startsWith(String id, String start) {
    return id.regionMatches(true, 0, start, 0, start.length());
  }

  private static boolean mayBear(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return AzureTypes.isRead(lower)
        || lower.equals(AzureTypes.key(AzureTypes.DEFAULT_SECURITY_RULE));
  }
}
