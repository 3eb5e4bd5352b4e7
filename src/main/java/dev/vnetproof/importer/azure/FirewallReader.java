package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.noun.Words;
import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.model.Access;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EgressFirewall;
import dev.vnetproof.model.FqdnAllowance;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkAllowance;
import dev.vnetproof.space.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code Microsoft.Network/azureFirewalls} with their classic rule collections or their
 * policy. NAT rules admit inbound traffic only and are left out.
 */
final class FirewallReader {
  private static final int FIRST_PRIORITY = 100;
  private static final int LAST_PRIORITY = 65000;

  private final ResourcePool pool;
  private final ValueReader values;
  private final FirewallRuleReader rules;

  FirewallReader(ResourcePool pool, ValueReader values) {
    this.pool = pool;
    this.values = values;
    this.rules = new FirewallRuleReader(pool, values);
  }

  /** A rule collection in the order in which the firewall tries it. */
  private record Collection(
      int priority, Access access, List<AzureNode> application, List<AzureNode> network) {}

  /**
   * @param home the input of the service
   */
  EgressFirewall read(AzureNode firewall, Datum<Address> privateIpAddress, String home) {
    Datum<List<Collection>> collections = collections(firewall);
    List<FqdnAllowance> fqdns = new ArrayList<>();
    List<NetworkAllowance> networks = new ArrayList<>();
    int last = 0;
    boolean ascending = true;
    for (Collection collection : collections.orElse(List.of())) {
      ascending = ascending && collection.priority() >= last;
      last = collection.priority();
    }
    int rank = FIRST_PRIORITY;
    for (Collection collection : collections.orElse(List.of())) {
      // Priorities of several groups and policies do not compare; their order does.
      int priority = ascending ? collection.priority() : rank++;
      for (AzureNode rule : collection.application()) {
        fqdns.add(rules.application(rule, priority, collection.access(), home));
      }
      for (AzureNode rule : collection.network()) {
        networks.add(rules.network(rule, priority, collection.access(), home));
      }
    }
    return new EgressFirewall(
        Children.name(firewall),
        privateIpAddress,
        collections.map(c -> fqdns),
        collections.map(c -> networks));
  }

  private Datum<List<Collection>> collections(AzureNode firewall) {
    AzureNode policy = firewall.get("firewallPolicy");
    AzureNode id = policy.isObject() ? policy.own("id") : policy;
    Optional<Unresolved> unresolved = policy.unresolved().or(id::unresolved);
    if (unresolved.isPresent()) {
      return ValueReader.unresolved(unresolved.get());
    }
    Optional<String> policyId = id.text();
    return policyId.isPresent()
        ? policy(new ResourceId(policyId.get()), new HashSet<>())
        : classic(firewall);
  }

  private Datum<List<Collection>> classic(AzureNode firewall) {
    List<Collection> collections = new ArrayList<>();
    for (String property : List.of("networkRuleCollections", "applicationRuleCollections")) {
      AzureNode list = firewall.get(property);
      if (list.isMissing() && !Children.isWhole(firewall)) {
        return Datum.unknown(
            Missing.property(property, "firewall `" + Children.name(firewall) + "`"));
      }
      Datum<List<Collection>> some =
          collections(list, node -> property.startsWith("network") ? "network" : "application");
      if (!some.isKnown()) {
        return some;
      }
      collections.addAll(some.orElse(List.of()));
    }
    collections.sort(Comparator.comparingInt(Collection::priority));
    return Datum.known(collections);
  }

  /** The collections of the parent policies come first, whatever their numbers. */
  private Datum<List<Collection>> policy(ResourceId id, Set<String> seen) {
    Optional<AzureNode> found = pool.find(id).map(AzureNode::of);
    if (found.isEmpty()) {
      return Datum.unknown(Missing.resource("firewallPolicy", id.text()));
    }
    List<Collection> collections = new ArrayList<>();
    AzureNode policy = found.get();
    AzureNode base = policy.get("basePolicy");
    AzureNode baseId = base.isObject() ? base.own("id") : base;
    Optional<Unresolved> unresolved = base.unresolved().or(baseId::unresolved);
    if (unresolved.isPresent()) {
      return ValueReader.unresolved(unresolved.get());
    }
    if (baseId.text().isPresent() && seen.add(id.key())) {
      Datum<List<Collection>> inherited = policy(new ResourceId(baseId.text().get()), seen);
      if (!inherited.isKnown()) {
        return inherited;
      }
      collections.addAll(inherited.orElse(List.of()));
    }
    Datum<List<Group>> groups = groups(policy, id);
    if (!(groups instanceof Datum.Known<List<Group>> known)) {
      return Datum.unknown(groups.missing());
    }
    for (Group group : known.value()) {
      Datum<List<Collection>> some =
          collections(group.node().get("ruleCollections"), FirewallReader::kind);
      if (!some.isKnown()) {
        return some;
      }
      some.orElse(List.of()).stream()
          .sorted(Comparator.comparingInt(Collection::priority))
          .forEach(collections::add);
    }
    return Datum.known(collections);
  }

  private record Group(int priority, AzureNode node) {}

  private Datum<List<Group>> groups(AzureNode policy, ResourceId id) {
    List<AzureNode> nodes = new ArrayList<>(pool.children(id, AzureTypes.RULE_COLLECTION_GROUP));
    AzureNode listed = policy.get("ruleCollectionGroups");
    if (listed.isMissing() && nodes.isEmpty()) {
      return Datum.unknown(
          Missing.property("ruleCollectionGroups", "firewallPolicy `" + id.text() + "`"));
    }
    for (AzureNode reference : listed.elements()) {
      String text = reference.isObject() ? reference.own("id").text().orElse("") : "";
      if (pool.find(new ResourceId(text)).isEmpty()) {
        return Datum.unknown(Missing.resource("ruleCollectionGroup", text));
      }
    }
    List<Group> groups = new ArrayList<>();
    for (AzureNode node : nodes) {
      Datum<Integer> priority = values.number(node.get("priority"), FIRST_PRIORITY, LAST_PRIORITY);
      if (!(priority instanceof Datum.Known<Integer> known)) {
        return Datum.unknown(priority.missing());
      }
      groups.add(new Group(known.value(), node));
    }
    groups.sort(Comparator.comparingInt(Group::priority));
    return Datum.known(groups);
  }

  private static String kind(AzureNode rule) {
    String type = rule.get("ruleType").word().orElse("");
    if (type.isEmpty()) {
      return rule.get("ipProtocols").isMissing() ? "application" : "network";
    }
    return type.startsWith("application")
        ? "application"
        : type.startsWith("nat") ? "nat" : "network";
  }

  private Datum<List<Collection>> collections(
      AzureNode list, java.util.function.Function<AzureNode, String> kind) {
    if (list.unresolved().isPresent()) {
      return ValueReader.unresolved(list.unresolved().get());
    }
    List<Collection> collections = new ArrayList<>();
    for (AzureNode node : list.elements()) {
      if (node.unresolved().isPresent()) {
        return ValueReader.unresolved(node.unresolved().get());
      }
      if (node.get("ruleCollectionType").word().orElse("").contains("nat")) {
        continue;
      }
      Datum<Integer> priority = values.number(node.get("priority"), FIRST_PRIORITY, LAST_PRIORITY);
      AzureNode action = node.get("action");
      Datum<Access> access =
          values.required(action.isObject() ? action.own("type") : action, Words.ACCESS);
      AzureNode ruleList = node.get("rules");
      Optional<Unresolved> unresolved = ruleList.unresolved();
      List<AzureNode> application = new ArrayList<>();
      List<AzureNode> network = new ArrayList<>();
      for (AzureNode rule : ruleList.elements()) {
        unresolved = unresolved.or(rule::unresolved);
        switch (kind.apply(rule).toLowerCase(Locale.ROOT)) {
          case "application" -> application.add(rule);
          case "network" -> network.add(rule);
          default -> {}
        }
      }
      if (unresolved.isPresent()) {
        return ValueReader.unresolved(unresolved.get());
      }
      if (!(priority instanceof Datum.Known<Integer> p)
          || !(access instanceof Datum.Known<Access> a)) {
        return Datum.unknown(priority.ifMissing().orElseGet(access::missing));
      }
      collections.add(new Collection(p.value(), a.value(), application, network));
    }
    return Datum.known(collections);
  }
}
