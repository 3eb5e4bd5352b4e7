package dev.vnetproof.importer.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.resource.SourceAccount.Gap;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All resources of one input, by id and by type; remembers which of them a snapshot used. */
public final class ResourcePool {
  private final Map<String, AzureResource> byId = new LinkedHashMap<>();
  private final Map<String, List<AzureResource>> byType = new LinkedHashMap<>();

  /** What each document prints of a resource that more than one prints, the fullest left out. */
  private final Map<String, List<AzureResource>> twins = new HashMap<>();

  /** Those of each type by id, so that what lies below an id lies together. */
  private final Map<String, NavigableMap<String, AzureResource>> sorted = new HashMap<>();

  /** What lists each subnet, by type and subnet. */
  private final Map<String, Map<String, List<Claim>>> claims = new HashMap<>();

  /** By identity: a body is too large to be compared. */
  private final Set<AzureResource> used = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What else may have been deployed. */
  private final Optional<Missing> unread;

  /**
   * That a resource is on a subnet, as it says of itself or Network Watcher of it.
   *
   * @param target the resource
   * @param by what says so
   */
  record Claim(ResourceId target, AzureResource by) {}

  /**
   * @param unread templates that were not read; what they deploy is not known to be none
   */
  public ResourcePool(List<AzureResource> resources, List<Gap> unread) {
    this.unread =
        unread.stream()
            .findFirst()
            .map(
                gap ->
                    Missing.fact(
                        gap.missing() + " (" + gap.snapshot() + " " + gap.pointer() + ")"));
    for (AzureResource resource : resources) {
      String key = new ResourceId(resource.id()).key();
      if (key.isEmpty()) {
        key = resource.place().text("");
      }
      AzureResource before = byId.get(key);
      AzureResource kept = before == null ? resource : fuller(before, resource);
      byId.put(key, kept);
      if (before != null && before.document() != resource.document()) {
        twins.computeIfAbsent(key, k -> new ArrayList<>()).add(kept == before ? resource : before);
      }
    }
    byId.forEach(
        (key, r) -> {
          byType.computeIfAbsent(type(r), t -> new ArrayList<>()).add(r);
          sorted.computeIfAbsent(type(r), t -> new TreeMap<>()).put(key, r);
        });
  }

  public static String type(AzureResource resource) {
    return resource.type().toLowerCase(Locale.ROOT);
  }

  /** Of two printings of one resource the one that shows more; the first of equals. */
  private static AzureResource fuller(AzureResource a, AzureResource b) {
    return size(b) > size(a) ? b : a;
  }

  /** What an expression leaves open shows nothing. */
  private static int size(AzureResource resource) {
    return shown(resource.body()) + shown(resource.body().path("properties"));
  }

  private static int shown(JsonNode object) {
    int shown = 0;
    for (JsonNode value : object) {
      shown += value.isPojo() ? 0 : 1;
    }
    return shown;
  }

  public Collection<AzureResource> all() {
    return byId.values();
  }

  public List<AzureResource> ofType(String type) {
    return byType.getOrDefault(type.toLowerCase(Locale.ROOT), List.of());
  }

  public Optional<AzureResource> find(ResourceId id) {
    Optional<AzureResource> found = Optional.ofNullable(byId.get(id.key()));
    found.ifPresent(used::add);
    return found;
  }

  /** Resources of their own that belong to {@code parent}, sorted by id. */
  public List<AzureNode> children(ResourceId parent, String type) {
    NavigableMap<String, AzureResource> all = sorted.get(type.toLowerCase(Locale.ROOT));
    if (all == null || parent.text().isEmpty()) {
      return List.of();
    }
    // The character behind the slash ends what starts with the parent's id and a slash.
    Collection<AzureResource> children =
        all.subMap(parent.key() + "/", true, parent.key() + "0", false).values();
    used.addAll(children);
    return children.stream().map(AzureNode::of).toList();
  }

  /**
   * The same as what is known to belong to {@code parent}: not known where something else may, as
   * an expression leaves open what that belongs to.
   */
  public Datum<List<AzureNode>> knownChildren(ResourceId parent, String type) {
    List<AzureNode> children = children(parent, type);
    for (AzureResource other : open(type)) {
      ResourceId itsParent = new ResourceId(other.id()).parent();
      boolean elsewhere = itsParent.key().equals(parent.key()) || byId.containsKey(itsParent.key());
      if (!elsewhere && itsParent.mayBe(parent)) {
        return Datum.unknown(
            Missing.fact("whether `" + other.id() + "` belongs to `" + parent.text() + "`"));
      }
    }
    return Datum.known(children);
  }

  /** A resource of a type that may be {@code id} under a name that an expression leaves open. */
  Optional<AzureResource> mayBe(ResourceId id, String type) {
    return open(type).stream()
        .filter(other -> !new ResourceId(other.id()).key().equals(id.key()))
        .filter(other -> new ResourceId(other.id()).mayBe(id))
        .findFirst();
  }

  private List<AzureResource> open(String type) {
    return ofType(type).stream().filter(r -> new ResourceId(r.id()).isOpen()).toList();
  }

  /**
   * What other documents print of the resource. A deployment may well write it more than once; but
   * of two captures one is the older, and of two templates one is deployed last.
   */
  public List<AzureNode> otherCaptures(ResourceId id) {
    List<AzureResource> others =
        id.hasOpenName() ? List.of() : twins.getOrDefault(id.key(), List.of());
    used.addAll(others);
    return others.stream().map(AzureNode::of).toList();
  }

  /** Names two printings that differ, in an order of their own. */
  public static String captures(AzureNode one, AzureNode other) {
    String a = one.resource().document().text().name();
    String b = other.resource().document().text().name();
    return "`" + (a.compareTo(b) < 0 ? a + "` and `" + b : b + "` and `" + a) + "`";
  }

  /**
   * Which resources of a type are said to be on a subnet, each once, sorted by id.
   *
   * @param type of resources that list their subnets
   */
  List<Claim> claims(String type, ResourceId subnet) {
    return claims.computeIfAbsent(type, this::claims).getOrDefault(subnet.key(), List.of());
  }

  private Map<String, List<Claim>> claims(String type) {
    Map<String, NavigableMap<String, Claim>> bySubnet = new HashMap<>();
    for (AzureResource resource : ofType(type)) {
      for (AzureNode subnet : AzureNode.of(resource).get("subnets").elements()) {
        claim(bySubnet, subnet, new Claim(new ResourceId(resource.id()), resource));
      }
    }
    for (AzureResource association : ofType(AzureTypes.ASSOCIATION)) {
      AzureNode node = AzureNode.of(association);
      ResourceId target = new ResourceId(node.own("target").own("id").text().orElse(""));
      if (target.type().orElse("").equalsIgnoreCase(type)) {
        claim(bySubnet, node.own("subnet"), new Claim(target, association));
      }
    }
    Map<String, List<Claim>> sortedClaims = new HashMap<>();
    bySubnet.forEach((subnet, all) -> sortedClaims.put(subnet, List.copyOf(all.values())));
    return sortedClaims;
  }

  private static void claim(
      Map<String, NavigableMap<String, Claim>> bySubnet, AzureNode subnet, Claim claim) {
    String key = subnet.own("id").text().map(id -> new ResourceId(id).key()).orElse("");
    if (!key.isEmpty()) {
      bySubnet.computeIfAbsent(key, k -> new TreeMap<>()).putIfAbsent(claim.target().key(), claim);
    }
  }

  /** Known to be none, unless something was not read that may have it. */
  public <T> Datum<T> none(T none) {
    return unread.<Datum<T>>map(Datum::unknown).orElseGet(() -> Datum.known(none));
  }

  public void use(AzureResource resource) {
    used.add(resource);
  }

  public boolean isUsed(AzureResource resource) {
    return used.contains(resource);
  }
}
