package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.model.Place;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Remembers which resource each part of a location was read from. */
final class LocationPlaces {
  private final String home;
  private final String location;
  private final SortedMap<String, Place> parts = new TreeMap<>();

  /**
   * @param home the document of the service
   * @param location its JSON pointer in the snapshot
   * @param place what declares it: the service, or one of its additional locations
   */
  LocationPlaces(String home, String location, AzureNode place) {
    this.home = home;
    this.location = location;
    parts.put(location, place.place());
  }

  /** The document of the service. */
  String home() {
    return home;
  }

  /**
   * @param part a property of the location
   */
  void put(String part, AzureNode node) {
    parts.put(location + "/" + part, node.place());
  }

  Map<String, Place> parts() {
    return parts;
  }
}
