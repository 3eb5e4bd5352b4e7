package dev.vnetproof.wording;

import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.DecidedBy.ByFirewall;
import dev.vnetproof.rule.DecidedBy.ByRoute;
import dev.vnetproof.rule.Demand;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.rule.RequiredHost;
import dev.vnetproof.rule.RequiredRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What to change on the way of packets: routes and firewall. */
final class PathFix {
  /** Tags that no route takes as its prefix (virtual network traffic routing, 2023-05-27). */
  private static final Set<String> NO_PREFIXES =
      Set.of("Internet", "VirtualNetwork", "AzureLoadBalancer");

  private PathFix() {}

  /** How replies are made to leave through the Internet. */
  static Optional<String> back(RequiredRoute demand, List<Block> blocks) {
    Optional<ByRoute> blocking = Fixes.first(blocks, ByRoute.class);
    if (blocking.isEmpty()) {
      return Optional.empty();
    }
    ByRoute route = blocking.get();
    boolean isDefault = route.prefix().equals("0.0.0.0/0");
    if (route.routeTable().isPresent() && !isDefault) {
      return Optional.of(
          "Let "
              + route
              + " lead to the Internet, or add longer routes with next hop Internet for "
              + demand.remote()
              + ".");
    }
    String table = table(route);
    if (demand.remote() instanceof Remote.Tag tag && !NO_PREFIXES.contains(tag.tag().service())) {
      return Optional.of("Add to " + table + " a route for " + tag + " with next hop Internet.");
    }
    if (demand.remote() instanceof Remote.Addresses addresses) {
      return Optional.of(
          "Add to "
              + table
              + " routes for "
              + Fixes.listed(addresses.prefixes().texts(), addresses.name())
              + " with next hop Internet.");
    }
    return demand.remote() instanceof Remote.Tag tag && tag.tag().equals(ServiceTag.INTERNET)
        ? Optional.of(
            "Add to "
                + table
                + " a route with next hop Internet for each range that clients call from, or let"
                + " them come in through the firewall.")
        : Optional.empty();
  }

  /** How packets are carried. */
  static List<String> steps(Demand demand, List<Block> blocks) {
    List<String> steps = new ArrayList<>();
    Optional<ByRoute> route = Fixes.first(blocks, ByRoute.class);
    Optional<ByFirewall> firewall = Fixes.first(blocks, ByFirewall.class);
    if (firewall.isPresent()) {
      steps.add(throughFirewall(demand, blocks, firewall.get()));
    } else if (route.isPresent() && route.get().routeTable().isEmpty()) {
      steps.add(
          "Add to "
              + table(route.get())
              + " a route with a longer prefix than "
              + route.get()
              + " that carries packets to "
              + target(demand)
              + ".");
    } else if (route.isPresent()) {
      steps.add(
          "Change "
              + route.get()
              + ", or add to "
              + table(route.get())
              + " a longer one, so that packets to "
              + target(demand)
              + " are carried.");
    }
    return steps;
  }

  /** A rule that decides is a deny; it stays, and the new one comes before it. */
  private static String throughFirewall(Demand demand, List<Block> blocks, ByFirewall firewall) {
    return "Allow in firewall `"
        + firewall.firewall()
        + "`"
        + firewall.rule().map(rule -> ", before rule `" + rule + "`,").orElse("")
        + " "
        + (demand instanceof RequiredHost host ? stopped(host, blocks) : demand.describe())
        + ".";
  }

  /** The hosts that a firewall stops; the others it lets through. */
  private static String stopped(RequiredHost host, List<Block> blocks) {
    Set<String> demands =
        blocks.stream()
            .filter(block -> block.decidedBy() instanceof ByFirewall)
            .map(Block::demand)
            .collect(Collectors.toSet());
    return host.describe(
        host.hosts().stream()
            .filter(name -> demands.stream().anyMatch(demand -> demand.endsWith(" to " + name)))
            .toList());
  }

  private static String table(ByRoute route) {
    return route
        .routeTable()
        .map(name -> "route table `" + name + "`")
        .orElse("a route table of the subnet");
  }

  private static String target(Demand demand) {
    if (demand instanceof RequiredFlow flow) {
      return flow.remote().toString();
    }
    return demand instanceof RequiredHost host ? String.join(", ", host.hosts()) : "its target";
  }
}
