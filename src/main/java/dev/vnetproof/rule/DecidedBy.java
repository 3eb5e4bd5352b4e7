package dev.vnetproof.rule;

import java.util.Optional;

/** What decides the fate of a witness: the rule, route or setting someone has to change. */
public sealed interface DecidedBy {

  /**
   * A rule of a network security group.
   *
   * @param pointer its place; that of its group for default rules that the input leaves out
   */
  record BySecurityRule(String networkSecurityGroup, String rule, int priority, String pointer)
      implements DecidedBy {
    @Override
    public String type() {
      return "securityRule";
    }

    @Override
    public String toString() {
      return "rule `" + rule + "` (priority " + priority + ") of `" + networkSecurityGroup + "`";
    }
  }

  /**
   * A route; {@code routeTable} is empty for Azure's own routes.
   *
   * @param prefix the prefix that wins, or the service tag that stands for it
   * @param remark on the next hop, where its type alone does not say what becomes of packets
   */
  record ByRoute(
      Optional<String> routeTable,
      String route,
      String prefix,
      String nextHopType,
      Optional<String> remark,
      String pointer)
      implements DecidedBy {

    /** A route whose next hop type says all there is to say. */
    public ByRoute(
        Optional<String> routeTable,
        String route,
        String prefix,
        String nextHopType,
        String pointer) {
      this(routeTable, route, prefix, nextHopType, Optional.empty(), pointer);
    }

    @Override
    public String type() {
      return "route";
    }

    @Override
    public String toString() {
      return "route `"
          + route
          + "` ("
          + prefix
          + " -> "
          + nextHopType
          + remark.map(text -> ", " + text).orElse("")
          + ")"
          + routeTable.map(table -> " of `" + table + "`").orElse("");
    }
  }

  /** A firewall; {@code rule} is empty when no rule of it allows the traffic. */
  record ByFirewall(String firewall, Optional<String> rule, String pointer) implements DecidedBy {
    @Override
    public String type() {
      return "firewall";
    }

    @Override
    public String toString() {
      return rule.map(r -> "rule `" + r + "` of firewall `" + firewall + "`")
          .orElse("firewall `" + firewall + "`, which has no rule that allows it");
    }
  }

  /** The DNS settings of the virtual network. */
  record ByDns(String server) implements DecidedBy {
    @Override
    public String type() {
      return "dns";
    }

    @Override
    public String pointer() {
      return "";
    }

    @Override
    public String toString() {
      return "DNS server `" + server + "`";
    }
  }

  /** A property of the snapshot. */
  record BySetting(String property) implements DecidedBy {
    @Override
    public String type() {
      return "setting";
    }

    @Override
    public String pointer() {
      return property;
    }

    @Override
    public String toString() {
      return "`" + property + "`";
    }
  }

  /** The {@code type} of the report. */
  String type();

  /**
   * Where it stands: the text of a {@link dev.vnetproof.model.Place}, or a JSON pointer in the
   * snapshot. Empty for what no input holds: Azure's own routes. {@link
   * dev.vnetproof.model.Origins} reads it.
   */
  String pointer();
}
