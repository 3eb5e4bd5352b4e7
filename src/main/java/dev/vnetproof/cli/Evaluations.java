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

/**
 * Evaluations of many snapshots, in their order however many run at a time.
 *
 * @param faults snapshots on which the evaluation itself broke
 * @param problems snapshots that take more memory than there is
 */
record Evaluations(List<Evaluation> evaluations, List<Fault> faults, List<Problem> problems) {

  /** What became of one snapshot: an {@link Evaluation} or a {@link Fault}. */
  private sealed interface Result {
    record Done(Evaluation evaluation) implements Result {}

    record Broken(Fault fault) implements Result {}

    record TooLarge(Problem problem) implements Result {}
  }

  /**
   * @throws CatalogueException if the rules do not come to rest
   */
  static Evaluations of(Evaluator evaluator, List<EnvironmentSnapshot> snapshots, int jobs) {
    List<Callable<Result>> tasks = new ArrayList<>();
    snapshots.forEach(snapshot -> tasks.add(() -> evaluate(evaluator, snapshot)));
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
      }
    }
    return new Evaluations(evaluations, faults, problems);
  }

  private static Result evaluate(Evaluator evaluator, EnvironmentSnapshot snapshot) {
    try {
      return new Result.Done(evaluator.evaluate(snapshot));
    } catch (CatalogueException e) {
      throw e;
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
