package dev.vnetproof.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.TextPosition.Place;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds every property that an object names twice, up to a number that nobody reads on. */
final class JsonDuplicates {
  private static final int MOST = 1_000;

  /** Of the objects that are open at a time. */
  private static final int MOST_NAMES = 1_000_000;

  private JsonDuplicates() {}

  /** Stops quietly where the text stops being JSON: that is another problem. */
  static List<Problem> find(String source, InputBytes utf8, int firstLine) throws IOException {
    List<Problem> problems = new ArrayList<>();
    Deque<Map<String, Place>> objects = new ArrayDeque<>();
    int names = 0;
    try (InputStream text = utf8.open();
        JsonParser parser = JsonReader.FACTORY.createParser(utf8.open())) {
      TextPosition position = new TextPosition(text, firstLine);
      for (JsonToken token = parser.nextToken();
          token != null && problems.size() < MOST && names < MOST_NAMES;
          token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          objects.push(new HashMap<>());
        } else if (token == JsonToken.END_OBJECT) {
          names -= objects.pop().size();
        } else if (token == JsonToken.FIELD_NAME) {
          Place place = position.at(parser.currentTokenLocation().getByteOffset());
          Place first = objects.element().putIfAbsent(parser.currentName(), place);
          names += first == null ? 1 : 0;
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
    }
    return problems;
  }
}
