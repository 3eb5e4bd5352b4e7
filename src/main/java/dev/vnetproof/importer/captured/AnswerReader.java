package dev.vnetproof.importer.captured;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.ChildList;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourceShape;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads what is no resource, but what Azure answers when it is asked how things are: effective
 * rules and routes of a network interface, the views of Network Watcher, and {@code networkstatus}.
 * REST, the az command and PowerShell print the same properties.
 */
public final class AnswerReader {
  /** Takes what was found, as {@link AzureResource} describes it. */
  public interface Sink {
    void add(String type, String id, String name, ObjectNode body, UnaryOperator<String> places);
  }

  private final Sink sink;

  public AnswerReader(Sink sink) {
    this.sink = sink;
  }

  /** Whether an object is one of these answers. */
  public static boolean isAnswer(JsonNode node) {
    return isEffectiveRoute(node)
        || isNetworkStatus(node)
        || isEffectiveGroup(node)
        || isAdminRule(node)
        || isAdminDeployment(node)
        || has(node, "securityRuleAssociations")
        || has(node, "evaluatedNetworkSecurityGroups")
        || topology(node).isPresent();
  }

  /** Reads the object, if it is one of these answers. */
  public boolean read(ObjectNode node, String pointer) {
    Optional<JsonNode> view = ResourceShape.field(node, "securityRuleAssociations");
    Optional<JsonNode> evaluated = ResourceShape.field(node, "evaluatedNetworkSecurityGroups");
    Optional<String> topology = topology(node);
    if (isNetworkStatus(node)) {
      sink.add(AzureTypes.NETWORK_STATUS, "", "", node, inside -> pointer + inside);
    } else if (view.isPresent()) {
      securityGroupView(view.get(), pointer + "/" + name(node, "securityRuleAssociations"));
    } else if (isEffectiveGroup(node)) {
      boolean ofOneGroup = has(node, "networkSecurityGroup") || has(node, "association");
      if (ofOneGroup) {
        effectiveGroup(node, pointer);
      } else {
        securityGroupView(node, pointer);
      }
    } else if (evaluated.isPresent()) {
      evaluatedGroups(
          evaluated.get(), pointer + "/" + name(node, "evaluatedNetworkSecurityGroups"));
    } else if (topology.isPresent()) {
      topology(node.path(topology.get()), pointer + "/" + topology.get());
    } else {
      return false;
    }
    return true;
  }

  /** Reads the list, if it is an effective route table, or what a network manager answers. */
  public boolean read(ArrayNode list, String pointer) {
    JsonNode first = list.path(0);
    if (isEffectiveRoute(first)) {
      list(AzureTypes.EFFECTIVE_ROUTES, "routes", list, pointer);
    } else if (isAdminRule(first)) {
      list(AzureTypes.EFFECTIVE_ADMIN_RULES, "rules", list, pointer);
    } else if (isAdminDeployment(first)) {
      list(AzureTypes.ADMIN_DEPLOYMENTS, "deployments", list, pointer);
    } else {
      return false;
    }
    return true;
  }

  private void list(String type, String property, ArrayNode list, String pointer) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set(property, list);
    int length = property.length() + 1;
    sink.add(
        type,
        "",
        "",
        body,
        inside -> inside.startsWith("/" + property) ? pointer + inside.substring(length) : pointer);
  }

  /**
   * A rule of {@code az network manager list-effective-security-admin-rules}, or of {@code
   * list-active-security-admin-rule}: the resource, and what it is in force for.
   */
  private static boolean isAdminRule(JsonNode node) {
    return ResourceShape.isSecurityRule(node)
        && (has(node, "ruleCollectionAppliesToGroups") || has(node, "ruleGroups"));
  }

  /** What {@code az network manager list-deploy-status} says of one region. */
  private static boolean isAdminDeployment(JsonNode node) {
    return has(node, "deploymentType")
        && has(node, "deploymentStatus")
        && has(node, "configurationIds");
  }

  /** A route of {@code az network nic show-effective-route-table}. */
  private static boolean isEffectiveRoute(JsonNode node) {
    return has(node, "nextHopType")
        && has(node, "source")
        && has(node, "state")
        && has(node, "addressPrefix");
  }

  /** What {@code networkstatus} of a service says of one place, or of the one asked for. */
  private static boolean isNetworkStatus(JsonNode node) {
    return has(node, "connectivityStatus")
        || ResourceShape.field(node, "networkStatus")
            .filter(status -> has(status, "connectivityStatus"))
            .isPresent();
  }

  private static boolean isEffectiveGroup(JsonNode node) {
    return has(node, "effectiveSecurityRules");
  }

  /** {@code az network nic list-effective-nsg}: the rules of a group and the subnet it guards. */
  private void effectiveGroup(ObjectNode node, String pointer) {
    Optional<JsonNode> rules = ResourceShape.field(node, "effectiveSecurityRules");
    Optional<JsonNode> subnet =
        ResourceShape.field(node, "association").flatMap(a -> ResourceShape.field(a, "subnet"));
    ResourceId group =
        new ResourceId(
            ResourceShape.field(node, "networkSecurityGroup")
                .flatMap(g -> ResourceShape.text(g, "id"))
                .orElse(""));
    if (!group.text().isEmpty()) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("id", group.text());
      body.put("name", group.name());
      rules.ifPresent(list -> body.set("securityRules", list));
      subnet.ifPresent(one -> body.putArray("subnets").add(one));
      String list = pointer + "/" + name(node, "effectiveSecurityRules");
      sink.add(
          AzureTypes.NETWORK_SECURITY_GROUP,
          group.text(),
          group.name(),
          body,
          inside ->
              inside.startsWith("/securityRules")
                  ? list + inside.substring("/securityRules".length())
                  : pointer);
    }
    expandedRules(node, subnet, pointer);
  }

  /** The expansions of tags are kept apart: as a group, another printing may win. */
  private void expandedRules(JsonNode node, Optional<JsonNode> subnet, String pointer) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    subnet.ifPresent(one -> body.set("subnet", one));
    ResourceShape.field(node, "effectiveSecurityRules")
        .ifPresent(rules -> body.set("rules", rules));
    ArrayNode tags = body.putArray("tags");
    ResourceShape.field(node, "tagMap")
        .ifPresent(
            map ->
                map.fields()
                    .forEachRemaining(
                        tag ->
                            tags.addObject()
                                .put("name", tag.getKey())
                                .set("prefixes", tag.getValue())));
    sink.add(AzureTypes.EFFECTIVE_RULES, "", "", body, inside -> pointer);
  }

  /**
   * {@code az network watcher show-security-group-view}: the custom rules of the groups on a
   * network interface and on its subnet. A subnet without such rules may have a group all the same.
   * PowerShell prints the lists without the subnet.
   */
  private void securityGroupView(JsonNode view, String pointer) {
    Optional<JsonNode> subnet = ResourceShape.field(view, "subnetAssociation");
    subnet.ifPresent(
        one ->
            rules(one, "securityRules", pointer + "/" + name(view, "subnetAssociation"), subnet));
    ResourceShape.field(view, "networkInterfaceAssociation")
        .ifPresent(
            one ->
                rules(
                    one,
                    "securityRules",
                    pointer + "/" + name(view, "networkInterfaceAssociation"),
                    Optional.empty()));
    rules(view, "subnetSecurityRules", pointer, Optional.empty());
    rules(view, "networkInterfaceSecurityRules", pointer, Optional.empty());
    expandedRules(view, subnet.filter(one -> has(one, "id")), pointer);
  }

  private void rules(JsonNode holder, String property, String pointer, Optional<JsonNode> subnet) {
    Optional<ChildList> list =
        ResourceShape.field(holder, property)
            .filter(JsonNode::isArray)
            .flatMap(rules -> ChildList.of((ArrayNode) rules));
    if (list.isPresent()) {
      ObjectNode body = list.get().body();
      subnet
          .flatMap(one -> ResourceShape.text(one, "id"))
          .ifPresent(id -> body.putArray("subnets").addObject().put("id", id));
      ResourceId group = list.get().parent();
      sink.add(
          AzureTypes.NETWORK_SECURITY_GROUP,
          group.text(),
          group.name(),
          body,
          list.get().places(pointer + "/" + name(holder, property)));
    }
  }

  /** {@code az network watcher run-configuration-diagnostic}: where each group is applied. */
  private void evaluatedGroups(JsonNode groups, String pointer) {
    for (int i = 0; groups.isArray() && i < groups.size(); i++) {
      associate(
          ResourceShape.text(groups.get(i), "appliedTo"),
          ResourceShape.text(groups.get(i), "networkSecurityGroupId"),
          pointer + "/" + i);
    }
  }

  /** The name of the list of resources in what {@code show-topology} prints. */
  private static Optional<String> topology(JsonNode node) {
    for (String property : List.of("resources", "topologyResources")) {
      for (JsonNode resource : ResourceShape.field(node, property).orElse(node.path(0))) {
        if (associations(resource).isPresent()) {
          return Optional.of(name(node, property));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> associations(JsonNode resource) {
    return List.of("associations", "topologyAssociations").stream()
        .filter(property -> has(resource, property))
        .map(property -> name(resource, property))
        .findFirst();
  }

  /**
   * {@code az network watcher show-topology}. It shows nothing of other resource groups and regions
   * (View topology, 2018-05-09), so that a subnet without a group there may have one.
   */
  private void topology(JsonNode resources, String pointer) {
    for (int r = 0; r < resources.size(); r++) {
      JsonNode resource = resources.get(r);
      String property = associations(resource).orElse("associations");
      JsonNode list = resource.path(property);
      for (int a = 0; a < list.size(); a++) {
        String kind = ResourceShape.text(list.get(a), "associationType").orElse("");
        if (kind.equalsIgnoreCase("Associated")) {
          Optional<String> own = ResourceShape.text(resource, "id");
          Optional<String> other = ResourceShape.text(list.get(a), "resourceId");
          String place = pointer + "/" + r + "/" + property + "/" + a;
          associate(own, other, place);
          associate(other, own, place);
        }
      }
    }
  }

  private void associate(Optional<String> subnet, Optional<String> target, String pointer) {
    boolean isJoined =
        is(target, AzureTypes.NETWORK_SECURITY_GROUP) || is(target, AzureTypes.ROUTE_TABLE);
    if (isJoined && is(subnet, AzureTypes.SUBNET)) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.putObject("subnet").put("id", subnet.orElse(""));
      body.putObject("target").put("id", target.orElse(""));
      sink.add(AzureTypes.ASSOCIATION, "", "", body, inside -> pointer);
    }
  }

  private static boolean is(Optional<String> id, String type) {
    return id.map(ResourceId::new)
        .flatMap(ResourceId::type)
        .filter(type::equalsIgnoreCase)
        .isPresent();
  }

  private static boolean has(JsonNode node, String property) {
    return ResourceShape.field(node, property).isPresent();
  }

  /** A property's name as it is written there. */
  private static String name(JsonNode node, String property) {
    if (!node.has(property)) {
      for (var names = node.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        if (name.equalsIgnoreCase(property)) {
          return name;
        }
      }
    }
    return property;
  }
}
