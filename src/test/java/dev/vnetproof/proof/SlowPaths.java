package dev.vnetproof.proof;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.ServiceEndpoint;
import dev.vnetproof.proof.PathTruth.Line;
import dev.vnetproof.proof.PlainAddresses.Range;
import dev.vnetproof.proof.PlainRule.Ports;
import dev.vnetproof.proof.Truth.PlainRoute;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows packets one destination at a time: picks the route (azure-semantics 3.1-3.9), looks where
 * it leads, and at an appliance asks the firewall's rules one by one (2.18, 4.9).
 */
final class SlowPaths {
  private static final List<String> RESERVED =
      List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10");
  private static final Set<String> NOT_FOR_FIREWALLS =
      Set.of("VirtualNetwork", "Internet", "AzureLoadBalancer", "GatewayManager");

  /** Where a packet goes next. */
  enum Hop {
    ENDPOINT,
    PLATFORM,
    NETWORK,
    PEERING,
    LEARNED,
    NOWHERE,
    INTERNET,
    USER_NETWORK,
    USER_GATEWAY,
    USER_APPLIANCE
  }

  /**
   * A route with one prefix.
   *
   * @param rank decides between equal prefixes, lowest first (3.2, 3.8)
   */
  private record Candidate(Range range, int rank, Hop hop) {}

  private final PathTruth truth;
  private final List<Candidate> routes = new ArrayList<>();
  private final PlainAddresses azureNetworks;

  /** One machine of each kind that sources of firewall rules tell apart. */
  private final List<Long> sources;

  SlowPaths(PathTruth truth) {
    this.truth = truth;
    List<String> networks = new ArrayList<>(truth.peered());
    networks.addAll(truth.own());
    this.azureNetworks = PlainAddresses.of(networks);
    List<Long> cuts = new ArrayList<>();
    machines().addCuts(cuts);
    for (Line line : truth.firewall()) {
      List<String> texts = line.sources().stream().filter(text -> !text.equals("*")).toList();
      PlainAddresses.of(texts).addCuts(cuts);
    }
    this.sources = cuts.stream().distinct().filter(machines()::contains).toList();
    boolean userDefault = false;
    for (PlainRoute route : truth.routes().orElse(List.of())) {
      userDefault |= route.destination().equals("0.0.0.0/0");
      Hop hop = hop(route.hop());
      for (String prefix : prefixes(route.destination())) {
        // A gateway that is not there takes nothing (3.5).
        add(
            prefix,
            rank(route.destination()),
            hop == Hop.USER_GATEWAY && !truth.gateway() ? Hop.NOWHERE : hop);
      }
    }
    boolean learns = truth.gateway() && (truth.routes().isEmpty() || truth.propagated());
    if (learns) {
      truth.onPremises().forEach(prefix -> add(prefix, 5, Hop.LEARNED));
    }
    truth.own().forEach(prefix -> add(prefix, 6, Hop.NETWORK));
    truth.peered().forEach(prefix -> add(prefix, 6, Hop.PEERING));
    if (!userDefault) {
      RESERVED.forEach(prefix -> add(prefix, 7, Hop.NOWHERE));
    }
    add("0.0.0.0/0", 7, Hop.INTERNET);
  }

  private void add(String prefix, int rank, Hop hop) {
    routes.add(new Candidate(PlainAddresses.range(prefix), rank, hop));
  }

  private static int rank(String destination) {
    if (Character.isDigit(destination.charAt(0))) {
      return 0;
    }
    boolean cloud = destination.startsWith("AzureCloud");
    boolean regional = destination.indexOf('.') >= 0;
    return cloud ? (regional ? 3 : 4) : regional ? 1 : 2;
  }

  private static Hop hop(NextHopType type) {
    return switch (type) {
      case INTERNET -> Hop.INTERNET;
      case NONE -> Hop.NOWHERE;
      case VNET_LOCAL -> Hop.USER_NETWORK;
      case VIRTUAL_NETWORK_GATEWAY -> Hop.USER_GATEWAY;
      case VIRTUAL_APPLIANCE -> Hop.USER_APPLIANCE;
    };
  }

  private List<String> prefixes(String text) {
    return Character.isDigit(text.charAt(0))
        ? List.of(text)
        : truth.tags().getOrDefault(text, List.of());
  }

  private boolean holds(String text, long address) {
    return text.equals("*")
        || prefixes(text).stream()
            .anyMatch(prefix -> PlainAddresses.range(prefix).contains(address));
  }

  // ---- routes ---------------------------------------------------------------------------------

  private Candidate route(long address) {
    if (Truth.PLATFORM.contains(address)) {
      return new Candidate(new Range(address, address), 0, Hop.PLATFORM);
    }
    if (truth.endpoints().stream().anyMatch(endpoint -> carries(endpoint, address))) {
      return new Candidate(new Range(address, address), 0, Hop.ENDPOINT);
    }
    return routes.stream()
        .filter(route -> route.range().contains(address))
        // Learned routes never win over those to a network's own or peered space (3.2).
        .filter(route -> route.hop() != Hop.LEARNED || !azureNetworks.contains(address))
        .min(
            Comparator.<Candidate>comparingLong(route -> route.range().size())
                .thenComparingInt(Candidate::rank))
        .orElseThrow();
  }

  /** Storage acts for the region and its pair, Sql for the region alone (3.12). */
  private boolean carries(ServiceEndpoint endpoint, long address) {
    return switch (endpoint) {
      case STORAGE ->
          holds("Storage." + PathTruth.REGION.tagSuffix(), address)
              || holds("Storage." + PathTruth.PAIR.tagSuffix(), address);
      case STORAGE_GLOBAL -> holds("Storage", address);
      case SQL -> holds("Sql." + PathTruth.REGION.tagSuffix(), address);
      case EVENT_HUB -> holds("EventHub", address);
      case KEY_VAULT -> holds("AzureKeyVault", address);
      case SERVICE_BUS -> holds("ServiceBus", address);
      case AZURE_ACTIVE_DIRECTORY -> false;
    };
  }

  // ---- packets --------------------------------------------------------------------------------

  /** Whether a packet from the subnet gets to where it is addressed (3.14). */
  boolean carries(Remote remote, Protocol protocol, long source, long to, int port) {
    return switch (route(to).hop()) {
      case ENDPOINT, PLATFORM, NETWORK, PEERING -> true;
      case NOWHERE -> false;
      case INTERNET -> isPublic(to) && (isService(remote) || !azureNetworks.contains(to));
      case USER_NETWORK -> !isService(remote) && azureNetworks.contains(to);
      case LEARNED, USER_GATEWAY ->
          !isService(remote) && isOnPremises(to) || isLetThrough(protocol, source, to, port);
      case USER_APPLIANCE -> isLetThrough(protocol, source, to, port);
    };
  }

  private static boolean isService(Remote remote) {
    return remote instanceof Remote.Tag;
  }

  /**
   * Whether a gateway by itself leads there: to networks that it is connected with, and to private
   * space of nobody else. What else is forced into it needs somebody's leave (3.14, 4.8); a prefix
   * shorter than /8 is nobody's network but a way to the Internet.
   */
  private boolean isOnPremises(long to) {
    return !azureNetworks.contains(to)
        && (!isPublic(to)
            || truth.onPremises().stream()
                .map(PlainAddresses::range)
                .anyMatch(range -> range.size() <= 1 << 24 && range.contains(to)));
  }

  /** Whether the reply to a public address leaves as the request came (3.11, 4.4). */
  boolean leadsBack(long to) {
    Candidate route = route(to);
    return switch (route.hop()) {
      case ENDPOINT, PLATFORM, NETWORK, PEERING, INTERNET -> true;
      // Who is behind a gateway came in by it; a learned default route says nothing of whom.
      case LEARNED -> route.range().size() <= 1 << 24;
      case NOWHERE, USER_NETWORK, USER_GATEWAY, USER_APPLIANCE -> false;
    };
  }

  static boolean isPublic(long address) {
    return RESERVED.stream().noneMatch(p -> PlainAddresses.range(p).contains(address));
  }

  /** The first rule that matches decides; no rule, no way (4.9). */
  private boolean isLetThrough(Protocol protocol, long source, long to, int port) {
    return truth.firewall().stream()
        .sorted(Comparator.comparingInt(Line::priority))
        .filter(line -> line.protocols().contains(protocol))
        .filter(line -> line.ports().stream().anyMatch(p -> p.low() <= port && port <= p.high()))
        .filter(line -> line.sources().stream().anyMatch(text -> holds(text, source)))
        .filter(
            line ->
                line.destinations().stream()
                    .anyMatch(text -> !NOT_FOR_FIREWALLS.contains(text) && holds(text, to)))
        .findFirst()
        .map(line -> line.access() == Access.ALLOW)
        .orElse(false);
  }

  // ---- demands --------------------------------------------------------------------------------

  boolean isDemanded(Remote remote, long address) {
    if (remote instanceof Remote.Tag tag) {
      return holds(tag.tag().name(), address);
    }
    if (remote instanceof Remote.Addresses some) {
      return PlainAddresses.of(some.prefixes().texts()).contains(address);
    }
    if (remote instanceof Remote.SameSubnet) {
      return machines().contains(address);
    }
    return azureNetworks.contains(address)
        || PlainAddresses.of(truth.onPremises()).contains(address)
            && !Truth.PLATFORM.contains(address);
  }

  static PlainAddresses machines() {
    return new PlainAddresses(
        List.of(new Range(PlainAddresses.number("10.0.1.4"), PlainAddresses.number("10.0.1.254"))),
        List.of());
  }

  /** Whether every packet of a demand is carried. */
  boolean allCarried(Remote remote, Protocol protocol, List<Ports> ports) {
    return ends(remote).stream()
        .filter(to -> isDemanded(remote, to))
        .allMatch(to -> allCarriedTo(remote, protocol, to, ports));
  }

  /** Whether every packet to one address is carried. */
  boolean allCarriedTo(Remote remote, Protocol protocol, long to, List<Ports> ports) {
    return ports.stream()
        .allMatch(
            each ->
                sources.stream()
                    .allMatch(source -> carries(remote, protocol, source, to, each.low())));
  }

  boolean allLeadBack(Remote remote) {
    return ends(remote).stream()
        .filter(to -> isDemanded(remote, to) && isPublic(to))
        .allMatch(this::leadsBack);
  }

  /** Where any prefix begins, and behind its end: between two of them addresses fare alike. */
  private List<Long> ends(Remote remote) {
    List<String> texts = new ArrayList<>(RESERVED);
    texts.addAll(truth.onPremises());
    texts.addAll(truth.peered());
    texts.addAll(truth.own());
    truth.tags().values().forEach(texts::addAll);
    truth.routes().orElse(List.of()).forEach(route -> texts.addAll(prefixes(route.destination())));
    for (Line line : truth.firewall()) {
      for (List<String> side : List.of(line.sources(), line.destinations())) {
        side.stream().filter(text -> !text.equals("*")).forEach(t -> texts.addAll(prefixes(t)));
      }
    }
    if (remote instanceof Remote.Addresses some) {
      texts.addAll(some.prefixes().texts());
    }
    List<Long> cuts = new ArrayList<>();
    PlainAddresses.of(texts).addCuts(cuts);
    machines().addCuts(cuts);
    Truth.PLATFORM.addCuts(cuts);
    cuts.add(0L);
    return new ArrayList<>(new TreeSet<>(cuts));
  }
}
