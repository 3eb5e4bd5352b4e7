package dev.vnetproof.proof;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.NextHopType;
import dev.vnetproof.model.ServiceEndpoint;
import dev.vnetproof.proof.PathTruth.Line;
import dev.vnetproof.proof.PlainRule.Ports;
import dev.vnetproof.proof.Truth.PlainRoute;
import dev.vnetproof.space.Protocol;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Makes route tables and firewalls at random, around the prefixes of a few service tags. */
final class RandomPaths {
  private static final List<String> SERVICES =
      List.of(
          "Storage",
          "Sql",
          "EventHub",
          "AzureKeyVault",
          "AzureMonitor",
          "ApiManagement",
          "ServiceBus");
  private static final List<String> SUFFIXES =
      List.of(PathTruth.REGION.tagSuffix(), PathTruth.PAIR.tagSuffix());
  private static final List<String> CLOUD_SUFFIXES =
      List.of(PathTruth.REGION.azureCloudSuffix(), PathTruth.PAIR.azureCloudSuffix());
  private static final List<List<Ports>> PORTS =
      List.of(
          List.of(Ports.ALL),
          List.of(new Ports(443, 443)),
          List.of(new Ports(1433, 1433), new Ports(443, 443)),
          List.of(new Ports(5671, 5672)),
          List.of(new Ports(53, 53), new Ports(4290, 4290)),
          List.of(new Ports(0, 5671)));

  private final Random random;

  RandomPaths(Random random) {
    this.random = random;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean chance(int outOf100) {
    return random.nextInt(100) < outOf100;
  }

  PathTruth truth() {
    Map<String, List<String>> tags = tags();
    List<String> own =
        one(
            List.of(
                List.of("10.0.0.0/16"),
                List.of("10.0.0.0/16"),
                List.of("10.0.0.0/16", "198.51.100.0/24")));
    List<String> peered = one(List.of(List.of(), List.of("10.1.0.0/16"), List.of("172.16.0.0/14")));
    List<String> onPremises =
        one(
            List.of(
                List.of(),
                List.of("192.168.0.0/16"),
                List.of("10.0.0.0/8"),
                List.of("0.0.0.0/0"),
                List.of("192.168.0.0/17", "20.0.0.0/14"),
                List.of("0.0.0.0/1", "128.0.0.0/1"),
                List.of("20.0.4.0/24")));
    // A gateway may have taught nothing yet, and what is declared needs one to be reached.
    boolean gateway = onPremises.isEmpty() ? chance(30) : chance(90);
    Set<ServiceEndpoint> endpoints = EnumSet.noneOf(ServiceEndpoint.class);
    for (ServiceEndpoint endpoint : ServiceEndpoint.values()) {
      if (chance(20)) {
        endpoints.add(endpoint);
      }
    }
    if (endpoints.contains(ServiceEndpoint.STORAGE_GLOBAL)) {
      endpoints.remove(ServiceEndpoint.STORAGE); // 3.12: not both
    }
    return new PathTruth(
        tags,
        own,
        peered,
        onPremises,
        gateway,
        chance(70),
        endpoints,
        chance(10) ? Optional.empty() : Optional.of(routes(tags)),
        firewall(tags));
  }

  /** Each service in a /22 of each region's /16; wider tags list equal or shorter prefixes. */
  private Map<String, List<String>> tags() {
    Map<String, List<String>> tags = new LinkedHashMap<>();
    List<String> cloud = new ArrayList<>();
    for (int r = 0; r < SUFFIXES.size(); r++) {
      List<String> regional = new ArrayList<>();
      for (int s = 0; s < SERVICES.size(); s++) {
        String place = "20." + r + "." + 4 * s;
        List<String> prefixes = new ArrayList<>();
        prefixes.add(place + ".0/" + (23 + random.nextInt(3)));
        if (chance(50)) {
          prefixes.add("20." + r + "." + (4 * s + 2) + ".64/" + (26 + random.nextInt(3)));
        }
        tags.put(SERVICES.get(s) + "." + SUFFIXES.get(r), prefixes);
        // The endpoint of Storage covers what is regional: nothing may be in no region.
        boolean wider = s > 0 && chance(30);
        tags.computeIfAbsent(SERVICES.get(s), name -> new ArrayList<>())
            .addAll(wider ? List.of(place + ".0/22") : prefixes);
        regional.addAll(wider || chance(30) ? List.of(place + ".0/22") : prefixes);
      }
      List<String> all = chance(30) ? List.of("20." + r + ".0.0/16") : regional;
      tags.put("AzureCloud." + CLOUD_SUFFIXES.get(r), all);
      cloud.addAll(all);
    }
    tags.put("AzureCloud", chance(30) ? List.of("20.0.0.0/15") : cloud);
    return tags;
  }

  // ---- routes ---------------------------------------------------------------------------------

  private List<PlainRoute> routes(Map<String, List<String>> tags) {
    List<PlainRoute> routes = new ArrayList<>();
    Set<String> taken = new TreeSet<>();
    if (chance(60)) {
      taken.add("0.0.0.0/0");
      routes.add(
          new PlainRoute(
              "default", "0.0.0.0/0", chance(60) ? NextHopType.VIRTUAL_APPLIANCE : hop()));
    }
    for (int i = random.nextInt(7); i > 0; i--) {
      String to = destination(tags);
      if (taken.add(to)) {
        routes.add(new PlainRoute("route" + i, to, hop()));
      }
    }
    return routes;
  }

  private NextHopType hop() {
    return one(List.of(NextHopType.values()));
  }

  private String destination(Map<String, List<String>> tags) {
    int kind = random.nextInt(100);
    if (kind < 45) {
      return one(List.copyOf(tags.keySet()));
    }
    if (kind < 85) {
      return around(one(one(List.copyOf(tags.values()))));
    }
    return one(
        List.of(
            "0.0.0.0/1",
            "20.0.0.0/8",
            "20.0.0.0/15",
            "10.0.0.0/16",
            "10.0.1.0/24",
            "10.0.1.128/25",
            "10.1.0.0/16",
            "10.0.0.0/8",
            "192.168.0.0/16",
            "198.51.100.0/24",
            "203.0.113.0/24"));
  }

  /** The prefix itself, or one that holds it or is held by it. */
  private String around(String prefix) {
    PlainAddresses.Range range = PlainAddresses.range(prefix);
    int length = Integer.parseInt(prefix.substring(prefix.indexOf('/') + 1));
    long inside = range.low() + random.nextInt((int) range.size());
    return PlainAddresses.prefix(inside, Math.min(32, length - 2 + random.nextInt(5)));
  }

  // ---- firewall -------------------------------------------------------------------------------

  private List<Line> firewall(Map<String, List<String>> tags) {
    List<Line> lines = new ArrayList<>();
    Set<Integer> priorities = new TreeSet<>();
    int count = random.nextInt(7);
    while (priorities.size() < count) {
      priorities.add(100 + random.nextInt(900));
    }
    for (int priority : priorities) {
      lines.add(
          new Line(
              "line" + lines.size(),
              priority,
              chance(75) ? Access.ALLOW : Access.DENY,
              sources(),
              destinations(tags),
              one(PORTS),
              chance(80) ? Set.of(Protocol.TCP) : Set.of(Protocol.TCP, Protocol.UDP)));
    }
    return lines;
  }

  private List<String> sources() {
    return one(
        List.of(
            List.of("*"),
            List.of("10.0.0.0/8"),
            List.of(PathTruth.SUBNET),
            List.of("10.0.1.0/25", "10.0.1.128/25"),
            List.of("10.0.1.0/25")));
  }

  private List<String> destinations(Map<String, List<String>> tags) {
    int kind = random.nextInt(100);
    if (kind < 25) {
      return List.of("*");
    }
    if (kind < 65) {
      return List.of(one(List.copyOf(tags.keySet())));
    }
    if (kind < 70) {
      return List.of("Internet"); // matches nothing at a firewall (2.18)
    }
    return List.of(
        around(one(one(List.copyOf(tags.values())))),
        one(List.of("10.0.0.0/8", "20.0.0.0/15", "192.168.0.0/16")));
  }
}
