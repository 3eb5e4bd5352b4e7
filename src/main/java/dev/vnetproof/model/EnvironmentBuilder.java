package dev.vnetproof.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Describes an environment in Java. What is not said is not known, exactly as in a snapshot that
 * leaves it out; after {@link #complete}, most of it is known to be none.
 *
 * <pre>{@code
 * EnvironmentSnapshot shop =
 *     EnvironmentSnapshot.builder("shop")
 *         .cloud(Cloud.AZURE_PUBLIC)
 *         .platformVersion(PlatformVersion.STV2)
 *         .virtualNetworkType(VirtualNetworkType.EXTERNAL)
 *         .location(
 *             "westus",
 *             west ->
 *                 west.network("vnet", "10.0.0.0/16")
 *                     .subnet("apim", "10.0.1.0/24")
 *                     .securityGroup("nsg", "100 In Allow Tcp ApiManagement -> VirtualNetwork:3443")
 *                     .noRouteTable())
 *         .build();
 * }</pre>
 *
 * <p>Not thread-safe; what it builds is immutable.
 */
public final class EnvironmentBuilder {
  private final String name;
  private final Map<Feature, Boolean> features = new EnumMap<>(Feature.class);
  private final List<TagExpansion> serviceTags = new ArrayList<>();
  private final List<LocationBuilder> locations = new ArrayList<>();
  private boolean complete;
  private @Nullable Datum<Cloud> cloud;
  private @Nullable Datum<PlatformVersion> platformVersion;
  private @Nullable Datum<VirtualNetworkType> virtualNetworkType;
  private @Nullable Datum<Sku> sku;
  private @Nullable Datum<RuleAddresses> clients;
  private @Nullable Datum<String> subscriptionId;
  private @Nullable Datum<List<String>> privateEndpoints;

  EnvironmentBuilder(String name) {
    this.name = name;
  }

  /**
   * What is not said, before or after this, is known to be none: features, clients other than the
   * Internet, private endpoints; and in each location its network security group, route table,
   * firewall and public IP address, custom DNS servers, peers, gateway and on-premises spaces,
   * service endpoints, delegations, and all else that can be none. What cannot stays unknown until
   * it is said: cloud, platform, mode, tier, subscription, region, units, address spaces.
   */
  public EnvironmentBuilder complete() {
    complete = true;
    return this;
  }

  /** The cloud; without it, it is told by the regions or by the evaluator. */
  public EnvironmentBuilder cloud(Cloud known) {
    cloud = Datum.known(known);
    return this;
  }

  /** The compute platform that hosts the instance. */
  public EnvironmentBuilder platformVersion(PlatformVersion known) {
    platformVersion = Datum.known(known);
    return this;
  }

  /** How the instance is injected into its network. */
  public EnvironmentBuilder virtualNetworkType(VirtualNetworkType known) {
    virtualNetworkType = Datum.known(known);
    return this;
  }

  /** The tier. */
  public EnvironmentBuilder sku(Sku known) {
    sku = Datum.known(known);
    return this;
  }

  /** Features that the instance uses. */
  public EnvironmentBuilder uses(Feature... used) {
    for (Feature feature : used) {
      features.put(feature, true);
    }
    return this;
  }

  /** Features that the instance is known not to use. */
  public EnvironmentBuilder doesNotUse(Feature... unused) {
    for (Feature feature : unused) {
      features.put(feature, false);
    }
    return this;
  }

  /**
   * Where clients come from: prefixes, addresses, ranges and service tags; none is the Internet.
   *
   * @throws IllegalArgumentException if one of them is no address, naming it
   */
  public EnvironmentBuilder clients(String... addresses) {
    clients = Datum.known(RuleAddresses.of(addresses));
    return this;
  }

  /** The id of the subscription of the instance. */
  public EnvironmentBuilder subscription(String id) {
    subscriptionId = Datum.known(id);
    return this;
  }

  /** Names of private endpoints onto the instance itself. */
  public EnvironmentBuilder privateEndpoints(String... names) {
    privateEndpoints = Datum.known(List.of(names));
    return this;
  }

  /**
   * What a service tag stands for here, where no service tag file is used.
   *
   * @throws IllegalArgumentException if one of the prefixes is none, naming it
   */
  public EnvironmentBuilder serviceTag(String tag, String... prefixes) {
    serviceTags.add(new TagExpansion(ServiceTag.of(tag), AddressPrefixes.of(prefixes)));
    return this;
  }

  /**
   * One more location of the instance, in a region in any spelling ({@code westus}, {@code West
   * US}).
   *
   * @param said what is known of the location
   */
  public EnvironmentBuilder location(String region, Consumer<LocationBuilder> said) {
    return location(location -> said.accept(location.region(region)));
  }

  /** One more location, whose region is not known unless {@code said} says it. */
  public EnvironmentBuilder location(Consumer<LocationBuilder> said) {
    LocationBuilder location = new LocationBuilder(locations.size());
    said.accept(location);
    locations.add(location);
    return this;
  }

  /**
   * The environment. Its only location is the primary one; of several, those that are not said to
   * be it are not, if one is.
   *
   * @throws IllegalArgumentException if there is no location or more than {@value
   *     EnvironmentSnapshot#MOST_LOCATIONS}, if two are primary or in the same region, or a region
   *     is not in the cloud
   */
  public EnvironmentSnapshot build() {
    List<Location> built = locations.stream().map(each -> each.build(complete)).toList();
    check(built);
    return new EnvironmentSnapshot(
        name,
        name,
        Optional.empty(),
        deployment(),
        serviceTags,
        withPrimary(built),
        List.of(),
        Origins.of(name),
        List.of());
  }

  private DeclaredDeployment deployment() {
    Map<Feature, Boolean> declared = new EnumMap<>(Feature.class);
    for (Feature feature : complete ? Feature.values() : new Feature[0]) {
      declared.put(feature, false);
    }
    declared.putAll(features);
    Said said = new Said("/deployment");
    return new DeclaredDeployment(
        name,
        said.or(cloud, "cloud"),
        said.or(platformVersion, "platformVersion"),
        said.or(virtualNetworkType, "virtualNetworkType"),
        said.or(sku, "sku"),
        declared,
        said.or(clients, "clientAddressPrefixes", complete, RuleAddresses.NONE),
        said.or(subscriptionId, "subscriptionId"),
        said.or(privateEndpoints, "privateEndpointConnections", complete, List.of()));
  }

  private void check(List<Location> built) {
    if (built.isEmpty() || built.size() > EnvironmentSnapshot.MOST_LOCATIONS) {
      throw problem(
          "",
          "has "
              + built.size()
              + " locations; expected 1 to "
              + EnvironmentSnapshot.MOST_LOCATIONS);
    }
    Set<Region> regions = new HashSet<>();
    for (Location location : built) {
      Optional<Region> region = location.region().asOptional();
      if (region.isPresent() && !regions.add(region.get())) {
        throw problem(
            location.pointer() + "/region",
            "`"
                + region.get()
                + "` is the region of two locations; expected one location a region");
      }
      Optional<Cloud> other = region.flatMap(Region::cloud);
      if (cloud instanceof Datum.Known<Cloud> said
          && other.isPresent()
          && other.get() != said.value()) {
        throw problem(
            location.pointer() + "/region",
            "`"
                + region.map(Region::name).orElse("")
                + "` is a region of "
                + other.get()
                + "; expected one of "
                + said.value());
      }
    }
    if (built.stream().filter(Location::isKnownPrimary).count() > 1) {
      throw problem("/locations", "has two primary locations; expected one");
    }
  }

  private static List<Location> withPrimary(List<Location> built) {
    if (built.size() == 1) {
      return List.of(built.get(0).withPrimary(Datum.known(true)));
    }
    return built.stream().noneMatch(Location::isKnownPrimary)
        ? built
        : built.stream().map(each -> each.withPrimary(Datum.known(each.isKnownPrimary()))).toList();
  }

  private IllegalArgumentException problem(String pointer, String problem) {
    return new IllegalArgumentException(
        "environment `" + name + "`" + (pointer.isEmpty() ? " " : " " + pointer + ": ") + problem);
  }
}
