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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every requirement, edition and address table that rules rest on. Immutable. */
public final class Catalogue {
  /** Stands for the newest edition. */
  public static final String LATEST = "latest";

  private final Map<String, Requirement> requirements;

  /** By id and first edition: the wordings of requirements that have several. */
  private final Map<String, TreeMap<String, Requirement>> wordings = new TreeMap<>();

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

  /**
   * @param entries every wording of each requirement, the oldest first
   */
  Catalogue(
      List<List<Requirement>> entries, List<Edition> editions, List<ControlPlaneRow> controlPlane) {
    Map<String, Requirement> byId = new TreeMap<>();
    for (List<Requirement> entry : entries) {
      Requirement requirement = entry.get(0);
      if (byId.put(requirement.id(), requirement) != null) {
        throw new CatalogueException(
            "requirement `" + requirement.id() + "` is described twice; expected one entry");
      }
      for (int i = 1; i < entry.size(); i++) {
        wordings
            .computeIfAbsent(requirement.id(), id -> new TreeMap<>())
            .put(requirement.changes().get(i - 1).edition(), entry.get(i));
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
    List<List<Requirement>> both = new ArrayList<>(entries());
    both.addAll(other.entries());
    List<ControlPlaneRow> rows = new ArrayList<>(controlPlane);
    rows.addAll(other.controlPlane);
    Map<String, Edition> all = new LinkedHashMap<>(editions);
    all.putAll(other.editions);
    return new Catalogue(both, List.copyOf(all.values()), rows);
  }

  private List<List<Requirement>> entries() {
    List<List<Requirement>> entries = new ArrayList<>();
    for (Requirement requirement : requirements.values()) {
      List<Requirement> entry = new ArrayList<>(List.of(requirement));
      entry.addAll(wordings.getOrDefault(requirement.id(), new TreeMap<>()).values());
      entries.add(entry);
    }
    return entries;
  }

  /** Every requirement, by id, in its oldest wording. */
  public Map<String, Requirement> requirements() {
    return requirements;
  }

  /** One requirement, if there is one of that id, in its oldest wording. */
  public Optional<Requirement> requirement(String id) {
    return Optional.ofNullable(requirements.get(id));
  }

  /** A requirement as an edition words it, or as the last one before it does. */
  public Optional<Requirement> requirement(String id, Edition edition) {
    TreeMap<String, Requirement> later = wordings.get(id);
    Map.Entry<String, Requirement> wording = later == null ? null : later.floorEntry(edition.id());
    return wording == null ? requirement(id) : Optional.of(wording.getValue());
  }

  /** The requirements that an edition has, as it words them, by id. */
  public List<Requirement> requirementsOf(Edition edition) {
    return idsOf(edition).stream().flatMap(id -> requirement(id, edition).stream()).toList();
  }

  /**
   * Whether the verdict on a requirement may differ under a later edition, which has it: it came
   * later, or was changed in more than its words.
   */
  public boolean mayDiffer(String id, Edition from, Edition later) {
    Requirement requirement = requirements.get(id);
    return requirement != null
        && (!requirement.isIn(from)
            || requirement.changes().stream()
                .anyMatch(
                    change ->
                        !change.words()
                            && from.earlierThan(change.edition())
                            && later.since(change.edition())));
  }

  /** The ids of the requirements that an edition has, in order. */
  public List<String> idsOf(Edition edition) {
    return idsByEdition.getOrDefault(edition.id(), List.of());
  }

  /** Whether an edition has a requirement. */
  public boolean has(Edition edition, String id) {
    Requirement requirement = requirements.get(id);
    return requirement != null && requirement.isIn(edition);
  }

  /** Every edition, oldest first. */
  public List<Edition> editions() {
    return List.copyOf(editions.values());
  }

  /** The newest edition. */
  public Edition latest() {
    List<Edition> all = editions();
    return all.get(all.size() - 1);
  }

  /**
   * @param id the date that an edition prints, or {@code latest}
   * @throws IllegalArgumentException if there is no such edition, naming all and the nearest one
   */
  public Edition edition(String id) {
    String wanted = id.strip().toLowerCase(Locale.ROOT);
    Edition edition = wanted.equals(LATEST) ? latest() : editions.get(wanted);
    if (edition == null) {
      throw new IllegalArgumentException(
          "`"
              + id
              + "` is no edition; expected one of "
              + String.join(", ", editions.keySet())
              + ", or "
              + LATEST
              + nearest(wanted).map(near -> "; did you mean `" + near + "`?").orElse(""));
    }
    return edition;
  }

  /** By its letters; of something like a date otherwise, the last edition until then. */
  private Optional<String> nearest(String wanted) {
    List<String> names = new ArrayList<>(editions.keySet());
    names.add(LATEST);
    Optional<String> near = Nearest.of(wanted, names);
    if (near.isPresent() && !wanted.startsWith("20")) {
      return near;
    }
    return editions.keySet().stream()
        .filter(each -> wanted.startsWith("20") && each.compareTo(wanted) <= 0)
        .reduce((first, second) -> second)
        .or(() -> near);
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
