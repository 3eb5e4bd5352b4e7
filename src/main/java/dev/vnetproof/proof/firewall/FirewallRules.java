package dev.vnetproof.proof.firewall;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EgressFirewall;
import dev.vnetproof.model.FqdnAllowance;
import dev.vnetproof.model.FqdnAllowance.ApplicationProtocol;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.NetworkAllowance;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.proof.tag.Extent;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.proof.tag.TagSymbols;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PacketSet;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of a firewall as far as they concern some packets, in the order in which Azure Firewall
 * tries them: network rules before application rules, each by priority (rule processing,
 * 2020-04-10).
 */
final class FirewallRules {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int MSSQL = 1433;

  /** What a firewall does not take as destination (service tags overview, 2025-07-15). */
  private static final Set<String> UNUSABLE =
      Set.of("VirtualNetwork", "Internet", "AzureLoadBalancer", "GatewayManager");

  /**
   * A rule.
   *
   * @param sure the packets it matches without doubt
   * @param perhaps the packets it may match
   * @param missing what would close the gap
   */
  record Rule(
      String name,
      String pointer,
      boolean allow,
      PacketSet sure,
      PacketSet perhaps,
      List<Missing> missing) {}

  private final LocationSpace space;
  private final FirewallCrossing crossing;
  private final List<Rule> rules = new ArrayList<>();

  private FirewallRules(LocationSpace space, FirewallCrossing crossing) {
    this.space = space;
    this.crossing = crossing;
  }

  static List<Rule> of(EgressFirewall firewall, FirewallCrossing crossing, LocationSpace space) {
    FirewallRules rules = new FirewallRules(space, crossing);
    firewall.networkAllowances().orElse(List.of()).stream()
        .sorted(Comparator.comparingInt(NetworkAllowance::priority))
        .forEach(rules::network);
    if (isApplicationTraffic(crossing)) {
      firewall.fqdnAllowances().orElse(List.of()).stream()
          .sorted(Comparator.comparingInt(FqdnAllowance::priority))
          .forEach(rules::application);
    }
    return rules.rules;
  }

  /** Application rules see HTTP, HTTPS and SQL only; everything else is for network rules. */
  static boolean isApplicationTraffic(FirewallCrossing crossing) {
    return crossing.protocol() == Protocol.TCP
        && crossing.ports().intersects(PortSet.of(HTTP, HTTPS, MSSQL));
  }

  // ---- network rules --------------------------------------------------------------------------

  private void network(NetworkAllowance rule) {
    if (!rule.protocols().orElse(Set.of(crossing.protocol())).contains(crossing.protocol())) {
      return;
    }
    List<Missing> missing = new ArrayList<>();
    rule.protocols().ifMissing().ifPresent(missing::add);
    rule.destinationPorts().ifMissing().ifPresent(missing::add);
    Extent sources = sources(rule.sourceAddresses());
    missing.addAll(sources.missing());
    Extent destinations =
        crossing.host().isPresent() ? hostOf(rule, missing) : destinationsOf(rule, missing);
    boolean protocolSure = rule.protocols().isKnown();
    add(
        rule.name(),
        rule.pointer(),
        rule.access(),
        sources,
        protocolSure ? destinations.certain() : AddressSet.EMPTY,
        destinations.possible(),
        rule.destinationPorts().orElse(PortSet.EMPTY),
        rule.destinationPorts().orElse(PortSet.ALL),
        missing);
  }

  /** Tags are destinations only: as a source one matches nothing. */
  private Extent sources(Datum<RuleAddresses> sources) {
    return space.of(
        sources.map(side -> new RuleAddresses(side.any(), side.prefixes(), List.of(), List.of())),
        true);
  }

  private Extent addresses(NetworkAllowance rule) {
    return space.of(
        rule.destinationAddresses()
            .map(
                side ->
                    new RuleAddresses(
                        side.any(),
                        side.prefixes(),
                        side.tags().stream().filter(tag -> isUsable(tag) && concerns(tag)).toList(),
                        List.of())),
        true);
  }

  private boolean concerns(ServiceTag tag) {
    return crossing.host().isEmpty() || HostNames.mayHold(tag, crossing.service());
  }

  private static boolean isUsable(ServiceTag tag) {
    return !UNUSABLE.contains(tag.service())
        && !tag.service().toLowerCase(Locale.ROOT).startsWith("azureplatform");
  }

  private Extent destinationsOf(NetworkAllowance rule, List<Missing> missing) {
    Extent numbers = addresses(rule);
    missing.addAll(numbers.missing());
    if (rule.destinationFqdns().ifMissing().isPresent()) {
      missing.add(rule.destinationFqdns().missing());
      return new Extent(numbers.certain(), AddressSet.ALL, missing);
    }
    List<String> hosts = relevant(rule.destinationFqdns().orElse(List.of()));
    if (hosts.isEmpty()) {
      return numbers;
    }
    missing.add(addressesOf(hosts));
    return new Extent(
        numbers.certain(),
        numbers.possible().union(Ipv4Space.PUBLIC).union(TagSymbols.PUBLIC_SYMBOLS),
        missing);
  }

  private static Missing addressesOf(List<String> hosts) {
    return new Missing.DocumentSilent(
        "whether the hosts `" + String.join("`, `", hosts) + "` are all that is needed");
  }

  private List<String> relevant(List<String> patterns) {
    return patterns.stream()
        .filter(p -> crossing.service().map(service -> HostNames.mayServe(p, service)).orElse(true))
        .toList();
  }

  /** Names in network rules are exact; the firewall resolves them through its DNS proxy. */
  private Extent hostOf(NetworkAllowance rule, List<Missing> missing) {
    String host = crossing.host().orElseThrow();
    List<String> names = rule.destinationFqdns().orElse(List.of());
    Extent numbers = addresses(rule);
    if (names.stream().anyMatch(name -> name.equalsIgnoreCase(host))
        || numbers.certain().covers(crossing.far())) {
      return Extent.exactly(FirewallCrossing.HOST);
    }
    rule.destinationFqdns().ifMissing().ifPresent(missing::add);
    boolean perhaps =
        !rule.destinationFqdns().isKnown()
            || names.stream().anyMatch(name -> HostNames.mayCover(name, host))
            || numbers.possible().intersects(crossing.far());
    if (!perhaps) {
      return Extent.NOTHING;
    }
    missing.addAll(numbers.missing());
    missing.add(new Missing.DocumentSilent("the addresses of `" + host + "`"));
    return new Extent(AddressSet.EMPTY, FirewallCrossing.HOST, missing);
  }

  // ---- application rules ----------------------------------------------------------------------

  private void application(FqdnAllowance rule) {
    List<Missing> missing = new ArrayList<>();
    rule.fqdns().ifMissing().ifPresent(missing::add);
    rule.protocols().ifMissing().ifPresent(missing::add);
    Extent sources = sources(rule.sourceAddresses());
    missing.addAll(sources.missing());
    Extent named =
        crossing.host().isPresent() ? hostOf(rule, missing) : destinationsOf(rule, missing);
    PortSet sure = PortSet.EMPTY;
    PortSet perhaps = PortSet.EMPTY;
    for (int port : new int[] {HTTP, HTTPS, MSSQL}) {
      boolean known =
          rule.protocols().orElse(List.of()).contains(new ApplicationProtocol(type(port), port));
      // Microsoft's host lists imply their own protocols.
      if (known) {
        sure = sure.union(PortSet.of(port));
      }
      if (known || !rule.protocols().isKnown() || !rule.fqdnTags().isEmpty()) {
        perhaps = perhaps.union(PortSet.of(port));
      }
    }
    add(
        rule.name(),
        rule.pointer(),
        rule.access(),
        sources,
        named.certain(),
        named.possible(),
        sure,
        perhaps,
        missing);
  }

  private static FqdnAllowance.Type type(int port) {
    return switch (port) {
      case HTTP -> FqdnAllowance.Type.HTTP;
      case HTTPS -> FqdnAllowance.Type.HTTPS;
      default -> FqdnAllowance.Type.MSSQL;
    };
  }

  private Extent destinationsOf(FqdnAllowance rule, List<Missing> missing) {
    List<String> patterns = rule.fqdns().orElse(List.of());
    AddressSet all = crossing.far();
    if (patterns.contains("*")) {
      return Extent.exactly(all);
    }
    List<String> hosts = relevant(patterns);
    if (hosts.isEmpty() && rule.fqdns().isKnown() && unknownTags(rule).isEmpty()) {
      return Extent.NOTHING;
    }
    if (!hosts.isEmpty()) {
      missing.add(addressesOf(hosts));
    }
    unknownTags(rule).ifPresent(missing::add);
    return new Extent(AddressSet.EMPTY, all, missing);
  }

  private Extent hostOf(FqdnAllowance rule, List<Missing> missing) {
    String host = crossing.host().orElseThrow();
    List<String> patterns = rule.fqdns().orElse(List.of());
    if (patterns.stream().anyMatch(p -> HostNames.covers(p, host))) {
      return Extent.exactly(FirewallCrossing.HOST);
    }
    boolean perhaps =
        !rule.fqdns().isKnown()
            || unknownTags(rule).isPresent()
            || patterns.stream().anyMatch(p -> HostNames.mayCover(p, host));
    if (!perhaps) {
      return Extent.NOTHING;
    }
    unknownTags(rule).ifPresent(missing::add);
    if (missing.isEmpty()) {
      missing.add(new Missing.DocumentSilent("which names below `" + host + "` are needed"));
    }
    return new Extent(AddressSet.EMPTY, FirewallCrossing.HOST, missing);
  }

  /** The list for updates holds update hosts only; the others are not published in full. */
  private static Optional<Missing> unknownTags(FqdnAllowance rule) {
    List<String> tags =
        rule.fqdnTags().stream().filter(tag -> !tag.equalsIgnoreCase("WindowsUpdate")).toList();
    return tags.isEmpty()
        ? Optional.empty()
        : Optional.of(Missing.fact("the hosts of FQDN tag `" + String.join("`, `", tags) + "`"));
  }

  private void add(
      String name,
      String pointer,
      Access access,
      Extent sources,
      AddressSet sureDestinations,
      AddressSet perhapsDestinations,
      PortSet surePorts,
      PortSet perhapsPorts,
      List<Missing> missing) {
    AddressSet sureFar = sureDestinations.intersect(crossing.destinations());
    AddressSet perhapsFar = perhapsDestinations.intersect(crossing.destinations());
    PacketSet perhaps =
        new PacketSet(
            crossing.protocol(), sources.possible(), PortSet.ALL, perhapsFar, perhapsPorts);
    if (perhaps.isEmpty()) {
      return;
    }
    PacketSet sure =
        new PacketSet(crossing.protocol(), sources.certain(), PortSet.ALL, sureFar, surePorts);
    rules.add(
        new Rule(
            name,
            pointer,
            access == Access.ALLOW,
            sure,
            perhaps,
            sure.equals(perhaps) ? List.of() : missing));
  }
}
