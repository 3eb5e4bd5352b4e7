package dev.vnetproof.importer.azure;

import java.util.Locale;
import java.util.Optional;

/**
 * A resource id ({@code /subscriptions/.../providers/Microsoft.Network/virtualNetworks/hub}). Azure
 * returns the same id in different cases, so that only {@link #key} is ever compared.
 *
 * @param text as it was written, without a slash at the end
 */
record ResourceId(String text) {
  private static final String PROVIDERS = "/providers/";

  ResourceId {
    text = text.strip();
    if (text.length() > 1 && text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
  }

  String key() {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.startsWith("/") || lower.isEmpty() ? lower : "/" + lower;
  }

  /** The last part of the id. */
  String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** The resource this one is a child of: the id without its last type and name. */
  ResourceId parent() {
    int name = text.lastIndexOf('/');
    int type = name <= 0 ? -1 : text.lastIndexOf('/', name - 1);
    return new ResourceId(type <= 0 ? "" : text.substring(0, type));
  }

  /** {@code Microsoft.Network/virtualNetworks/subnets}, where the id names a provider. */
  Optional<String> type() {
    int at = text.toLowerCase(Locale.ROOT).lastIndexOf(PROVIDERS);
    if (at < 0) {
      return Optional.empty();
    }
    String[] parts = text.substring(at + PROVIDERS.length()).split("/", -1);
    if (parts.length < 3 || parts.length % 2 == 0) {
      return Optional.empty();
    }
    StringBuilder type = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i += 2) {
      type.append('/').append(parts[i]);
    }
    return Optional.of(type.toString());
  }

  /** The resource group, where the id names one. */
  Optional<String> resourceGroup() {
    String[] parts = text.split("/", -1);
    for (int i = 0; i + 1 < parts.length; i++) {
      if (parts[i].equalsIgnoreCase("resourceGroups")) {
        return Optional.of(parts[i + 1]);
      }
    }
    return Optional.empty();
  }
}
