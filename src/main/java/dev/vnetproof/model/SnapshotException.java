package dev.vnetproof.model;

import java.util.List;

/** An input that cannot be read as a snapshot; carries every problem found, not the first alone. */
public final class SnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * One problem of an input.
   *
   * @param source the file, or {@code -} for standard input
   * @param line from 1; 0 when the place is not known
   * @param column from 1; 0 when the place is not known
   * @param pointer JSON pointer; empty for the whole document
   * @param message what was found and what was expected, lower case
   */
  public record Problem(String source, int line, int column, String pointer, String message) {
    @Override
    public String toString() {
      return source
          + (line > 0 ? ":" + line + ":" + column : "")
          + (pointer.isEmpty() ? "" : " " + pointer)
          + ": "
          + message;
    }
  }

  public SnapshotException(List<Problem> problems) {
    super(problems.isEmpty() ? "unreadable input" : problems.get(0).toString());
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
