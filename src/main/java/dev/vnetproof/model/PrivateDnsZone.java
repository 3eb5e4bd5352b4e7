package dev.vnetproof.model;

import java.util.List;

/**
 * A private DNS zone that may answer for the virtual network.
 *
 * @param linked whether it is linked to the network
 * @param records names of its record sets, relative to the zone; {@code @} is the zone itself
 */
public record PrivateDnsZone(String name, Datum<Boolean> linked, Datum<List<String>> records) {
  public PrivateDnsZone {
    records = records.map(List::copyOf);
  }
}
