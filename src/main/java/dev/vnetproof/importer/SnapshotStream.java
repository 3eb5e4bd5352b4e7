package dev.vnetproof.importer;

import dev.vnetproof.importer.Format.Content;
import dev.vnetproof.importer.azure.AzureRows;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.source.Capacity;
import dev.vnetproof.source.InputBytes;
import dev.vnetproof.source.JsonDocument;
import dev.vnetproof.source.JsonReader;
import dev.vnetproof.source.table.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Native snapshots that are read one by one and not kept: however many there are, they take the
 * memory of those that somebody works on.
 *
 * <p>{@link #cut} and {@link #other} are for one thread; {@link #read} is for any.
 */
public final class SnapshotStream {
  /** Longer lines of a stream that comes once cannot be read. */
  private static final int MOST_HELD = 32 << 20;

  private final Importer importer;
  private final List<Source> sources;
  private final Reading reading;

  private record Source(Input input, Optional<InputStream> once) {}

  private SnapshotStream(Importer importer, List<Source> sources) {
    this.importer = importer;
    this.sources = sources;
    this.reading = importer.reading(new Capacity(Capacity.STANDARD));
  }

  /** One document, not parsed. */
  public static final class Document {
    private final Input input;
    private final Documents.Piece piece;

    private Document(Input input, Documents.Piece piece) {
      this.input = input;
      this.piece = piece;
    }

    /** The input that it is in. */
    public String source() {
      return input.name();
    }
  }

  /**
   * @param sources says where the parts of the snapshot stand
   */
  public record Read(EnvironmentSnapshot snapshot, Sources sources) {}

  /** What documents are for. */
  @FunctionalInterface
  public interface Taker {
    /** Says whether those behind it in its input are wanted. */
    boolean take(Document document);
  }

  /**
   * Of a stream that comes once; empty if it is not NDJSON that begins with a snapshot.
   *
   * @param name how messages and reports name it
   */
  public static Optional<SnapshotStream> of(Importer importer, String name, StreamStart start) {
    Input input = Input.named(name, new byte[0]);
    return start.isSnapshots() && importer.mayBeSnapshots()
        ? Optional.of(
            new SnapshotStream(importer, List.of(new Source(input, Optional.of(start.all())))))
        : Optional.empty();
  }

  /** Of files; empty if one of them does not begin with a snapshot, or cannot be looked at. */
  public static Optional<SnapshotStream> of(Importer importer, List<Input> inputs) {
    if (inputs.isEmpty() || !importer.mayBeSnapshots()) {
      return Optional.empty();
    }
    JsonReader json = new JsonReader(AzureRows.FILTER, new Capacity(Capacity.STANDARD));
    List<Source> sources = new ArrayList<>();
    for (Input input : inputs) {
      try {
        InputBytes utf8 = json.utf8(input.name(), input.bytes());
        if (Tables.separator(input.name(), utf8).isPresent() || !StreamStart.isSnapshot(utf8)) {
          return Optional.empty();
        }
        Input plain = new Input(input.name(), input.folder(), input.named(), utf8);
        sources.add(new Source(plain, Optional.empty()));
      } catch (IOException | SnapshotException e) {
        return Optional.empty();
      }
    }
    sources.sort(Comparator.comparing(source -> source.input().name()));
    return Optional.of(new SnapshotStream(importer, sources));
  }

  /** Goes through all documents, input by input in the order of their names. */
  public void cut(Taker taker) {
    for (Source source : sources) {
      Input input = source.input();
      try {
        if (source.once().isPresent()) {
          Documents.lines(
              source.once().get(), MOST_HELD, piece -> taker.take(new Document(input, piece)));
        } else {
          Documents.cut(input.bytes(), piece -> taker.take(new Document(input, reopened(piece))));
        }
      } catch (IOException e) {
        reading.problems.add(JsonReader.unreadable(input.name()));
      }
    }
  }

  /** A line at hand is held as long as it is worked on, so that its file is not opened again. */
  private static Documents.Piece reopened(Documents.Piece piece) {
    return piece.held().isPresent()
        ? new Documents.Piece(piece.firstLine(), InputBytes.of(piece.held().get()), piece.held())
        : piece;
  }

  /** The snapshot that a document is; empty if it is another thing or wrong: {@link #other}. */
  public Optional<Read> read(Document document) {
    JsonReader json = new JsonReader(AzureRows.FILTER, new Capacity(Capacity.STANDARD));
    Documents.Piece piece = document.piece;
    try {
      JsonDocument parsed = json.read(document.source(), piece.utf8(), piece.firstLine());
      Optional<Format> format = importer.format(document.input, parsed);
      return format.isPresent()
              && format.get().read().apply(parsed) instanceof Content.Snapshots whole
              && whole.snapshots().size() == 1
          ? Optional.of(new Read(whole.snapshots().get(0), sources(parsed)))
          : Optional.empty();
    } catch (SnapshotException e) {
      return Optional.empty();
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.empty(); // Met again by `other`, which tells of it.
    }
  }

  private static Sources sources(JsonDocument document) {
    return new Sources(
        List.of(),
        List.of(),
        Sources.NONE.account(),
        Places.of(List.of(document.text())),
        Map.of());
  }

  /** Notes that a document was read as a snapshot. */
  public void took(Document document) {
    reading.readSnapshot(document.source());
  }

  /**
   * Takes a document that {@link #read} made nothing of: what is wrong with it becomes a problem,
   * and what has to be joined is, in the end.
   *
   * @return whether the documents behind it in its input are wanted
   */
  public boolean other(Document document) {
    try {
      return importer.document(reading, document.input, document.piece);
    } catch (OutOfMemoryError e) {
      reading.problems.add(TooMuchMemory.problem(document.source(), ""));
      return true;
    }
  }

  /** All but the snapshots that {@link #read} gave; to be asked once, at the end. */
  public Imported rest() {
    return reading.imported();
  }
}
