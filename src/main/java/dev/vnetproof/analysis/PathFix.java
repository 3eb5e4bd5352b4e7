package dev.vnetproof.analysis;

import dev.vnetproof.finding.Block;
import dev.vnetproof.finding.DecidedBy;
import dev.vnetproof.requirement.Demand;
import dev.vnetproof.requirement.Remote;
import dev.vnetproof.requirement.RequiredFlow;
import dev.vnetproof.requirement.RequiredHost;
import dev.vnetproof.requirement.RequiredRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to change on the way of packets: routes, firewall, security group for hosts. */
final class PathFix {
  /** The endpoints that carry a service past forced tunnelling. */
  private static final Map<String, String> ENDPOINTS =
      Map.of(
          "Storage", "Microsoft.Storage",
          "Sql", "Microsoft.Sql",
          "EventHub", "Microsoft.EventHub",
          "AzureKeyVault", "Microsoft.KeyVault");

  private PathFix() {}

  static List<String> steps(Demand demand, List<Block> blocks) {
    List<String> steps = new ArrayList<>();
    Optional<DecidedBy.ByRoute> route = first(blocks, DecidedBy.ByRoute.class);
    Optional<DecidedBy.ByFirewall> firewall = first(blocks, DecidedBy.ByFirewall.class);
    if (demand instanceof RequiredRoute back) {
      steps.add(
          "Add to " + table(route) + " a route for " + back.remote() + " with next hop Internet.");
    } else if (firewall.isPresent()) {
      steps.add(throughFirewall(demand, firewall.get()));
    } else if (route.isPresent() && route.get().routeTable().isEmpty()) {
      steps.add(
          "Add to "
              + table(route)
              + " a route with a longer prefix than "
              + route.get()
              + " that leads to "
              + target(demand)
              + ".");
    } else if (route.isPresent()) {
      steps.add(
          "Change "
              + route.get()
              + ", or add to "
              + table(route)
              + " a longer one, so that it leads to "
              + target(demand)
              + ".");
    }
    if (demand instanceof RequiredHost host) {
      first(blocks, DecidedBy.BySecurityRule.class)
          .ifPresent(
              rule ->
                  steps.add(
                      "Add to `"
                          + rule.networkSecurityGroup()
                          + "` an outbound rule with a priority below "
                          + rule.priority()
                          + " that allows Tcp from the subnet to "
                          + host.carrier().map(Object::toString).orElse("Internet")
                          + ", destination port "
                          + String.join(", ", host.ports().stream().map(String::valueOf).toList())
                          + "."));
    }
    return steps;
  }

  private static String throughFirewall(Demand demand, DecidedBy.ByFirewall firewall) {
    String allow =
        firewall
                .rule()
                .map(rule -> "Change rule `" + rule + "` of firewall `")
                .orElse("Allow in firewall `")
            + firewall.firewall()
            + "` "
            + (firewall.rule().isPresent() ? "to allow " : "")
            + demand.describe();
    Optional<String> endpoint =
        demand instanceof RequiredFlow flow && flow.remote() instanceof Remote.Tag tag
            ? Optional.ofNullable(ENDPOINTS.get(tag.tag().service()))
            : Optional.empty();
    return endpoint
            .map(
                name ->
                    "Enable the service endpoint " + name + " on the subnet, or " + lower(allow))
            .orElse(allow)
        + ".";
  }

  private static String lower(String text) {
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  private static String table(Optional<DecidedBy.ByRoute> route) {
    return route
        .flatMap(DecidedBy.ByRoute::routeTable)
        .map(name -> "route table `" + name + "`")
        .orElse("the subnet's route table");
  }

  private static String target(Demand demand) {
    if (demand instanceof RequiredFlow flow) {
      return flow.remote().toString();
    }
    return demand instanceof RequiredHost host ? String.join(", ", host.hosts()) : "its target";
  }

  private static <T extends DecidedBy> Optional<T> first(List<Block> blocks, Class<T> type) {
    return blocks.stream()
        .map(Block::decidedBy)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
