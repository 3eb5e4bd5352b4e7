package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.noun.SecurityGroups;
import dev.vnetproof.importer.noun.Words;
import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.importer.resource.ValueReader.Part;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code Microsoft.Network/networkSecurityGroups} and their rules. */
final class NetworkSecurityGroupReader {
  private final ValueReader values;

  /** The properties of one side of a rule. */
  private enum Side {
    SOURCE("source"),
    DESTINATION("destination");

    final String prefix;
    final String prefixes;
    final String groups;
    final String port;
    final String ports;

    Side(String side) {
      prefix = side + "AddressPrefix";
      prefixes = side + "AddressPrefixes";
      groups = side + "ApplicationSecurityGroups";
      port = side + "PortRange";
      ports = side + "PortRanges";
    }
  }

  NetworkSecurityGroupReader(ValueReader values) {
    this.values = values;
  }

  /**
   * @param children rules that are resources of their own
   * @param home the input of the service
   */
  NetworkSecurityGroup read(
      AzureNode group, String name, Datum<List<AzureNode>> children, String home) {
    return new NetworkSecurityGroup(
        name, rules(group, name, children, home), NetworkSecurityGroup.DEFAULT_RULES);
  }

  private Datum<List<SecurityRule>> rules(
      AzureNode group, String name, Datum<List<AzureNode>> children, String home) {
    Datum<List<AzureNode>> nodes =
        Children.merged(group, "securityRules", children, "networkSecurityGroup `" + name + "`");
    if (!(nodes instanceof Datum.Known<List<AzureNode>> known)) {
      return Datum.unknown(nodes.missing());
    }
    List<SecurityRule> rules = new ArrayList<>();
    SecurityGroups.Priorities priorities = new SecurityGroups.Priorities();
    Datum<List<SecurityRule>> result = Datum.known(rules);
    for (AzureNode node : known.value()) {
      Datum<Integer> priority = priority(node);
      if (priority.isKnown() && priority.orElse(0) > SecurityRule.MAX_CUSTOM_PRIORITY) {
        continue; // A default rule that was printed among the custom ones.
      }
      Datum<Direction> direction = values.required(node.get("direction"), Words.DIRECTION);
      if (!(priority instanceof Datum.Known<Integer> p)
          || !(direction instanceof Datum.Known<Direction> d)) {
        // Without its place in the order, a rule may override any other one.
        result = Datum.unknown(priority.ifMissing().orElseGet(direction::missing));
        continue;
      }
      SecurityRule rule = rule(node, Children.name(node), p.value(), d.value(), home);
      Optional<String> twin = priorities.take(rule);
      if (twin.isPresent()) {
        result = values.bad(node.get("priority"), twin.get());
      }
      rules.add(rule);
    }
    SecurityGroups.excess(rules)
        .ifPresent(excess -> values.tell(group.get("securityRules"), excess));
    return result;
  }

  private Datum<Integer> priority(AzureNode rule) {
    AzureNode node = rule.get("priority");
    int number;
    try {
      number = Integer.parseInt(node.text().orElse(""));
    } catch (NumberFormatException e) {
      number = 0;
    }
    boolean isDefault =
        number >= SecurityGroups.MIN_DEFAULT_PRIORITY && number <= SecurityRule.MAX_PRIORITY;
    return isDefault
        ? Datum.known(number)
        : values.number(node, SecurityRule.MIN_PRIORITY, SecurityRule.MAX_CUSTOM_PRIORITY);
  }

  private SecurityRule rule(
      AzureNode node, String name, int priority, Direction direction, String home) {
    Datum<Set<Protocol>> protocols =
        listed(values.parts(node.get("protocol")), node, "protocol", values::protocols);
    return new SecurityRule(
        name,
        priority,
        direction,
        values.required(node.get("access"), Words.ACCESS),
        protocols,
        side(node, Side.SOURCE),
        ports(node, Side.SOURCE),
        side(node, Side.DESTINATION),
        ports(node, Side.DESTINATION),
        node.place(home));
  }

  private Datum<RuleAddresses> side(AzureNode rule, Side side) {
    Datum<List<Part>> parts = values.parts(rule.get(side.prefix), rule.get(side.prefixes));
    Datum<List<String>> groups = applicationSecurityGroups(rule, side);
    if (!(groups instanceof Datum.Known<List<String>> known)) {
      return Datum.unknown(groups.missing());
    }
    if (known.value().isEmpty()) {
      return listed(parts, rule, side.prefix, values::addresses);
    }
    return values
        .addresses(parts)
        .map(a -> new RuleAddresses(a.any(), a.prefixes(), a.tags(), known.value()));
  }

  private static Datum<List<String>> applicationSecurityGroups(AzureNode rule, Side side) {
    List<String> ids = new ArrayList<>();
    for (AzureNode group : rule.get(side.groups).elements()) {
      Optional<Unresolved> unresolved = group.unresolved().or(() -> group.own("id").unresolved());
      if (unresolved.isPresent()) {
        return ValueReader.unresolved(unresolved.get());
      }
      group.own("id").text().or(group::text).ifPresent(ids::add);
    }
    return Datum.known(ids);
  }

  private Datum<PortSet> ports(AzureNode rule, Side side) {
    return listed(
        values.parts(rule.get(side.port), rule.get(side.ports)), rule, side.port, values::ports);
  }

  /** A rule names something on each side; an empty side is not the same as any. */
  private <T> Datum<T> listed(
      Datum<List<Part>> parts,
      AzureNode rule,
      String property,
      java.util.function.Function<Datum<List<Part>>, Datum<T>> read) {
    return parts.isKnown() && parts.orElse(List.of()).isEmpty()
        ? values.bad(rule.get(property), "is missing; expected a value, `*` for any")
        : read.apply(parts);
  }
}
