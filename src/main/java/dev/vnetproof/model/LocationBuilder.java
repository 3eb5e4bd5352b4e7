package dev.vnetproof.model;

import dev.vnetproof.space.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes one location of an {@link EnvironmentBuilder}. An empty list says "none"; what is not
 * said at all is not known, unless the environment is {@linkplain EnvironmentBuilder#complete
 * complete}. Where a method says the same twice, the last one counts.
 *
 * <p>Security rules are written as {@code [NAME: ]PRIORITY In|Out Allow|Deny PROTOCOL
 * SOURCE[:PORTS] -> DESTINATION:PORTS}, security admin rules likewise, with {@code AlwaysAllow};
 * routes as {@code [NAME: ]PREFIX -> HOP [ADDRESS]}; rules of a firewall as {@code [NAME: ]PRIORITY
 * Allow|Deny PROTOCOL SOURCE -> DESTINATION:PORTS}:
 *
 * <pre>
 * 200 Out Allow Tcp * -&gt; Storage:443
 * deny-rest: 4096 In Deny * * -&gt; *:*
 * 210 In Allow Tcp 10.0.0.0/8,AzureLoadBalancer -&gt; VirtualNetwork:6381-6383,443
 * 0.0.0.0/0 -&gt; VirtualAppliance 10.0.100.4
 * 100 Allow Https 10.0.1.0/24 -&gt; *.vault.azure.net:443
 * </pre>
 *
 * <p>PROTOCOL is {@code Tcp}, {@code Udp}, {@code Icmp}, {@code Esp}, {@code Ah} or {@code *}; with
 * {@code Http}, {@code Https} or {@code Mssql} a rule of a firewall is an application rule, whose
 * destination is hosts. SOURCE and DESTINATION are lists, divided by commas, of prefixes,
 * addresses, ranges, service tags, {@code ASG(id)} for application security groups, and {@code *};
 * a list with IPv6 addresses stands in brackets: {@code [2001:db8::/32]:443}. PORTS are a list of
 * ports, ranges and {@code *}; a source without them has any. HOP is one of Azure's five next hop
 * types. {@code ?} stands for what is not known. Case does not matter. A rule without a name is
 * named {@code in-} or {@code out-} and its priority, a route {@code to-} and its prefix.
 *
 * <p>Not thread-safe.
 */
public final class LocationBuilder {
  private final int index;
  private final Said said;
  private String subnetName = "unnamed";
  private String networkName = "unnamed";
  private @Nullable Datum<Region> region;
  private @Nullable Datum<Boolean> primary;
  private @Nullable Datum<Integer> units;
  private @Nullable Datum<AddressPrefixes> subnetPrefixes;
  private @Nullable Datum<Set<ServiceEndpoint>> serviceEndpoints;
  private @Nullable Datum<List<String>> delegations;
  private @Nullable Datum<List<ServiceEndpointPolicy>> policies;
  private @Nullable Datum<List<SubnetUser>> users;
  private @Nullable Datum<Optional<String>> natGateway;
  private @Nullable Datum<AddressPrefixes> addressSpace;
  private @Nullable Datum<AddressPrefixes> peers;
  private @Nullable Datum<AddressPrefixes> onPremises;
  private @Nullable Datum<Boolean> gateway;
  private @Nullable Datum<List<PrivateDnsZone>> zones;
  private @Nullable Datum<List<Route>> learnedRoutes;
  private @Nullable Datum<List<OtherSubnet>> otherSubnets;
  private @Nullable Datum<Optional<NetworkSecurityGroup>> group;
  private @Nullable Datum<Optional<RouteTable>> table;
  private @Nullable Datum<List<Address>> dnsServers;
  private @Nullable Datum<Boolean> forwardsAzureNames;
  private @Nullable Datum<Optional<EgressFirewall>> firewall;
  private @Nullable Datum<Optional<PublicIpAddress>> publicIp;
  private @Nullable Datum<List<SecurityAdminRule>> adminRules;
  private @Nullable Datum<List<GuardedService>> keyVaults;
  private @Nullable Datum<List<GuardedService>> storageAccounts;

  LocationBuilder(int index) {
    this.index = index;
    this.said = new Said("/locations/" + index);
  }

  /** The region in any spelling: {@code westus}, {@code West US}. */
  public LocationBuilder region(String name) {
    return region(Datum.known(Region.of(name)));
  }

  /** The region, as far as it is known. */
  public LocationBuilder region(Datum<Region> known) {
    region = known;
    return this;
  }

  /** This is the primary location. */
  public LocationBuilder primary() {
    primary = Datum.known(true);
    return this;
  }

  /** Scale units here, at least 1. */
  public LocationBuilder units(int number) {
    if (number < 1) {
      throw said.problem("units", "`" + number + "` is no number of units; expected 1 or more");
    }
    units = Datum.known(number);
    return this;
  }

  /**
   * The subnet of the instance.
   *
   * @throws IllegalArgumentException if one of the prefixes is none, naming it
   */
  public LocationBuilder subnet(String name, String... prefixes) {
    return subnet(name, said.some("subnet/addressPrefixes", prefixes));
  }

  /** The subnet of the instance, as far as its prefixes are known. */
  public LocationBuilder subnet(String name, Datum<AddressPrefixes> prefixes) {
    subnetName = name;
    subnetPrefixes = prefixes;
    return this;
  }

  /** Service endpoints of the subnet; others than these do not matter. */
  public LocationBuilder serviceEndpoints(ServiceEndpoint... endpoints) {
    serviceEndpoints = Datum.known(Set.of(endpoints));
    return this;
  }

  /** Services that the subnet is given to. */
  public LocationBuilder delegations(String... services) {
    delegations = Datum.known(List.of(services));
    return this;
  }

  /** Service endpoint policies of the subnet. */
  public LocationBuilder serviceEndpointPolicies(ServiceEndpointPolicy... given) {
    policies = Datum.known(List.of(given));
    return this;
  }

  /** What else holds addresses in the subnet. */
  public LocationBuilder otherUsers(SubnetUser... others) {
    users = Datum.known(List.of(others));
    return this;
  }

  /** The NAT gateway of the subnet. */
  public LocationBuilder natGateway(String name) {
    natGateway = Datum.known(Optional.of(name));
    return this;
  }

  /**
   * The virtual network and its own address space.
   *
   * @throws IllegalArgumentException if one of the prefixes is none, naming it
   */
  public LocationBuilder network(String name, String... space) {
    return network(name, said.some("virtualNetwork/addressSpace", space));
  }

  /** The virtual network, as far as its own address space is known. */
  public LocationBuilder network(String name, Datum<AddressPrefixes> space) {
    networkName = name;
    addressSpace = space;
    return this;
  }

  /** Address spaces of peered networks. */
  public LocationBuilder peers(String... spaces) {
    return peers(said.prefixes("virtualNetwork/peeredAddressSpaces", spaces));
  }

  /** Address spaces of peered networks, as far as they are known. */
  public LocationBuilder peers(Datum<AddressPrefixes> spaces) {
    peers = spaces;
    return this;
  }

  /** Address spaces that a gateway leads to. */
  public LocationBuilder onPremises(String... spaces) {
    return onPremises(said.prefixes("virtualNetwork/onPremisesAddressSpaces", spaces));
  }

  /** Address spaces that a gateway leads to, as far as they are known. */
  public LocationBuilder onPremises(Datum<AddressPrefixes> spaces) {
    onPremises = spaces;
    return this;
  }

  /** Whether the network has a gateway, or uses one of a peer. */
  public LocationBuilder gateway(boolean has) {
    return gateway(Datum.known(has));
  }

  /** Whether the network has a gateway, as far as it is known. */
  public LocationBuilder gateway(Datum<Boolean> has) {
    gateway = has;
    return this;
  }

  /** All routes that a gateway, a route server or a virtual hub teaches. */
  public LocationBuilder learnedRoutes(String... routes) {
    learnedRoutes = Datum.known(said.all(routes, "virtualNetwork/learnedRoutes", Shorthand::route));
    return this;
  }

  /** Private DNS zones that may answer for the network. */
  public LocationBuilder privateDnsZones(PrivateDnsZone... given) {
    zones = Datum.known(List.of(given));
    return this;
  }

  /** Other subnets in reach that hold far ends. */
  public LocationBuilder otherSubnets(OtherSubnet... others) {
    otherSubnets = Datum.known(List.of(others));
    return this;
  }

  /**
   * The network security group of the subnet, with these rules before Azure's own.
   *
   * @throws IllegalArgumentException if a rule is not written as above, or two rules of a direction
   *     have one priority
   */
  public LocationBuilder securityGroup(String name, String... rules) {
    return securityGroup(Datum.known(Optional.of(said.securityGroup(name, rules))));
  }

  /** The subnet has no network security group. */
  public LocationBuilder noSecurityGroup() {
    return securityGroup(Datum.known(Optional.empty()));
  }

  /** The network security group of the subnet, as far as it is known; empty for none. */
  public LocationBuilder securityGroup(Datum<Optional<NetworkSecurityGroup>> known) {
    group = known;
    return this;
  }

  /**
   * The route table of the subnet, which takes learned routes too.
   *
   * @throws IllegalArgumentException if a route is not written as above
   */
  public LocationBuilder routeTable(String name, String... routes) {
    return routeTable(
        Datum.known(
            Optional.of(
                new RouteTable(
                    name,
                    Datum.known(false),
                    Datum.known(said.all(routes, "routeTable/routes", Shorthand::route))))));
  }

  /** The subnet has no route table. */
  public LocationBuilder noRouteTable() {
    return routeTable(Datum.known(Optional.empty()));
  }

  /** The route table of the subnet, as far as it is known; empty for none. */
  public LocationBuilder routeTable(Datum<Optional<RouteTable>> known) {
    table = known;
    return this;
  }

  /**
   * Custom DNS servers of the network, tried in this order; none is Azure's own.
   *
   * @throws IllegalArgumentException if one is no address
   */
  public LocationBuilder dnsServers(String... addresses) {
    List<Address> servers = new ArrayList<>();
    for (String text : addresses) {
      servers.add(said.address("dns/servers", text));
    }
    dnsServers = Datum.known(servers);
    return this;
  }

  /** Whether custom DNS servers resolve Azure's public names. */
  public LocationBuilder forwardsAzureNames(boolean forwards) {
    forwardsAzureNames = Datum.known(forwards);
    return this;
  }

  /**
   * The firewall or appliance that forced traffic goes through, and all that its rules let pass.
   *
   * @throws IllegalArgumentException if a rule is not written as above, or {@code address} is none
   */
  public LocationBuilder firewall(String name, String address, String... rules) {
    return firewall(Datum.known(Optional.of(said.firewall(name, address, rules))));
  }

  /** There is no firewall. */
  public LocationBuilder noFirewall() {
    return firewall(Datum.known(Optional.empty()));
  }

  /** The firewall, as far as it is known; empty for none. */
  public LocationBuilder firewall(Datum<Optional<EgressFirewall>> known) {
    firewall = known;
    return this;
  }

  /** The public IP address that the instance was given. */
  public LocationBuilder publicIpAddress(PublicIpAddress given) {
    publicIp = Datum.known(Optional.of(given));
    return this;
  }

  /**
   * Security admin rules of Virtual Network Manager that apply to the network.
   *
   * @throws IllegalArgumentException if a rule is not written as above
   */
  public LocationBuilder securityAdminRules(String... rules) {
    adminRules = Datum.known(said.all(rules, "securityAdminRules", Shorthand::adminRule));
    return this;
  }

  /** Key vaults that the instance uses from here. */
  public LocationBuilder keyVaults(GuardedService... vaults) {
    keyVaults = Datum.known(List.of(vaults));
    return this;
  }

  /** Storage accounts of the customer that the instance uses from here. */
  public LocationBuilder storageAccounts(GuardedService... accounts) {
    storageAccounts = Datum.known(List.of(accounts));
    return this;
  }

  /**
   * @param complete whether what was not said is known to be none
   */
  Location build(boolean complete) {
    Subnet subnet =
        new Subnet(
            subnetName,
            said.or(subnetPrefixes, "subnet/addressPrefixes"),
            said.or(serviceEndpoints, "subnet/serviceEndpoints", complete, Set.of()),
            said.or(delegations, "subnet/delegations", complete, List.of()),
            said.or(policies, "subnet/serviceEndpointPolicies", complete, List.of()),
            said.or(users, "subnet/otherUsers", complete, List.of()),
            said.or(natGateway, "subnet/natGateway", complete, Optional.empty()),
            said.or(null, "subnet/subscriptionId"),
            said.or(null, "subnet/region"));
    VirtualNetwork network =
        new VirtualNetwork(
            networkName,
            said.or(addressSpace, "virtualNetwork/addressSpace"),
            said.or(peers, "virtualNetwork/peeredAddressSpaces", complete, AddressPrefixes.NONE),
            said.or(
                onPremises,
                "virtualNetwork/onPremisesAddressSpaces",
                complete,
                AddressPrefixes.NONE),
            said.or(gateway, "virtualNetwork/gateway", complete, false),
            said.or(zones, "virtualNetwork/privateDnsZones", complete, List.of()),
            said.or(learnedRoutes, "virtualNetwork/learnedRoutes", complete, List.of()),
            said.or(otherSubnets, "virtualNetwork/otherSubnets", complete, List.of()));
    return new Location(
        index,
        said.or(region, "region"),
        said.or(primary, "primary"),
        said.or(units, "units"),
        subnet,
        network,
        said.or(group, "networkSecurityGroup", complete, Optional.empty()),
        said.or(table, "routeTable", complete, Optional.empty()),
        new DnsSettings(
            said.or(dnsServers, "dns/servers", complete, List.of()),
            said.or(forwardsAzureNames, "dns/forwardsAzureNames")),
        said.or(firewall, "egressFirewall", complete, Optional.empty()),
        said.or(publicIp, "publicIpAddress", complete, Optional.empty()),
        said.or(adminRules, "securityAdminRules", complete, List.of()),
        new Dependencies(
            said.or(keyVaults, "dependencies/keyVaults", complete, List.of()),
            said.or(storageAccounts, "dependencies/storageAccounts", complete, List.of())));
  }
}
