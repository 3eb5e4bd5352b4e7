package dev.vnetproof.cli;

import dev.vnetproof.catalogue.CatalogueException;
import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.importer.TooMuchMemory;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Fault;
import dev.vnetproof.model.SnapshotException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Evaluations of many snapshots, in their order however many run at a time.
 *
 * @param faults snapshots on which the evaluation itself broke
 * @param problems snapshots that take more memory than there is
 */
record Evaluations(List<Evaluation> evaluations, List<Fault> faults, List<Problem> problems) {

  /** What became of one snapshot. */
  sealed interface Result {
    record Done(Evaluation evaluation) implements Result {}

    record Broken(Fault fault) implements Result {}

    /** A rule of one's own failed on it: nothing is reported. */
    record Failed(CatalogueException cause) implements Result {}

    /** Not begun, because a rule failed on one before it. */
    record Stopped() implements Result {}

    record TooLarge(Problem problem) implements Result {}
  }

  /**
   * @throws CatalogueException if a rule of one's own fails on one of them; the others are then not
   *     begun, so that a rule without end is waited for once
   */
  static Evaluations of(Evaluator evaluator, List<EnvironmentSnapshot> snapshots, int jobs) {
    List<Callable<Result>> tasks = new ArrayList<>();
    AtomicInteger firstFailed = new AtomicInteger(Integer.MAX_VALUE);
    for (int i = 0; i < snapshots.size(); i++) {
      int index = i;
      tasks.add(() -> evaluate(evaluator, snapshots.get(index), index, firstFailed));
    }
    List<Evaluation> evaluations = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Result result : results(tasks, Math.min(jobs, tasks.size()))) {
      if (result instanceof Result.Done done) {
        evaluations.add(done.evaluation());
      } else if (result instanceof Result.Broken broken) {
        faults.add(broken.fault());
      } else if (result instanceof Result.TooLarge large) {
        problems.add(large.problem());
      } else if (result instanceof Result.Failed failed) {
        throw failed.cause();
      }
    }
    return new Evaluations(evaluations, faults, problems);
  }

  private static Result evaluate(
      Evaluator evaluator, EnvironmentSnapshot snapshot, int index, AtomicInteger firstFailed) {
    if (index > firstFailed.get()) {
      return new Result.Stopped();
    }
    Result result = evaluate(evaluator, snapshot);
    if (result instanceof Result.Failed) {
      firstFailed.accumulateAndGet(index, Math::min);
    }
    return result;
  }

  /** What becomes of one snapshot. */
  static Result evaluate(Evaluator evaluator, EnvironmentSnapshot snapshot) {
    try {
      return new Result.Done(evaluator.evaluate(snapshot));
    } catch (CatalogueException e) {
      return new Result.Failed(e);
    } catch (OutOfMemoryError e) {
      return new Result.TooLarge(TooMuchMemory.problem(snapshot.source(), ""));
    } catch (RuntimeException | StackOverflowError e) {
      return new Result.Broken(new Fault(snapshot.source(), e));
    }
  }

  private static List<Result> results(List<Callable<Result>> tasks, int jobs) {
    List<Result> results = new ArrayList<>(tasks.size());
    if (jobs <= 1) {
      try {
        for (Callable<Result> task : tasks) {
          results.add(task.call());
        }
        return results;
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    ExecutorService pool = Executors.newFixedThreadPool(jobs);
    try {
      for (Future<Result> future : pool.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while evaluating", e);
    } finally {
      pool.shutdownNow();
    }
  }
}
