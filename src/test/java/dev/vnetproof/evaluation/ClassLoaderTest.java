package dev.vnetproof.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The library in a class loader of its own, as plug-ins, application servers, fat jars and clusters
 * load it: nothing of it is in the loader of the application or of the thread.
 */
class ClassLoaderTest {
  @TempDir Path folder = Path.of("");

  private static <T> T in(@Nullable ClassLoader context, Callable<T> work) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.call());
                assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(context);
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    thread.setContextClassLoader(context);
    thread.start();
    thread.join();
    return result.get();
  }

  @Test
  void an_evaluator_is_built_and_used_without_a_context_class_loader() throws Exception {
    try (OwnLoader own = new OwnLoader()) {
      assertThat(in(null, () -> own.evaluate(own.build()))).isPositive();
    }
  }

  @Test
  void a_foreign_context_class_loader_does_no_harm() throws Exception {
    try (OwnLoader own = new OwnLoader();
        URLClassLoader foreign = new URLClassLoader(new URL[0], null)) {
      Object evaluator = in(foreign, own::build);
      int outcomes = in(ClassLoader.getSystemClassLoader(), () -> own.evaluate(evaluator));
      assertThat(in(foreign, () -> own.evaluate(evaluator))).isEqualTo(outcomes);
    }
  }

  @Test
  void own_rules_are_compiled_in_any_thread() throws Exception {
    Files.writeString(
        folder.resolve("acme.drl"),
        """
        package acme;
        import dev.vnetproof.model.Location;
        import dev.vnetproof.rule.RequiredFlow;
        rule "acme.ntp"
          when
            $location : Location()
          then
            insertLogical(RequiredFlow.outbound("acme.ntp", $location).udp(123).to("Internet"));
        end
        """);
    try (OwnLoader own = new OwnLoader()) {
      int builtIn = in(null, () -> own.evaluate(own.build()));
      assertThat(in(null, () -> own.evaluate(own.build(folder)))).isEqualTo(builtIn + 1);
    }
  }

  /** Threads of a pool have the application's loader, whatever the caller's. */
  @Test
  void the_first_evaluations_may_run_at_once_in_a_pool() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(4);
    try (OwnLoader own = new OwnLoader()) {
      Object evaluator = pool.submit(() -> own.build()).get();
      List<Integer> outcomes =
          pool.submit(
                  () ->
                      IntStream.range(0, 40)
                          .parallel()
                          .mapToObj(i -> evaluate(own, evaluator))
                          .distinct()
                          .toList())
              .get();
      assertThat(outcomes).hasSize(1);
    } finally {
      pool.shutdown();
    }
  }

  private static int evaluate(OwnLoader own, Object evaluator) {
    try {
      return own.evaluate(evaluator);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_failure_does_not_last() throws Exception {
    try (OwnLoader own = new OwnLoader()) {
      for (String needed :
          List.of("META-INF/vnetproof/rule-models", "META-INF/vnetproof/catalogue.json")) {
        own.hide(needed);
        assertThatThrownBy(() -> in(null, own::build)).hasRootCauseMessage("built without rules");
      }
      own.hide("");
      assertThat(in(null, () -> own.evaluate(own.build()))).isPositive();
    }
  }
}
