package dev.vnetproof.wording;

import dev.vnetproof.model.Direction;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.rule.DecidedBy.BySecurityRule;
import dev.vnetproof.rule.DecidedBy.BySetting;
import dev.vnetproof.rule.Demand;
import dev.vnetproof.rule.NeedlessFlow;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.rule.RequiredHost;
import dev.vnetproof.rule.RequiredRoute;
import dev.vnetproof.rule.RequiredSetting;
import dev.vnetproof.space.PortSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What to change where a demand is not met. No fix is better than one that cannot be done: Azure's
 * own rules and routes are not edited, nothing is switched on that may be on already, and nothing
 * is named that Azure does not take.
 */
final class Fixes {
  /** Prefixes that a sentence lists. */
  private static final int MOST_PREFIXES = 5;

  private Fixes() {}

  /**
   * @param group the network security group of the subnet: what others decide before it, nobody can
   *     change in it
   */
  static Optional<String> of(Demand demand, Optional<String> group, List<Block> blocks) {
    if (demand instanceof RequiredSetting setting) {
      return setting.fix().isBlank() ? Optional.empty() : Optional.of(setting.fix());
    }
    if (demand instanceof NeedlessFlow flow) {
      return first(blocks, BySecurityRule.class)
          .filter(rule -> !isOfOthers(rule, group))
          .map(rule -> narrowed(flow, rule));
    }
    if (demand instanceof RequiredRoute route) {
      return PathFix.back(route, blocks);
    }
    if (first(blocks, BySetting.class).isPresent()) {
      return Optional.of(
          "Assign to the subnet a network security group that allows " + demand.describe() + ".");
    }
    Optional<BySecurityRule> others =
        first(blocks, BySecurityRule.class).filter(rule -> isOfOthers(rule, group));
    if (others.isPresent()) {
      return others.map(
          rule ->
              "Let `"
                  + rule.networkSecurityGroup()
                  + "` allow it before its rule `"
                  + rule.rule()
                  + "`; no rule of the subnet's own network security group can.");
    }
    List<String> steps = new ArrayList<>();
    if (demand instanceof RequiredFlow flow) {
      boolean inbound = flow.direction() == Direction.INBOUND;
      rule(
              blocks,
              flow.direction(),
              flow.protocol().azureName(),
              inbound ? far(flow.remote()) : near(),
              inbound ? near() : far(flow.remote()),
              flow.ports().equals(PortSet.ALL) ? "any" : flow.ports().toString())
          .ifPresent(steps::add);
    } else if (demand instanceof RequiredHost host) {
      rule(
              blocks,
              Direction.OUTBOUND,
              "Tcp",
              near(),
              far(host),
              String.join(", ", host.ports().stream().map(String::valueOf).toList()))
          .ifPresent(steps::add);
    }
    steps.addAll(PathFix.steps(demand, blocks));
    return steps.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", steps));
  }

  /** What a part did for until now, by the tag of the whole. */
  static Optional<String> byTag(Demand demand) {
    if (demand instanceof RequiredRoute route && route.remote() instanceof Remote.Tag tag) {
      return Optional.of(
          "Put one route for " + tag + " with next hop Internet in place of the others.");
    }
    return Optional.of("Name the whole by its service tag: allow " + demand.describe() + ".");
  }

  private static boolean isOfOthers(BySecurityRule rule, Optional<String> group) {
    return !group.equals(Optional.of(rule.networkSecurityGroup()));
  }

  private static String near() {
    return "the subnet";
  }

  private static String far(Remote remote) {
    if (remote instanceof Remote.SameSubnet) {
      return near();
    }
    return remote instanceof Remote.Addresses addresses
        ? listed(addresses.prefixes().texts(), addresses.name())
        : remote.toString();
  }

  private static String far(RequiredHost host) {
    return host.addresses().isEmpty()
        ? host.carrier().map(Object::toString).orElse(ServiceTag.INTERNET.name())
        : listed(host.addresses().texts(), "the addresses of the hosts");
  }

  /** The prefixes where they are few, else what they are called. */
  static String listed(List<String> prefixes, String name) {
    return prefixes.size() > MOST_PREFIXES ? name : String.join(", ", prefixes);
  }

  /** A rule before the first that stops anything. */
  private static Optional<String> rule(
      List<Block> blocks,
      Direction direction,
      String protocol,
      String from,
      String to,
      String ports) {
    Optional<BySecurityRule> first =
        blocks.stream()
            .map(Block::decidedBy)
            .filter(BySecurityRule.class::isInstance)
            .map(BySecurityRule.class::cast)
            .min(Comparator.comparingInt(BySecurityRule::priority));
    if (first.isEmpty()) {
      return Optional.empty();
    }
    BySecurityRule deny = first.get();
    int before = Math.min(deny.priority(), SecurityRule.MAX_CUSTOM_PRIORITY + 1);
    String added =
        "Add to `"
            + deny.networkSecurityGroup()
            + "` an "
            + direction.azureName().toLowerCase(Locale.ROOT)
            + " rule with a priority below "
            + before
            + " that allows "
            + protocol
            + " from "
            + from
            + " to "
            + to
            + ", destination port "
            + ports
            + ".";
    return Optional.of(
        before > SecurityRule.MIN_PRIORITY
            ? added
            : "No priority is below "
                + SecurityRule.MIN_PRIORITY
                + ": give rule `"
                + deny.rule()
                + "` a higher number first. "
                + added.replace("below " + before, "below that number"));
  }

  private static String narrowed(NeedlessFlow flow, BySecurityRule rule) {
    if (rule.priority() > SecurityRule.MAX_CUSTOM_PRIORITY) {
      return "Add to `"
          + rule.networkSecurityGroup()
          + "` an inbound rule that denies TCP "
          + flow.port()
          + ", behind one that allows it from "
          + flow.needed()
          + "; Azure's own rule `"
          + rule.rule()
          + "` cannot be edited.";
    }
    return "Where rule `"
        + rule.rule()
        + "` is for port "
        + flow.port()
        + " alone, limit its source to "
        + flow.needed()
        + "; otherwise leave that port out of it.";
  }

  static <T extends DecidedBy> Optional<T> first(List<Block> blocks, Class<T> type) {
    return blocks.stream()
        .map(Block::decidedBy)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
