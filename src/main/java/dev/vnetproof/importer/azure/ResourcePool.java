package dev.vnetproof.importer.azure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.azure.SourceAccount.Missing;
import dev.vnetproof.model.Datum;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All resources of one input, by id and by type; remembers which of them a snapshot used. */
final class ResourcePool {
  private final Map<String, AzureResource> byId = new LinkedHashMap<>();
  private final Map<String, List<AzureResource>> byType = new LinkedHashMap<>();

  /** By identity: a body is too large to be compared. */
  private final Set<AzureResource> used = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What else may have been deployed. */
  private final Optional<String> unread;

  /**
   * @param unread templates that were not read; what they deploy is not known to be none
   */
  ResourcePool(List<AzureResource> resources, List<Missing> unread) {
    this.unread =
        unread.stream()
            .findFirst()
            .map(m -> m.missing() + " (" + m.snapshot() + " " + m.pointer() + ")");
    for (AzureResource resource : resources) {
      String key = new ResourceId(resource.id()).key();
      if (key.isEmpty()) {
        key = resource.place().text("");
      }
      byId.merge(key, resource, ResourcePool::fuller);
    }
    byId.values().forEach(r -> byType.computeIfAbsent(type(r), t -> new ArrayList<>()).add(r));
  }

  static String type(AzureResource resource) {
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

  Collection<AzureResource> all() {
    return byId.values();
  }

  List<AzureResource> ofType(String type) {
    return byType.getOrDefault(type.toLowerCase(Locale.ROOT), List.of());
  }

  Optional<AzureResource> find(ResourceId id) {
    Optional<AzureResource> found = Optional.ofNullable(byId.get(id.key()));
    found.ifPresent(used::add);
    return found;
  }

  /** Resources of their own that belong to {@code parent}, sorted by id. */
  List<AzureNode> children(ResourceId parent, String type) {
    String prefix = parent.key() + "/";
    List<AzureResource> children =
        ofType(type).stream()
            .filter(r -> new ResourceId(r.id()).key().startsWith(prefix))
            .sorted(Comparator.comparing(r -> new ResourceId(r.id()).key()))
            .toList();
    used.addAll(children);
    return children.stream().map(AzureNode::of).toList();
  }

  /** Known to be none, unless something was not read that may have it. */
  <T> Datum<T> none(T none) {
    return unread.<Datum<T>>map(Datum::unknown).orElseGet(() -> Datum.known(none));
  }

  void use(AzureResource resource) {
    used.add(resource);
  }

  boolean isUsed(AzureResource resource) {
    return used.contains(resource);
  }
}
