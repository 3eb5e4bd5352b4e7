package dev.vnetproof.source;

import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.JsonDocument.Remark;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The text of a document, which tells line and column of its values after the tree is gone. It is
 * opened again for that, in one pass for any number of values, and only when a message needs it;
 * where it cannot be any more, its start is told instead.
 */
public final class SourceText {
  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::pointer)
          .thenComparing(Problem::message);

  private final String source;
  private final InputBytes utf8;
  private final int firstLine;
  private final Finder finder;

  /**
   * Line and column, from 1.
   *
   * @param isExact whether the value itself is there; otherwise this is its nearest ancestor
   */
  public record Position(int line, int column, boolean isExact) {}

  /** Finds values in one kind of text. */
  @FunctionalInterface
  public interface Finder {
    /** The place of each pointer, or of its nearest ancestor that is there. */
    Map<String, Position> find(InputBytes utf8, int firstLine, Set<String> pointers);
  }

  /**
   * @param utf8 without a byte order mark
   * @param firstLine the number of its first line in its input, from 1
   */
  public SourceText(String source, InputBytes utf8, int firstLine, Finder finder) {
    this.source = source;
    this.utf8 = utf8;
    this.firstLine = firstLine;
    this.finder = finder;
  }

  /** The input, as messages name it. */
  public String source() {
    return source;
  }

  /** Tells apart the documents of one input (NDJSON): the input, and the line where it starts. */
  public String name() {
    return firstLine == 1 ? source : source + ":" + firstLine;
  }

  /** Where the value of each JSON pointer stands, or its nearest ancestor that is there. */
  public Map<String, Position> positions(Collection<String> pointers) {
    return finder.find(utf8, firstLine, new LinkedHashSet<>(pointers));
  }

  List<Problem> problems(Collection<Remark> remarks) {
    Map<String, Position> positions = positions(remarks.stream().map(Remark::pointer).toList());
    return remarks.stream()
        .distinct()
        .map(
            remark -> {
              Position position =
                  positions.getOrDefault(remark.pointer(), new Position(firstLine, 1, false));
              return new Problem(
                  source, position.line(), position.column(), remark.pointer(), remark.message());
            })
        .sorted(BY_PLACE)
        .toList();
  }
}
