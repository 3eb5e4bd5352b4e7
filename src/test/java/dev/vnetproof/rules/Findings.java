package dev.vnetproof.rules;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.ReportedFinding;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.rule.Finding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Findings in one line each, as cases and tests write them: {@code VIOLATION ports.sql westus by
 * securityRule nsg-apim/deny-internet}, {@code UNDETERMINED ports.sql westus missing
 * /deployment/sku}. Every deciding rule is named, in the order of the finding.
 */
final class Findings {
  private Findings() {}

  static List<String> of(Evaluation evaluation) {
    return evaluation.findings().stream().map(Findings::line).toList();
  }

  private static String line(ReportedFinding reported) {
    Finding finding = reported.finding();
    String start = finding.kind() + " " + reported.requirement().id() + " " + reported.location();
    if (finding.missing().isPresent()) {
      return start + " missing " + finding.missing().get().text();
    }
    Set<String> deciders = new LinkedHashSet<>();
    finding.blocks().forEach(block -> deciders.add(name(block.decidedBy())));
    return deciders.isEmpty() ? start : start + " by " + String.join(" and ", deciders);
  }

  static String name(DecidedBy decidedBy) {
    String name;
    if (decidedBy instanceof DecidedBy.BySecurityRule rule) {
      name = rule.networkSecurityGroup() + "/" + rule.rule();
    } else if (decidedBy instanceof DecidedBy.ByRoute route) {
      name = route.routeTable().map(table -> table + "/").orElse("") + route.route();
    } else if (decidedBy instanceof DecidedBy.ByFirewall firewall) {
      name = firewall.firewall() + firewall.rule().map(rule -> "/" + rule).orElse("");
    } else if (decidedBy instanceof DecidedBy.ByDns dns) {
      name = dns.server();
    } else if (decidedBy instanceof DecidedBy.BySetting setting) {
      name = setting.property();
    } else {
      throw new IllegalArgumentException("no name for " + decidedBy);
    }
    return decidedBy.type() + " " + name;
  }
}
