package dev.vnetproof.proof.tag;

import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.space.AddressSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The prefixes of service tags, as Microsoft publishes them weekly in one file per cloud ("Azure IP
 * Ranges and Service Tags"). Without a file for a cloud its tags are symbolic.
 *
 * <p>Only IPv4 prefixes are kept: every flow of API Management is IPv4. Immutable.
 */
public final class ServiceTags {
  private final Map<Cloud, ServiceTagFile.Content> clouds;

  /** A file that was read: its cloud and Microsoft's change number. */
  public record Edition(Cloud cloud, int changeNumber) {}

  private ServiceTags(Map<Cloud, ServiceTagFile.Content> clouds) {
    this.clouds = clouds;
  }

  /** No file: every tag is a name with known relations to others. */
  public static ServiceTags none() {
    return new ServiceTags(new EnumMap<>(Cloud.class));
  }

  /**
   * These tags, and those of a file besides.
   *
   * @param file Microsoft's JSON, plain or gzip
   * @throws SnapshotException if it cannot be read or is for a cloud that was already given
   */
  public ServiceTags with(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return with(file.toString(), in);
    } catch (IOException e) {
      throw problem(file.toString(), "cannot be read; expected Microsoft's service tag file");
    }
  }

  /**
   * These tags, and those of a file besides.
   *
   * @param source how messages name the file
   */
  public ServiceTags with(String source, InputStream in) {
    ServiceTagFile.Content content = ServiceTagFile.read(source, in);
    if (clouds.containsKey(content.cloud())) {
      throw problem(
          source,
          "is a second service tag file for " + content.cloud().azureName() + "; expected one");
    }
    Map<Cloud, ServiceTagFile.Content> more = new EnumMap<>(Cloud.class);
    more.putAll(clouds);
    more.put(content.cloud(), content);
    return new ServiceTags(more);
  }

  private static SnapshotException problem(String source, String message) {
    return new SnapshotException(List.of(new SnapshotException.Problem(source, 0, 0, "", message)));
  }

  /** The files that were read, by cloud. */
  public List<Edition> editions() {
    return clouds.entrySet().stream()
        .map(e -> new Edition(e.getKey(), e.getValue().changeNumber()))
        .toList();
  }

  /** Whether a file for this cloud was read. */
  public boolean isPublished(Cloud cloud) {
    return clouds.containsKey(cloud);
  }

  /** Whether the file of some cloud has a tag. */
  public boolean isPublished(ServiceTag tag) {
    return clouds.values().stream().anyMatch(each -> each.tags().containsKey(tag.key()));
  }

  /** The IPv4 prefixes of a tag, if the cloud's file has it. */
  public Optional<AddressSet> prefixes(Cloud cloud, ServiceTag tag) {
    ServiceTagFile.Content published = clouds.get(cloud);
    return published == null
        ? Optional.empty()
        : Optional.ofNullable(published.tags().get(tag.key()));
  }

  /** The IPv4 prefixes of a tag by their length, 0 to 32, if the cloud's file has the tag. */
  public Optional<SortedMap<Integer, AddressSet>> prefixesByLength(Cloud cloud, ServiceTag tag) {
    ServiceTagFile.Content published = clouds.get(cloud);
    long[] packed = published == null ? null : published.prefixes().get(tag.key());
    if (packed == null) {
      return Optional.empty();
    }
    Map<Integer, List<AddressSet>> byLength = new TreeMap<>();
    for (long prefix : packed) {
      long first = prefix >>> 6;
      int length = (int) (prefix & 63);
      byLength
          .computeIfAbsent(length, l -> new ArrayList<>())
          .add(AddressSet.ofIpv4Range(first, first + (1L << (32 - length)) - 1));
    }
    SortedMap<Integer, AddressSet> sets = new TreeMap<>();
    byLength.forEach((length, prefixes) -> sets.put(length, AddressSet.unionOf(prefixes)));
    return Optional.of(sets);
  }
}
