package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Reference;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a security admin rule is in force for a network: its collection applies to network
 * groups, which have static members and those that Azure Policy adds; and a configuration does
 * nothing until it is deployed to the region of the network (network groups, 2023-11-07;
 * configuration deployments, 2023-05-09).
 */
final class AdminRuleScope {
  private final ResourcePool pool;

  AdminRuleScope(ResourcePool pool) {
    this.pool = pool;
  }

  /** A rule that is a resource. */
  Datum<Boolean> declared(AzureNode rule, ResourceId subnet, Datum<Region> region) {
    ResourceId collection = new ResourceId(rule.resource().id()).parent();
    Datum<Boolean> deployed = deployed(collection, subnet, region);
    if (!deployed.orElse(true)) {
      return deployed;
    }
    Datum<Boolean> member =
        pool.find(collection)
            .map(AzureNode::of)
            .map(node -> member(node.get("appliesToGroups"), collection.name(), subnet))
            .orElseGet(() -> Datum.unknown(Missing.resource("ruleCollection", collection.text())));
    return member.isKnown() ? deployed : member;
  }

  /** A rule of which Azure says that it is in force somewhere: it is deployed. */
  Datum<Boolean> effective(AzureNode rule, ResourceId subnet, Datum<Region> region) {
    Optional<String> place = rule.own("region").text();
    if (place.isPresent()) {
      if (!(region instanceof Datum.Known<Region> known)) {
        return Datum.unknown(region.missing());
      }
      if (!known.value().equals(Region.of(place.get()))) {
        return Datum.known(false);
      }
    }
    ResourceId collection = new ResourceId(rule.own("id").text().orElse("")).parent();
    return member(rule.own("ruleCollectionAppliesToGroups"), collection.name(), subnet);
  }

  /** Known to be one, or not known: nobody sees whom a policy adds. */
  private Datum<Boolean> member(AzureNode groups, String collection, ResourceId subnet) {
    List<Missing> open = new ArrayList<>();
    groups.unresolved().map(ValueReader::describe).ifPresent(open::add);
    for (AzureNode element : groups.elements()) {
      Reference group = Reference.of(element.isObject() ? element.get("networkGroupId") : element);
      group.unresolved().map(ValueReader::describe).ifPresent(open::add);
      if (group.id().isPresent()) {
        pool.find(group.id().get());
        for (AzureNode member : pool.children(group.id().get(), AzureTypes.STATIC_MEMBER)) {
          Reference resource = Reference.of(member.get("resourceId"));
          if (resource.isTo(subnet) || resource.isTo(subnet.parent())) {
            return Datum.known(true);
          }
          resource.unresolved().map(ValueReader::describe).ifPresent(open::add);
        }
        open.add(
            Missing.fact(
                "whether network group `"
                    + group.id().get().name()
                    + "` holds virtualNetwork `"
                    + subnet.parent().text()
                    + "`"));
      }
    }
    return Datum.unknown(
        open.isEmpty()
            ? Missing.fact(
                "which network groups security admin rule collection `"
                    + collection
                    + "` applies to")
            : open.get(0));
  }

  private Datum<Boolean> deployed(ResourceId collection, ResourceId subnet, Datum<Region> region) {
    ResourceId configuration = collection.parent();
    Missing missing =
        Missing.fact(
            "whether security admin configuration `"
                + configuration.name()
                + "` is deployed to virtualNetwork `"
                + subnet.parent().text()
                + "`");
    Datum<Boolean> result = Datum.unknown(missing);
    for (AzureResource answer : pool.ofType(AzureTypes.ADMIN_DEPLOYMENTS)) {
      for (AzureNode one : AzureNode.of(answer).get("deployments").elements()) {
        if (!one.get("deploymentType").word().orElse("").equals("securityadmin")) {
          continue;
        }
        pool.use(answer);
        boolean isHere =
            one.get("region").text().map(Region::of).map(Datum::known).equals(Optional.of(region));
        boolean isDone = one.get("deploymentStatus").word().orElse("").equals("deployed");
        if (!isHere || !isDone) {
          continue;
        }
        List<AzureNode> ids = one.get("configurationIds").elements();
        if (ids.stream().map(Reference::of).anyMatch(id -> id.isTo(configuration))) {
          return Datum.known(true);
        }
        // An answer is about one manager, and says nothing of the configurations of another one.
        boolean isTheirs =
            !ids.isEmpty()
                && ids.stream()
                    .map(Reference::of)
                    .allMatch(
                        id ->
                            !id.mayBe(configuration)
                                && id.id()
                                    .filter(other -> areSiblings(other, configuration))
                                    .isPresent());
        result = isTheirs ? Datum.known(false) : result;
      }
    }
    return result;
  }

  private static boolean areSiblings(ResourceId one, ResourceId other) {
    return one.parent().key().equals(other.parent().key());
  }
}
