package dev.vnetproof.proof.tag;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.Ipv4Space;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.space.Address;
import dev.vnetproof.space.AddressSet;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one of Microsoft's service tag files, plain or gzip. Strictly: a tag that lost prefixes
 * would let a demand pass that is not met, so whatever is not as Microsoft writes it is a problem
 * of the file.
 */
final class ServiceTagFile {
  /** Microsoft's largest (Public, 2025-10-20) has 5 MB. */
  private static final int MAX_BYTES = 32 << 20;

  private static final int MAX_PROBLEMS = 100;
  private static final int MAX_ECHO = 80;
  private static final String EXPECTED = "expected Microsoft's service tag file";

  /** Names are not interned, which takes minutes where all are different. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(100).maxNameLength(1_000).build())
          .build();

  /**
   * What a file says.
   *
   * @param tags the IPv4 addresses of each tag, by its key; a tag that lists no prefix at all is
   *     not among them
   * @param prefixes the same as published, packed as {@code address << 6 | length}: routing needs
   *     their lengths, which the merged set no longer shows
   */
  record Content(
      Cloud cloud, int changeNumber, Map<String, AddressSet> tags, Map<String, long[]> prefixes) {}

  private final String source;
  private final JsonParser parser;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, AddressSet> tags = new HashMap<>();
  private final Map<String, long[]> packed = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private @Nullable Cloud cloud;
  private int changeNumber;

  private ServiceTagFile(String source, JsonParser parser) {
    this.source = source;
    this.parser = parser;
  }

  /**
   * @param source how messages name the file
   * @throws SnapshotException with all problems of a file that is damaged, or is another one
   */
  static Content read(String source, InputStream in) {
    try (JsonParser parser = FACTORY.createParser(new Bounded(unzipped(in)))) {
      return new ServiceTagFile(source, parser).read();
    } catch (TooLargeException e) {
      throw refused(source, "is larger than 32 MB; " + EXPECTED + ", which has some 5 MB");
    } catch (EOFException | ZipException e) {
      throw refused(source, "is a damaged gzip file; " + EXPECTED);
    } catch (IOException e) {
      throw refused(source, "cannot be read; " + EXPECTED);
    }
  }

  private static InputStream unzipped(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }

  private Content read() throws IOException {
    try {
      document();
    } catch (StreamConstraintsException e) {
      problem("", "is nested too deep, or a name or text is too long here; " + EXPECTED);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      problem(at == null ? JsonLocation.NA : at, "", "is not JSON here; " + EXPECTED);
    }
    if (!problems.isEmpty() || cloud == null) {
      throw new SnapshotException(problems);
    }
    return new Content(cloud, changeNumber, tags, packed);
  }

  private void document() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      problem("", "is not a JSON object; " + EXPECTED);
      return;
    }
    JsonLocation at = parser.currentTokenLocation();
    Set<String> seen = new HashSet<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = property(seen);
      switch (name) {
        case "changeNumber" -> changeNumber();
        case "cloud" -> cloud();
        case "values" -> values();
        default -> parser.skipChildren();
      }
    }
    for (String name : List.of("cloud", "values")) {
      if (!seen.contains(name)) {
        problem(at, "", "has no `" + name + "`; " + EXPECTED);
      }
    }
    if (parser.nextToken() != null) {
      problem("", "goes on behind its end; " + EXPECTED);
    }
  }

  /** The name of the property whose value comes next. */
  private String property(Set<String> seen) throws IOException {
    String name = parser.currentName();
    parser.nextToken();
    if (!seen.add(name)) {
      problem(pointer(), "stands here twice; expected one");
    }
    return name;
  }

  private void changeNumber() throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      changeNumber = parser.getIntValue();
    } else {
      unexpected("a whole number");
    }
  }

  private void cloud() throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      unexpected("a text");
      return;
    }
    Optional<Cloud> known =
        switch (parser.getText().toLowerCase(Locale.ROOT)) {
          case "public", "azurepublic", "azurecloud" -> Optional.of(Cloud.AZURE_PUBLIC);
          case "azuregovernment", "azureusgovernment" -> Optional.of(Cloud.AZURE_GOVERNMENT);
          case "china", "azurechina", "azurechinacloud" -> Optional.of(Cloud.AZURE_CHINA);
          default -> Optional.empty();
        };
    if (known.isEmpty()) {
      unexpected("Public, AzureGovernment or China");
    }
    cloud = known.orElse(Cloud.AZURE_PUBLIC);
  }

  private void values() throws IOException {
    if (!is(JsonToken.START_ARRAY, "a list of tags")) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (is(JsonToken.START_OBJECT, "a tag")) {
        tag();
      }
    }
  }

  private void tag() throws IOException {
    String pointer = pointer();
    JsonLocation at = parser.currentTokenLocation();
    Set<String> seen = new HashSet<>();
    String tag = "";
    Prefixes prefixes = new Prefixes();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      switch (property(seen)) {
        case "name" -> tag = name();
        case "properties" -> properties(prefixes);
        default -> parser.skipChildren();
      }
    }
    for (String name : List.of("name", "properties")) {
      if (!seen.contains(name)) {
        problem(at, pointer, "has no `" + name + "`; expected a tag");
      }
    }
    String key = ServiceTag.of(tag).key();
    if (!tag.isEmpty() && !names.add(key)) {
      problem(at, pointer, "the tag " + quoted(tag) + " stands here twice; expected one");
    }
    if (prefixes.any) {
      AddressSet all = AddressSet.unionOf(prefixes.ipv4);
      // No tag holds private space: a demand for it would ask for nothing.
      List<AddressSet> held = all.intersects(Ipv4Space.PUBLIC) ? prefixes.ipv4 : List.of();
      tags.put(key, held.isEmpty() ? AddressSet.EMPTY : all);
      packed.put(key, held.stream().mapToLong(ServiceTagFile::packed).toArray());
    }
  }

  private String name() throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING || parser.getText().isBlank()) {
      unexpected("the name of a tag");
      return "";
    }
    return parser.getText().strip();
  }

  /** Of one tag. */
  private static final class Prefixes {
    final List<AddressSet> ipv4 = new ArrayList<>();

    /** Whether there is any, IPv6 or not. */
    boolean any;
  }

  private void properties(Prefixes prefixes) throws IOException {
    if (!is(JsonToken.START_OBJECT, "the properties of a tag")) {
      return;
    }
    String pointer = pointer();
    JsonLocation at = parser.currentTokenLocation();
    Set<String> seen = new HashSet<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      if (property(seen).equals("addressPrefixes")) {
        addresses(prefixes);
      } else {
        parser.skipChildren();
      }
    }
    if (!seen.contains("addressPrefixes")) {
      problem(at, pointer, "has no `addressPrefixes`; expected a list of prefixes");
    }
  }

  private void addresses(Prefixes prefixes) throws IOException {
    if (!is(JsonToken.START_ARRAY, "a list of prefixes")) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (is(JsonToken.VALUE_STRING, "a prefix")) {
        prefix(parser.getText(), prefixes);
      }
    }
  }

  private void prefix(String text, Prefixes prefixes) throws IOException {
    if (text.indexOf('-') >= 0) {
      unexpected("a prefix");
      return;
    }
    try {
      AddressSet set = AddressSet.parse(text);
      prefixes.any = true;
      if (text.indexOf(':') < 0) {
        prefixes.ipv4.add(set);
      }
    } catch (IllegalArgumentException e) {
      problem(pointer(), e.getMessage() + "; expected a prefix");
    }
  }

  private static long packed(AddressSet prefix) {
    long first = ((Address.V4) prefix.first().orElseThrow()).bits();
    return first << 6 | (32 - Long.numberOfTrailingZeros(prefix.ipv4Count()));
  }

  /** Whether this comes next; says so and passes over it if not. */
  private boolean is(JsonToken token, String expected) throws IOException {
    if (parser.currentToken() == token) {
      return true;
    }
    unexpected(expected);
    return false;
  }

  private void unexpected(String expected) throws IOException {
    String found =
        switch (parser.currentToken()) {
          case START_OBJECT -> "an object";
          case START_ARRAY -> "a list";
          default -> quoted(parser.getText());
        };
    problem(pointer(), found + " stands here; expected " + expected);
    parser.skipChildren();
  }

  private static String quoted(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return "`" + (line.length() > MAX_ECHO ? line.substring(0, MAX_ECHO) + "..." : line) + "`";
  }

  private String pointer() {
    return parser.getParsingContext().pathAsPointer().toString();
  }

  private void problem(String pointer, String message) {
    problem(parser.currentTokenLocation(), pointer, message);
  }

  private void problem(JsonLocation at, String pointer, String message) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(
          new Problem(
              source,
              Math.max(at.getLineNr(), 0),
              Math.max(at.getColumnNr(), 0),
              pointer,
              message));
    }
  }

  private static SnapshotException refused(String source, String message) {
    return new SnapshotException(List.of(new Problem(source, 0, 0, "", message)));
  }

  /** There is no end of it. Carries no stack: it says nothing about the program. */
  private static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Gives up where a file, unpacked, has more than Microsoft's ever had. */
  private static final class Bounded extends FilterInputStream {
    private long left = MAX_BYTES;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      int read = super.read(to, from, length);
      count(read);
      return read;
    }

    private void count(int read) throws TooLargeException {
      left -= Math.max(read, 0);
      if (left < 0) {
        throw new TooLargeException();
      }
    }
  }
}
