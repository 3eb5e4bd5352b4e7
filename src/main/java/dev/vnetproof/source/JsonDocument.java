package dev.vnetproof.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;

/** A parsed JSON document that can tell the place of a value when a message needs it. */
public final class JsonDocument {
  private final SourceText text;
  private final JsonNode root;
  private final Capacity capacity;
  private long size;

  /**
   * Something to say about one value.
   *
   * @param pointer JSON pointer; empty for the whole document
   * @param message what was found and what was expected, lower case
   */
  public record Remark(String pointer, String message) {}

  /**
   * @param size what the tree takes of the capacity
   */
  public JsonDocument(SourceText text, JsonNode root, Capacity capacity, long size) {
    this.text = text;
    this.root = root;
    this.capacity = capacity;
    this.size = size;
  }

  /**
   * Reads UTF-8, or UTF-16 that says so by a byte order mark (as Windows PowerShell writes it).
   *
   * @param source how messages name the document
   * @param bytes not copied; must not change
   * @throws SnapshotException if it is not one JSON value, or an object names a property twice
   */
  public static JsonDocument parse(String source, byte[] bytes) {
    JsonReader reader = new JsonReader(RowFilter.NONE, new Capacity(Capacity.STANDARD));
    return reader.read(source, reader.utf8(source, InputBytes.of(bytes)), 1);
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

  /** An estimate of the bytes of heap that are kept for this document. */
  public long size() {
    return size;
  }

  /**
   * Says how much is kept for this document from now on, where that is not its tree.
   *
   * @param bytes of heap
   * @throws SnapshotException if it is more than may be kept
   */
  public void resize(long bytes) {
    capacity.give(size);
    size = 0;
    try {
      capacity.take(bytes);
      size = bytes;
    } catch (Capacity.ExceededException e) {
      capacity.give(bytes);
      throw new SnapshotException(List.of(problem("", e.message())));
    }
  }

  /**
   * The value that a text of this document holds as JSON; it counts as part of the document.
   *
   * @param pointer where the text stands
   * @throws JsonProcessingException if it is not one JSON value, or an object names a property
   *     twice
   * @throws SnapshotException if it is more than may be kept
   */
  public JsonNode embedded(String pointer, String json) throws JsonProcessingException {
    long before = capacity.taken();
    try (JsonParser parser = JsonReader.FACTORY.createParser(json)) {
      JsonNode value = new TreeReader(parser, RowFilter.NONE, capacity).document();
      size += capacity.taken() - before;
      return value;
    } catch (Capacity.ExceededException e) {
      capacity.backTo(before);
      throw new SnapshotException(List.of(problem(pointer, e.message())));
    } catch (JsonProcessingException e) {
      capacity.backTo(before);
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
