package dev.vnetproof.proof;

import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.Region;
import dev.vnetproof.proof.PlainAddresses.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One location with nothing left open, not even what no snapshot holds.
 *
 * @param rules custom rules; empty when the subnet has no security group
 * @param routes empty when the subnet has no route table
 * @param tags who owns public addresses
 * @param groups the member addresses of application security groups
 * @param counted routes whose prefix VirtualNetwork takes in (azure-semantics 2.1 c)
 * @param specialInInternet whether Internet takes in special-purpose addresses (2.2 names none)
 */
record Truth(
    Cloud cloud,
    PlatformVersion platform,
    Region region,
    List<String> subnet,
    List<String> own,
    List<String> peered,
    List<String> onPremises,
    boolean gateway,
    Optional<List<PlainRule>> rules,
    Optional<List<PlainRoute>> routes,
    TagWorld tags,
    Map<String, List<String>> groups,
    Set<String> counted,
    boolean specialInInternet) {

  /** A route to a prefix or a tag. */
  record PlainRoute(String name, String destination, NextHopType hop) {}

  static final PlainAddresses PLATFORM = PlainAddresses.of(List.of("168.63.129.16"));

  /** What Internet leaves out (azure-semantics 2.2). */
  private static final List<String> PRIVATE =
      List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10");

  private static final List<String> SPECIAL =
      List.of("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3");

  /** What one name or prefix of a rule or route stands for. */
  interface Meaning {
    boolean contains(long address);
  }

  /** Azure keeps the first four addresses and the last of a prefix for itself. */
  PlainAddresses machines() {
    List<Range> machines = new ArrayList<>();
    for (String text : subnet) {
      Range all = PlainAddresses.range(text);
      machines.add(all.size() <= 5 ? all : new Range(all.low() + 4, all.high() - 1));
    }
    return new PlainAddresses(machines, List.of());
  }

  /** The space of the network itself, which holds the subnet. */
  PlainAddresses ownSpace() {
    return PlainAddresses.of(own).and(machines());
  }

  PlainAddresses internet() {
    PlainAddresses internet =
        PlainAddresses.ALL
            .without(PlainAddresses.of(PRIVATE))
            .without(PLATFORM)
            .without(ownSpace());
    return specialInInternet ? internet : internet.without(PlainAddresses.of(SPECIAL));
  }

  /** What {@code Internet} as far side of a demand stands for: special addresses are nobody's. */
  PlainAddresses publicInternet() {
    return internet().without(PlainAddresses.of(SPECIAL));
  }

  /** "The virtual network" of a demand: machines there, at its peers, and on premises. */
  PlainAddresses network() {
    return base().without(PLATFORM);
  }

  private PlainAddresses base() {
    return ownSpace()
        .and(PlainAddresses.of(peered))
        .and(PlainAddresses.of(onPremises))
        .and(PLATFORM);
  }

  /** The meaning of a text of a rule. */
  Meaning meaning(String text) {
    if (text.equals("*")) {
      return address -> true;
    }
    if (Character.isDigit(text.charAt(0))) {
      return PlainAddresses.range(text)::contains;
    }
    return switch (text) {
      case "Internet" -> internet()::contains;
      case "AzureLoadBalancer" -> PLATFORM::contains;
      case "VirtualNetwork" -> virtualNetwork();
      default -> tags.meaning(text);
    };
  }

  private Meaning virtualNetwork() {
    PlainAddresses base = base();
    if (counted.isEmpty()) {
      return base::contains;
    }
    List<Meaning> more = new ArrayList<>();
    for (PlainRoute route : routes.orElse(List.of())) {
      if (counted.contains(route.name())) {
        more.add(meaning(route.destination()));
      }
    }
    return address ->
        base.contains(address) || more.stream().anyMatch(part -> part.contains(address));
  }

  /** Every address at which the answer of some meaning may change. */
  List<Long> cuts() {
    List<Long> cuts = new ArrayList<>();
    cuts.add(0L);
    base().addCuts(cuts);
    internet().addCuts(cuts);
    publicInternet().addCuts(cuts);
    tags.addCuts(cuts);
    for (PlainRoute route : routes.orElse(List.of())) {
      addCuts(route.destination(), cuts);
    }
    for (PlainRule rule : rules.orElse(List.of())) {
      rule.near().texts().forEach(text -> addCuts(text, cuts));
      rule.far().texts().forEach(text -> addCuts(text, cuts));
    }
    groups.values().forEach(members -> PlainAddresses.of(members).addCuts(cuts));
    cuts.removeIf(cut -> cut > 0xffff_ffffL);
    return cuts.stream().distinct().sorted().toList();
  }

  private static void addCuts(String text, List<Long> cuts) {
    if (Character.isDigit(text.charAt(0))) {
      PlainAddresses.of(List.of(text)).addCuts(cuts);
    }
  }

  Truth withRules(List<PlainRule> newRules) {
    return new Truth(
        cloud,
        platform,
        region,
        subnet,
        own,
        peered,
        onPremises,
        gateway,
        Optional.of(newRules),
        routes,
        tags,
        groups,
        counted,
        specialInInternet);
  }

  /** The rules of a direction in the order Azure tries them, the default ones last. */
  List<PlainRule> rules(Direction direction) {
    List<PlainRule> all = new ArrayList<>(rules.orElse(List.of()));
    all.addAll(PlainRule.DEFAULTS);
    return all.stream()
        .filter(rule -> rule.direction() == direction)
        .sorted(Comparator.comparingInt(PlainRule::priority))
        .toList();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(cloud).append(' ').append(platform).append(' ').append(region);
    text.append(" subnet ").append(subnet).append(" own ").append(own);
    text.append(" peered ").append(peered).append(" on-premises ").append(onPremises);
    text.append(" gateway ").append(gateway).append(" groups ").append(groups);
    text.append(" counted ").append(counted).append(" special ").append(specialInInternet);
    text.append(" routes ").append(routes).append('\n');
    rules.ifPresentOrElse(
        list ->
            list.forEach(
                rule ->
                    text.append("  ").append(rule.name()).append(": ").append(rule).append('\n')),
        () -> text.append("  no security group\n"));
    return text.toString();
  }
}
