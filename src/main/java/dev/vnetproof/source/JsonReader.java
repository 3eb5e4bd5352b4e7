package dev.vnetproof.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.TextPosition.Place;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads documents of any size, keeping of them what is wanted and no more than there is room for.
 * All documents that one reader reads share its room.
 */
public final class JsonReader {
  /** Texts up to this many bytes are held where that tells more: what is wrong with them. */
  public static final int HELD = 32 << 20;

  /** No snapshot and no template comes near; a hostile input stops here, on any heap and stack. */
  private static final int MAX_DEPTH = 1_000;

  /** The parser remembers names. Azure's longest are resource ids. */
  private static final int MAX_NAME = 1_000;

  private static final String TOO_DEEP = "is nested deeper than 1,000 levels here; expected less";

  /** Names are not interned, which takes minutes where all are different. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // A random seed decides when that happens: not the same for the same input.
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME)
                  .build())
          .build();

  private final RowFilter filter;
  private final Capacity capacity;

  public JsonReader(RowFilter filter, Capacity capacity) {
    this.filter = filter;
    this.capacity = capacity;
  }

  /**
   * The text of an input without its byte order mark; UTF-8, even where the input is UTF-16 that
   * says so by that mark.
   *
   * @throws SnapshotException if it cannot be read
   */
  public InputBytes utf8(String source, InputBytes bytes) {
    try {
      return Utf8.of(source, bytes, capacity);
    } catch (IOException e) {
      throw new SnapshotException(List.of(unreadable(source)));
    } catch (Capacity.ExceededException e) {
      throw new SnapshotException(List.of(new Problem(source, 0, 0, "", e.message())));
    }
  }

  /**
   * Reads the one document that an input, or a line of it, is.
   *
   * @param source how messages name the input
   * @param utf8 without a byte order mark
   * @param firstLine the number of its first line in its input, from 1
   * @throws SnapshotException if it is not one JSON value, an object names a property twice, or it
   *     is more than may be kept
   */
  public JsonDocument read(String source, InputBytes utf8, int firstLine) {
    SourceText text = new SourceText(source, utf8, firstLine, JsonPlaces::find);
    long before = capacity.taken();
    try {
      JsonNode root = root(source, utf8, firstLine);
      return new JsonDocument(text, root, capacity, capacity.taken() - before);
    } catch (IOException e) {
      capacity.backTo(before);
      throw new SnapshotException(List.of(unreadable(source)));
    } catch (SnapshotException e) {
      capacity.backTo(before);
      throw e;
    }
  }

  private JsonNode root(String source, InputBytes utf8, int firstLine) throws IOException {
    long offset;
    String bound;
    try (JsonParser parser = FACTORY.createParser(utf8.open())) {
      try {
        return new TreeReader(parser, filter, capacity).document();
      } catch (StreamConstraintsException e) {
        bound = bound(e);
        JsonLocation at =
            bound.equals(TOO_DEEP) ? parser.currentLocation() : parser.currentTokenLocation();
        offset = at.getByteOffset();
      } catch (Capacity.ExceededException e) {
        offset = parser.currentLocation().getByteOffset();
        bound = e.message();
      } catch (TreeReader.TooLargeException e) {
        offset = parser.currentTokenLocation().getByteOffset();
        bound = "a number here is too large to read; expected less than 1e308";
      } catch (JsonProcessingException e) {
        throw SnapshotException.later(() -> refused(source, utf8, firstLine, e));
      }
    }
    throw new SnapshotException(List.of(problem(source, utf8, firstLine, offset, bound)));
  }

  private static List<Problem> refused(
      String source, InputBytes utf8, int firstLine, JsonProcessingException why) {
    try {
      List<Problem> problems = new ArrayList<>(JsonDuplicates.find(source, utf8, firstLine));
      Optional<byte[]> held = utf8.whole(HELD);
      Optional<JsonSyntax.Fault> fault =
          held.flatMap(bytes -> JsonSyntax.firstFault(bytes, firstLine));
      if (fault.isPresent()) {
        problems.add(problem(source, utf8, firstLine, fault.get().offset(), fault.get().message()));
      } else if (problems.isEmpty()) {
        long offset = why.getLocation() == null ? 0 : why.getLocation().getByteOffset();
        problems.add(problem(source, utf8, firstLine, offset, "this is not JSON"));
      }
      return problems;
    } catch (IOException e) {
      return List.of(unreadable(source));
    }
  }

  private static Problem problem(
      String source, InputBytes utf8, int firstLine, long offset, String message)
      throws IOException {
    try (InputStream in = utf8.open()) {
      Place place = new TextPosition(in, firstLine).at(offset);
      return new Problem(source, place.line(), place.column(), "", message);
    }
  }

  /** Whether a short text is no JSON: what is only counted need not be parsed to be refused. */
  public static boolean isRefused(byte[] text) {
    return JsonSyntax.firstFault(text, 1).isPresent();
  }

  /** That the bytes of an input are not to be had. */
  public static Problem unreadable(String source) {
    return new Problem(source, 0, 0, "", "cannot be read; expected a readable file");
  }

  /** The parser names its own settings in these messages; only their kind is kept. */
  private static String bound(StreamConstraintsException e) {
    String message = e.getOriginalMessage();
    if (message.contains("nesting depth")) {
      return TOO_DEEP;
    }
    return message.contains("Number")
        ? "a number here has more than 1,000 digits"
        : "a text or name here is too long to read";
  }
}
