package dev.vnetproof.cli;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Work on many things by several threads, with the results in the order of the things. Never more
 * than four for each thread are under way, so that memory depends on the number of threads alone.
 *
 * @param <T> a thing
 * @param <R> what becomes of it
 */
final class Pipeline<T, R> implements AutoCloseable {
  private static final int FOR_EACH_THREAD = 4;

  private final ExecutorService pool;
  private final int most;
  private final Function<T, R> work;
  private final Sink<T, R> sink;
  private final Deque<UnderWay<T, R>> underWay = new ArrayDeque<>();

  private record UnderWay<T, R>(T thing, Future<R> result) {}

  /** Takes results, in order, in the thread that adds things. */
  @FunctionalInterface
  interface Sink<T, R> {
    void take(T thing, R result) throws IOException;
  }

  /**
   * @param work for any thread
   */
  Pipeline(int threads, Function<T, R> work, Sink<T, R> sink) {
    this.pool = Executors.newFixedThreadPool(threads);
    this.most = threads * FOR_EACH_THREAD;
    this.work = work;
    this.sink = sink;
  }

  /** Waits for the oldest thing while there are too many. */
  void add(T thing) throws IOException {
    while (underWay.size() >= most || !underWay.isEmpty() && underWay.peek().result().isDone()) {
      takeOldest();
    }
    underWay.add(new UnderWay<>(thing, pool.submit(() -> work.apply(thing))));
  }

  /** Waits for all that were added. */
  void finish() throws IOException {
    while (!underWay.isEmpty()) {
      takeOldest();
    }
  }

  private void takeOldest() throws IOException {
    UnderWay<T, R> oldest = underWay.remove();
    R result;
    try {
      result = oldest.result().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while evaluating", e);
    }
    sink.take(oldest.thing(), result);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
