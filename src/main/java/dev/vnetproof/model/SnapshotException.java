package dev.vnetproof.model;

import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An input that cannot be read as a snapshot; carries every problem found, not the first alone. */
public final class SnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<List<Problem>> finding;
  private final transient IntSupplier more;
  private transient @Nullable List<Problem> problems;

  /**
   * One problem of an input.
   *
   * @param source the file, or {@code -} for standard input
   * @param line from 1; 0 when the place is not known
   * @param column from 1; 0 when the place is not known
   * @param pointer JSON pointer; empty for the whole document
   * @param message what was found and what was expected, lower case; quotes 80 characters of a
   *     value at most
   */
  public record Problem(String source, int line, int column, String pointer, String message) {
    /** Names in Azure have 80 characters at most; what is longer tells no more. */
    private static final int MOST_QUOTED = 80;

    private static final int MOST_OF_POINTER = 400;

    public Problem {
      message = shortened(message);
    }

    private static String shortened(String message) {
      if (message.length() <= MOST_QUOTED) {
        return message;
      }
      StringBuilder out = new StringBuilder();
      int at = 0;
      int open = message.indexOf('`');
      while (open >= 0) {
        int close = message.indexOf('`', open + 1);
        int end = close < 0 ? message.length() : close;
        if (end - open - 1 > MOST_QUOTED) {
          out.append(message, at, end(message, open + 1 + MOST_QUOTED - 3)).append("...");
          at = end;
        }
        open = close < 0 ? -1 : message.indexOf('`', close + 1);
      }
      return at == 0 ? message : out.append(message, at, message.length()).toString();
    }

    /** Does not cut a character in two. */
    private static int end(String text, int end) {
      return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    @Override
    public String toString() {
      String where =
          pointer.length() > MOST_OF_POINTER
              ? pointer.substring(0, end(pointer, MOST_OF_POINTER)) + "..."
              : pointer;
      return source
          + (line > 0 ? ":" + line + ":" + column : "")
          + (where.isEmpty() ? "" : " " + where)
          + ": "
          + message;
    }
  }

  /** With all problems of the input, at least one. */
  public SnapshotException(List<Problem> problems) {
    this(() -> problems, () -> 0);
  }

  private SnapshotException(Supplier<List<Problem>> finding, IntSupplier more) {
    this.finding = finding;
    this.more = more;
  }

  /**
   * The same where it takes time to put the problems into words, which is spent when they are asked
   * for.
   */
  public static SnapshotException later(Supplier<List<Problem>> finding) {
    return new SnapshotException(finding, () -> 0);
  }

  /**
   * @param more how many problems there are that are counted only, after the others were found
   */
  public static SnapshotException later(Supplier<List<Problem>> finding, IntSupplier more) {
    return new SnapshotException(finding, more);
  }

  /** All problems that were put into words, in the order of the input. */
  public List<Problem> problems() {
    List<Problem> found = problems;
    if (found == null) {
      found = List.copyOf(finding.get());
      problems = found;
    }
    return found;
  }

  /** How many problems there are beside those that were put into words. */
  public int more() {
    problems();
    return more.getAsInt();
  }

  @Override
  public String getMessage() {
    return problems().isEmpty() ? "unreadable input" : problems().get(0).toString();
  }
}
