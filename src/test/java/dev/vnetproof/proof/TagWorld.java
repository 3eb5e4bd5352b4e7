package dev.vnetproof.proof;

import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Region;
import dev.vnetproof.proof.PlainAddresses.Range;
import dev.vnetproof.proof.tag.ServiceTags;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Addresses of service tags as they might be: random, but true to what is published of them (two
 * services have nothing in common; a regional tag is inside its service and inside AzureCloud of
 * the region; parts of AzureActiveDirectory and of Storage in no region are outside AzureCloud, but
 * never all of a service; all are public).
 */
final class TagWorld {
  static final List<String> REGIONAL =
      List.of(
          "Sql",
          "EventHub",
          "ServiceBus",
          "AzureKeyVault",
          "AzureMonitor",
          "ApiManagement",
          "AzureConnectors",
          "AzureEventGrid",
          "Storage");
  static final List<String> GLOBAL = List.of("AzureActiveDirectory", "AzureTrafficManager");

  /** Tags of which nothing is published but that they are public. */
  static final List<String> FREE = List.of("AppService", "AzureFrontDoor.Backend");

  static final String SUB_TAG = "AzureActiveDirectory.ServiceEndpoint";

  /** Where blocks lie: few places, so that prefixes of rules meet them often. */
  static final List<String> CLUSTERS =
      List.of("13.64.0.0/14", "20.32.0.0/13", "40.64.0.0/13", "52.224.0.0/13", "104.40.0.0/14");

  /**
   * One run of addresses; {@code service} and {@code region} are empty strings where it is of none.
   */
  record Block(Range range, String service, String region, boolean inCloud, Set<String> also) {}

  private final Cloud cloud;
  private final TreeMap<Long, Block> blocks = new TreeMap<>();
  private final Map<String, Set<Block>> blocksOf = new HashMap<>();
  private final Map<String, String> cloudSuffixes = new TreeMap<>();

  private List<Block> list = List.of();
  private List<String> names = List.of();

  private TagWorld(Cloud cloud) {
    this.cloud = cloud;
  }

  static TagWorld random(Random random, Cloud cloud, List<Region> regions) {
    TagWorld world = new TagWorld(cloud);
    List<String[]> owners = new ArrayList<>();
    for (Region region : regions) {
      Range listed = listed(regions.indexOf(region));
      world.blocks.put(
          listed.low(), new Block(listed, "ApiManagement", region.tagSuffix(), true, Set.of()));
      world.cloudSuffixes.put(
          region.azureCloudSuffix().toLowerCase(Locale.ROOT), region.tagSuffix());
      REGIONAL.forEach(service -> owners.add(new String[] {service, region.tagSuffix()}));
      owners.add(new String[] {"", region.tagSuffix()});
    }
    owners.add(new String[] {"", ""});
    GLOBAL.forEach(service -> owners.add(new String[] {service, ""}));
    for (String service : REGIONAL) {
      if (random.nextBoolean()) {
        owners.add(new String[] {service, ""});
      }
    }
    int given = owners.size();
    for (int more = random.nextInt(given + 1); more > 0; more--) {
      owners.add(owners.get(random.nextInt(given)));
    }
    Collections.shuffle(owners, random);
    boolean anyEntraInCloud = false;
    long[] next = CLUSTERS.stream().mapToLong(c -> PlainAddresses.range(c).low()).toArray();
    for (String[] owner : owners) {
      int cluster = random.nextInt(CLUSTERS.size());
      int length = 24 + random.nextInt(9);
      long size = 1L << (32 - length);
      long low = (next[cluster] + size - 1) / size * size;
      next[cluster] = low + size + (random.nextInt(3) == 0 ? random.nextInt(300) : 0);
      boolean mayLeave =
          owner[0].equals("AzureActiveDirectory")
              || owner[0].equals("Storage") && owner[1].isEmpty();
      Set<String> also = new TreeSet<>();
      FREE.stream().filter(tag -> random.nextInt(6) == 0).forEach(also::add);
      if (owner[0].equals("AzureActiveDirectory") && random.nextBoolean()) {
        also.add(SUB_TAG);
      }
      Range range = new Range(low, low + size - 1);
      boolean inCloud = !mayLeave || random.nextBoolean();
      if (owner[0].equals("AzureActiveDirectory")) {
        inCloud |= !anyEntraInCloud;
        anyEntraInCloud = true;
      }
      world.blocks.put(low, new Block(range, owner[0], owner[1], inCloud, also));
    }
    world.list = List.copyOf(world.blocks.values());
    world.names = world.namesOfBlocks();
    return world;
  }

  /**
   * Addresses of the control plane of a region, the same in every world: the document lists some,
   * and those lie in the regional tag (azure-semantics 7.4).
   */
  static Range listed(int region) {
    long low = PlainAddresses.number("23.96.0.0") + 16L * region;
    return new Range(low, low + 15);
  }

  List<Block> blocks() {
    return list;
  }

  /** Every tag that has an address here. */
  List<String> names() {
    return names;
  }

  private List<String> namesOfBlocks() {
    TreeSet<String> names = new TreeSet<>();
    for (Block block : blocks.values()) {
      names.addAll(block.also());
      if (!block.service().isEmpty()) {
        names.add(block.service());
        if (!block.region().isEmpty()) {
          names.add(block.service() + "." + block.region());
        }
      }
    }
    names.add("AzureCloud");
    cloudSuffixes.keySet().forEach(suffix -> names.add("AzureCloud." + suffix));
    return List.copyOf(names);
  }

  /** Whether the tag holds an address. */
  Truth.Meaning meaning(String tag) {
    Set<Block> of = blocksOf.computeIfAbsent(tag, this::blocksOf);
    return address -> {
      Map.Entry<Long, Block> at = blocks.floorEntry(address);
      return at != null && at.getValue().range().contains(address) && of.contains(at.getValue());
    };
  }

  private Set<Block> blocksOf(String tag) {
    Set<Block> of = Collections.newSetFromMap(new IdentityHashMap<>());
    blocks.values().stream().filter(block -> isIn(block, tag)).forEach(of::add);
    return of;
  }

  private boolean isIn(Block block, String tag) {
    if (block.also().contains(tag)) {
      return true;
    }
    int dot = tag.indexOf('.');
    String service = dot < 0 ? tag : tag.substring(0, dot);
    String part = dot < 0 ? "" : tag.substring(dot + 1);
    if (service.equals("AzureCloud")) {
      return block.inCloud()
          && (part.isEmpty()
              || block.region().equals(cloudSuffixes.get(part.toLowerCase(Locale.ROOT))));
    }
    return block.service().equals(service) && (part.isEmpty() || block.region().equals(part));
  }

  void addCuts(List<Long> cuts) {
    for (Block block : blocks.values()) {
      cuts.add(block.range().low());
      cuts.add(block.range().high() + 1);
    }
  }

  /** An address of the tag. */
  long some(String tag, Random random) {
    List<Block> of = blocks.values().stream().filter(block -> isIn(block, tag)).toList();
    Block block = of.get(random.nextInt(of.size()));
    return block.range().low() + random.nextInt((int) block.range().size());
  }

  /** The prefixes of a tag. */
  List<String> prefixes(String tag) {
    return blocks.values().stream()
        .filter(block -> isIn(block, tag))
        .map(
            block ->
                PlainAddresses.prefix(
                    block.range().low(), Long.numberOfLeadingZeros(block.range().size() - 1) - 32))
        .toList();
  }

  /** This world as Microsoft would publish it. */
  ServiceTags published() {
    StringBuilder json = new StringBuilder("{\"changeNumber\":1,\"cloud\":\"");
    json.append(
        switch (cloud) {
          case AZURE_PUBLIC -> "Public";
          case AZURE_GOVERNMENT -> "AzureGovernment";
          case AZURE_CHINA -> "China";
        });
    json.append("\",\"values\":[");
    String separator = "";
    for (String name : names()) {
      json.append(separator).append("{\"name\":\"").append(name);
      json.append("\",\"properties\":{\"addressPrefixes\":[");
      separator = "";
      for (String prefix : prefixes(name)) {
        json.append(separator).append('"').append(prefix).append('"');
        separator = ",";
      }
      json.append("]}}");
      separator = ",";
    }
    byte[] bytes = json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    return ServiceTags.none().with("random", new ByteArrayInputStream(bytes));
  }
}
