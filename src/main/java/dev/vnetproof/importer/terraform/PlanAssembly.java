package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Skips;
import dev.vnetproof.importer.resource.SourceAccount.Gap;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.JsonDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts together what Azure keeps in one resource and Terraform in several. */
final class PlanAssembly {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private final JsonDocument document;
  private final Inventory inventory;
  private final List<Problem> problems;
  private final ResourceLinks links;
  private final Azapi azapi;
  private final Drafts drafts;
  private final ChildLists lists;
  private final List<Gap> unread = new ArrayList<>();
  private final TreeMap<String, Skips> skipped = new TreeMap<>();

  PlanAssembly(JsonDocument document, Inventory inventory, List<Problem> problems) {
    this.document = document;
    this.inventory = inventory;
    this.problems = problems;
    this.links = new ResourceLinks(inventory);
    this.azapi = new Azapi(links);
    this.drafts = new Drafts(inventory, links);
    this.lists = new ChildLists(drafts);
  }

  TerraformResources resources() {
    draft(true);
    draft(false);
    new Parts(drafts, azapi).apply();
    lists.dropRemoved();
    new Associations(drafts).apply();
    Set<Draft> folded = lists.fold();
    peerings();
    ruleCollectionGroups();
    List<AzureResource> resources = new ArrayList<>();
    for (Draft draft : drafts.all()) {
      if (!folded.contains(draft)) {
        resources.add(draft.resource(document));
      }
    }
    return new TerraformResources(resources, skipped, problems, unread);
  }

  private void draft(boolean managed) {
    for (Instance instance : inventory.instances()) {
      if (instance.managed() != managed || Parts.isPart(instance.type())) {
        continue;
      }
      Optional<Kind> kind = Kinds.of(instance);
      if (Kinds.isTemplate(instance)) {
        unread.add(
            new Gap(
                document.source(),
                instance.pointer(),
                "what the template of `" + instance.address() + "` deploys was not read"));
      } else if (instance.type().equals("azapi_resource") && Kinds.armType(instance).isPresent()) {
        Draft draft = drafts.add(instance, Kinds.armType(instance).get());
        azapi.write(draft, instance);
      } else if (kind.isEmpty()) {
        skipped.merge(
            (managed ? "" : "data.") + instance.type(), Skips.of(instance.name()), Skips::and);
      } else if (kind.get().properties().isPresent()
          && drafts.draft(links.id(instance)).isEmpty()) {
        Draft draft = drafts.add(instance, kind.get().armType());
        BodyWriter root = new BodyWriter(draft, draft.body(), "", Attributes.of(instance), links);
        root.copy("location", "location");
        root.copy("zones", "zones");
        if (AzureTypes.DEPLOYED.contains(draft.type())) {
          ApiManagement.sku(root, root.from().get("sku_name"), Optional.empty());
        }
        kind.get().properties().get().accept(root.object("properties"));
      }
    }
  }

  private void peerings() {
    for (Draft network : drafts.ofType(AzureTypes.VIRTUAL_NETWORK)) {
      for (JsonNode peering : network.properties().path("virtualNetworkPeerings")) {
        remoteSpace(peering.path("properties"));
      }
    }
  }

  private void remoteSpace(JsonNode peering) {
    if (peering instanceof ObjectNode properties && !properties.has("remoteAddressSpace")) {
      drafts
          .draft(properties.path("remoteVirtualNetwork").path("id").asText())
          .map(remote -> remote.properties().path("addressSpace"))
          .filter(JsonNode::isObject)
          .ifPresent(space -> properties.set("remoteAddressSpace", space.deepCopy()));
    }
  }

  private void ruleCollectionGroups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    List<Unresolved> loose = new ArrayList<>();
    for (Draft group : drafts.ofType(AzureTypes.RULE_COLLECTION_GROUP)) {
      Optional<String> policy =
          Kinds.of(group.instance()).isPresent()
              ? links.parent(group.instance())
              : Optional.of(ResourceLinks.parentOf(group.id()));
      if (policy.isPresent()) {
        groups
            .computeIfAbsent(ResourceLinks.lower(policy.get()), any -> new ArrayList<>())
            .add(group.id());
      } else {
        loose.add(Attributes.of(group.instance()).get("firewall_policy_id").unresolved());
      }
    }
    for (Draft policy : drafts.ofType(AzureTypes.FIREWALL_POLICY)) {
      if (!loose.isEmpty()) {
        policy.unresolved("ruleCollectionGroups", loose.get(0));
      } else if (drafts.isWhole(policy)) {
        var list = NODES.arrayNode();
        for (String id : groups.getOrDefault(ResourceLinks.lower(policy.id()), List.of())) {
          list.addObject().put("id", id);
        }
        policy.property("ruleCollectionGroups", list, policy.instance().pointer());
      }
    }
  }
}
