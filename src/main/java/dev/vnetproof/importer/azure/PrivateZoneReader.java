package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Children;
import dev.vnetproof.importer.resource.Reference;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import dev.vnetproof.importer.resource.ValueReader;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Missing;
import dev.vnetproof.model.PrivateDnsZone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the private DNS zones that are linked to a network, with their records. */
final class PrivateZoneReader {
  private final ResourcePool pool;

  /** By the network that they are to. */
  private final Map<String, List<AzureResource>> links = new HashMap<>();

  /** To what an expression leaves open. */
  private final List<AzureResource> open = new ArrayList<>();

  PrivateZoneReader(ResourcePool pool) {
    this.pool = pool;
    for (AzureResource link : pool.ofType(AzureTypes.ZONE_LINK)) {
      Reference to = Reference.of(AzureNode.of(link).get("virtualNetwork"));
      to.id()
          .ifPresent(
              network -> links.computeIfAbsent(network.key(), n -> new ArrayList<>()).add(link));
      if (to.isOpen()) {
        open.add(link);
      }
    }
  }

  /**
   * Those of the input. No resource of the network lists them: where the input has none, nobody
   * knows.
   *
   * @param otherwise what is not known then
   */
  Datum<List<PrivateDnsZone>> of(ResourceId network, Datum<List<PrivateDnsZone>> otherwise) {
    TreeMap<String, PrivateDnsZone> zones = new TreeMap<>();
    List<AzureResource> perhaps = new ArrayList<>(links.getOrDefault(network.key(), List.of()));
    open.stream().filter(link -> !perhaps.contains(link)).toList().forEach(perhaps::add);
    for (AzureResource link : perhaps) {
      AzureNode node = AzureNode.of(link);
      Reference to = Reference.of(node.get("virtualNetwork"));
      if (!to.mayBe(network)) {
        continue;
      }
      ResourceId zone = new ResourceId(link.id()).parent();
      Datum<Boolean> linked =
          to.isTo(network)
              ? Datum.known(true)
              : Datum.unknown(
                  to.unresolved()
                      .map(ValueReader::describe)
                      .orElseGet(
                          () ->
                              Missing.fact(
                                  "whether link `"
                                      + link.name()
                                      + "` of private DNS zone `"
                                      + zone.name()
                                      + "` is to `"
                                      + network.text()
                                      + "`")));
      pool.use(link);
      pool.find(zone);
      zones.merge(
          zone.key(),
          new PrivateDnsZone(zone.name().toLowerCase(Locale.ROOT), linked, records(zone)),
          (one, other) -> one.linked().isKnown() ? one : other);
    }
    return zones.isEmpty()
        ? otherwise
        : Datum.known(
            zones.values().stream().sorted(Comparator.comparing(PrivateDnsZone::name)).toList());
  }

  /** Known where the input has some, or makes the zone: an export of a zone has no records. */
  private Datum<List<String>> records(ResourceId zone) {
    List<String> names = new ArrayList<>();
    for (String type : AzureTypes.ZONE_RECORDS) {
      pool.children(zone, type).stream().map(Children::name).forEach(names::add);
    }
    Optional<AzureNode> node = pool.find(zone).map(AzureNode::of);
    return names.isEmpty() && !node.map(Children::isWhole).orElse(false)
        ? Datum.unknown(Missing.fact("the records of private DNS zone `" + zone.name() + "`"))
        : Datum.known(names.stream().distinct().sorted().toList());
  }
}
