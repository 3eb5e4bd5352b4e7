package dev.vnetproof.importer.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A list of rules or routes that was printed without what it belongs to ({@code az network nsg rule
 * list}, {@code az network route-table route list}): all of one group's, or one table's.
 *
 * @param parentType of what it belongs to
 * @param property the parent's, which holds the list
 */
public record ChildList(String parentType, String property, ResourceId parent, ArrayNode list) {

  /** Default rules may stand among the custom ones, but alone they are not the rules of a group. */
  public static Optional<ChildList> of(ArrayNode list) {
    Optional<ResourceId> parent = Optional.empty();
    String type = "";
    for (JsonNode element : list) {
      Optional<ResourceId> id = ResourceShape.text(element, "id").map(ResourceId::new);
      String own = id.flatMap(ResourceId::type).orElse("");
      boolean isDefault =
          own.equalsIgnoreCase(AzureTypes.DEFAULT_SECURITY_RULE)
              && ResourceShape.isSecurityRule(element);
      boolean isChild =
          own.equalsIgnoreCase(AzureTypes.SECURITY_RULE) && ResourceShape.isSecurityRule(element)
              || own.equalsIgnoreCase(AzureTypes.ROUTE);
      if (!isDefault && !isChild || isChild && !type.isEmpty() && !type.equalsIgnoreCase(own)) {
        return Optional.empty();
      }
      Optional<ResourceId> of = id.map(ResourceId::parent);
      if (parent.isPresent() && !parent.map(ResourceId::key).equals(of.map(ResourceId::key))) {
        return Optional.empty();
      }
      parent = of;
      type = isChild ? own : type;
    }
    boolean isRules = type.equalsIgnoreCase(AzureTypes.SECURITY_RULE);
    String parentType = isRules ? AzureTypes.NETWORK_SECURITY_GROUP : AzureTypes.ROUTE_TABLE;
    return type.isEmpty()
        ? Optional.empty()
        : parent.map(p -> new ChildList(parentType, isRules ? "securityRules" : "routes", p, list));
  }

  /** The parent, of which nothing but this list is known. */
  public ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("id", parent.text());
    body.put("name", parent.name());
    body.set(property, list);
    return body;
  }

  /**
   * @param pointer of the list
   */
  public UnaryOperator<String> places(String pointer) {
    String prefix = "/" + property;
    return inside ->
        inside.startsWith(prefix) ? pointer + inside.substring(prefix.length()) : pointer;
  }
}
