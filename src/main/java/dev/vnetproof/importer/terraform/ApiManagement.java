package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.terraform.Attributes.Value;
import java.util.List;
import java.util.Optional;

/** An API Management service, and those of its children that prove that it uses a feature. */
final class ApiManagement {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ApiManagement() {}

  static void service(BodyWriter body) {
    body.copyOr("virtual_network_type", "virtualNetworkType", NODES.textNode("None"));
    network(body);
    publicAddress(body);
    Value sku = body.from().get("sku_name");
    boolean stv2 = isGiven(body, body.from());
    body.each(
        "additional_location",
        "additionalLocations",
        location -> {
          location.copy("location", "location");
          location.copy("zones", "zones");
          sku(location, sku, Optional.of(location.from().get("capacity")));
          network(location);
          publicAddress(location);
        });
    for (Attributes location : body.from().blocks("additional_location")) {
      stv2 |= isGiven(body, location);
    }
    if (stv2) {
      // A public address of the customer's own needs the stv2 platform (API Management virtual
      // network prerequisites, 2024-05-10).
      body.set("platformVersion", "stv2", body.from().get("public_ip_address_id"));
    } else if (body.from().get("public_ip_address_id").isUnknown()) {
      body.unresolved(
          "platformVersion", body.links().unresolved(body.from().get("public_ip_address_id")));
    }
  }

  /** A gateway of workspaces: {@code azurerm_api_management_standalone_gateway}, since 4.45. */
  static void gateway(BodyWriter body) {
    body.copyOr("virtual_network_type", "virtualNetworkType", NODES.textNode("None"));
    Value subnet = body.from().get("backend_subnet_id");
    if (subnet.isSet() || subnet.isUnknown()) {
      body.object("backend").object("subnet").id("id", subnet, AzureTypes.SUBNET);
    }
  }

  private static boolean isGiven(BodyWriter body, Attributes from) {
    Value address = from.get("public_ip_address_id");
    return body.links().id(address, List.of(AzureTypes.PUBLIC_IP)).isPresent();
  }

  private static void publicAddress(BodyWriter body) {
    Value address = body.from().get("public_ip_address_id");
    if (address.isSet() || address.isUnknown()) {
      body.id("publicIpAddressId", address, AzureTypes.PUBLIC_IP);
    }
  }

  private static void network(BodyWriter body) {
    Value network = body.from().get("virtual_network_configuration");
    if (network.isUnknown()) {
      body.unresolved("virtualNetworkConfiguration", body.links().unresolved(network));
      return;
    }
    Optional<Attributes> block = body.from().block("virtual_network_configuration");
    if (block.isPresent()) {
      body.object("virtualNetworkConfiguration", block.get())
          .id("subnetResourceId", block.get().get("subnet_id"), AzureTypes.SUBNET);
    } else if (network.isAbsent() && !body.instance().managed()) {
      body.unresolved("virtualNetworkConfiguration", network.unresolved());
    } else {
      body.none("virtualNetworkConfiguration");
    }
  }

  /** {@code Premium_2} is the tier and its units; a location without its own number has as many. */
  static void sku(BodyWriter body, Value sku, Optional<Value> capacity) {
    Optional<Attributes> block = Attributes.of(sku.instance()).block("sku");
    if (sku.isAbsent() && block.isPresent()) {
      // As azurerm 1.x had it.
      BodyWriter own = body.object("sku", block.get());
      own.copy("name", "name");
      own.copy("capacity", "capacity");
      return;
    }
    BodyWriter target = body.object("sku");
    Optional<String> text = sku.text();
    int split = text.orElse("").lastIndexOf('_');
    String units = text.orElse("").substring(split + 1);
    if (text.isPresent()) {
      target.set("name", split < 0 ? text.get() : text.get().substring(0, split), sku);
    } else {
      target.unresolved("name", body.links().unresolved(sku));
    }
    if (capacity.isPresent() && capacity.get().isSet() && capacity.get().node().asInt() > 0) {
      target.set("capacity", capacity.get().node(), capacity.get());
    } else if (split >= 0 && isNumber(units)) {
      target.set("capacity", NODES.numberNode(Integer.parseInt(units)), sku);
    } else {
      target.unresolved("capacity", body.links().unresolved(sku));
    }
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.length() < 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  static void logger(BodyWriter body) {
    Attributes from = body.from();
    String type =
        from.block("eventhub").isPresent()
            ? "azureEventHub"
            : from.block("application_insights").isPresent()
                ? "applicationInsights"
                : "azureMonitor";
    body.set("loggerType", type, from.self());
    body.copy("resource_id", "resourceId");
  }

  static void cache(BodyWriter body) {
    body.copy("cache_location", "useFromLocation");
    body.copy("redis_cache_id", "resourceId");
  }

  static void topic(BodyWriter body) {
    // Its name in azurerm 4.x, and before.
    for (String attribute : List.of("source_resource_id", "source_arm_resource_id")) {
      Value source = body.from().get(attribute);
      if (source.isSet() || source.isUnknown()) {
        body.id("source", source, AzureTypes.SERVICE);
        return;
      }
    }
  }

  static void diagnostic(BodyWriter body) {
    body.id("loggerId", body.from().get("api_management_logger_id"), AzureTypes.LOGGER);
  }

  static void namedValue(BodyWriter body) {
    body.copy("secret", "secret");
    body.from()
        .block("value_from_key_vault")
        .ifPresent(vault -> body.object("keyVault", vault).copy("secret_id", "secretIdentifier"));
  }

  static void certificate(BodyWriter body) {
    Value secret = body.from().get("key_vault_secret_id");
    if (secret.isSet() || secret.isUnknown()) {
      body.object("keyVault").copy("key_vault_secret_id", "secretIdentifier");
    }
  }
}
