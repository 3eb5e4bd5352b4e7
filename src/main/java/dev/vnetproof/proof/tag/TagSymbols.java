package dev.vnetproof.proof.tag;

import dev.vnetproof.model.AzureFacts;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.Region;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.space.AddressSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Service tags without Microsoft's file: every service is a block of symbols, one for its addresses
 * in each region and one for those in none. What is documented or measured of tags (published files
 * of 2025-10-20) becomes set algebra:
 *
 * <ul>
 *   <li>a regional tag is part of its service's tag; two regions have nothing in common;
 *   <li>any other part of a tag ({@code AzureFrontDoor.Backend}) is part of its service's tag and
 *       holds some address; what it has in common with other parts is not known;
 *   <li>the services of {@link #DISJOINT} have nothing in common;
 *   <li>they are inside AzureCloud, and their regional parts inside AzureCloud of the region,
 *       except that AzureActiveDirectory and the part of Storage in no region may be outside;
 *   <li>every service tag is inside Internet;
 *   <li>no tag holds private space, or what customers' networks in Azure have for their own;
 *       whether a tag holds a given public address is not known.
 * </ul>
 *
 * <p>One instance serves one location: services that no fact is known of get their block when they
 * are first named.
 */
public final class TagSymbols {
  /** Services with no common IPv4 address. */
  private static final List<String> DISJOINT = services(row -> true);

  private static final List<String> NOT_REGIONAL = services(row -> row.get(1).equals("no"));

  private static final List<String> NOT_WHOLLY_INSIDE =
      services(row -> row.get(2).equals("partly"));

  private static final String REST_OF_AZURE = "AzureCloud";

  /**
   * The global control-plane addresses, which the document lists with the region that each is in;
   * the published files of 2025-10-20 have each in the tag of that region alone.
   */
  private static final Map<String, String> GLOBAL_CONTROL_PLANE =
      AzureFacts.rows("control-plane-addresses.csv").stream()
          .filter(row -> row.get(2).equals("global"))
          .collect(Collectors.toUnmodifiableMap(row -> row.get(1), row -> row.get(3)));

  private static List<String> services(Predicate<List<String>> which) {
    return AzureFacts.rows("service-tags.csv").stream()
        .filter(which)
        .map(row -> row.get(0))
        .toList();
  }

  /** Special symbols, below all blocks. */
  public static final int SUBNET = 0;

  public static final int OWN_NETWORK = 1;
  public static final int PEERED = 2;
  public static final int ON_PREMISES = 3;

  /** A public address that is in no service tag. */
  public static final int ELSEWHERE = 4;

  private static final int FIRST_BLOCK = 16;
  private static final List<Region> REGIONS = Region.all();
  private static final Map<Region, Integer> REGION_INDEX = indexRegions();

  /** Parts of a service that are no regions and have symbols of their own; more have none. */
  private static final int MOST_PARTS = 16;

  /** A block has one half for addresses inside AzureCloud and one for those outside. */
  private static final int HALF = REGIONS.size() + 1 + MOST_PARTS;

  private static final int STRIDE = 2 * HALF;
  private static final int LAST_SYMBOL = Integer.MAX_VALUE;

  /** Every symbol that stands for public addresses. */
  public static final AddressSet PUBLIC_SYMBOLS = AddressSet.ofSymbols(ELSEWHERE, LAST_SYMBOL);

  private static final AddressSet SERVICE_SYMBOLS = AddressSet.ofSymbols(FIRST_BLOCK, LAST_SYMBOL);

  private static final List<String> KNOWN = known();
  private static final Map<Cloud, AddressSet> EXISTING = existingInEachCloud();

  private final List<String> services = new ArrayList<>(KNOWN);

  /** By service, in the order in which they are first named. */
  private final Map<String, List<ServiceTag>> parts = new HashMap<>();

  private final Cloud cloud;
  private final Missing missing;

  /**
   * @param cloud whose regions exist; tags are per cloud
   * @param missing what would replace the symbols by numbers
   */
  TagSymbols(Cloud cloud, Missing missing) {
    this.cloud = cloud;
    this.missing = missing;
  }

  private static List<String> known() {
    List<String> known = new ArrayList<>(DISJOINT);
    known.add(REST_OF_AZURE);
    return List.copyOf(known);
  }

  private static Map<Cloud, AddressSet> existingInEachCloud() {
    Map<Cloud, AddressSet> existing = new EnumMap<>(Cloud.class);
    for (Cloud cloud : Cloud.values()) {
      existing.put(cloud, existing(cloud));
    }
    return existing;
  }

  private static Map<Region, Integer> indexRegions() {
    Map<Region, Integer> index = new HashMap<>();
    for (int i = 0; i < REGIONS.size(); i++) {
      index.put(REGIONS.get(i), i + 1);
    }
    return index;
  }

  /** The first symbol of a service: its addresses in no region. */
  private int block(String service) {
    int at = services.indexOf(service);
    if (at < 0) {
      at = services.size();
      services.add(service);
    }
    return FIRST_BLOCK + at * STRIDE;
  }

  private AddressSet inside(String service) {
    int first = block(service);
    return AddressSet.ofSymbols(first, first + HALF - 1);
  }

  private AddressSet outside(String service) {
    int first = block(service) + HALF;
    return AddressSet.ofSymbols(first, first + HALF - 1);
  }

  /** Every address of a service. */
  private AddressSet blockSet(String service) {
    if (!KNOWN.contains(service)) {
      return inside(service).union(outside(service));
    }
    return NOT_WHOLLY_INSIDE.contains(service)
        ? inside(service).union(symbol(block(service) + HALF))
        : inside(service);
  }

  private AddressSet inRegion(String service, Region region) {
    return slot(service, REGION_INDEX.getOrDefault(region, 0));
  }

  /** What a part of a service has that is not named otherwise. */
  private AddressSet ownPart(ServiceTag tag) {
    List<ServiceTag> named = parts.computeIfAbsent(tag.service(), service -> new ArrayList<>());
    int at = 0;
    while (at < named.size() && !named.get(at).key().equals(tag.key())) {
      at++;
    }
    if (at == MOST_PARTS) {
      return AddressSet.EMPTY;
    }
    if (at == named.size()) {
      named.add(tag);
    }
    return slot(tag.service(), REGIONS.size() + 1 + at);
  }

  private AddressSet slot(String service, int index) {
    AddressSet inside = symbol(block(service) + index);
    return KNOWN.contains(service) ? inside : inside.union(symbol(block(service) + HALF + index));
  }

  private static AddressSet symbol(int id) {
    return AddressSet.ofSymbols(id, id);
  }

  /** What a rule that names {@code tag} matches. */
  Extent extent(ServiceTag tag) {
    if (tag.equals(ServiceTag.AZURE_CLOUD)) {
      return azureCloud();
    }
    if (tag.whole().equals(ServiceTag.AZURE_CLOUD) && tag.region().isPresent()) {
      return azureCloudIn(tag.region().get());
    }
    AddressSet whole = blockSet(tag.service());
    boolean known = DISJOINT.contains(tag.service());
    AddressSet near = known ? whole : SERVICE_SYMBOLS;
    if (tag.part().isEmpty()) {
      return new Extent(whole, near.union(Ipv4Space.SERVICES), List.of(missing));
    }
    Optional<Region> region = tag.region().filter(REGION_INDEX::containsKey);
    if (region.isEmpty() || NOT_REGIONAL.contains(tag.service())) {
      // Somewhere inside its service, nobody says where.
      return new Extent(ownPart(tag), near.union(Ipv4Space.SERVICES), List.of(missing));
    }
    AddressSet part = inRegion(tag.service(), region.get());
    AddressSet atMost = known ? part : SERVICE_SYMBOLS;
    AddressSet numbers =
        tag.service().equals("ApiManagement")
            ? Ipv4Space.SERVICES.subtract(controlPlaneElsewhere(region.get()))
            : Ipv4Space.SERVICES;
    return new Extent(part, atMost.union(numbers), List.of(missing));
  }

  private static AddressSet controlPlaneElsewhere(Region region) {
    return AddressSet.unionOf(
        GLOBAL_CONTROL_PLANE.entrySet().stream()
            .filter(global -> !global.getKey().equals(region.name()))
            .map(global -> AddressSet.parse(global.getValue()))
            .toList());
  }

  private Extent azureCloud() {
    List<AddressSet> inside = new ArrayList<>();
    List<AddressSet> outside = new ArrayList<>();
    for (String service : KNOWN) { // Of any other, nobody says whether it is inside.
      inside.add(inside(service));
      outside.add(outside(service));
    }
    return new Extent(
        AddressSet.unionOf(inside),
        SERVICE_SYMBOLS.subtract(AddressSet.unionOf(outside)).union(Ipv4Space.SERVICES),
        List.of(missing));
  }

  private Extent azureCloudIn(Region region) {
    List<AddressSet> certain = new ArrayList<>();
    List<AddressSet> elsewhere = new ArrayList<>();
    for (String service : KNOWN) {
      elsewhere.add(outside(service));
      if (!NOT_REGIONAL.contains(service)) {
        AddressSet here = inRegion(service, region);
        certain.add(here);
        elsewhere.add(inside(service).subtract(here).subtract(symbol(block(service))));
      }
    }
    return new Extent(
        AddressSet.unionOf(certain),
        SERVICE_SYMBOLS.subtract(AddressSet.unionOf(elsewhere)).union(Ipv4Space.SERVICES),
        List.of(missing));
  }

  /**
   * What a demand for every address of {@code tag} covers: the certain part exists without doubt,
   * the possible part may be empty.
   */
  Extent demanded(ServiceTag tag) {
    if (tag.whole().equals(ServiceTag.AZURE_CLOUD)) {
      Extent all = extent(tag);
      return new Extent(existing(all.certain()), all.possible().symbols(), List.of(missing));
    }
    AddressSet whole = tag.part().isEmpty() ? blockSet(tag.service()) : extent(tag).certain();
    if (whole.isEmpty()) {
      // Its addresses are among the service's, which ones is not known.
      return new Extent(AddressSet.EMPTY, blockSet(tag.service()), List.of(missing));
    }
    AddressSet sure = tag.part().isEmpty() ? existing(whole) : whole;
    return new Extent(sure.isEmpty() ? whole : sure, whole, List.of(missing));
  }

  /** Every public address, tag or not. */
  Extent demandedInternet(Extent internet) {
    return new Extent(
        internet
            .certain()
            .intersect(Ipv4Space.PUBLIC)
            .union(AddressSet.ofSymbols(ELSEWHERE, ELSEWHERE))
            .union(existing(SERVICE_SYMBOLS)),
        internet.certain(),
        List.of(missing));
  }

  /** The symbols of {@code set} that stand for at least one address without doubt. */
  private AddressSet existing(AddressSet set) {
    return Objects.requireNonNull(EXISTING.get(cloud)).intersect(set);
  }

  /** Of the services that facts are known of, each in every established region of a cloud. */
  private static AddressSet existing(Cloud cloud) {
    List<AddressSet> sure = new ArrayList<>();
    for (int service = 0; service < KNOWN.size(); service++) {
      int first = FIRST_BLOCK + service * STRIDE;
      if (NOT_REGIONAL.contains(KNOWN.get(service))) {
        sure.add(AddressSet.ofSymbols(first, first));
        continue;
      }
      for (Region region : REGIONS) {
        if (region.isEstablished() && region.cloud().equals(Optional.of(cloud))) {
          int at = first + REGION_INDEX.getOrDefault(region, 0);
          sure.add(AddressSet.ofSymbols(at, at));
        }
      }
    }
    return AddressSet.unionOf(sure);
  }

  /** Whether every address of one tag is known to be in another. */
  public static boolean isInside(ServiceTag part, ServiceTag tag) {
    if (part.service().equals(tag.service())) {
      return tag.part().isEmpty();
    }
    if (!tag.whole().equals(ServiceTag.AZURE_CLOUD) || !DISJOINT.contains(part.service())) {
      return false;
    }
    return isRegional(part)
        ? tag.part().isEmpty() || tag.region().equals(part.region())
        : tag.part().isEmpty()
            && part.part().isEmpty()
            && !NOT_WHOLLY_INSIDE.contains(part.service());
  }

  /** Whether two tags are known to have no address in common. */
  public static boolean areDisjoint(ServiceTag one, ServiceTag other) {
    boolean differentRegions =
        isRegional(one) && isRegional(other) && !one.region().equals(other.region());
    if (one.service().equals(other.service())) {
      return differentRegions;
    }
    boolean known = DISJOINT.contains(one.service()) && DISJOINT.contains(other.service());
    boolean ofCloud =
        one.whole().equals(ServiceTag.AZURE_CLOUD) && DISJOINT.contains(other.service())
            || other.whole().equals(ServiceTag.AZURE_CLOUD) && DISJOINT.contains(one.service());
    return known || ofCloud && differentRegions;
  }

  private static boolean isRegional(ServiceTag tag) {
    return tag.region().filter(REGION_INDEX::containsKey).isPresent()
        && !NOT_REGIONAL.contains(tag.service());
  }

  /** The tag that names a symbol best; empty for a public address in no tag. */
  Optional<ServiceTag> tagOf(int symbol) {
    if (symbol < FIRST_BLOCK) {
      return Optional.empty();
    }
    int block = (symbol - FIRST_BLOCK) / STRIDE;
    if (block >= services.size()) {
      return Optional.empty();
    }
    ServiceTag whole = ServiceTag.of(services.get(block));
    int index = (symbol - FIRST_BLOCK) % STRIDE % HALF;
    if (index == 0) {
      return Optional.of(whole);
    }
    return Optional.of(
        index <= REGIONS.size()
            ? whole.in(REGIONS.get(index - 1))
            : parts.getOrDefault(whole.service(), List.of()).get(index - REGIONS.size() - 1));
  }
}
