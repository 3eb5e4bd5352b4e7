package dev.vnetproof.importer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.noun.AddressTexts;
import dev.vnetproof.importer.noun.Words;
import dev.vnetproof.model.Datum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The properties of one object, read strictly: what is absent is unknown under its own pointer,
 * null is none, and {@link #end} notices what nobody asked for.
 *
 * <p>Where something is wrong a stand-in is returned, so that the rest is read and reported too; a
 * reading with any problem is never used.
 */
final class Fields {
  private static final ObjectNode NOTHING = new ObjectNode(JsonNodeFactory.instance);

  /** Stands for a name that the snapshot does not give. */
  static final String UNNAMED = "unnamed";

  final SnapshotProblems problems;
  final String pointer;
  private final ObjectNode node;
  private int seen;

  private Fields(SnapshotProblems problems, String pointer, ObjectNode node) {
    this.problems = problems;
    this.pointer = pointer;
    this.node = node;
  }

  static Fields of(SnapshotProblems problems, String pointer, JsonNode value) {
    if (value instanceof ObjectNode object) {
      return new Fields(problems, pointer, object);
    }
    problems.structural(pointer);
    return new Fields(problems, pointer, NOTHING);
  }

  String at(String name) {
    return pointer + "/" + name;
  }

  /** The value as it stands, null node included; null where the property is absent. */
  @Nullable JsonNode get(String name) {
    JsonNode value = node.get(name);
    if (value != null) {
      seen++;
    }
    return value;
  }

  /** Reads and drops what is for people or editors only. */
  void remark(String name) {
    JsonNode value = get(name);
    if (value != null && !value.isTextual() && !value.isNull()) {
      problems.structural(at(name));
    }
  }

  /** To be called when every known property has been asked for. */
  void end() {
    if (seen != node.size()) {
      problems.structural(pointer);
    }
  }

  String name() {
    return text("name").orElse(UNNAMED);
  }

  /** Whether the property is there and null. */
  boolean isNull(String name) {
    return node.path(name).isNull();
  }

  /** Empty where the property is absent, null or blank. */
  Optional<String> text(String name) {
    JsonNode value = get(name);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      problems.structural(at(name));
      return Optional.empty();
    }
    String text = value.textValue().strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** A text that must be there. */
  String requiredText(String name) {
    JsonNode value = get(name);
    if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
      problems.structural(at(name));
      return UNNAMED;
    }
    return value.textValue();
  }

  /** Absent gives {@code absent}; both bounds inclusive. */
  int integer(String name, int low, int high, int absent) {
    JsonNode value = get(name);
    return value == null ? absent : integer(value, name, low, high);
  }

  int requiredInteger(String name, int low, int high) {
    JsonNode value = get(name);
    if (value == null) {
      problems.structural(at(name));
      return low;
    }
    return integer(value, name, low, high);
  }

  private int integer(JsonNode value, String name, int low, int high) {
    if (!value.canConvertToExactIntegral()
        || !value.canConvertToInt()
        || value.intValue() < low
        || value.intValue() > high) {
      problems.structural(at(name));
      return low;
    }
    return value.intValue();
  }

  Datum<Boolean> flag(String name) {
    JsonNode value = get(name);
    if (value == null) {
      return Datum.unknownAt(at(name));
    }
    if (!value.isBoolean() && !value.isNull()) {
      problems.structural(at(name));
    }
    return Datum.known(value.booleanValue());
  }

  <E> Datum<E> word(String name, Words<E> words) {
    JsonNode value = get(name);
    if (value == null) {
      return Datum.unknownAt(at(name));
    }
    E found = value.isTextual() ? words.find(value.textValue()) : null;
    if (found == null) {
      problems.structural(at(name));
      return Datum.unknownAt(at(name));
    }
    return Datum.known(found);
  }

  <E> E requiredWord(String name, Words<E> words, E instead) {
    Datum<E> word = word(name, words);
    if (!word.isKnown()) {
      problems.structural(at(name));
    }
    return word.orElse(instead);
  }

  /** An array, or null for an empty one; elements that read as null have been reported. */
  <T> Datum<List<T>> list(String name, BiFunction<JsonNode, String, @Nullable T> element) {
    JsonNode value = get(name);
    return value == null
        ? Datum.unknownAt(at(name))
        : Datum.known(elements(value, at(name), element));
  }

  private <T> List<T> elements(
      JsonNode array, String arrayPointer, BiFunction<JsonNode, String, @Nullable T> element) {
    if (!array.isArray() && !array.isNull()) {
      problems.structural(arrayPointer);
    }
    List<T> elements = new ArrayList<>(array.isArray() ? array.size() : 0);
    for (int i = 0; array.isArray() && i < array.size(); i++) {
      T read = element.apply(array.get(i), arrayPointer + "/" + i);
      if (read != null) {
        elements.add(read);
      }
    }
    return elements;
  }

  <T> Datum<List<T>> objects(String name, Function<Fields, T> read) {
    return list(name, (value, at) -> read.apply(Fields.of(problems, at, value)));
  }

  Datum<List<String>> texts(String name) {
    return list(name, this::element);
  }

  /** A text of an array, stripped; null where it is something else, or blank. */
  @Nullable String element(JsonNode value, String at) {
    if (!value.isTextual()) {
      problems.structural(at);
      return null;
    }
    String text = value.textValue().strip();
    return text.isEmpty() ? null : text;
  }

  /** What {@code add} makes of the texts of a list; what it refuses is told. */
  Datum<AddressTexts> addresses(String name, BiConsumer<AddressTexts, String> add) {
    AddressTexts texts = new AddressTexts();
    return list(name, (value, at) -> take(value, at, text -> add.accept(texts, text)))
        .map(all -> texts);
  }

  /** A text of an array, handed on; null where it names nothing. */
  @Nullable String take(JsonNode value, String at, Consumer<String> to) {
    String text = element(value, at);
    if (text != null) {
      hand(text, at, to);
    }
    return text;
  }

  /** What {@code to} refuses is told. */
  void hand(String text, String at, Consumer<String> to) {
    try {
      to.accept(text);
    } catch (IllegalArgumentException e) {
      problems.semantic(at, String.valueOf(e.getMessage()));
    }
  }

  /** What {@code read} makes of a text; empty, and told, where it refuses it. */
  <T> Optional<T> parsed(String text, String at, Function<String, T> read) {
    try {
      return Optional.of(read.apply(text));
    } catch (IllegalArgumentException e) {
      problems.semantic(at, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** A text that is not known where it is absent, null or blank. */
  Datum<String> knownText(String name) {
    return text(name).map(Datum::known).orElseGet(() -> Datum.unknownAt(at(name)));
  }

  /** A text that may be none: null is none, absent not known. */
  Datum<Optional<String>> optionalText(String name) {
    boolean isNone = isNull(name);
    Optional<String> text = text(name);
    return isNone || text.isPresent() ? Datum.known(text) : Datum.unknownAt(at(name));
  }

  /** An object that cannot be none; absent, all of its properties are unknown. */
  Fields object(String name) {
    return childOf(name, get(name));
  }

  /** The same for a value that has been got already. */
  Fields childOf(String name, @Nullable JsonNode value) {
    return value == null
        ? new Fields(problems, at(name), NOTHING)
        : Fields.of(problems, at(name), value);
  }

  /** An object that may be none. */
  <T> Datum<Optional<T>> optional(String name, Function<Fields, T> read) {
    JsonNode value = get(name);
    if (value == null) {
      return Datum.unknownAt(at(name));
    }
    return Datum.known(
        value.isNull()
            ? Optional.empty()
            : Optional.of(read.apply(Fields.of(problems, at(name), value))));
  }
}
