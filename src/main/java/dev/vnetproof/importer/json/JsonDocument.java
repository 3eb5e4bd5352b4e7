package dev.vnetproof.importer.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A parsed JSON document that keeps its bytes, so that the place of a value is looked up only when
 * a message needs it.
 */
public final class JsonDocument {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
              .build());

  private final String source;
  private final byte[] bytes;
  private final JsonNode root;

  private JsonDocument(String source, byte[] bytes, JsonNode root) {
    this.source = source;
    this.bytes = bytes;
    this.root = root;
  }

  /**
   * @param source how messages name the document
   * @throws SnapshotException if it is not one JSON value
   */
  public static JsonDocument parse(String source, byte[] bytes) {
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      JsonNode root = MAPPER.readTree(parser);
      if (root == null || root.isMissingNode()) {
        throw new SnapshotException(
            List.of(new Problem(source, 1, 1, "", "the input is empty; expected a JSON document")));
      }
      return new JsonDocument(source, bytes, root);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new SnapshotException(
          List.of(
              new Problem(
                  source,
                  at == null ? 0 : at.getLineNr(),
                  at == null ? 0 : at.getColumnNr(),
                  "",
                  e.getOriginalMessage())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String source() {
    return source;
  }

  public JsonNode root() {
    return root;
  }

  /**
   * A problem at {@code pointer}; line and column are those of the value there, or of its parent.
   */
  public Problem problem(String pointer, String message) {
    int[] place = place(pointer);
    return new Problem(source, place[0], place[1], pointer, message);
  }

  /** Line and column, from 1, of the value at {@code pointer} or of its nearest ancestor. */
  public int[] place(String pointer) {
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      int[] best = {1, 1};
      int bestLength = -1;
      while (parser.nextToken() != null) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.FIELD_NAME
            || token == JsonToken.END_OBJECT
            || token == JsonToken.END_ARRAY) {
          continue;
        }
        String here = parser.getParsingContext().pathAsPointer().toString();
        boolean start = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
        if (start) {
          here = parser.getParsingContext().getParent().pathAsPointer().toString();
        }
        boolean ancestor =
            pointer.startsWith(here)
                && (pointer.length() == here.length() || pointer.charAt(here.length()) == '/');
        if (ancestor && here.length() > bestLength) {
          bestLength = here.length();
          JsonLocation at = parser.currentTokenLocation();
          best = new int[] {at.getLineNr(), at.getColumnNr()};
        }
        if (!ancestor && start) {
          parser.skipChildren();
        }
        if (bestLength == pointer.length()) {
          break;
        }
      }
      return best;
    } catch (IOException e) {
      return new int[] {1, 1};
    }
  }
}
