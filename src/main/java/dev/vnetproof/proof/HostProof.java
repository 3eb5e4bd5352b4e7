package dev.vnetproof.proof;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.proof.firewall.HostNames;
import dev.vnetproof.proof.layer.DemandedFlow;
import dev.vnetproof.proof.layer.WitnessPicker;
import dev.vnetproof.proof.nsg.NsgLayer;
import dev.vnetproof.proof.nsg.PlatformTraffic;
import dev.vnetproof.proof.route.EffectiveRoute;
import dev.vnetproof.proof.route.NextHop;
import dev.vnetproof.proof.route.PathLayer;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.Deployment;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.rule.RequiredHost;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.rule.Witness;
import dev.vnetproof.space.AddressSet;
import dev.vnetproof.space.PacketSet;
import dev.vnetproof.space.PortSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether hosts are reachable by name. A host has some address: of its carrier tag where
 * the document names one, of the Internet otherwise. The security group must let it out whichever
 * it is; where the way leads through a firewall, the name must be let through.
 */
public final class HostProof {
  private final Location location;
  private final Deployment deployment;
  private final LocationSpace space;
  private final NsgLayer securityRules;
  private final PathLayer path;
  private final PlatformTraffic platform;
  private final WitnessPicker witnesses;
  private final CutOffPlaces cutOff;
  private final Map<Way, Outlet> outlets = new HashMap<>();

  HostProof(
      Location location,
      Deployment deployment,
      LocationSpace space,
      NsgLayer securityRules,
      PathLayer path,
      PlatformTraffic platform) {
    this.platform = platform;
    this.location = location;
    this.deployment = deployment;
    this.space = space;
    this.securityRules = securityRules;
    this.path = path;
    this.witnesses = new WitnessPicker(space);
    this.cutOff = new CutOffPlaces(securityRules);
  }

  private record Way(
      Optional<ServiceTag> carrier,
      AddressPrefixes addresses,
      Optional<ServiceTag> platform,
      int port) {}

  /**
   * What the security group does with packets on a way, whatever their host.
   *
   * @param closed what stops packets from a place that reaches no host wherever it is; empty where
   *     there is no such place
   * @param from that place
   */
  private record Outlet(Verdict verdict, List<Block> closed, PacketSet from) {}

  Verdict decide(RequiredHost demand) {
    Set<Block> blocks = new LinkedHashSet<>();
    Set<Missing> missing = new LinkedHashSet<>();
    Set<Block> suspects = new LinkedHashSet<>();
    for (int port : demand.ports()) {
      Outlet outlet =
          outlets.computeIfAbsent(
              new Way(demand.carrier(), demand.addresses(), demand.platform(), port), this::outlet);
      if (outlet.verdict() instanceof Verdict.Allowed && path.isStraight()) {
        continue;
      }
      AddressSet far = path.isStraight() ? AddressSet.EMPTY : far(demand);
      for (String host : demand.hosts()) {
        Witness witness = witnesses.toHost(outlet.from(), host, port, demand.carrier());
        String part = "outbound TCP " + port + " to " + host;
        security(outlet, host, part, witness, blocks, missing, suspects);
        Verdict way = way(demand, host, port, far, part);
        if (way instanceof Verdict.Blocked blocked) {
          blocks.addAll(blocked.blocks());
        } else if (way instanceof Verdict.Unknown unknown) {
          missing.addAll(unknown.missing());
          suspects.addAll(unknown.suspects());
        }
      }
    }
    if (!blocks.isEmpty()) {
      return new Verdict.Blocked(List.copyOf(blocks));
    }
    return missing.isEmpty()
        ? Verdict.Allowed.FULLY
        : new Verdict.Unknown(List.copyOf(missing), List.copyOf(suspects));
  }

  /** How the way to a host fares; where its name is a pattern, one spelling of it will do. */
  private Verdict way(RequiredHost demand, String host, int port, AddressSet far, String part) {
    Verdict verdict = way(demand.carrier(), host, port, far, part);
    if (!(verdict instanceof Verdict.Allowed)) {
      for (String spelling : demand.spellings()) {
        if (HostNames.covers(host, spelling)
            && way(demand.carrier(), spelling, port, far, part)
                instanceof Verdict.Allowed allowed) {
          return allowed;
        }
      }
    }
    return verdict;
  }

  private Verdict way(
      Optional<ServiceTag> carrier, String host, int port, AddressSet far, String part) {
    return path.decide(host, port, carrier, far, route -> isForOthers(route, carrier), part);
  }

  private static void security(
      Outlet outlet,
      String host,
      String part,
      Witness witness,
      Set<Block> blocks,
      Set<Missing> missing,
      Set<Block> suspects) {
    if (!outlet.closed().isEmpty()) {
      outlet
          .closed()
          .forEach(block -> blocks.add(new Block(part, Optional.of(witness), block.decidedBy())));
    } else if (outlet.verdict() instanceof Verdict.Blocked blocked) {
      missing.add(new Missing.DocumentSilent("the addresses of `" + host + "`"));
      blocked
          .blocks()
          .forEach(block -> suspects.add(new Block(part, Optional.of(witness), block.decidedBy())));
    } else if (outlet.verdict() instanceof Verdict.Unknown unknown) {
      missing.addAll(unknown.missing());
      suspects.addAll(unknown.suspects());
    }
  }

  private Outlet outlet(Way way) {
    Datum<Boolean> defaultRoute = path.hasDefaultRoute();
    if (way.platform().isEmpty() || defaultRoute.orElse(false)) {
      return filtered(way);
    }
    Outlet free = byPlatform(way, way.platform().get());
    if (defaultRoute.isKnown()) {
      return free;
    }
    Outlet filtered = filtered(way);
    boolean same =
        filtered.verdict() instanceof Verdict.Allowed && free.verdict() instanceof Verdict.Allowed
            || !filtered.closed().isEmpty() && !free.closed().isEmpty();
    return same
        ? filtered
        : new Outlet(
            new Verdict.Unknown(List.of(defaultRoute.missing()), filtered.closed()),
            List.of(),
            filtered.from());
  }

  /** Traffic of the platform: only a rule for its tag stops it. */
  private Outlet byPlatform(Way way, ServiceTag tag) {
    RequiredFlow flow = RequiredFlow.outbound("", location).tcp(way.port()).to(tag.name());
    Verdict verdict = platform.decide(flow, tag);
    List<Block> blocks =
        verdict instanceof Verdict.Blocked blocked ? blocked.blocks() : List.<Block>of();
    AddressSet from =
        blocks.stream()
            .flatMap(block -> block.witness().stream())
            .map(Witness.PacketWitness.class::cast)
            .flatMap(witness -> witness.sourceAddress().stream())
            .findFirst()
            .map(AddressSet::parse)
            .orElse(space.subnet().certain());
    return new Outlet(
        verdict,
        blocks,
        new PacketSet(flow.protocol(), from, PortSet.ALL, space.of(tag).certain(), flow.ports()));
  }

  private Outlet filtered(Way way) {
    Remote remote =
        way.addresses().isEmpty()
            ? new Remote.Tag(way.carrier().orElse(ServiceTag.INTERNET))
            : new Remote.Addresses("the hosts", way.addresses());
    RequiredFlow flow = RequiredFlow.outbound("", location).tcp(way.port()).to(remote);
    DemandedFlow demanded = new DemandedFlow(flow, remote, space.subnet(), space.demanded(remote));
    Verdict verdict = securityRules.decide(demanded);
    Optional<PacketSet> place =
        verdict instanceof Verdict.Allowed ? Optional.empty() : cutOff.find(demanded);
    return new Outlet(
        verdict,
        place.map(packets -> securityRules.stops(demanded, packets)).orElse(List.of()),
        place.orElse(demanded.certain()));
  }

  /** Whether a route is written for a service of the port tables or for clients. */
  private boolean isForOthers(EffectiveRoute route, Optional<ServiceTag> carrier) {
    if (route.hop() == NextHop.SERVICE_ENDPOINT) {
      return true;
    }
    if (route.origin() == EffectiveRoute.Origin.USER_PREFIX) {
      AddressSet numbers = route.reach().certain().ipv4();
      return !numbers.isEmpty()
          && deployment.clientAddressPrefixes().prefixes().set().covers(numbers);
    }
    return route.origin().isUser()
        && !HostNames.mayHold(ServiceTag.of(route.name().prefix()), carrier);
  }

  /** Where a host may be, as far as routes are concerned. */
  private AddressSet far(RequiredHost demand) {
    if (!demand.addresses().isEmpty()) {
      return demand.addresses().set();
    }
    if (demand.carrier().isPresent()) {
      return space.demanded(new Remote.Tag(demand.carrier().get())).possible();
    }
    List<AddressSet> others = new ArrayList<>();
    for (String tag : HostNames.TAGS_OF_OTHERS) {
      others.add(space.of(ServiceTag.of(tag)).certain());
    }
    others.add(deployment.clientAddressPrefixes().prefixes().set());
    return space
        .demanded(new Remote.Tag(ServiceTag.INTERNET))
        .possible()
        .subtract(AddressSet.unionOf(others));
  }
}
