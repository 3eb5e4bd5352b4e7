package dev.vnetproof.analysis;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The prefixes of service tags, as Microsoft publishes them weekly in one file per cloud ("Azure IP
 * Ranges and Service Tags"). Without a file for a cloud its tags are symbolic.
 *
 * <p>Only IPv4 prefixes are kept: every flow of API Management is IPv4. Immutable.
 */
public final class ServiceTags {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<Cloud, Published> clouds;

  /**
   * @param prefixes of each tag as published, packed as {@code address << 6 | length}: routing
   *     needs their lengths, which the merged set no longer shows
   */
  private record Published(
      int changeNumber, Map<String, AddressSet> tags, Map<String, long[]> prefixes) {}

  /** A file that was read: its cloud and Microsoft's change number. */
  public record Edition(Cloud cloud, int changeNumber) {}

  private ServiceTags(Map<Cloud, Published> clouds) {
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
    Cloud[] cloud = new Cloud[1];
    int[] changeNumber = new int[1];
    Map<String, AddressSet> tags = new HashMap<>();
    Map<String, long[]> packed = new HashMap<>();
    boolean values = false;
    try (JsonParser parser = MAPPER.createParser(unzipped(in))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw problem(source, "is not a JSON object; expected Microsoft's service tag file");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "changeNumber" -> changeNumber[0] = parser.getIntValue();
          case "cloud" -> cloud[0] = cloud(source, parser.getText());
          case "values" -> {
            values = true;
            readValues(source, parser, tags, packed);
          }
          default -> parser.skipChildren();
        }
      }
    } catch (JsonProcessingException e) {
      throw problem(source, "is not the JSON of a service tag file: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw problem(source, "cannot be read; expected Microsoft's service tag file");
    }
    if (cloud[0] == null || !values) {
      throw problem(source, "has no `cloud` and `values`; expected Microsoft's service tag file");
    }
    if (clouds.containsKey(cloud[0])) {
      throw problem(
          source, "is a second service tag file for " + cloud[0].azureName() + "; expected one");
    }
    Map<Cloud, Published> more = new EnumMap<>(Cloud.class);
    more.putAll(clouds);
    more.put(cloud[0], new Published(changeNumber[0], tags, packed));
    return new ServiceTags(more);
  }

  private static InputStream unzipped(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }

  private static Cloud cloud(String source, String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "public", "azurepublic", "azurecloud" -> Cloud.AZURE_PUBLIC;
      case "azuregovernment", "azureusgovernment" -> Cloud.AZURE_GOVERNMENT;
      case "china", "azurechina", "azurechinacloud" -> Cloud.AZURE_CHINA;
      default ->
          throw problem(
              source, "is for the cloud `" + name + "`; expected Public, AzureGovernment or China");
    };
  }

  private static void readValues(
      String source, JsonParser parser, Map<String, AddressSet> tags, Map<String, long[]> packed)
      throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      String tag = "";
      List<AddressSet> prefixes = new ArrayList<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("name")) {
          tag = parser.getText();
        } else if (name.equals("properties")) {
          readPrefixes(source, parser, prefixes);
        } else {
          parser.skipChildren();
        }
      }
      String key = ServiceTag.of(tag).key();
      tags.put(key, AddressSet.unionOf(prefixes));
      packed.put(key, prefixes.stream().mapToLong(ServiceTags::packed).toArray());
    }
  }

  private static long packed(AddressSet prefix) {
    long first = ((Address.V4) prefix.first().orElseThrow()).bits();
    return first << 6 | (32 - Long.numberOfTrailingZeros(prefix.ipv4Count()));
  }

  private static void readPrefixes(String source, JsonParser parser, List<AddressSet> prefixes)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean addresses = parser.currentName().equals("addressPrefixes");
      parser.nextToken();
      if (!addresses) {
        parser.skipChildren();
        continue;
      }
      while (parser.nextToken() == JsonToken.VALUE_STRING) {
        String prefix = parser.getText();
        if (prefix.indexOf(':') >= 0) {
          continue;
        }
        try {
          prefixes.add(AddressSet.parse(prefix));
        } catch (IllegalArgumentException e) {
          throw problem(source, String.valueOf(e.getMessage()));
        }
      }
    }
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

  boolean isPublished(Cloud cloud) {
    return clouds.containsKey(cloud);
  }

  /** The IPv4 prefixes of a tag, if the cloud's file has it. */
  Optional<AddressSet> prefixes(Cloud cloud, ServiceTag tag) {
    Published published = clouds.get(cloud);
    return published == null
        ? Optional.empty()
        : Optional.ofNullable(published.tags().get(tag.key()));
  }

  /** The IPv4 prefixes of a tag by their length, 0 to 32, if the cloud's file has the tag. */
  Optional<SortedMap<Integer, AddressSet>> prefixesByLength(Cloud cloud, ServiceTag tag) {
    Published published = clouds.get(cloud);
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
