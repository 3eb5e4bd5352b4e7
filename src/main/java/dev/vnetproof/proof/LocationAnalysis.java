package dev.vnetproof.proof;

import dev.vnetproof.model.Access;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.ServiceEndpoint;
import dev.vnetproof.model.TagExpansion;
import dev.vnetproof.proof.layer.DemandedFlow;
import dev.vnetproof.proof.nsg.FarGroups;
import dev.vnetproof.proof.nsg.NsgAdvice;
import dev.vnetproof.proof.nsg.NsgLayer;
import dev.vnetproof.proof.nsg.PlatformTraffic;
import dev.vnetproof.proof.route.PathLayer;
import dev.vnetproof.proof.tag.ExpandedTags;
import dev.vnetproof.proof.tag.Ipv4Space;
import dev.vnetproof.proof.tag.LocationSpace;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.rule.Decision;
import dev.vnetproof.rule.Demand;
import dev.vnetproof.rule.Deployment;
import dev.vnetproof.rule.Necessity;
import dev.vnetproof.rule.NeedlessFlow;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.rule.RequiredHost;
import dev.vnetproof.rule.RequiredRoute;
import dev.vnetproof.rule.RequiredSetting;
import dev.vnetproof.rule.SubnetRule;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.rule.Wording;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides the demands on one location. A fact: judgement rules ask it.
 *
 * <p>Belongs to one evaluation and one thread; keeps what it worked out.
 */
public final class LocationAnalysis {
  private final Location location;
  private final Deployment deployment;
  private final LocationSpace space;
  private final NsgLayer securityRules;
  private final NsgAdvice advice;
  private final PathLayer path;
  private final FlowAnalysis flows;
  private final HostAnalysis hosts;
  private final NearMisses nearMisses;
  private final Wording wording;

  /** The flows that were to be decided. */
  private final Set<RequiredFlow> asked = new LinkedHashSet<>();

  /** The same with tags in numbers; empty where no numbers of tags are known beside a file. */
  private final Optional<Supplier<LocationAnalysis>> inNumbers;

  private @Nullable LocationAnalysis second;

  /**
   * @param expansions of some tags; looked at where {@code tags} has no file for the cloud
   * @param wording puts what is judged of the decisions into sentences
   */
  public LocationAnalysis(
      Location location,
      Deployment deployment,
      ServiceTags tags,
      List<TagExpansion> expansions,
      Wording wording) {
    this(location, deployment, tags, ExpandedTags.NONE, expansions, wording);
  }

  private LocationAnalysis(
      Location location,
      Deployment deployment,
      ServiceTags tags,
      ExpandedTags expanded,
      List<TagExpansion> more,
      Wording wording) {
    this.wording = wording;
    this.location = location;
    this.deployment = deployment;
    this.inNumbers =
        more.isEmpty() || tags.isPublished(deployment.cloud())
            ? Optional.empty()
            : Optional.of(
                () ->
                    new LocationAnalysis(
                        location, deployment, tags, new ExpandedTags(more), List.of(), wording));
    this.space = new LocationSpace(location, deployment.cloud(), tags, expanded);
    this.securityRules = new NsgLayer(location, deployment.platformVersion(), space);
    this.path = new PathLayer(location, deployment.cloud(), tags, space);
    PlatformTraffic platform = new PlatformTraffic(location, space);
    this.advice = new NsgAdvice(location, securityRules, space);
    this.flows =
        new FlowAnalysis(
            space, securityRules, advice, new FarGroups(location, space), path, platform);
    this.nearMisses = new NearMisses(location, space);
    this.hosts = new HostAnalysis(location, deployment, space, securityRules, path, platform);
  }

  /** The index of the location in its snapshot. */
  public int index() {
    return location.index();
  }

  /**
   * Decides a demand on this location. What names leave open may be decided by the numbers of some
   * tags; both are proofs, so that they never contradict each other.
   */
  public Decision decide(Demand demand) {
    if (demand instanceof RequiredFlow flow) {
      asked.add(flow);
    }
    Decision decision = decideByNames(demand);
    if (inNumbers.isEmpty() || !(decision.verdict() instanceof Verdict.Unknown)) {
      return decision;
    }
    if (second == null) {
      second = inNumbers.get().get();
    }
    Decision other = second.decideByNames(demand);
    return other.verdict() instanceof Verdict.Unknown
        ? decision
        : other.with(decision.nearMisses());
  }

  private Decision decideByNames(Demand demand) {
    Verdict verdict = supposed(demand.necessity(), verdict(demand));
    Optional<Block> byDefault =
        demand instanceof RequiredFlow flow && verdict instanceof Verdict.Allowed
            ? flows.byDefaultRule(flow)
            : Optional.empty();
    return new Decision(
        demand,
        verdict,
        demand.necessity().use(deployment.features()),
        byDefault,
        location.networkSecurityGroup().orElse(Optional.empty()).map(NetworkSecurityGroup::name),
        () -> demand instanceof RequiredFlow flow ? nearMisses.of(flow, asked) : List.of(),
        wording);
  }

  /** Where a datum that is not given may lift a demand, it is missing if the demand is not met. */
  private static Verdict supposed(Necessity necessity, Verdict verdict) {
    return necessity instanceof Necessity.Supposed supposed
            && verdict instanceof Verdict.Blocked blocked
        ? new Verdict.Unknown(List.of(supposed.datum()), blocked.blocks())
        : verdict;
  }

  /** The rules that allow traffic out to public addresses which they name by number. */
  public List<SubnetRule> rulesNamingPublicDestinations() {
    Optional<NetworkSecurityGroup> group = location.networkSecurityGroup().orElse(Optional.empty());
    List<SubnetRule> found = new ArrayList<>();
    if (group.isPresent()) {
      for (SecurityRule rule : group.get().securityRules().orElse(List.of())) {
        if (namesPublicDestination(rule)) {
          found.add(new SubnetRule(location, group.get().name(), rule));
        }
      }
    }
    found.sort(Comparator.comparingInt(each -> each.rule().priority()));
    return found;
  }

  private static boolean namesPublicDestination(SecurityRule rule) {
    if (rule.direction() != Direction.OUTBOUND
        || rule.access().orElse(Access.DENY) != Access.ALLOW) {
      return false;
    }
    RuleAddresses side = rule.destinations().orElse(RuleAddresses.ANY);
    AddressSet numbers = side.prefixes().set();
    return !side.any() && numbers.intersects(Ipv4Space.PUBLIC) && !numbers.covers(Ipv4Space.PUBLIC);
  }

  /** Whether some of the addresses are public. */
  public boolean holdsPublic(AddressPrefixes addresses) {
    return addresses.set().intersects(Ipv4Space.PUBLIC);
  }

  /**
   * Whether public traffic goes through an appliance or a gateway unless a route says otherwise.
   */
  public boolean isTunnelled() {
    return path.tunnel() == PathLayer.Tunnel.YES;
  }

  /**
   * Whether traffic of the platform leaves by itself: Azure's default route is in its place, and
   * nothing leads public traffic elsewhere.
   */
  public boolean leavesPlatformTrafficAlone() {
    return path.leadsStraightOut() && !path.hasDefaultRoute().orElse(true);
  }

  /** Whether a default route (0.0.0.0/0) is known to be configured or learned. */
  public boolean hasDefaultRoute() {
    return path.hasDefaultRoute().orElse(false);
  }

  /** Whether public traffic goes through an appliance or a gateway, or may. */
  public boolean mayBeTunnelled() {
    return path.tunnel() != PathLayer.Tunnel.NO;
  }

  /**
   * Whether the subnet reaches a service under forced tunnelling without the tunnel, or with the
   * firewall's leave.
   *
   * @param endpoint that keeps the service's traffic out of the tunnel
   * @param tag and port what it carries
   */
  public Datum<Boolean> keepsOutOfTunnel(ServiceEndpoint endpoint, String tag, int port) {
    Datum<Set<ServiceEndpoint>> endpoints = location.subnet().serviceEndpoints();
    Set<ServiceEndpoint> known = endpoints.orElse(Set.of());
    if (known.contains(endpoint)
        || endpoint == ServiceEndpoint.STORAGE && known.contains(ServiceEndpoint.STORAGE_GLOBAL)) {
      return Datum.known(true);
    }
    if (!isTunnelled()) {
      return Datum.unknown(path.tunnelMissing().stream().findFirst().orElse("the routes"));
    }
    if (endpoints.ifMissing().isPresent()) {
      return Datum.unknown(endpoints.ifMissing().get());
    }
    RequiredFlow flow = RequiredFlow.outbound("", location).tcp(port).to(tag);
    Verdict way =
        path.decide(
            new DemandedFlow(flow, flow.remote(), space.subnet(), space.demanded(flow.remote())));
    return way instanceof Verdict.Unknown unknown
        ? Datum.unknown(unknown.missing().get(0))
        : Datum.known(way instanceof Verdict.Allowed);
  }

  /**
   * Whether a route that makes {@code VirtualNetwork} mean every address also lets somebody in by
   * that tag who would not come in otherwise.
   */
  public Datum<Boolean> getExposedByRoute() {
    return path.forcingRoute().isPresent()
        ? advice.mayLetInByRoute(space.subnet().certain(), space.anybody())
        : Datum.known(false);
  }

  /** The name of the route that forces public traffic away. */
  public String forcingRoute() {
    return path.forcingRoute().map(Object::toString).orElse("the default route");
  }

  /** Whether the subnet has room for the machines of the instance (see {@link SubnetRoom}). */
  public Datum<Boolean> hasRoom() {
    return SubnetRoom.suffices(location, deployment);
  }

  /** What the instance needs and what the subnet has, as a full sentence. */
  public String roomNeeded() {
    return SubnetRoom.describe(location, deployment);
  }

  /**
   * The DNS servers that are in no network of Azure that the snapshot knows: those behind a
   * gateway.
   */
  public AddressPrefixes getDnsServersBehindGateway() {
    List<String> servers =
        location.dns().servers().orElse(List.of()).stream().map(Object::toString).toList();
    AddressSet near =
        location
            .virtualNetwork()
            .addressSpace()
            .orElse(AddressPrefixes.NONE)
            .set()
            .union(
                location.virtualNetwork().peeredAddressSpaces().orElse(AddressPrefixes.NONE).set())
            .union(space.subnet().certain().ipv4());
    return AddressPrefixes.of(
        servers.stream()
            .filter(text -> !near.covers(AddressSet.parse(text)))
            .filter(text -> AddressSet.parse(text).intersects(Ipv4Space.PRIVATE) || isLearned(text))
            .sorted()
            .toList());
  }

  private boolean isLearned(String text) {
    return location
        .virtualNetwork()
        .onPremisesAddressSpaces()
        .orElse(AddressPrefixes.NONE)
        .set()
        .covers(AddressSet.parse(text));
  }

  private Verdict verdict(Demand demand) {
    if (demand instanceof RequiredFlow flow) {
      return flows.decide(flow);
    }
    if (demand instanceof RequiredSetting setting) {
      return decide(setting);
    }
    if (demand instanceof NeedlessFlow flow) {
      return flows.decide(flow);
    }
    if (demand instanceof RequiredHost host) {
      return hosts.decide(host);
    }
    if (demand instanceof RequiredRoute route) {
      return flows.decide(route);
    }
    throw new IllegalArgumentException("no analysis for " + demand.describe());
  }

  private static Verdict decide(RequiredSetting setting) {
    if (setting.holds().ifMissing().isPresent()) {
      return new Verdict.Unknown(List.of(setting.holds().ifMissing().get()), List.of());
    }
    if (setting.holds().orElse(false)) {
      return Verdict.Allowed.FULLY;
    }
    List<Block> blocks = new ArrayList<>();
    for (SubnetRule broken : setting.rules()) {
      SecurityRule rule = broken.rule();
      blocks.add(
          new Block(
              setting.describe(),
              Optional.empty(),
              new DecidedBy.BySecurityRule(
                  broken.networkSecurityGroup(), rule.name(), rule.priority(), rule.pointer())));
    }
    if (blocks.isEmpty()) {
      blocks.add(
          new Block(
              setting.describe(), Optional.empty(), new DecidedBy.BySetting(setting.property())));
    }
    return new Verdict.Blocked(blocks);
  }
}
