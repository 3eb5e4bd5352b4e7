package dev.vnetproof.source;

/**
 * Which rows of an export are worth keeping. A row is an object with an {@code id} and a {@code
 * type} of its own: the whole document, an element of the list that the document is, or of one in
 * an envelope around it.
 */
public interface RowFilter {
  /** Keeps everything. */
  RowFilter NONE =
      new RowFilter() {
        @Override
        public boolean mayHoldRows(String property) {
          return false;
        }

        @Override
        public boolean keeps(String id, String type) {
          return true;
        }
      };

  /** Whether this property of an envelope holds rows, or a further envelope. */
  boolean mayHoldRows(String property);

  /**
   * Whether the row is kept. Of another one nothing but its type is left, in its place, and of the
   * first ones their ids.
   */
  boolean keeps(String id, String type);

  /**
   * Whether rows of a type that is kept are so common, and so seldom of use, that they are kept as
   * long as there is plenty of room, and passed over from there on.
   */
  default boolean isMinor(String type) {
    return false;
  }
}
