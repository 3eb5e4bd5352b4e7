package dev.vnetproof.source;

import java.util.Locale;

/**
 * How much of what is read may be kept at a time, over all inputs that belong together. Measured in
 * bytes of heap, by an estimate that depends on the inputs alone: the same inputs fit everywhere,
 * or nowhere.
 *
 * <p>Not thread-safe.
 */
public final class Capacity {
  /** Leaves room for all else in a heap of 1 GB. */
  public static final long STANDARD = 600L << 20;

  private final long limit;
  private long taken;
  private boolean exceeded;

  /** There is more than may be kept. Carries no stack: it says nothing about the program. */
  public static final class ExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExceededException(long limit) {
      super(
          String.format(
                  Locale.ROOT,
                  "with what was read before, more than %,d MB of memory would be needed from here"
                      + " on;",
                  limit >> 20)
              + " leave out what has no bearing on an API Management service, or split the input",
          null,
          false,
          false);
    }

    String message() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * @param limit in bytes
   */
  public Capacity(long limit) {
    this.limit = limit;
  }

  /** Whether there was more than could be kept, since this was asked the last time. */
  public boolean ranOut() {
    boolean answer = exceeded;
    exceeded = false;
    return answer;
  }

  public long taken() {
    return taken;
  }

  /** Whether hardly anything was taken yet: what is of little use may be kept. */
  boolean isPlenty() {
    return taken < limit / 20;
  }

  /** What was taken since is kept no longer. */
  public void backTo(long earlier) {
    taken = earlier;
  }

  void give(long bytes) {
    taken -= bytes;
  }

  void take(long bytes) {
    taken += bytes;
    if (taken > limit) {
      exceeded = true;
      throw new ExceededException(limit);
    }
  }
}
