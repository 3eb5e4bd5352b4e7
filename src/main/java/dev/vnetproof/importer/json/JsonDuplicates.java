package dev.vnetproof.importer.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.vnetproof.importer.json.TextPosition.Place;
import dev.vnetproof.model.SnapshotException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds every property that an object names twice. */
final class JsonDuplicates {
  private JsonDuplicates() {}

  /** Stops quietly where the text stops being JSON: that is another problem. */
  static List<Problem> find(JsonFactory factory, String source, byte[] bytes, int firstLine) {
    List<Problem> problems = new ArrayList<>();
    TextPosition position = new TextPosition(bytes, firstLine);
    Deque<Map<String, Place>> objects = new ArrayDeque<>();
    try (JsonParser parser = factory.createParser(bytes)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          objects.push(new HashMap<>());
        } else if (token == JsonToken.END_OBJECT) {
          objects.pop();
        } else if (token == JsonToken.FIELD_NAME) {
          Place place = position.at(parser.currentTokenLocation().getByteOffset());
          Place first = objects.element().putIfAbsent(parser.currentName(), place);
          if (first != null) {
            problems.add(
                new Problem(
                    source,
                    place.line(),
                    place.column(),
                    parser.getParsingContext().pathAsPointer().toString(),
                    "`%s` is given twice in one object, first at %s; expected once"
                        .formatted(parser.currentName(), first)));
          }
        }
      }
    } catch (JsonProcessingException e) {
      return problems;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return problems;
  }
}
