package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.noun.Words;
import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.model.AdminAccess;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.Region;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityAdminRule;
import dev.vnetproof.space.PortSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the security admin rules that Virtual Network Manager puts before a network's groups. What
 * is effective for a network, as Azure says of it, is all there is. Rules that are resources are in
 * force where their collection applies to a group that holds the network, and where their
 * configuration is deployed (security admin rules, 2022-05-25); as long as an input does not show
 * both, what a rule does to the network is not known.
 */
final class AdminRuleReader {
  private final ResourcePool pool;
  private final ValueReader values;
  private final AdminRuleScope scope;

  AdminRuleReader(ResourcePool pool, ValueReader values) {
    this.pool = pool;
    this.values = values;
    this.scope = new AdminRuleScope(pool);
  }

  /**
   * Those of the network around a subnet; not known where the input has none at all.
   *
   * @param region of the network
   * @param isOnly whether no other network of the input holds an instance
   * @param location its pointer
   * @param home the input of the service
   */
  Datum<List<SecurityAdminRule>> of(
      ResourceId subnet, Datum<Region> region, boolean isOnly, String location, String home) {
    List<AzureResource> answers = pool.ofType(AzureTypes.EFFECTIVE_ADMIN_RULES);
    List<AzureNode> effective = new ArrayList<>();
    boolean isSettled = false;
    for (AzureResource answer : answers) {
      List<AzureNode> rules = AzureNode.of(answer).own("rules").elements();
      // Answers that name a region are about every network of a manager there.
      boolean isOfNetwork = rules.stream().allMatch(rule -> rule.own("region").isAbsent());
      isSettled |= isOfNetwork && isOnly;
      effective.addAll(rules);
      pool.use(answer);
    }
    List<AzureNode> resources =
        pool.ofType(AzureTypes.ADMIN_RULE).stream().map(AzureNode::of).toList();
    if (answers.isEmpty() && resources.isEmpty()) {
      return Datum.unknownAt(location + "/securityAdminRules");
    }
    resources.forEach(rule -> use(rule));
    Map<String, SecurityAdminRule> rules = new LinkedHashMap<>();
    for (AzureNode node : effective) {
      boolean isOfNetwork = isOnly && node.own("region").isAbsent();
      Datum<Boolean> applies =
          isOfNetwork ? Datum.known(true) : scope.effective(node, subnet, region);
      Optional<Missing> missing = add(node, applies, home, rules);
      if (missing.isPresent()) {
        return Datum.unknown(missing.get());
      }
    }
    for (AzureNode node : isSettled ? List.<AzureNode>of() : resources) {
      Optional<Missing> missing = add(node, scope.declared(node, subnet, region), home, rules);
      if (missing.isPresent()) {
        return Datum.unknown(missing.get());
      }
    }
    return Datum.known(List.copyOf(rules.values()));
  }

  private void use(AzureNode rule) {
    ResourceId collection = new ResourceId(rule.resource().id()).parent();
    pool.use(rule.resource());
    pool.find(collection);
    pool.find(collection.parent());
  }

  /** Adds a rule, unless it does not apply; or says what leaves open where it stands. */
  private Optional<Missing> add(
      AzureNode node, Datum<Boolean> applies, String home, Map<String, SecurityAdminRule> to) {
    if (!applies.orElse(true)) {
      return Optional.empty();
    }
    Datum<Integer> priority =
        values.number(node.get("priority"), 0, SecurityAdminRule.MAX_PRIORITY);
    Datum<Direction> direction = values.required(node.get("direction"), Words.DIRECTION);
    if (!(priority instanceof Datum.Known<Integer> p)
        || !(direction instanceof Datum.Known<Direction> d)) {
      return priority.ifMissing().or(direction::ifMissing);
    }
    Datum<AdminAccess> access = values.required(node.get("access"), Words.ADMIN_ACCESS);
    ResourceId id = new ResourceId(node.own("id").text().orElse(node.resource().id()));
    SecurityAdminRule rule =
        new SecurityAdminRule(
            Children.name(node),
            id.parent().name(),
            p.value(),
            d.value(),
            applies.isKnown() ? access : Datum.unknown(applies.missing()),
            values.protocols(values.parts(node.get("protocol"))),
            addresses(node, "sources"),
            ports(node, "sourcePortRanges"),
            addresses(node, "destinations"),
            ports(node, "destinationPortRanges"),
            node.place(home));
    String key = id.text().isEmpty() ? rule.pointer() : id.key();
    // Of what Azure says is in force, and what is only declared, the former stands first.
    to.putIfAbsent(key, rule);
    return Optional.empty();
  }

  private static Missing what(AzureNode rule, String property) {
    return Missing.property(property, "security admin rule `" + Children.name(rule) + "`");
  }

  private Datum<RuleAddresses> addresses(AzureNode rule, String property) {
    AzureNode side = rule.get(property);
    if (side.unresolved().isPresent()) {
      return ValueReader.unresolved(side.unresolved().get());
    }
    List<AzureNode> prefixes = new ArrayList<>();
    for (AzureNode element : side.elements()) {
      if (element.get("addressPrefixType").word().orElse("").equals("networkgroup")) {
        return Datum.unknown(
            what(rule, property).noting("the networks of a network group, which no input shows"));
      }
      prefixes.add(element.isObject() ? element.get("addressPrefix") : element);
    }
    Datum<List<ValueReader.Part>> parts = values.parts(prefixes.toArray(AzureNode[]::new));
    return parts.orElse(List.of()).isEmpty() && parts.isKnown()
        ? Datum.unknown(what(rule, property))
        : values.addresses(parts);
  }

  private Datum<PortSet> ports(AzureNode rule, String property) {
    Datum<List<ValueReader.Part>> parts = values.parts(rule.get(property));
    return parts.orElse(List.of()).isEmpty() && parts.isKnown()
        ? Datum.unknown(what(rule, property))
        : values.ports(parts);
  }
}
