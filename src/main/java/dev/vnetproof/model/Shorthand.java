package dev.vnetproof.model;

import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PortSet;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules and routes in one line; {@link LocationBuilder} says how they are written. */
final class Shorthand {
  private static final String RULE_FORM =
      "`PRIORITY In|Out Allow|Deny PROTOCOL SOURCE -> DESTINATION:PORTS`, such as"
          + " `200 Out Allow Tcp * -> Storage:443`";
  private static final String ADMIN_FORM = RULE_FORM.replace("Deny", "Deny|AlwaysAllow");
  private static final String ROUTE_FORM =
      "`PREFIX -> HOP [ADDRESS]`, such as `0.0.0.0/0 -> VirtualAppliance 10.0.100.4`";
  private static final String ALLOWANCE_FORM =
      "`PRIORITY Allow|Deny PROTOCOL SOURCE -> DESTINATION:PORTS`, such as"
          + " `200 Allow Tcp * -> Storage:443` or `200 Allow Https * -> *.vault.azure.net:443`";

  private static final String UNKNOWN = "?";
  private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_.-]*): +(.*)");
  private static final Pattern SIDE =
      Pattern.compile("(?:\\[(?<list>[^]]*)]|(?<plain>[^:\\[]*))(?::(?<ports>[^:]*))?");
  private static final Pattern GROUP = Pattern.compile("ASG\\((.+)\\)");

  private static final int MAX_FIREWALL_PRIORITY = 65_000;

  private final String text;
  private final String form;
  private final String pointer;
  private final Optional<String> name;
  private final String[] words;
  private final String far;

  /**
   * @param count of words before the arrow
   */
  private Shorthand(String text, int count, String form, String pointer) {
    this.text = text;
    this.form = form;
    this.pointer = pointer;
    Matcher named = NAMED.matcher(text.strip());
    this.name = named.matches() ? Optional.of(named.group(1)) : Optional.empty();
    String[] sides = (named.matches() ? named.group(2) : text.strip()).split("\\s+->\\s+", -1);
    if (sides.length != 2) {
      throw problem("has " + (sides.length == 1 ? "no ` -> `" : "more than one ` -> `"));
    }
    this.words = sides[0].split("\\s+");
    this.far = sides[1];
    if (words.length != count) {
      throw problem(
          "has " + (words.length == 1 ? "1 word" : words.length + " words") + " before the arrow");
    }
  }

  private IllegalArgumentException problem(String problem) {
    return new IllegalArgumentException("`" + text + "` " + problem + "; expected " + form);
  }

  /** The rule of a network security group that {@code text} says. */
  static SecurityRule rule(String text, String pointer) {
    Shorthand line = new Shorthand(text, 5, RULE_FORM, pointer);
    int priority = line.priority(SecurityRule.MIN_PRIORITY, SecurityRule.MAX_CUSTOM_PRIORITY);
    Direction direction = line.direction();
    Matcher source = line.side(line.words[4]);
    Matcher destination = line.side(line.far);
    return new SecurityRule(
        line.name(direction, priority),
        priority,
        direction,
        line.word(2, "access", Access.values(), Access::azureName),
        line.protocols(3),
        line.addresses(source, "sourceAddressPrefix"),
        line.ports(source, "sourcePortRange", true),
        line.addresses(destination, "destinationAddressPrefix"),
        line.ports(destination, "destinationPortRange", false),
        pointer);
  }

  /** The security admin rule that {@code text} says. */
  static SecurityAdminRule adminRule(String text, String pointer) {
    Shorthand line = new Shorthand(text, 5, ADMIN_FORM, pointer);
    int priority = line.priority(0, SecurityAdminRule.MAX_PRIORITY);
    Direction direction = line.direction();
    Matcher source = line.side(line.words[4]);
    Matcher destination = line.side(line.far);
    return new SecurityAdminRule(
        line.name(direction, priority),
        "",
        priority,
        direction,
        line.word(2, "access", AdminAccess.values(), AdminAccess::azureName),
        line.protocols(3),
        line.addresses(source, "sources"),
        line.ports(source, "sourcePortRanges", true),
        line.addresses(destination, "destinations"),
        line.ports(destination, "destinationPortRanges", false),
        pointer);
  }

  /** The route that {@code text} says. */
  static Route route(String text, String pointer) {
    Shorthand line = new Shorthand(text, 1, ROUTE_FORM, pointer);
    String[] hop = line.far.split("\\s+");
    Datum<NextHopType> type =
        line.one(hop[0], "nextHopType", NextHopType.values(), NextHopType::azureName);
    Optional<Address> address = hop.length < 2 ? Optional.empty() : line.address(hop[1]);
    if (hop.length > 2) {
      throw line.problem("has more than a hop and an address behind the arrow");
    }
    String prefix = line.words[0];
    if (prefix.equals("*") || prefix.equalsIgnoreCase("any")) {
      throw line.problem("has no prefix; for every address it is `0.0.0.0/0`");
    }
    return new Route(
        line.name.orElse("to-" + prefix.replace('/', '-')),
        line.known(prefix, "addressPrefix", RuleAddresses::of),
        type,
        address,
        pointer);
  }

  /** Whether {@code text} is a rule about hosts, an application rule. */
  static boolean isAboutHosts(String text) {
    String[] words = new Shorthand(text, 4, ALLOWANCE_FORM, "").words;
    return !words[2].equals(UNKNOWN)
        && Set.of("http", "https", "mssql").contains(words[2].toLowerCase(Locale.ROOT));
  }

  /** The application rule of a firewall that {@code text} says. */
  static FqdnAllowance fqdnAllowance(String text, String pointer) {
    Shorthand line = new Shorthand(text, 4, ALLOWANCE_FORM, pointer);
    Matcher hosts = line.side(line.far);
    int priority = line.priority(SecurityRule.MIN_PRIORITY, MAX_FIREWALL_PRIORITY);
    FqdnAllowance.Type type = FqdnAllowance.Type.valueOf(line.words[2].toUpperCase(Locale.ROOT));
    return new FqdnAllowance(
        line.name.orElse("application-" + priority),
        priority,
        line.allowOrDeny(),
        line.addresses(line.side(line.words[3]), "sourceAddresses"),
        line.known(
            addressesText(hosts),
            "fqdns",
            l -> l.stream().map(h -> h.toLowerCase(Locale.ROOT)).toList()),
        List.of(),
        line.known(
            line.portsText(hosts),
            "protocols",
            ports ->
                ports.stream()
                    .map(port -> new FqdnAllowance.ApplicationProtocol(type, onePort(port)))
                    .toList()),
        pointer);
  }

  private static int onePort(String text) {
    PortSet ports = PortSet.parse(text);
    if (ports.size() != 1) {
      throw new IllegalArgumentException("`" + text + "` is not one port");
    }
    return ports.first().orElseThrow();
  }

  /** The network rule of a firewall that {@code text} says. */
  static NetworkAllowance networkAllowance(String text, String pointer) {
    Shorthand line = new Shorthand(text, 4, ALLOWANCE_FORM, pointer);
    int priority = line.priority(SecurityRule.MIN_PRIORITY, MAX_FIREWALL_PRIORITY);
    Matcher destination = line.side(line.far);
    return new NetworkAllowance(
        line.name.orElse("network-" + priority),
        priority,
        line.allowOrDeny(),
        line.addresses(line.side(line.words[3]), "sourceAddresses"),
        line.addresses(destination, "destinationAddresses"),
        Datum.known(List.of()),
        line.ports(destination, "destinationPorts", false),
        line.protocols(2),
        pointer);
  }

  private String name(Direction direction, int priority) {
    return name.orElse((direction == Direction.INBOUND ? "in-" : "out-") + priority);
  }

  private int priority(int low, int high) {
    String digits = words[0];
    int priority = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : -1;
    if (priority < low || priority > high) {
      throw problem("has priority `" + digits + "`, which is none from " + low + " to " + high);
    }
    return priority;
  }

  private Direction direction() {
    String word = words[1].toLowerCase(Locale.ROOT);
    return switch (word) {
      case "in", "inbound" -> Direction.INBOUND;
      case "out", "outbound" -> Direction.OUTBOUND;
      default -> throw problem("has direction `" + words[1] + "`");
    };
  }

  private Access allowOrDeny() {
    return word(1, "action", Access.values(), Access::azureName)
        .asOptional()
        .orElseThrow(() -> problem("has action `?`"));
  }

  private <E> Datum<E> word(int index, String property, E[] values, Function<E, String> spelling) {
    return one(words[index], property, values, spelling);
  }

  private <E> Datum<E> one(String word, String property, E[] values, Function<E, String> spelling) {
    if (word.equals(UNKNOWN)) {
      return unknown(property);
    }
    for (E value : values) {
      if (spelling.apply(value).equalsIgnoreCase(word)) {
        return Datum.known(value);
      }
    }
    throw problem("has `" + word + "` for `" + property + "`");
  }

  private Datum<Set<Protocol>> protocols(int index) {
    String word = words[index];
    if (word.equals("*") || word.equalsIgnoreCase("any")) {
      return Datum.known(Collections.unmodifiableSet(EnumSet.allOf(Protocol.class)));
    }
    return word(index, "protocol", Protocol.values(), Protocol::azureName)
        .map(protocol -> Collections.unmodifiableSet(EnumSet.of(protocol)));
  }

  private Matcher side(String side) {
    Matcher matcher = SIDE.matcher(side);
    if (!matcher.matches()) {
      throw problem("has `" + side + "`, where IPv6 addresses stand in brackets");
    }
    return matcher;
  }

  private static String addressesText(Matcher side) {
    String list = side.group("list");
    return list == null ? side.group("plain") : list;
  }

  private Datum<RuleAddresses> addresses(Matcher side, String property) {
    return known(addressesText(side), property, Shorthand::withGroups);
  }

  private static RuleAddresses withGroups(List<String> texts) {
    List<String> others = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (String each : texts) {
      Matcher group = GROUP.matcher(each);
      if (group.matches()) {
        groups.add(group.group(1));
      } else {
        others.add(each);
      }
    }
    RuleAddresses read = RuleAddresses.of(others);
    return new RuleAddresses(read.any(), read.prefixes(), read.tags(), groups);
  }

  private String portsText(Matcher side) {
    String ports = side.group("ports");
    if (ports == null || ports.isEmpty()) {
      throw problem("names no ports behind its destination");
    }
    return ports;
  }

  private Datum<PortSet> ports(Matcher side, String property, boolean optional) {
    String ports = optional && side.group("ports") == null ? "*" : portsText(side);
    return known(
        ports, property, list -> PortSet.unionOf(list.stream().map(PortSet::parse).toList()));
  }

  private <T> Datum<T> known(String list, String property, Function<List<String>, T> read) {
    if (list.equals(UNKNOWN)) {
      return unknown(property);
    }
    try {
      return Datum.known(read.apply(List.of(list.split(",", -1))));
    } catch (IllegalArgumentException e) {
      throw problem("has a fault: " + e.getMessage());
    }
  }

  private Optional<Address> address(String address) {
    try {
      return AddressSet.parse(address).first();
    } catch (IllegalArgumentException e) {
      throw problem("has a fault: " + e.getMessage());
    }
  }

  private <T> Datum<T> unknown(String property) {
    return Datum.unknownAt(pointer + "/" + property);
  }
}
