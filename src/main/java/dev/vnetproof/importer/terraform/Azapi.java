package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.terraform.Attributes.Value;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.source.JsonDocument;
import dev.vnetproof.source.Pointers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The azapi provider: Azure's own bodies, as an object (2.x) or as JSON text (1.x). */
final class Azapi {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What a link in a body, by the property that holds it, refers to. */
  private static final Map<String, String> LINKS =
      Map.ofEntries(
          Map.entry("networkSecurityGroup", AzureTypes.NETWORK_SECURITY_GROUP),
          Map.entry("routeTable", AzureTypes.ROUTE_TABLE),
          Map.entry("subnet", AzureTypes.SUBNET),
          Map.entry("subnetResourceId", AzureTypes.SUBNET),
          Map.entry("remoteVirtualNetwork", AzureTypes.VIRTUAL_NETWORK),
          Map.entry("firewallPolicy", AzureTypes.FIREWALL_POLICY),
          Map.entry("basePolicy", AzureTypes.FIREWALL_POLICY),
          Map.entry("publicIPAddress", AzureTypes.PUBLIC_IP),
          Map.entry("publicIpAddressId", AzureTypes.PUBLIC_IP),
          Map.entry("sourceIpGroups", AzureTypes.IP_GROUP),
          Map.entry("destinationIpGroups", AzureTypes.IP_GROUP),
          Map.entry("sourceApplicationSecurityGroups", AzureTypes.APPLICATION_SECURITY_GROUP),
          Map.entry("destinationApplicationSecurityGroups", AzureTypes.APPLICATION_SECURITY_GROUP));

  private final ResourceLinks links;

  Azapi(ResourceLinks links) {
    this.links = links;
  }

  /** Puts the body of an azapi resource into its draft. */
  void write(Draft draft, Instance instance) {
    Attributes attributes = Attributes.of(instance);
    Value location = attributes.get("location");
    if (location.isSet() || location.isUnknown()) {
      draft
          .body()
          .set(
              "location",
              location.isUnknown() ? NODES.pojoNode(links.unresolved(location)) : location.node());
      draft.place("/location", location.pointer());
    }
    Value body = attributes.get(instance.managed() ? "body" : "output");
    Optional<Value> read = object(body);
    if (read.isEmpty()) {
      Unresolved unresolved = body.isUnknown() ? links.unresolved(body) : body.unresolved();
      draft.body().set("properties", NODES.pojoNode(unresolved));
      draft.place("/properties", unresolved.pointer());
      return;
    }
    boolean text = body.node().isTextual();
    merge(draft.body(), "", resolved(read.get(), ""), draft, read.get(), text);
  }

  private static Optional<Value> object(Value body) {
    if (body.isUnknown()) {
      return Optional.empty();
    }
    JsonNode node = body.node();
    if (node.isTextual()) {
      try {
        JsonNode parsed =
            JsonDocument.parse("", node.textValue().getBytes(StandardCharsets.UTF_8)).root();
        return parsed.isObject()
            ? Optional.of(new Value(body.instance(), body.path(), parsed, body.unknown()))
            : Optional.empty();
      } catch (SnapshotException e) {
        return Optional.empty();
      }
    }
    if (node.size() == 2 && node.path("value").isObject() && node.has("type")) {
      // A state file keeps a value of any type together with its type.
      return Optional.of(body.child("value", node.path("value"), body.unknown().path("value")));
    }
    return node.isObject() ? Optional.of(body) : Optional.empty();
  }

  /** The value with everything that is not known yet resolved or marked. */
  private JsonNode resolved(Value value, String property) {
    if (value.isUnknown()) {
      Optional<String> type = Optional.ofNullable(LINKS.get(property));
      Optional<String> id = type.flatMap(wanted -> links.id(value, List.of(wanted)));
      return id.isPresent() ? NODES.textNode(id.get()) : NODES.pojoNode(links.unresolved(value));
    }
    if (value.node().isObject()) {
      ObjectNode object = NODES.objectNode();
      List<String> names = new ArrayList<>();
      value.node().fieldNames().forEachRemaining(names::add);
      value.unknown().fieldNames().forEachRemaining(names::add);
      for (String name : names.stream().distinct().toList()) {
        Value child = value.child(name, value.node().path(name), value.unknown().path(name));
        if (!child.isAbsent()) {
          object.set(name, resolved(child, name.equals("id") ? property : name));
        }
      }
      return object;
    }
    if (value.node().isArray()) {
      ArrayNode list = NODES.arrayNode();
      value.elements().forEach(element -> list.add(resolved(element, property)));
      return list;
    }
    return value.node();
  }

  private static void merge(
      ObjectNode target, String pointer, JsonNode source, Draft draft, Value from, boolean text) {
    source
        .properties()
        .forEach(
            entry -> {
              String name = entry.getKey();
              String at = Pointers.child(pointer, name);
              boolean identity =
                  pointer.isEmpty()
                      && (name.equals("id") || name.equals("name") || name.equals("type"));
              Value child = from.child(name, from.node().path(name), from.unknown().path(name));
              if (identity) {
                return;
              }
              if (target.path(name).isObject() && entry.getValue().isObject()) {
                merge((ObjectNode) target.path(name), at, entry.getValue(), draft, child, text);
                return;
              }
              target.set(name, entry.getValue());
              if (text) {
                draft.place(at, Attributes.of(from.instance()).get("body").pointer());
              } else {
                draft.copied(at, child.pointer());
              }
            });
  }
}
