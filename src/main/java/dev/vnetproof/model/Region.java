package dev.vnetproof.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An Azure region. {@code name} is Azure's short name ({@code westus}); every spelling of it
 * ({@code West US}, {@code WestUS}) is the same region.
 */
public record Region(String name) implements Comparable<Region> {

  /** What the published tag files (2025-10-20) tell of a region. */
  private record Entry(
      Region region,
      String tagSuffix,
      String azureCloudSuffix,
      Cloud cloud,
      String pair,
      boolean established) {}

  private static final Map<String, Entry> BY_NAME = new HashMap<>();
  private static final Map<String, Entry> BY_SUFFIX = new HashMap<>();

  static {
    for (Entry entry : read()) {
      BY_NAME.put(entry.region().name(), entry);
      BY_SUFFIX.put(entry.tagSuffix().toLowerCase(Locale.ROOT), entry);
      BY_SUFFIX.putIfAbsent(entry.azureCloudSuffix(), entry);
    }
  }

  public Region {
    name = name.replaceAll("[\\s()_-]", "").toLowerCase(Locale.ROOT);
  }

  /** A region in any spelling: {@code westus}, {@code West US}. */
  public static Region of(String text) {
    return new Region(text);
  }

  /**
   * The region that the last part of a service tag names: {@code WestUS}, {@code centralfrance}.
   */
  public static Optional<Region> ofTagSuffix(String suffix) {
    return Optional.ofNullable(BY_SUFFIX.get(suffix.toLowerCase(Locale.ROOT))).map(Entry::region);
  }

  /** Every region known by name, in no particular order. */
  public static List<Region> all() {
    return BY_NAME.values().stream().map(Entry::region).sorted().toList();
  }

  /** Whether every service that the requirements name had addresses here in those files. */
  public boolean isEstablished() {
    Entry entry = BY_NAME.get(name);
    return entry != null && entry.established();
  }

  /** What stands behind the dot in a regional service tag ({@code WestUS} of Storage.WestUS). */
  public String tagSuffix() {
    Entry entry = BY_NAME.get(name);
    return entry == null ? name : entry.tagSuffix();
  }

  /** The same for AzureCloud, whose suffixes are irregular ({@code centralfrance}). */
  public String azureCloudSuffix() {
    Entry entry = BY_NAME.get(name);
    return entry == null ? name : entry.azureCloudSuffix();
  }

  /** The cloud that it is in, where the region is known. */
  public Optional<Cloud> cloud() {
    return Optional.ofNullable(BY_NAME.get(name)).map(Entry::cloud);
  }

  /** The region that Azure pairs with this one, where it has one. */
  public Optional<Region> pair() {
    Entry entry = BY_NAME.get(name);
    return entry == null || entry.pair().isEmpty()
        ? Optional.empty()
        : Optional.of(new Region(entry.pair()));
  }

  @Override
  public int compareTo(Region other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }

  private static List<Entry> read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Region.class.getResourceAsStream("regions.csv")),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isEmpty())
          .map(line -> line.split(",", -1))
          .map(f -> new Entry(new Region(f[0]), f[1], f[2], cloud(f[3]), f[4], f[5].equals("full")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Cloud cloud(String azureName) {
    for (Cloud cloud : Cloud.values()) {
      if (cloud.azureName().equals(azureName)) {
        return cloud;
      }
    }
    throw new IllegalStateException("regions.csv names the cloud " + azureName);
  }
}
