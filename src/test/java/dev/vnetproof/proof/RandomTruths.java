package dev.vnetproof.proof;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.PlatformVersion;
import dev.vnetproof.model.Region;
import dev.vnetproof.proof.PlainAddresses.Range;
import dev.vnetproof.proof.PlainRule.Ports;
import dev.vnetproof.proof.PlainRule.Side;
import dev.vnetproof.proof.Truth.PlainRoute;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes environments at random, with rules that get in each other's way: few places, few ports,
 * prefixes around the ones that matter.
 */
final class RandomTruths {
  private static final List<List<String>> NETWORKS =
      List.of(
          List.of("10.0.0.0/16"),
          List.of("10.0.0.0/16", "172.20.0.0/22"),
          List.of("192.168.4.0/22"),
          List.of("100.64.8.0/24"),
          List.of("10.0.1.0/24"),
          List.of("51.4.0.0/22"));
  private static final List<String> NEIGHBOURS =
      List.of(
          "10.1.0.0/16",
          "172.16.0.0/14",
          "10.0.0.0/12",
          "192.168.0.0/16",
          "131.107.0.0/16",
          "10.0.2.0/24");
  private static final List<String> ANYWHERE =
      List.of(
          "0.0.0.0/0",
          "0.0.0.0/1",
          "128.0.0.0/1",
          "10.0.0.0/8",
          "20.0.0.0/8",
          "52.224.0.0/11",
          "168.63.129.16/32",
          "168.63.0.0/16",
          "203.0.113.0/24",
          "192.168.0.0/16",
          "8.0.0.0/6");
  private static final List<List<Ports>> PORTS =
      List.of(
          ports(443),
          ports(443),
          ports(80),
          ports(1433),
          ports(3443),
          ports(6390),
          ports(6380),
          ports(6381),
          ports(6382, 6383),
          ports(4290),
          ports(445),
          ports(5671, 5672),
          ports(1886),
          ports(12000),
          range(6381, 6383),
          range(6380, 6382),
          range(400, 500),
          range(1024, 65535),
          range(0, 1023),
          range(0, 6389),
          range(6391, 65535),
          range(3000, 3443),
          List.of(new Ports(5671, 5672), new Ports(443, 443)),
          List.of(new Ports(1886, 1886), new Ports(443, 443)),
          List.of(new Ports(443, 443), new Ports(12000, 12000)));
  private static final List<List<Ports>> SOURCE_PORTS =
      List.of(
          range(1024, 65535),
          range(0, 1023),
          ports(443),
          range(49152, 65535),
          ports(0),
          ports(65535));
  static final List<String> GROUPS = List.of("/asg/web", "/asg/cache");

  private final Random random;

  RandomTruths(Random random) {
    this.random = random;
  }

  private static List<Ports> ports(int... each) {
    return java.util.Arrays.stream(each).mapToObj(port -> new Ports(port, port)).toList();
  }

  private static List<Ports> range(int low, int high) {
    return List.of(new Ports(low, high));
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  boolean chance(int outOf100) {
    return random.nextInt(100) < outOf100;
  }

  /** A truth without groups and routes: what a snapshot can hold completely. */
  Truth truth(Cloud cloud, TagWorld tags, List<Region> regions) {
    Region region = one(regions);
    List<String> own = one(NETWORKS);
    List<String> subnet = subnet(own);
    List<String> peered = peered();
    List<String> onPremises = chance(30) ? onPremises(tags) : List.of();
    PlatformVersion platform = chance(80) ? PlatformVersion.STV2 : PlatformVersion.STV1;
    Truth bare =
        new Truth(
            cloud,
            platform,
            region,
            subnet,
            own,
            peered,
            onPremises,
            !onPremises.isEmpty(),
            Optional.empty(),
            Optional.empty(),
            tags,
            Map.of(),
            Set.of(),
            false);
    return chance(2) ? bare : bare.withRules(rules(bare, regions));
  }

  List<String> subnet(List<String> own) {
    List<String> subnet = new ArrayList<>();
    for (int i = chance(10) ? 2 : 1; i > 0; i--) {
      Range in = PlainAddresses.range(one(own));
      int length = Math.max(24, length(in)) + random.nextInt(6);
      subnet.add(PlainAddresses.prefix(inside(in), length));
    }
    return subnet;
  }

  List<String> own(List<String> subnet) {
    List<String> own = new ArrayList<>(subnet);
    if (chance(70)) {
      own.add(
          PlainAddresses.prefix(PlainAddresses.range(subnet.get(0)).low(), 16 + random.nextInt(8)));
    }
    if (chance(30)) {
      own.add(one(NEIGHBOURS));
    }
    return own;
  }

  List<String> peered() {
    return chance(40) ? List.of(one(NEIGHBOURS)) : List.of();
  }

  /** Public space is allowed there (azure-semantics 2.2 b), even that of a service, or all. */
  List<String> onPremises(TagWorld tags) {
    int kind = random.nextInt(10);
    return kind < 7
        ? List.of(one(NEIGHBOURS))
        : kind == 7
            ? List.of("0.0.0.0/0")
            : List.of(
                PlainAddresses.prefix(one(tags.blocks()).range().low(), 20 + random.nextInt(10)));
  }

  private static int length(Range range) {
    return 32 - (63 - Long.numberOfLeadingZeros(range.size()));
  }

  private long inside(Range range) {
    return range.low() + Math.floorMod(random.nextLong(), range.size());
  }

  // ---- rules ----------------------------------------------------------------------------------

  List<PlainRule> rules(Truth at, List<Region> regions) {
    int count = chance(75) ? 4 + random.nextInt(10) : 5 + random.nextInt(36);
    Set<Integer> inbound = new TreeSet<>();
    Set<Integer> outbound = new TreeSet<>();
    List<PlainRule> rules = new ArrayList<>();
    boolean byPiece = chance(30);
    while (rules.size() < count) {
      Direction direction = chance(40) ? Direction.INBOUND : Direction.OUTBOUND;
      int priority = 100 + random.nextInt(3900);
      if (!(direction == Direction.INBOUND ? inbound : outbound).add(priority)) {
        continue;
      }
      rules.add(rule(at, regions, "r" + rules.size(), priority, direction, byPiece ? 70 : 55));
    }
    for (Direction direction : Direction.values()) {
      if (chance(40)) {
        Side all = Side.of("*");
        Side net = chance(50) ? Side.of("Internet") : all;
        rules.add(
            new PlainRule(
                "end" + rules.size(),
                4096,
                direction,
                Access.DENY,
                PlainRule.EVERY,
                direction == Direction.INBOUND ? net : all,
                List.of(Ports.ALL),
                direction == Direction.INBOUND ? all : net,
                List.of(Ports.ALL)));
      }
    }
    return rules;
  }

  PlainRule rule(
      Truth at, List<Region> regions, String name, int priority, Direction direction, int allows) {
    Side near = new Side(near(at), List.of());
    Side far = new Side(far(at, regions), List.of());
    return new PlainRule(
        name,
        priority,
        direction,
        chance(allows) ? Access.ALLOW : Access.DENY,
        protocols(),
        direction == Direction.INBOUND ? far : near,
        sourcePorts(),
        direction == Direction.INBOUND ? near : far,
        destinationPorts());
  }

  Access access() {
    return chance(50) ? Access.ALLOW : Access.DENY;
  }

  Set<Protocol> protocols() {
    int kind = random.nextInt(100);
    return kind < 55
        ? Set.of(Protocol.TCP)
        : kind < 65
            ? Set.of(Protocol.UDP)
            : kind < 68
                ? Set.of(Protocol.ICMP)
                : kind < 69 ? Set.of(Protocol.ESP) : PlainRule.EVERY;
  }

  List<Ports> sourcePorts() {
    return chance(85) ? List.of(Ports.ALL) : one(SOURCE_PORTS);
  }

  List<Ports> destinationPorts() {
    return chance(35) ? List.of(Ports.ALL) : one(PORTS);
  }

  /** What rules write for the instance's own side: mostly something that holds the subnet. */
  List<String> near(Truth at) {
    int kind = random.nextInt(100);
    if (kind < 30) {
      return List.of("*");
    }
    if (kind < 50) {
      return List.of("VirtualNetwork");
    }
    if (kind < 60) {
      return at.subnet();
    }
    if (kind < 66) {
      return List.of(one(at.own()));
    }
    if (kind < 70) {
      return List.of(one(ANYWHERE));
    }
    return pieces(one(at.subnet()), 1 + random.nextInt(3));
  }

  List<String> far(Truth at, List<Region> regions) {
    int kind = random.nextInt(100);
    if (kind < 10) {
      return List.of("*");
    }
    if (kind < 19) {
      return List.of("Internet");
    }
    if (kind < 29) {
      return List.of("VirtualNetwork");
    }
    if (kind < 34) {
      return List.of("AzureLoadBalancer");
    }
    if (kind < 62) {
      return List.of(tag(at.tags(), regions));
    }
    if (kind < 67) {
      return List.of(one(ANYWHERE));
    }
    List<String> around = new ArrayList<>(at.own());
    around.addAll(at.subnet());
    around.addAll(at.peered());
    around.addAll(at.onPremises());
    if (kind < 80) {
      return pieces(one(around), 1 + random.nextInt(3));
    }
    List<String> prefixes = new ArrayList<>();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      Range block = one(at.tags().blocks()).range();
      int length = Math.min(32, length(block) - 6 + random.nextInt(8));
      prefixes.add(PlainAddresses.prefix(block.low(), length));
    }
    return prefixes;
  }

  String tag(TagWorld tags, List<Region> regions) {
    List<String> names = tags.names();
    if (chance(50)) {
      List<String> wide =
          List.of(
              "Storage",
              "Sql",
              "EventHub",
              "AzureCloud",
              "ApiManagement",
              "AzureKeyVault",
              "AzureMonitor",
              "AzureActiveDirectory",
              "AzureConnectors");
      return one(wide);
    }
    if (chance(50)) {
      Region region = one(regions);
      String service = one(TagWorld.REGIONAL);
      return chance(20)
          ? "AzureCloud." + region.azureCloudSuffix()
          : service + "." + region.tagSuffix();
    }
    return one(names);
  }

  /** Prefixes inside and around one: together they may cover it. */
  private List<String> pieces(String text, int count) {
    Range range = PlainAddresses.range(text);
    int length = length(range);
    List<String> pieces = new ArrayList<>();
    if (chance(30) && length < 31) {
      pieces.add(PlainAddresses.prefix(range.low(), length + 1));
      pieces.add(PlainAddresses.prefix(range.high(), length + 1));
      return count == 1 ? pieces.subList(0, 1) : pieces;
    }
    while (pieces.size() < count) {
      int piece = Math.max(0, Math.min(32, length - 3 + random.nextInt(8)));
      pieces.add(PlainAddresses.prefix(inside(range), piece));
    }
    return pieces;
  }

  // ---- what snapshots do not hold ---------------------------------------------------------------

  Optional<List<PlainRoute>> routes(TagWorld tags, List<Region> regions) {
    if (chance(40)) {
      return Optional.empty();
    }
    List<PlainRoute> routes = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      String to = chance(40) ? "0.0.0.0/0" : chance(40) ? one(NEIGHBOURS) : tag(tags, regions);
      routes.add(new PlainRoute("route" + i, to, one(List.of(NextHopType.values()))));
    }
    return Optional.of(routes);
  }

  /** Which routes VirtualNetwork takes in: only those to an appliance or a gateway ever count. */
  Set<String> counted(Optional<List<PlainRoute>> routes) {
    Set<String> counted = new TreeSet<>();
    for (PlainRoute route : routes.orElse(List.of())) {
      if ((route.hop() == NextHopType.VIRTUAL_APPLIANCE
              || route.hop() == NextHopType.VIRTUAL_NETWORK_GATEWAY)
          && random.nextBoolean()) {
        counted.add(route.name());
      }
    }
    return counted;
  }

  /** Members of a group are customers' machines in this network or a peer, never the instance's. */
  Map<String, List<String>> groups(List<String> own, List<String> peered, List<String> subnet) {
    PlainAddresses ours = PlainAddresses.of(subnet);
    List<String> places = new ArrayList<>(own);
    places.addAll(peered);
    Map<String, List<String>> groups = new HashMap<>();
    for (String group : GROUPS) {
      List<String> members = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        long member = inside(PlainAddresses.range(one(places)));
        if (!ours.contains(member)) {
          members.add(PlainAddresses.dotted(member));
        }
      }
      groups.put(group, members);
    }
    return groups;
  }
}
