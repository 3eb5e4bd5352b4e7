package dev.vnetproof.proof.tag;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What names and prefixes mean at one location: {@code VirtualNetwork} and {@code Internet} vary
 * with the network, service tags with the cloud and the file.
 *
 * <p>IPv6 prefixes of a network count for nothing: every flow of API Management is IPv4, and no
 * packet leads from one family to the other.
 */
public final class LocationSpace {
  private final Location location;
  private final Cloud cloud;
  private final ServiceTags tags;
  private final ExpandedTags expanded;
  private final TagSymbols symbols;
  private final Extent subnet;
  private final Extent ownNetwork;
  private final Extent peered;
  private final Extent onPremises;
  private final Extent virtualNetwork;
  private final List<AddressSet> routed;
  private final Extent internet;

  /** Symbols of parts of the network that are not known; empty where all are. */
  private final AddressSet unknownInside;

  private final AddressSet unknownElsewhere;
  private final Map<ServiceTag, Extent> tagExtents = new HashMap<>();

  public LocationSpace(Location location, Cloud cloud, ServiceTags tags) {
    this(location, cloud, tags, ExpandedTags.NONE);
  }

  /**
   * @param expanded what is known of tags where {@code tags} has no file for the cloud
   */
  public LocationSpace(Location location, Cloud cloud, ServiceTags tags, ExpandedTags expanded) {
    this.location = location;
    this.cloud = cloud;
    this.tags = tags;
    this.expanded = expanded;
    this.symbols = new TagSymbols(cloud, missingFile(cloud));
    this.subnet = NetworkParts.subnet(location);
    this.unknownInside = NetworkParts.unknownInside(location);
    this.unknownElsewhere = NetworkParts.unknownElsewhere(location);
    this.ownNetwork = NetworkParts.ownNetwork(location);
    this.peered = findPeered();
    this.onPremises = findOnPremises();
    this.internet = internet();
    List<Extent> routes =
        new RoutedPrefixes(destination -> of(destination, false)).of(location.routeTable());
    this.routed = routes.stream().map(Extent::possible).toList();
    this.virtualNetwork = virtualNetwork(routes);
  }

  private static Missing missingFile(Cloud cloud) {
    return new Missing.ServiceTagFile(
        "the service tag file of " + cloud.azureName() + " (--service-tags)");
  }

  public String pointer(String property) {
    return location.pointer() + "/" + property;
  }

  // ---- the near side -------------------------------------------------------------------------

  /** The addresses that machines of the instance may have. */
  public Extent subnet() {
    return subnet;
  }

  // ---- parts of the network -------------------------------------------------------------------

  public Extent ownNetwork() {
    return ownNetwork;
  }

  public Extent peered() {
    return peered;
  }

  public Extent onPremises() {
    return onPremises;
  }

  /**
   * Where network interfaces of customers may be that an application security group may hold. What
   * is behind a gateway may be another network of Azure.
   */
  public AddressSet interfaces() {
    return AddressSet.unionOf(
            List.of(ownNetwork.possible(), peered.possible(), onPremises.possible()))
        .subtract(Ipv4Space.PLATFORM)
        .subtract(TagSymbols.PUBLIC_SYMBOLS);
  }

  /** For each route whose prefix VirtualNetwork may take in, what that prefix may stand for. */
  public List<AddressSet> routed() {
    return routed;
  }

  /** Whether service tags are names, as there is no file for the cloud. */
  public boolean isByName() {
    return !tags.isPublished(cloud);
  }

  /** Microsoft's own addresses by the file, if there is one for the cloud. */
  public AddressSet published() {
    return tags.prefixes(cloud, ServiceTag.AZURE_CLOUD).orElse(AddressSet.EMPTY);
  }

  /** Addresses of the Internet that are nobody's of whom something is known. */
  public AddressSet anybody() {
    AddressSet elsewhere = AddressSet.ofSymbols(TagSymbols.ELSEWHERE, TagSymbols.ELSEWHERE);
    return isByName()
        ? elsewhere
        : elsewhere.union(
            Ipv4Space.PUBLIC
                .subtract(published())
                .subtract(of(ServiceTag.VIRTUAL_NETWORK).certain()));
  }

  public ExpandedTags expanded() {
    return expanded;
  }

  // ---- VirtualNetwork and Internet ------------------------------------------------------------

  private Extent findPeered() {
    Datum<AddressPrefixes> peered = location.virtualNetwork().peeredAddressSpaces();
    if (peered instanceof Datum.Known<AddressPrefixes> known) {
      return ofPrefixes(known.value().set().ipv4());
    }
    AddressSet certain = NetworkParts.symbol(TagSymbols.PEERED);
    // A peer may have public space, but none of Microsoft's.
    AddressSet possible =
        AddressSet.unionOf(
            List.of(certain, AddressSet.ALL_IPV4, NetworkParts.symbol(TagSymbols.ELSEWHERE)));
    return new Extent(certain, possible, List.of(peered.missing()));
  }

  /**
   * Connected on-premises space. Without a gateway there is none; with one whose routes are not
   * known, even a default route may have been learned, which would make it everything.
   */
  private Extent findOnPremises() {
    Datum<AddressPrefixes> space = location.virtualNetwork().onPremisesAddressSpaces();
    if (space instanceof Datum.Known<AddressPrefixes> known) {
      // Public ranges may hold addresses of service tags (azure-docs issue 81801).
      return ofPrefixes(known.value().set().ipv4());
    }
    Datum<Boolean> gateway = location.virtualNetwork().gateway();
    if (gateway.orElse(true).equals(false)) {
      return Extent.NOTHING;
    }
    List<Missing> missing = new ArrayList<>();
    gateway.ifMissing().ifPresent(missing::add);
    space.ifMissing().ifPresent(missing::add);
    return new Extent(NetworkParts.symbol(TagSymbols.ON_PREMISES), AddressSet.ALL, missing);
  }

  /**
   * The tag VirtualNetwork: own, peered and on-premises space and the platform address for certain
   * (service tags overview, 2025-07-15); prefixes of routes to an appliance or a gateway possibly,
   * which effective rules were seen to show but no document spells out.
   */
  private Extent virtualNetwork(List<Extent> routes) {
    List<Extent> parts = new ArrayList<>();
    parts.add(
        Extent.unionOf(
            List.of(ownNetwork, peered, onPremises, Extent.exactly(Ipv4Space.PLATFORM))));
    parts.addAll(routes);
    return Extent.unionOf(parts);
  }

  /**
   * The tag Internet: public addresses outside the network; not the complement of VirtualNetwork,
   * as on-premises space may be public (azure-docs issue 81801).
   */
  private Extent internet() {
    AddressSet own = ownNetwork.certain();
    AddressSet certain = Ipv4Space.PUBLIC.union(TagSymbols.PUBLIC_SYMBOLS).subtract(own);
    if (isInternetOpen()) {
      certain = certain.symbols();
    }
    AddressSet possible =
        AddressSet.ALL_IPV4
            .union(TagSymbols.PUBLIC_SYMBOLS)
            .union(unknownElsewhere)
            .subtract(Ipv4Space.PRIVATE)
            .subtract(Ipv4Space.PLATFORM)
            .subtract(own);
    return new Extent(
        certain,
        possible,
        List.of(new Missing.DocumentSilent("whether Internet takes in special-purpose addresses")));
  }

  // ---- sides of rules -------------------------------------------------------------------------

  /**
   * What one side of a rule matches.
   *
   * @param nearSide whether this side of the rule faces the subnet
   */
  public Extent of(Datum<RuleAddresses> side, boolean nearSide) {
    return side instanceof Datum.Known<RuleAddresses> known
        ? of(known.value(), nearSide)
        : Extent.unknown(side.missing());
  }

  private Extent of(RuleAddresses side, boolean nearSide) {
    if (side.any()) {
      return Extent.EVERYTHING;
    }
    if (side.applicationSecurityGroups().isEmpty()) {
      if (side.tags().isEmpty()) {
        return ofPrefixes(side.prefixes().set());
      }
      if (side.prefixes().isEmpty() && side.tags().size() == 1) {
        return of(side.tags().get(0));
      }
    }
    List<Extent> parts = new ArrayList<>();
    if (!side.prefixes().isEmpty()) {
      parts.add(ofPrefixes(side.prefixes().set()));
    }
    side.tags().forEach(tag -> parts.add(of(tag)));
    if (!nearSide) {
      // Machines of the instance are in no application security group that a customer can fill
      // (UNVERIFIED, but no way to add them is documented), so such a rule never names the near
      // side; who is in it on the far side, the snapshot does not say.
      for (String group : side.applicationSecurityGroups()) {
        parts.add(
            new Extent(
                AddressSet.EMPTY,
                interfaces(),
                List.of(
                    Missing.fact("the members of application security group `" + group + "`"))));
      }
    }
    return Extent.unionOf(parts);
  }

  public Extent ofPrefixes(AddressSet prefixes) {
    if (prefixes.isEmpty()) {
      return Extent.NOTHING;
    }
    if (prefixes.covers(AddressSet.ALL_IPV4)) {
      return Extent.exactly(prefixes.union(AddressSet.ALL_SYMBOLS));
    }
    AddressSet certain = prefixes;
    AddressSet possible = prefixes;
    List<Missing> missing = List.of();
    if (prefixes.covers(Ipv4Space.PUBLIC)) {
      certain = certain.union(TagSymbols.PUBLIC_SYMBOLS);
      possible = certain;
    } else if (tags.isPublished(cloud)) {
      // Every demanded tag is numbers then: no symbol has to be compared with a prefix.
      possible = certain;
    } else if (prefixes.intersects(Ipv4Space.SERVICES)) {
      possible = possible.union(TagSymbols.PUBLIC_SYMBOLS);
      missing = List.of(missingFile(cloud));
    } else if (prefixes.intersects(Ipv4Space.PUBLIC)) {
      possible = possible.union(NetworkParts.symbol(TagSymbols.ELSEWHERE));
      missing = List.of(missingFile(cloud));
    }
    if (unknownInside.isEmpty() && unknownElsewhere.isEmpty()) {
      return new Extent(certain, possible, missing);
    }
    possible = possible.union(unknownElsewhere);
    if (!unknownInside.isEmpty()) {
      Optional<AddressSet> space =
          location.virtualNetwork().addressSpace().asOptional().map(known -> known.set().ipv4());
      if (space.filter(s -> !s.isEmpty() && prefixes.covers(s)).isPresent()) {
        certain = certain.union(unknownInside);
        possible = possible.union(unknownInside);
      } else if (space.isEmpty() || prefixes.intersects(space.get())) {
        possible = possible.union(unknownInside);
      }
    }
    return new Extent(certain, possible, missing);
  }

  public Extent of(ServiceTag tag) {
    return tagExtents.computeIfAbsent(tag, this::extent);
  }

  private Extent extent(ServiceTag tag) {
    if (tag.equals(ServiceTag.VIRTUAL_NETWORK)) {
      return virtualNetwork;
    }
    if (tag.equals(ServiceTag.INTERNET)) {
      return internet;
    }
    if (tag.equals(ServiceTag.AZURE_LOAD_BALANCER) || tag.equals(ServiceTag.AZURE_PLATFORM_DNS)) {
      return Extent.exactly(Ipv4Space.PLATFORM);
    }
    if (tag.equals(ServiceTag.AZURE_PLATFORM_IMDS)) {
      return Extent.exactly(AddressSet.parse("169.254.169.254"));
    }
    if (tag.equals(ServiceTag.AZURE_PLATFORM_LKM)) {
      // Licensing servers, which no other demand is about; who asks for them looks at the tag.
      return Extent.NOTHING;
    }
    Extent named =
        tags.prefixes(cloud, tag)
            .map(Extent::exactly)
            .orElseGet(() -> expanded.of(tag, symbols.extent(tag)));
    return unknownElsewhere.isEmpty()
        ? named
        : new Extent(named.certain(), named.possible().union(unknownElsewhere), named.missing());
  }

  /**
   * Whether the network lies in public space and its size is not known: which public addresses are
   * outside of it is open then, though Microsoft's are.
   */
  public boolean isInternetOpen() {
    return !location.virtualNetwork().addressSpace().isKnown()
        && ownNetwork.certain().intersects(Ipv4Space.PUBLIC);
  }

  /** Whether a file is given for the cloud that holds no IPv4 address of a demanded tag. */
  public boolean lacksNumbers(ServiceTag tag) {
    boolean named =
        tag.equals(ServiceTag.INTERNET)
            || tag.equals(ServiceTag.VIRTUAL_NETWORK)
            || tag.equals(ServiceTag.AZURE_LOAD_BALANCER);
    return !named
        && !tag.isPlatform()
        && tags.isPublished(cloud)
        && tags.prefixes(cloud, tag).map(AddressSet::isEmpty).orElse(true);
  }

  /** What is missing then. */
  public static Missing lacking(ServiceTag tag) {
    return Missing.fact(
        "service tag `" + tag + "`, of which the service tag file holds no IPv4 address");
  }

  /** The addresses a demand is about: certainly, and possibly. */
  public Extent demanded(Remote remote) {
    return new DemandedSpace(this, cloud, tags, symbols).of(remote);
  }

  // ---- names for reports ----------------------------------------------------------------------

  /** The tag that names an address best, if only its tag is known. */
  public Optional<ServiceTag> tagOf(Address address) {
    return address instanceof Address.Symbol symbol ? symbols.tagOf(symbol.id()) : Optional.empty();
  }

  /** What would settle whether {@code extent} holds {@code address}; empty when that is known. */
  public List<Missing> missing(Extent extent, Address address) {
    if (extent.certain().contains(address) || !extent.possible().contains(address)) {
      return List.of();
    }
    if (!(address instanceof Address.Symbol symbol)) {
      return extent.missing();
    }
    return switch (symbol.id()) {
      case TagSymbols.SUBNET -> List.of(Missing.at(pointer("subnet/addressPrefixes")));
      case TagSymbols.OWN_NETWORK -> List.of(Missing.at(pointer("virtualNetwork/addressSpace")));
      case TagSymbols.PEERED -> List.of(Missing.at(pointer("virtualNetwork/peeredAddressSpaces")));
      case TagSymbols.ON_PREMISES ->
          List.of(Missing.at(pointer("virtualNetwork/onPremisesAddressSpaces")));
      default -> extent.missing().isEmpty() ? List.of(missingFile(cloud)) : extent.missing();
    };
  }
}
