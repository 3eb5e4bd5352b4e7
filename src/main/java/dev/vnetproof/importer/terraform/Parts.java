package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.terraform.Attributes.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What Terraform declares apart from the resource that it changes. */
final class Parts {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final String UPDATE = "azapi_update_resource";
  private static final String ACTION = "azapi_resource_action";
  private static final String SERVERS = "azurerm_virtual_network_dns_servers";
  private static final String PREFIX = "azurerm_ip_group_cidr";

  private static final Set<String> TYPES =
      Set.of(
          UPDATE,
          ACTION,
          SERVERS,
          PREFIX,
          Associations.GROUP,
          Associations.TABLE,
          Associations.NAT);

  /** The requests that change a resource itself. */
  private static final Set<String> WRITES = Set.of("put", "patch");

  private final Drafts drafts;
  private final Azapi azapi;

  Parts(Drafts drafts, Azapi azapi) {
    this.drafts = drafts;
    this.azapi = azapi;
  }

  /** Whether a type only adds to resources that other types stand for. */
  static boolean isPart(String type) {
    return TYPES.contains(type);
  }

  void apply() {
    for (Instance instance : drafts.inventory().instances()) {
      switch (instance.type()) {
        case UPDATE -> update(instance);
        case ACTION -> action(instance);
        case SERVERS -> dnsServers(instance);
        case PREFIX -> prefix(instance);
        default -> {}
      }
    }
  }

  private void update(Instance instance) {
    String armType = Kinds.bodyType(instance);
    Optional<String> id = updated(instance, armType);
    if (id.isEmpty() || armType.isEmpty()) {
      anyOf(armType, instance);
    } else {
      azapi.write(
          drafts.draft(id.get()).orElseGet(() -> drafts.outside(instance, armType, id.get())),
          instance);
    }
  }

  /** It may be any of them that is changed. */
  private void anyOf(String armType, Instance instance) {
    for (Draft draft : drafts.ofType(armType)) {
      overwritten(draft, Attributes.of(instance).get("resource_id"));
    }
  }

  private static void overwritten(Draft draft, Value by) {
    draft.body().set("properties", NODES.pojoNode(by.unresolved()));
    draft.place("/properties", by.pointer());
  }

  private Optional<String> updated(Instance instance, String armType) {
    Attributes attributes = Attributes.of(instance);
    Optional<String> id = drafts.links().id(attributes.get("resource_id"), List.of(armType));
    if (id.isPresent() || instance.text("name").isEmpty()) {
      return id;
    }
    boolean child = armType.chars().filter(c -> c == '/').count() > 1;
    String collection = armType.substring(armType.lastIndexOf('/') + 1);
    return drafts
        .links()
        .id(attributes.get("parent_id"), List.of())
        .map(
            parent ->
                parent
                    + (child ? "/" + collection : "/providers/" + armType)
                    + "/"
                    + instance.text("name").get());
  }

  /** What a request of one's own makes of a resource is not foreseen; other actions ask only. */
  private void action(Instance instance) {
    boolean writes =
        WRITES.contains(instance.text("method").orElse("").toLowerCase(Locale.ROOT))
            && instance.text("action").isEmpty()
            && !instance.text("when").orElse("").equals("destroy");
    if (!writes) {
      return;
    }
    String armType = Kinds.bodyType(instance);
    Value target = Attributes.of(instance).get("resource_id");
    Optional<String> id = drafts.links().id(target, List.of(armType));
    if (id.isEmpty()) {
      anyOf(armType, instance);
    } else {
      drafts.draft(id.get()).ifPresent(draft -> overwritten(draft, target));
    }
  }

  private void dnsServers(Instance instance) {
    Attributes attributes = Attributes.of(instance);
    Value network = attributes.get("virtual_network_id");
    Optional<String> id = drafts.links().id(network, List.of(AzureTypes.VIRTUAL_NETWORK));
    if (id.isEmpty()) {
      drafts
          .ofType(AzureTypes.VIRTUAL_NETWORK)
          .forEach(draft -> draft.unresolved("dhcpOptions", network.unresolved()));
      return;
    }
    Draft draft =
        drafts
            .draft(id.get())
            .orElseGet(() -> drafts.outside(instance, AzureTypes.VIRTUAL_NETWORK, id.get()));
    new BodyWriter(
            draft,
            draft.properties().putObject("dhcpOptions"),
            "/properties/dhcpOptions",
            attributes,
            drafts.links())
        .copyOr("dns_servers", "dnsServers", NODES.arrayNode());
  }

  /** One more prefix of an IP group. */
  private void prefix(Instance instance) {
    Attributes attributes = Attributes.of(instance);
    Value group = attributes.get("ip_group_id");
    Value prefix = attributes.get("cidr");
    Optional<String> id = drafts.links().id(group, List.of(AzureTypes.IP_GROUP));
    if (id.isEmpty()) {
      drafts
          .ofType(AzureTypes.IP_GROUP)
          .forEach(draft -> draft.unresolved("ipAddresses", group.unresolved()));
      return;
    }
    Draft draft =
        drafts
            .draft(id.get())
            .orElseGet(() -> drafts.outside(instance, AzureTypes.IP_GROUP, id.get()));
    JsonNode now = draft.properties().path("ipAddresses");
    if (now.isPojo() && draft.instance().created()) {
      // The group is new and has what is added to it.
      now = NODES.arrayNode();
      draft.property("ipAddresses", now, draft.instance().pointer());
    }
    if (now instanceof ArrayNode list && !holds(list, prefix.node())) {
      draft.place("/properties/ipAddresses/" + list.size(), prefix.pointer());
      Unresolved unresolved = drafts.links().unresolved(prefix);
      list.add(prefix.isUnknown() ? NODES.pojoNode(unresolved) : prefix.node());
    }
  }

  /** The provider reads all prefixes of a group, these too. */
  private static boolean holds(ArrayNode list, JsonNode prefix) {
    for (JsonNode one : list) {
      if (one.equals(prefix)) {
        return true;
      }
    }
    return false;
  }
}
