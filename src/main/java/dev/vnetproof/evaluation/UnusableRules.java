package dev.vnetproof.evaluation;

import dev.vnetproof.model.EgressFirewall;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.FqdnAllowance;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkAllowance;
import dev.vnetproof.model.NotJudged;
import dev.vnetproof.model.RuleAddresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Rules of firewalls that Azure does not take: service tags are destinations of network rules and
 * nothing else (Azure Firewall service tags, 2019-11-19).
 */
final class UnusableRules {
  private static final String WHY =
      "it names a service tag as source, which Azure Firewall does not take";

  private UnusableRules() {}

  static List<NotJudged> of(EnvironmentSnapshot snapshot) {
    TreeSet<String> network = new TreeSet<>();
    TreeSet<String> application = new TreeSet<>();
    for (Location location : snapshot.locations()) {
      Optional<EgressFirewall> firewall = location.egressFirewall().orElse(Optional.empty());
      if (firewall.isPresent()) {
        for (NetworkAllowance rule : firewall.get().networkAllowances().orElse(List.of())) {
          if (hasTag(rule.sourceAddresses().orElse(RuleAddresses.NONE))) {
            network.add(rule.name());
          }
        }
        for (FqdnAllowance rule : firewall.get().fqdnAllowances().orElse(List.of())) {
          if (hasTag(rule.sourceAddresses().orElse(RuleAddresses.NONE))) {
            application.add(rule.name());
          }
        }
      }
    }
    List<NotJudged> unusable = new ArrayList<>();
    add("network rule of the firewall", network, unusable);
    add("application rule of the firewall", application, unusable);
    return unusable;
  }

  private static boolean hasTag(RuleAddresses sources) {
    return !sources.tags().isEmpty();
  }

  private static void add(String type, TreeSet<String> names, List<NotJudged> to) {
    if (!names.isEmpty()) {
      to.add(new NotJudged(type, List.copyOf(names), names.size(), WHY));
    }
  }
}
