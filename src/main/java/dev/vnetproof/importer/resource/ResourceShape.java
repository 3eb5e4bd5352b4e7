package dev.vnetproof.importer.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells by content what an object is that one of Azure's tools printed. */
public final class ResourceShape {
  /** Properties that occur in one type only; the first match decides. */
  private record Sign(String type, List<String> properties) {}

  private static final List<Sign> SIGNS =
      List.of(
          new Sign(AzureTypes.SERVICE, List.of("virtualNetworkType", "gatewayUrl")),
          new Sign(AzureTypes.SERVICE, List.of("vpnType", "virtualNetwork")),
          new Sign(
              AzureTypes.NETWORK_SECURITY_GROUP, List.of("securityRules", "defaultSecurityRules")),
          new Sign(AzureTypes.VIRTUAL_NETWORK, List.of("addressSpace", "subnets")),
          new Sign(AzureTypes.ROUTE_TABLE, List.of("routes", "disableBgpRoutePropagation")),
          new Sign(AzureTypes.RULE_COLLECTION_GROUP, List.of("ruleCollections", "priority")));

  private ResourceShape() {}

  /** The type: printed, or told by the id, or by properties that only one type has. */
  public static Optional<String> type(JsonNode node) {
    Optional<String> printed = text(node, "type").filter(ResourceShape::isType);
    if (printed.isPresent()) {
      return printed;
    }
    Optional<String> byId = text(node, "id").map(ResourceId::new).flatMap(ResourceId::type);
    if (byId.isPresent() && isPrinted(node)) {
      return byId;
    }
    return SIGNS.stream()
        .filter(sign -> sign.properties().stream().allMatch(p -> has(node, p)))
        .map(Sign::type)
        .findFirst();
  }

  public static boolean isType(String text) {
    int slash = text.indexOf('/');
    String provider = text.substring(0, Math.max(slash, 0)).toLowerCase(Locale.ROOT);
    return provider.indexOf('.') > 0 && text.indexOf(' ') < 0;
  }

  /** A bare reference ({@code {"id": ...}}) is not a resource. */
  private static boolean isPrinted(JsonNode node) {
    return node.size() > 2 || field(node, "properties").isPresent();
  }

  /** {@code az network nsg rule list} prints rules without their group. */
  public static boolean isSecurityRule(JsonNode node) {
    return has(node, "access") && has(node, "direction") && has(node, "priority");
  }

  public static Optional<JsonNode> field(JsonNode node, String name) {
    JsonNode exact = node.get(name);
    if (exact != null) {
      return Optional.of(exact);
    }
    Iterator<Map.Entry<String, JsonNode>> fields = node.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (field.getKey().equalsIgnoreCase(name)) {
        return Optional.of(field.getValue());
      }
    }
    return Optional.empty();
  }

  public static Optional<String> text(JsonNode node, String name) {
    return field(node, name)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(t -> !t.isBlank());
  }

  private static boolean has(JsonNode node, String name) {
    return field(node, name).isPresent()
        || field(node, "properties").flatMap(p -> field(p, name)).isPresent();
  }
}
