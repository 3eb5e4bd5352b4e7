package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.captured.EffectiveNetwork;
import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.Reference;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.SubnetJoin;
import dev.vnetproof.importer.resource.Taught;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DnsSettings;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.ServiceEndpoint;
import dev.vnetproof.model.Subnet;
import dev.vnetproof.model.VirtualNetwork;
import dev.vnetproof.space.Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code Microsoft.Network/virtualNetworks}: spaces, peerings, gateway, DNS, subnets. */
final class VirtualNetworkReader {
  /** How Azure names the peering of a network with its hub. */
  private static final String HUB_PEERING = "remotevnettohubpeering";

  private final ResourcePool pool;
  private final ValueReader values;
  private final EffectiveNetwork effective;

  private final VirtualHubReader hubs;
  private final GatewayReader gateways;

  VirtualNetworkReader(ResourcePool pool, ValueReader values, EffectiveNetwork effective) {
    this.pool = pool;
    this.values = values;
    this.effective = effective;
    this.hubs = new VirtualHubReader(pool, values);
    this.gateways = new GatewayReader(pool, values);
  }

  /**
   * @param location pointer of the location, for what is not known
   */
  Subnet subnet(SubnetJoin join, ResourceId id, String location) {
    AzureNode[] prefixes =
        Stream.of("addressPrefixes", "addressPrefix")
            .flatMap(property -> join.get(property).stream())
            .filter(node -> !node.isAbsent())
            .toArray(AzureNode[]::new);
    return new Subnet(
        location,
        id.name(),
        some(prefixes(prefixes), join.missing("addressPrefix")),
        join.get("serviceEndpoints")
            .map(VirtualNetworkReader::endpoints)
            .orElseGet(() -> Datum.unknown(join.missing("serviceEndpoints"))),
        join.get("delegations")
            .map(VirtualNetworkReader::delegations)
            .orElseGet(() -> Datum.unknown(join.missing("delegations"))));
  }

  /** Notes which resources the network's parts of a location are read from. */
  void places(SubnetJoin subnet, ResourceId network, LocationPlaces places) {
    pool.find(network)
        .map(AzureNode::of)
        .ifPresent(
            node -> {
              places.put("virtualNetwork", node);
              places.put("dns", node);
            });
    subnet
        .place()
        .ifPresent(
            node -> {
              places.put("subnet", node);
              // Until one is found: a subnet without it is where it is missing.
              places.put("networkSecurityGroup", node);
              places.put("routeTable", node);
            });
  }

  /** There is no network and no subnet without an IPv4 prefix: one that shows none was cut. */
  private static Datum<AddressPrefixes> some(Datum<AddressPrefixes> prefixes, Missing missing) {
    boolean none = prefixes.isKnown() && !prefixes.orElse(AddressPrefixes.NONE).hasIpv4();
    return none ? Datum.unknown(missing) : prefixes;
  }

  /** Azure prints the one prefix of a subnet in both properties. */
  private Datum<AddressPrefixes> prefixes(AzureNode... printed) {
    Datum<List<ValueReader.Part>> parts = values.parts(printed);
    return values.prefixes(
        parts.map(
            all -> {
              List<ValueReader.Part> distinct = new ArrayList<>();
              for (ValueReader.Part part : all) {
                if (distinct.stream().noneMatch(d -> d.text().equalsIgnoreCase(part.text()))) {
                  distinct.add(part);
                }
              }
              return distinct;
            }));
  }

  private static Datum<Set<ServiceEndpoint>> endpoints(AzureNode list) {
    if (list.unresolved().isPresent()) {
      return ValueReader.unresolved(list.unresolved().get());
    }
    Set<ServiceEndpoint> endpoints = EnumSet.noneOf(ServiceEndpoint.class);
    for (AzureNode element : list.elements()) {
      AzureNode service = element.isObject() ? element.get("service") : element;
      Optional<Unresolved> unresolved = service.unresolved();
      if (unresolved.isPresent()) {
        return ValueReader.unresolved(unresolved.get());
      }
      for (ServiceEndpoint endpoint : ServiceEndpoint.values()) {
        if (endpoint.azureName().equalsIgnoreCase(service.text().orElse(""))) {
          endpoints.add(endpoint);
        }
      }
    }
    return Datum.known(Collections.unmodifiableSet(endpoints));
  }

  private static Datum<List<String>> delegations(AzureNode list) {
    if (list.unresolved().isPresent()) {
      return ValueReader.unresolved(list.unresolved().get());
    }
    List<String> services = new ArrayList<>();
    for (AzureNode element : list.elements()) {
      AzureNode service = element.isObject() ? element.get("serviceName") : element;
      Optional<Unresolved> unresolved = element.unresolved().or(service::unresolved);
      if (unresolved.isPresent()) {
        return ValueReader.unresolved(unresolved.get());
      }
      service.text().ifPresent(services::add);
    }
    return Datum.known(List.copyOf(services));
  }

  /**
   * @param taught what gateways or a hub teach it
   */
  record Reading(VirtualNetwork network, Taught taught) {}

  /**
   * @param home the input of the service
   */
  Reading network(ResourceId id, String home) {
    Optional<AzureNode> found = pool.find(id).map(AzureNode::of);
    if (found.isEmpty()) {
      Missing missing = missing(id);
      return new Reading(
          new VirtualNetwork(
              "",
              id.name(),
              Datum.unknown(missing),
              Datum.unknown(missing),
              Datum.unknown(missing),
              Datum.unknown(missing)),
          Taught.unknown(missing));
    }
    AzureNode network = found.get();
    Datum<List<AzureNode>> peerings = peerings(network, id);
    Datum<List<AzureNode>> subnets = subnets(network, id);
    Optional<AzureNode> hub = hubs.connection(id);
    Optional<Missing> perhaps = hub.isPresent() ? Optional.empty() : hubs.perhaps(id);
    Datum<Boolean> gateway = gateways.isThere(subnets, id, peerings);
    if (hub.isPresent()) {
      gateway = Datum.known(true);
    } else if (perhaps.isPresent() && !gateway.orElse(false)) {
      gateway = Datum.unknown(perhaps.get());
    }
    Taught taught = taught(id, hub, gateway, subnets, peerings, home);
    VirtualNetwork read =
        new VirtualNetwork(
            "",
            Children.name(network),
            space(network, id),
            peered(peerings, hub, perhaps),
            Datum.unknown(taught.rest().orElseGet(() -> missing(id))),
            gateway);
    if (taught.rest().isEmpty()) {
      read =
          taught.routes().isEmpty()
              ? read.among(
                  read.peeredAddressSpaces(), Datum.known(AddressPrefixes.NONE), read.gateway())
              : read.taught(Datum.known(taught.routes()));
    }
    return new Reading(effective.settle(read, taught, id), taught);
  }

  private Taught taught(
      ResourceId id,
      Optional<AzureNode> hub,
      Datum<Boolean> gateway,
      Datum<List<AzureNode>> subnets,
      Datum<List<AzureNode>> peerings,
      String home) {
    if (!gateway.orElse(true)) {
      return Taught.NOTHING;
    }
    return hub.map(connection -> hubs.taught(connection, home))
        .orElseGet(
            () ->
                gateway
                    .ifMissing()
                    .map(Taught::unknown)
                    .orElseGet(() -> gateways.taught(subnets, id, peerings, home)));
  }

  /** Azure prints the hub among the peers; a template that connects the network does not. */
  private Datum<AddressPrefixes> peered(
      Datum<List<AzureNode>> peerings, Optional<AzureNode> hub, Optional<Missing> perhaps) {
    if (perhaps.isPresent()) {
      return Datum.unknown(perhaps.get());
    }
    Datum<AddressPrefixes> peered = peered(peerings);
    boolean isPrinted =
        peerings.orElse(List.of()).stream()
            .anyMatch(p -> Children.name(p).toLowerCase(Locale.ROOT).startsWith(HUB_PEERING));
    if (hub.isEmpty() || isPrinted || !peered.isKnown()) {
      return peered;
    }
    List<String> texts = new ArrayList<>(peered.orElse(AddressPrefixes.NONE).texts());
    return hubs.space(hub.get())
        .map(
            space -> {
              texts.addAll(space.texts());
              return AddressPrefixes.of(texts.stream().distinct().toList());
            });
  }

  Datum<List<AzureNode>> subnets(AzureNode network, ResourceId id) {
    return Children.merged(
        network,
        "subnets",
        pool.knownChildren(id, AzureTypes.SUBNET),
        "virtualNetwork `" + id.text() + "`");
  }

  private Datum<List<AzureNode>> peerings(AzureNode network, ResourceId id) {
    return Children.merged(
        network,
        "virtualNetworkPeerings",
        pool.knownChildren(id, AzureTypes.PEERING),
        "virtualNetwork `" + id.text() + "`");
  }

  /** Whether a next hop in {@code other} can be meant in a network: its own, or a peered one. */
  boolean mayReach(ResourceId id, ResourceId other) {
    Optional<AzureNode> network = pool.find(id).map(AzureNode::of);
    Datum<List<AzureNode>> peerings =
        network.map(n -> peerings(n, id)).orElseGet(() -> Datum.unknown(missing(id)));
    return !peerings.isKnown()
        || id.key().equals(other.key())
        || peerings.orElse(List.of()).stream()
            .map(peering -> peering.get("remoteVirtualNetwork").own("id").text())
            .anyMatch(
                remote ->
                    remote.map(r -> new ResourceId(r).key().equals(other.key())).orElse(true));
  }

  /** The networks that a network is known to be peered with. */
  List<ResourceId> peers(ResourceId id) {
    return pool
        .find(id)
        .map(AzureNode::of)
        .map(network -> peerings(network, id).orElse(List.of()))
        .orElse(List.of())
        .stream()
        .flatMap(peering -> Reference.of(peering.get("remoteVirtualNetwork")).id().stream())
        .toList();
  }

  private static Missing missing(ResourceId id) {
    return Missing.resource("virtualNetwork", id.text());
  }

  Datum<AddressPrefixes> space(AzureNode network, ResourceId id) {
    AzureNode space = network.get("addressSpace");
    AzureNode prefixes = space.get("addressPrefixes");
    if (space.unresolved().isPresent()) {
      return ValueReader.unresolved(space.unresolved().get());
    }
    return some(
        values.prefixes(prefixes),
        Missing.property("addressSpace", "virtualNetwork `" + id.text() + "`"));
  }

  private Datum<AddressPrefixes> peered(Datum<List<AzureNode>> peerings) {
    if (!(peerings instanceof Datum.Known<List<AzureNode>> known)) {
      return Datum.unknown(peerings.missing());
    }
    List<String> texts = new ArrayList<>();
    for (AzureNode peering : known.value()) {
      String what = " of virtualNetworkPeering `" + Children.name(peering) + "`";
      AzureNode state = peering.get("peeringState");
      if (!state.isAbsent() && !state.word().orElse("").equals("connected")) {
        continue; // Initiated or Disconnected: nothing passes.
      }
      AzureNode access = peering.get("allowVirtualNetworkAccess");
      Datum<Boolean> allowed =
          values.flag(access, Datum.unknown(Missing.fact("allowVirtualNetworkAccess" + what)));
      if (allowed instanceof Datum.Unknown<Boolean> unknown) {
        return Datum.unknown(unknown.missing());
      }
      if (allowed.orElse(true)) {
        Datum<AddressPrefixes> remote = remoteSpace(peering, what);
        if (remote instanceof Datum.Unknown<AddressPrefixes> unknown) {
          return Datum.unknown(unknown.missing());
        }
        texts.addAll(remote.orElse(AddressPrefixes.NONE).texts());
      }
    }
    AddressPrefixes prefixes = AddressPrefixes.of(texts.stream().distinct().toList());
    return known.value().isEmpty() ? pool.none(prefixes) : Datum.known(prefixes);
  }

  private Datum<AddressPrefixes> remoteSpace(AzureNode peering, String what) {
    for (String property : List.of("remoteVirtualNetworkAddressSpace", "remoteAddressSpace")) {
      AzureNode prefixes = peering.get(property).get("addressPrefixes");
      if (!prefixes.isAbsent() && !prefixes.elements().isEmpty()) {
        return values.prefixes(prefixes);
      }
    }
    AzureNode remote = peering.get("remoteVirtualNetwork");
    AzureNode id = remote.own("id");
    Optional<Unresolved> unresolved = remote.unresolved().or(id::unresolved);
    if (unresolved.isPresent()) {
      return ValueReader.unresolved(unresolved.get());
    }
    Optional<ResourceId> remoteId = id.text().map(ResourceId::new);
    if (remoteId.isEmpty()) {
      return Datum.unknown(Missing.fact("remoteVirtualNetwork" + what));
    }
    return pool.find(remoteId.get())
        .map(r -> space(AzureNode.of(r), remoteId.get()))
        .orElseGet(() -> Datum.unknown(missing(remoteId.get())));
  }

  /** No servers is Azure-provided DNS. */
  DnsSettings dns(ResourceId id, String pointer) {
    Datum<Boolean> forwards = Datum.unknownAt(pointer + "/dns/forwardsAzureNames");
    Optional<AzureNode> found = pool.find(id).map(AzureNode::of);
    if (found.isEmpty()) {
      return new DnsSettings(Datum.unknown(missing(id)), forwards);
    }
    AzureNode network = found.get();
    AzureNode options = network.get("dhcpOptions");
    Optional<Unresolved> unresolved = options.unresolved();
    if (unresolved.isPresent()) {
      return new DnsSettings(ValueReader.unresolved(unresolved.get()), forwards);
    }
    List<AzureNode> printed = options.get("dnsServers").elements();
    boolean blank = !printed.isEmpty() && printed.stream().allMatch(AzureNode::isAbsent);
    boolean shown = !blank && (!options.isMissing() || Children.isComplete(network));
    Datum<List<Address>> servers =
        shown
            ? values.hosts(options.get("dnsServers"))
            : Datum.unknown(Missing.property("dhcpOptions", "virtualNetwork `" + id.text() + "`"));
    return new DnsSettings(servers, forwards);
  }
}
