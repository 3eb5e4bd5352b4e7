package dev.vnetproof.importer.template;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.model.Assumption;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Functions between strings and their encodings, and those that need the moment of deployment. */
final class EncodingFunctions {
  private static final String DATA_URI = "data:text/plain;charset=utf8;base64,";

  /** As lenient as the deployment engine's reader. */
  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .build();

  private EncodingFunctions() {}

  static void register(Functions functions) {
    functions.strict("base64", 1, 1, a -> a.written(encoded(a.text(0))));
    functions.strict("base64ToString", 1, 1, a -> a.written(decoded(a.text(0))));
    functions.strict("base64ToJson", 1, 1, a -> known(a, decoded(a.text(0))));
    functions.open("json", 1, 1, EncodingFunctions::json);
    functions.strict("dataUri", 1, 1, a -> a.written(DATA_URI + encoded(a.text(0))));
    functions.strict("dataUriToString", 1, 1, EncodingFunctions::dataUriToString);
    functions.open("uri", 2, 2, EncodingFunctions::uri);
    functions.strict("uriComponent", 1, 1, a -> a.written(percentEncoded(a.text(0))));
    functions.strict("uriComponentToString", 1, 1, a -> a.written(percentDecoded(a.text(0))));
    // Their values are hashes over ids of the subscription, or the time: only a deployment has
    // them.
    for (String name : new String[] {"uniqueString", "guid"}) {
      functions.open(name, 1, Integer.MAX_VALUE, EncodingFunctions::opaque);
    }
    functions.lazy(
        "newGuid", (call, frame, evaluator) -> evaluator.unresolved(call.text(), frame.place()));
  }

  /** A value of which equal calls have the same. */
  static JsonNode opaque(Arguments a) {
    return new Unknown(a.cause(), "").through(a.function(), a.values(), a.budget());
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new EvaluationFailure("expected base64");
    }
  }

  /**
   * Text that is not known as a whole may be JSON all the same, with strings that are not known.
   */
  private static JsonNode json(Arguments a) {
    if (!(Values.pojo(a.get(0)) instanceof Unknown unknown)) {
      return known(a, a.text(0));
    }
    try {
      JsonNode value = parsed(a, unknown.symbol());
      if (value.isContainerNode()) {
        return withHoles(value, unknown.cause());
      }
    } catch (IOException e) {
      // What is not known is more than a string.
    }
    return unknown.through("json", a.values(), a.budget());
  }

  private static JsonNode known(Arguments a, String text) {
    try {
      return parsed(a, text);
    } catch (IOException e) {
      a.evaluator()
          .problems
          .add(
              a.frame().place(),
              "the text that `"
                  + a.function()
                  + "` is given, `"
                  + TemplateProblems.shortened(text)
                  + "`, is not JSON; expected JSON");
      throw new EvaluationFailure("expected JSON");
    }
  }

  private static JsonNode withHoles(JsonNode node, Unresolved cause) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(withHoles(field.getValue(), cause)));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, withHoles(array.get(i), cause));
      }
    } else if (node.isTextual()) {
      return Unknown.text(cause, node.textValue());
    }
    return node;
  }

  /** The first value of the text. What follows it is told: public templates have such texts. */
  private static JsonNode parsed(Arguments a, String text) throws IOException {
    a.budget().produce(text.length() / 2L + 1);
    try (JsonParser parser = LENIENT.createParser(text)) {
      JsonNode value = LENIENT.readTree(parser);
      if (value == null) {
        throw new IOException("no value");
      }
      int end = (int) parser.currentLocation().getCharOffset();
      if (value.isContainerNode()) {
        a.evaluator().origins.computedAt(value, a.frame().place());
        if (!text.substring(end).isBlank()) {
          a.evaluator().assume(firstValue(a));
        }
      } else if (!text.substring(Math.min(end, text.length())).isBlank()) {
        throw new IOException("more than a value");
      }
      return value;
    }
  }

  private static Assumption firstValue(Arguments a) {
    return new Assumption(
        "`" + a.function() + "` at " + a.frame().place().written().place().text(""),
        "the first value of its text",
        "something follows that value, so that the text is not JSON");
  }

  private static JsonNode dataUriToString(Arguments a) {
    String text = a.text(0);
    int comma = text.indexOf(',');
    if (!text.startsWith("data:") || comma < 0) {
      throw new EvaluationFailure("expected a data URI");
    }
    String data = text.substring(comma + 1);
    return a.written(
        text.substring(0, comma).endsWith(";base64") ? decoded(data) : percentDecoded(data));
  }

  /** Combines as documented: a base that ends in a slash is kept, else its last part goes. */
  private static JsonNode uri(Arguments a) {
    Unknown unknown = Functions.firstUnknown(a.values());
    String relative = unknown == null ? a.text(1) : Unknown.symbolOf(a.get(1), a.budget());
    String result =
        folder(a, unknown) + (relative.startsWith("/") ? relative.substring(1) : relative);
    return unknown == null ? a.written(result) : Unknown.node(unknown.cause(), result);
  }

  private static String folder(Arguments a, @Nullable Unknown unknown) {
    if (unknown != null && Values.isUnknown(a.get(0))) {
      return Unknown.hole("uri(" + Unknown.symbolOf(a.get(0), a.budget()) + ")") + "/";
    }
    String base = a.text(0);
    if (base.endsWith("/")) {
      return base;
    }
    int scheme = base.indexOf("://");
    int last = base.lastIndexOf('/');
    return last > scheme + 2 ? base.substring(0, last + 1) : base + "/";
  }

  private static String percentEncoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String percentDecoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new EvaluationFailure("expected percent encoding");
    }
  }
}
