package dev.vnetproof.importer.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.vnetproof.importer.json.TextPosition.Place;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A parsed JSON document that keeps its bytes, so that the place of a value is looked up only when
 * a message needs it.
 */
public final class JsonDocument {
  /** No snapshot and no template comes near; a hostile input stops here, on any heap and stack. */
  private static final int MAX_DEPTH = 1_000;

  /** Some 200 MB of text as people indent it; its tree stays well under 1 GB. */
  private static final int MAX_TOKENS = 5_000_000;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxTokenCount(MAX_TOKENS)
                  .build())
          .build();

  /** Duplicate names are noticed while the tree grows, which costs nothing beyond it. */
  private static final ObjectReader READER =
      new ObjectMapper(FACTORY)
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final SourceText text;
  private final JsonNode root;

  /**
   * Something to say about one value.
   *
   * @param pointer JSON pointer; empty for the whole document
   * @param message what was found and what was expected, lower case
   */
  public record Remark(String pointer, String message) {}

  private JsonDocument(SourceText text, JsonNode root) {
    this.text = text;
    this.root = root;
  }

  /**
   * Reads UTF-8, or UTF-16 that says so by a byte order mark (as Windows PowerShell writes it).
   *
   * @param source how messages name the document
   * @throws SnapshotException if it is not one JSON value, or an object names a property twice
   */
  public static JsonDocument parse(String source, byte[] bytes) {
    return parse(source, bytes, 1);
  }

  /**
   * The same for a document that starts on a later line of its input (NDJSON).
   *
   * @param firstLine the number of its first line, from 1
   */
  public static JsonDocument parse(String source, byte[] bytes, int firstLine) {
    byte[] utf8 = utf8(source, bytes);
    try (JsonParser parser = FACTORY.createParser(utf8)) {
      try {
        JsonNode root = READER.readTree(parser);
        if (root == null || root.isMissingNode()) {
          throw new SnapshotException(syntaxProblems(source, utf8, firstLine, 0));
        }
        return new JsonDocument(new SourceText(source, utf8, firstLine), root);
      } catch (StreamConstraintsException e) {
        Place place =
            new TextPosition(utf8, firstLine).at(parser.currentLocation().getByteOffset());
        throw new SnapshotException(
            List.of(new Problem(source, place.line(), place.column(), "", bound(e))));
      } catch (MismatchedInputException e) {
        List<Problem> problems =
            new ArrayList<>(JsonDuplicates.find(FACTORY, source, utf8, firstLine));
        JsonSyntax.firstFault(utf8, firstLine)
            .ifPresent(fault -> problems.add(problem(source, utf8, firstLine, fault)));
        throw new SnapshotException(
            problems.isEmpty() ? syntaxProblems(source, utf8, firstLine, 0) : problems);
      } catch (JsonProcessingException e) {
        long offset = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
        throw new SnapshotException(syntaxProblems(source, utf8, firstLine, offset));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] utf8(String source, byte[] bytes) {
    if (bytes.length >= 3
        && (bytes[0] & 0xff) == 0xef
        && (bytes[1] & 0xff) == 0xbb
        && (bytes[2] & 0xff) == 0xbf) {
      return Arrays.copyOfRange(bytes, 3, bytes.length);
    }
    int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    if (mark != 0xfffe && mark != 0xfeff) {
      return bytes;
    }
    Charset charset = mark == 0xfffe ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    try {
      return charset
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 2, bytes.length - 2))
          .toString()
          .getBytes(StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new SnapshotException(
          List.of(
              new Problem(
                  source, 1, 1, "", "starts as UTF-16 and is not; save the file as UTF-8")));
    }
  }

  private static List<Problem> syntaxProblems(
      String source, byte[] bytes, int firstLine, long parserOffset) {
    JsonSyntax.Fault fault =
        JsonSyntax.firstFault(bytes, firstLine)
            .orElse(new JsonSyntax.Fault((int) Math.max(parserOffset, 0), "this is not JSON"));
    return List.of(problem(source, bytes, firstLine, fault));
  }

  private static Problem problem(
      String source, byte[] bytes, int firstLine, JsonSyntax.Fault fault) {
    Place place = new TextPosition(bytes, firstLine).at(fault.offset());
    return new Problem(source, place.line(), place.column(), "", fault.message());
  }

  /** The parser names its own settings in these messages; only their kind is kept. */
  private static String bound(StreamConstraintsException e) {
    String message = e.getOriginalMessage();
    if (message.contains("nesting depth")) {
      return "is nested deeper than 1,000 levels here; expected less";
    }
    if (message.contains("oken count")) {
      return "has more than 5,000,000 values, names and brackets; split the input";
    }
    return message.contains("Number")
        ? "a number here has more than 1,000 digits"
        : "a text or name here is too long to read";
  }

  public String source() {
    return text.source();
  }

  /** What is kept when the tree is not: where its values stand. */
  public SourceText text() {
    return text;
  }

  public JsonNode root() {
    return root;
  }

  /**
   * A problem at {@code pointer}; line and column are those of the value there, or of its parent.
   */
  public Problem problem(String pointer, String message) {
    return problems(List.of(new Remark(pointer, message))).get(0);
  }

  /** The same for any number of them in one pass; sorted by place, each once. */
  public List<Problem> problems(Collection<Remark> remarks) {
    return text.problems(remarks);
  }
}
