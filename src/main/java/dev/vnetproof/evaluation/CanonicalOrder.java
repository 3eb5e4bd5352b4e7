package dev.vnetproof.evaluation;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DeclaredDeployment;
import dev.vnetproof.model.Dependencies;
import dev.vnetproof.model.EgressFirewall;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.FqdnAllowance;
import dev.vnetproof.model.GuardedService;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.NetworkAllowance;
import dev.vnetproof.model.NetworkSecurityGroup;
import dev.vnetproof.model.OtherSubnet;
import dev.vnetproof.model.PrivateDnsZone;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RouteTable;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityAdminRule;
import dev.vnetproof.model.SecurityRule;
import dev.vnetproof.model.ServiceEndpointPolicy;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.model.Subnet;
import dev.vnetproof.model.SubnetUser;
import dev.vnetproof.model.TagExpansion;
import dev.vnetproof.model.VirtualNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One order for every list of a snapshot whose order means nothing, so that nothing that is said
 * depends on it. DNS servers are left alone: they are asked in the order in which they are listed.
 */
final class CanonicalOrder {
  private static final Comparator<SecurityRule> RULES =
      Comparator.comparing(SecurityRule::direction)
          .thenComparingInt(SecurityRule::priority)
          .thenComparing(rule -> lower(rule.name()))
          .thenComparing(CanonicalOrder::content);

  private static final Comparator<SecurityAdminRule> ADMIN_RULES =
      Comparator.comparingInt(SecurityAdminRule::priority)
          .thenComparing(rule -> lower(rule.ruleCollection()))
          .thenComparing(rule -> lower(rule.name()));

  private static final Comparator<Route> ROUTES =
      Comparator.<Route, String>comparing(route -> lower(route.name()))
          .thenComparing(route -> text(route.destination()))
          .thenComparing(route -> text(route.nextHopType()));

  private static final Comparator<NetworkAllowance> NETWORK_ALLOWANCES =
      Comparator.comparingInt(NetworkAllowance::priority)
          .thenComparing(rule -> lower(rule.name()))
          .thenComparing(NetworkAllowance::access)
          .thenComparing(rule -> text(rule.destinationAddresses()) + text(rule.sourceAddresses()))
          .thenComparing(rule -> text(rule.destinationFqdns()) + text(rule.destinationPorts()));

  private static final Comparator<FqdnAllowance> FQDN_ALLOWANCES =
      Comparator.comparingInt(FqdnAllowance::priority)
          .thenComparing(rule -> lower(rule.name()))
          .thenComparing(FqdnAllowance::access)
          .thenComparing(rule -> text(rule.fqdns()) + text(rule.sourceAddresses()));

  private CanonicalOrder() {}

  static EnvironmentSnapshot of(EnvironmentSnapshot snapshot) {
    return new EnvironmentSnapshot(
        snapshot.name(),
        snapshot.source(),
        snapshot.capturedAt(),
        of(snapshot.deployment()),
        of(snapshot.serviceTags()),
        snapshot.locations().stream().map(CanonicalOrder::of).toList(),
        snapshot.live(),
        snapshot.origins(),
        snapshot.assumptions());
  }

  private static DeclaredDeployment of(DeclaredDeployment declared) {
    return new DeclaredDeployment(
        declared.name(),
        declared.cloud(),
        declared.platformVersion(),
        declared.virtualNetworkType(),
        declared.sku(),
        declared.features(),
        declared.clientAddressPrefixes().map(CanonicalOrder::of),
        declared.subscriptionId(),
        declared.privateEndpointConnections().map(CanonicalOrder::texts),
        declared.kind(),
        declared.networkModel());
  }

  private static Location of(Location location) {
    return new Location(
        location.index(),
        location.region(),
        location.primary(),
        location.units(),
        of(location.subnet()),
        of(location.virtualNetwork()),
        location.networkSecurityGroup().map(group -> group.map(CanonicalOrder::of)),
        location.routeTable().map(table -> table.map(CanonicalOrder::of)),
        location.dns(),
        location.egressFirewall().map(firewall -> firewall.map(CanonicalOrder::of)),
        location.publicIpAddress(),
        list(location.securityAdminRules(), CanonicalOrder::of, ADMIN_RULES),
        new Dependencies(
            services(location.dependencies().keyVaults()),
            services(location.dependencies().storageAccounts())));
  }

  private static List<TagExpansion> of(List<TagExpansion> expansions) {
    return sorted(
        expansions,
        each -> new TagExpansion(each.tag(), of(each.prefixes())),
        Comparator.<TagExpansion, String>comparing(each -> each.tag().name())
            .thenComparing(each -> each.prefixes().texts().toString()));
  }

  private static RuleAddresses of(RuleAddresses side) {
    return new RuleAddresses(
        side.any(),
        of(side.prefixes()),
        sorted(side.tags(), UnaryOperator.identity(), Comparator.comparing(ServiceTag::name)),
        texts(side.applicationSecurityGroups()));
  }

  private static Subnet of(Subnet subnet) {
    return new Subnet(
        subnet.name(),
        subnet.addressPrefixes().map(CanonicalOrder::of),
        subnet.serviceEndpoints(),
        subnet.delegations().map(CanonicalOrder::texts),
        list(
            subnet.serviceEndpointPolicies(),
            policy ->
                new ServiceEndpointPolicy(
                    policy.name(), policy.serviceResources().map(CanonicalOrder::texts)),
            byName(ServiceEndpointPolicy::name)),
        list(subnet.otherUsers(), UnaryOperator.identity(), byName(SubnetUser::name)),
        subnet.natGateway(),
        subnet.subscriptionId(),
        subnet.region());
  }

  private static VirtualNetwork of(VirtualNetwork network) {
    return new VirtualNetwork(
        network.name(),
        network.addressSpace().map(CanonicalOrder::of),
        network.peeredAddressSpaces().map(CanonicalOrder::of),
        network.onPremisesAddressSpaces().map(CanonicalOrder::of),
        network.gateway(),
        list(
            network.privateDnsZones(),
            zone ->
                new PrivateDnsZone(
                    zone.name(), zone.linked(), zone.records().map(CanonicalOrder::texts)),
            byName(PrivateDnsZone::name)),
        list(network.learnedRoutes(), CanonicalOrder::of, ROUTES),
        list(network.otherSubnets(), CanonicalOrder::of, byName(OtherSubnet::name)));
  }

  private static OtherSubnet of(OtherSubnet subnet) {
    return new OtherSubnet(
        subnet.name(),
        subnet.addressPrefixes().map(CanonicalOrder::of),
        subnet.networkSecurityGroup().map(group -> group.map(CanonicalOrder::of)),
        subnet.holds());
  }

  private static NetworkSecurityGroup of(NetworkSecurityGroup group) {
    return new NetworkSecurityGroup(
        group.name(),
        list(group.securityRules(), CanonicalOrder::of, RULES),
        sorted(group.defaultSecurityRules(), CanonicalOrder::of, RULES));
  }

  private static SecurityRule of(SecurityRule rule) {
    return new SecurityRule(
        rule.name(),
        rule.priority(),
        rule.direction(),
        rule.access(),
        rule.protocols(),
        rule.sources().map(CanonicalOrder::of),
        rule.sourcePorts(),
        rule.destinations().map(CanonicalOrder::of),
        rule.destinationPorts(),
        rule.pointer());
  }

  private static SecurityAdminRule of(SecurityAdminRule rule) {
    return new SecurityAdminRule(
        rule.name(),
        rule.ruleCollection(),
        rule.priority(),
        rule.direction(),
        rule.access(),
        rule.protocols(),
        rule.sources().map(CanonicalOrder::of),
        rule.sourcePorts(),
        rule.destinations().map(CanonicalOrder::of),
        rule.destinationPorts(),
        rule.pointer());
  }

  private static RouteTable of(RouteTable table) {
    return new RouteTable(
        table.name(),
        table.disableBgpRoutePropagation(),
        list(table.routes(), CanonicalOrder::of, ROUTES));
  }

  private static Route of(Route route) {
    return new Route(
        route.name(),
        route.destination().map(CanonicalOrder::of),
        route.nextHopType(),
        route.nextHopIpAddress(),
        route.pointer());
  }

  private static EgressFirewall of(EgressFirewall firewall) {
    return new EgressFirewall(
        firewall.name(),
        firewall.privateIpAddress(),
        list(firewall.fqdnAllowances(), CanonicalOrder::of, FQDN_ALLOWANCES),
        list(firewall.networkAllowances(), CanonicalOrder::of, NETWORK_ALLOWANCES));
  }

  private static FqdnAllowance of(FqdnAllowance rule) {
    return new FqdnAllowance(
        rule.name(),
        rule.priority(),
        rule.access(),
        rule.sourceAddresses().map(CanonicalOrder::of),
        rule.fqdns().map(CanonicalOrder::texts),
        texts(rule.fqdnTags()),
        rule.protocols(),
        rule.pointer());
  }

  private static NetworkAllowance of(NetworkAllowance rule) {
    return new NetworkAllowance(
        rule.name(),
        rule.priority(),
        rule.access(),
        rule.sourceAddresses().map(CanonicalOrder::of),
        rule.destinationAddresses().map(CanonicalOrder::of),
        rule.destinationFqdns().map(CanonicalOrder::texts),
        rule.destinationPorts(),
        rule.protocols(),
        rule.pointer());
  }

  private static Datum<List<GuardedService>> services(Datum<List<GuardedService>> services) {
    return list(
        services,
        service ->
            new GuardedService(
                service.name(),
                service.publicNetworkAccess(),
                service.defaultAction(),
                service.trustedServices(),
                service.ipRules().map(CanonicalOrder::of),
                service.virtualNetworkRules().map(CanonicalOrder::texts),
                service.privateEndpoints().map(CanonicalOrder::texts)),
        byName(GuardedService::name));
  }

  // ---- lists ----------------------------------------------------------------------------------

  private static AddressPrefixes of(AddressPrefixes prefixes) {
    return prefixes.texts().size() < 2
        ? prefixes
        : new AddressPrefixes(texts(prefixes.texts()), prefixes.set());
  }

  private static List<String> texts(List<String> texts) {
    return sorted(texts, UnaryOperator.identity(), Comparator.naturalOrder());
  }

  private static <T> Datum<List<T>> list(
      Datum<List<T>> datum, UnaryOperator<T> each, Comparator<? super T> order) {
    return datum.map(list -> sorted(list, each, order));
  }

  private static <T> List<T> sorted(
      List<T> list, UnaryOperator<T> each, Comparator<? super T> order) {
    List<T> sorted = new ArrayList<>(list.size());
    list.forEach(element -> sorted.add(each.apply(element)));
    sorted.sort(order);
    return sorted;
  }

  private static <T> Comparator<T> byName(Function<T, String> name) {
    return Comparator.comparing(each -> lower(name.apply(each)));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String content(SecurityRule rule) {
    return text(rule.access()) + text(rule.sources()) + text(rule.destinations());
  }

  /** Empty for what is not known: how that is named depends on the place in the list. */
  private static String text(Datum<?> datum) {
    return datum.asOptional().map(Object::toString).orElse("");
  }
}
