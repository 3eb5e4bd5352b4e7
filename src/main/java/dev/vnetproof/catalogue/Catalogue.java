package dev.vnetproof.catalogue;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Region;
import dev.vnetproof.rule.Edition;
import dev.vnetproof.rule.Requirement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every requirement, edition and address table that rules rest on. Immutable. */
public final class Catalogue {
  private final Map<String, Requirement> requirements;
  private final Map<String, Edition> editions;
  private final Map<String, List<String>> idsByEdition = new TreeMap<>();
  private final List<ControlPlaneRow> controlPlane;
  private final Map<Cloud, AddressPrefixes> listed = new EnumMap<>(Cloud.class);

  /**
   * One row of the document's table of control plane addresses.
   *
   * @param global whether every instance of the cloud needs it, besides those of its region
   */
  public record ControlPlaneRow(
      Cloud cloud, Region region, boolean global, AddressPrefixes addresses) {}

  Catalogue(
      List<Requirement> requirements, List<Edition> editions, List<ControlPlaneRow> controlPlane) {
    Map<String, Requirement> byId = new TreeMap<>();
    for (Requirement requirement : requirements) {
      if (byId.put(requirement.id(), requirement) != null) {
        throw new CatalogueException(
            "requirement `" + requirement.id() + "` is described twice; expected one entry");
      }
    }
    Map<String, Edition> inOrder = new LinkedHashMap<>();
    editions.forEach(edition -> inOrder.put(edition.id(), edition));
    this.requirements = Collections.unmodifiableMap(byId);
    this.editions = Collections.unmodifiableMap(inOrder);
    this.controlPlane = List.copyOf(controlPlane);
    for (Cloud cloud : Cloud.values()) {
      listed.put(
          cloud,
          AddressPrefixes.of(
              controlPlane.stream()
                  .filter(row -> row.cloud() == cloud)
                  .flatMap(row -> row.addresses().texts().stream())
                  .toList()));
    }
    byId.values()
        .forEach(
            requirement ->
                requirement
                    .editions()
                    .forEach(
                        edition ->
                            idsByEdition
                                .computeIfAbsent(edition, each -> new ArrayList<>())
                                .add(requirement.id())));
  }

  /** The catalogue of the built-in rules. */
  public static Catalogue builtIn() {
    return CatalogueFile.readBuiltIn();
  }

  /** This catalogue and the requirements of another; ids must differ. */
  public Catalogue and(Catalogue other) {
    List<Requirement> both = new ArrayList<>(requirements.values());
    both.addAll(other.requirements.values());
    List<ControlPlaneRow> rows = new ArrayList<>(controlPlane);
    rows.addAll(other.controlPlane);
    Map<String, Edition> all = new LinkedHashMap<>(editions);
    all.putAll(other.editions);
    return new Catalogue(both, List.copyOf(all.values()), rows);
  }

  /** Every requirement, by id. */
  public Map<String, Requirement> requirements() {
    return requirements;
  }

  public Optional<Requirement> requirement(String id) {
    return Optional.ofNullable(requirements.get(id));
  }

  /** The ids of the requirements that an edition has, in order. */
  public List<String> idsOf(Edition edition) {
    return idsByEdition.getOrDefault(edition.id(), List.of());
  }

  /** Whether an edition has a requirement. */
  public boolean has(Edition edition, String id) {
    Requirement requirement = requirements.get(id);
    return requirement != null && requirement.editions().contains(edition.id());
  }

  /** Every edition, oldest first. */
  public List<Edition> editions() {
    return List.copyOf(editions.values());
  }

  /**
   * @throws IllegalArgumentException if there is no such edition
   */
  public Edition edition(String id) {
    Edition edition = editions.get(id);
    if (edition == null) {
      throw new IllegalArgumentException(
          "`" + id + "` is no edition; expected one of " + String.join(", ", editions.keySet()));
    }
    return edition;
  }

  /** The rows of the document's table of control plane addresses. */
  public List<ControlPlaneRow> controlPlaneRows() {
    return controlPlane;
  }

  /** Every address that is listed for a cloud. */
  public AddressPrefixes controlPlaneAddresses(Cloud cloud) {
    return listed.getOrDefault(cloud, AddressPrefixes.NONE);
  }

  /**
   * The listed addresses for a region: its own and the cloud's global ones. Empty where the region
   * has no row: the global addresses are needed in addition to it and stand for no region alone.
   */
  public AddressPrefixes controlPlaneAddresses(Cloud cloud, Region region) {
    List<String> addresses = new ArrayList<>();
    boolean listed = false;
    for (ControlPlaneRow row : controlPlane) {
      boolean own = !row.global() && row.region().equals(region);
      if (row.cloud() == cloud && (row.global() || own)) {
        addresses.addAll(row.addresses().texts());
        listed |= own;
      }
    }
    return listed ? AddressPrefixes.of(addresses) : AddressPrefixes.NONE;
  }
}
