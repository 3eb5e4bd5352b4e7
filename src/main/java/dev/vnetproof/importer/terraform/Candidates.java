package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.resource.AzureTypes;
import java.util.List;
import java.util.Optional;

/**
 * What an id or a name that is not known may come from, where the expression that makes it is not
 * printed.
 *
 * @param types Azure's types of what has it; with none of them, no such expression is followed
 * @param attribute {@code id} or {@code name}
 */
record Candidates(List<String> types, String attribute) {
  static final Candidates NONE = new Candidates(List.of(), "id");

  /** Data sources that read no network, though they may be read only after apply. */
  private static final List<String> HARMLESS =
      List.of("azurerm_client_config", "azurerm_subscription", "azurerm_key_vault", "azuread_");

  Candidates {
    types = List.copyOf(types);
  }

  boolean isNone() {
    return types.isEmpty();
  }

  static Candidates ids(List<String> types) {
    return new Candidates(types, "id");
  }

  static Candidates names(List<String> types) {
    return new Candidates(types, "name");
  }

  boolean isKnown(Instance instance) {
    return instance.text(attribute).isPresent();
  }

  /** Whether an instance is of a wanted type. */
  boolean has(Instance instance) {
    Optional<String> type = Kinds.armType(instance);
    return type.isPresent() && types.stream().anyMatch(type.get()::equalsIgnoreCase);
  }

  /** Whether instances of this one's resource are worth a look. */
  boolean mayCome(Instance first) {
    return first.type().startsWith("azapi_")
        || first.type().equals("terraform_data")
        || has(first)
        || first.type().equals("azurerm_virtual_network")
        || isOpaque(first);
  }

  /** The attribute that holds the id; empty for an instance that has none that is wanted. */
  Optional<Traversal> attribute(Instance instance) {
    if (has(instance)) {
      return Optional.of(Traversal.NONE);
    }
    boolean inline =
        types.contains(AzureTypes.SUBNET) && !instance.values().path("subnet").isEmpty();
    return inline && instance.type().equals("azurerm_virtual_network")
        ? Optional.of(Traversal.parse("subnet"))
        : Optional.empty();
  }

  /** Whether Azure answers it with who knows what, an id perhaps. */
  boolean isOpaque(Instance instance) {
    if (instance.type().startsWith("azapi_")) {
      JsonNode exported = instance.values().path("response_export_values");
      boolean inline =
          types.contains(AzureTypes.SUBNET) && instance.values().findPath("subnets").isArray();
      return !exported.isEmpty()
          || inline
          || Kinds.armType(instance).isEmpty() && instance.type().equals("azapi_resource");
    }
    if (instance.managed()) {
      return Kinds.isTemplate(instance);
    }
    return !instance.unknown().isEmpty()
        && Kinds.armType(instance).isEmpty()
        && HARMLESS.stream().noneMatch(instance.type()::startsWith);
  }
}
