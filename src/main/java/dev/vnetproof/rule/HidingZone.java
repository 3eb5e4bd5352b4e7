package dev.vnetproof.rule;

import dev.vnetproof.model.AzureFacts;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.PrivateDnsZone;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A private DNS zone of Microsoft's own names. Linked to a network, it answers for all of them: a
 * name without a record in it does not exist there (private endpoint DNS configuration,
 * 2021-01-14). Zones under {@code privatelink} do no harm: public names lead to them only where a
 * private endpoint is.
 *
 * @param hidden names below which the instance has to find something
 */
public record HidingZone(Location location, PrivateDnsZone zone, String hidden) {
  /** Below which dependencies of the document have their names, in every cloud. */
  private static final List<String> NAMES =
      AzureFacts.rows("names-of-dependencies.csv").stream().map(row -> row.get(0)).toList();

  /** What {@code zone} hides; empty for a zone of other names. */
  static Optional<HidingZone> of(Location location, PrivateDnsZone zone) {
    return NAMES.stream()
        .filter(name -> name.equals(zone.name()) || name.endsWith("." + zone.name()))
        .findFirst()
        .map(name -> new HidingZone(location, zone, name));
  }

  /** Those of a location whose zones are known. */
  public static List<HidingZone> among(Location location) {
    return location.virtualNetwork().privateDnsZones().orElse(List.of()).stream()
        .flatMap(zone -> of(location, zone).stream())
        .toList();
  }

  /** The zone, what it hides, and how many records it has. */
  public Map<String, String> texts() {
    int records = zone.records().map(List::size).orElse(0);
    return Map.of(
        "zone",
        zone.name(),
        "hidden",
        hidden,
        "records",
        records == 0
            ? "no record that is known"
            : records + (records == 1 ? " record" : " records"));
  }
}
