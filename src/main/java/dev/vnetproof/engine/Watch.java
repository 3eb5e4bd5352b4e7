package dev.vnetproof.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * How long one evaluation may take, and whether its thread was told to stop. Belongs to one
 * evaluation and one thread.
 */
public final class Watch {
  /**
   * For all that own rules do in one evaluation, where no limit is set: far more than they need.
   */
  private static final Duration OWN_RULES = Duration.ofSeconds(10);

  private final Optional<Duration> limit;
  private final long start = System.nanoTime();
  private long spentByOwnRules;
  private long ownStart;

  private Watch(Optional<Duration> limit) {
    this.limit = limit;
  }

  /** Starts now. */
  public static Watch start(Optional<Duration> limit) {
    return new Watch(limit);
  }

  /**
   * @throws CancellationException if the thread is interrupted, which it stays, or the time is over
   */
  void check() {
    stopIfInterrupted();
    if (limit.isPresent() && System.nanoTime() - start > limit.get().toNanos()) {
      throw new CancellationException(
          "the evaluation took longer than its limit of " + seconds(limit.get()));
    }
  }

  void enterOwnRules() {
    ownStart = System.nanoTime();
  }

  void leaveOwnRules() {
    spentByOwnRules += System.nanoTime() - ownStart;
  }

  /**
   * While own rules run.
   *
   * @return the limit, if they have used it up
   * @throws CancellationException if the thread is interrupted
   */
  Optional<String> ownRulesOverdue() {
    stopIfInterrupted();
    long now = System.nanoTime();
    if (limit.isPresent()) {
      return now - start > limit.get().toNanos()
          ? Optional.of(seconds(limit.get()))
          : Optional.empty();
    }
    return spentByOwnRules + now - ownStart > OWN_RULES.toNanos()
        ? Optional.of(seconds(OWN_RULES))
        : Optional.empty();
  }

  private static void stopIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the thread of the evaluation was interrupted");
    }
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
