package dev.vnetproof.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
  private static final Path FIXTURE = Path.of("fixtures/stv2-external-premium/snapshot.json");

  @TempDir Path folder = Path.of("");

  /** Everything on the class path, seen by nobody else; a resource of it can be hidden. */
  private static final class Own extends URLClassLoader {
    private volatile String hidden = "";

    Own() throws IOException {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    /** Our classes, and every jar that the tests see. */
    private static URL[] classPath() throws IOException {
      List<URL> urls = new ArrayList<>();
      urls.add(Evaluator.class.getProtectionDomain().getCodeSource().getLocation());
      ClassLoader tests = ClassLoaderTest.class.getClassLoader();
      for (URL manifest : Collections.list(tests.getResources("META-INF/MANIFEST.MF"))) {
        if (manifest.openConnection() instanceof JarURLConnection jar) {
          urls.add(jar.getJarFileURL());
        }
      }
      return urls.toArray(URL[]::new);
    }

    @Override
    public @Nullable URL getResource(String name) {
      return name.equals(hidden) ? null : super.getResource(name);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
      return name.equals(hidden) ? null : super.getResourceAsStream(name);
    }

    Object build() throws Exception {
      Object builder = type("evaluation.Evaluator").getMethod("builder").invoke(null);
      return builder.getClass().getMethod("build").invoke(builder);
    }

    Object build(Path rules) throws Exception {
      Object builder = type("evaluation.Evaluator").getMethod("builder").invoke(null);
      builder.getClass().getMethod("rules", Path.class).invoke(builder, rules);
      return builder.getClass().getMethod("build").invoke(builder);
    }

    /** The number of outcomes for the reference environment. */
    int evaluate(Object evaluator) throws Exception {
      Object document =
          type("importer.json.JsonDocument")
              .getMethod("parse", String.class, byte[].class)
              .invoke(null, "x", Files.readAllBytes(FIXTURE));
      Class<?> reader = type("importer.snapshot.SnapshotReader");
      Object snapshot =
          reader
              .getMethod("read", document.getClass())
              .invoke(reader.getConstructor().newInstance(), document);
      Object evaluation =
          evaluator
              .getClass()
              .getMethod("evaluate", snapshot.getClass())
              .invoke(evaluator, snapshot);
      return ((List<?>) evaluation.getClass().getMethod("outcomes").invoke(evaluation)).size();
    }

    private Class<?> type(String name) throws ClassNotFoundException {
      return loadClass("dev.vnetproof." + name);
    }
  }

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
    try (Own own = new Own()) {
      assertThat(in(null, () -> own.evaluate(own.build()))).isPositive();
    }
  }

  @Test
  void a_foreign_context_class_loader_does_no_harm() throws Exception {
    try (Own own = new Own();
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
    try (Own own = new Own()) {
      int builtIn = in(null, () -> own.evaluate(own.build()));
      assertThat(in(null, () -> own.evaluate(own.build(folder)))).isEqualTo(builtIn + 1);
    }
  }

  /** Threads of a pool have the application's loader, whatever the caller's. */
  @Test
  void the_first_evaluations_may_run_at_once_in_a_pool() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(4);
    try (Own own = new Own()) {
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

  private static int evaluate(Own own, Object evaluator) {
    try {
      return own.evaluate(evaluator);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_failure_does_not_last() throws Exception {
    try (Own own = new Own()) {
      for (String needed :
          List.of("META-INF/vnetproof/rule-models", "META-INF/vnetproof/catalogue.json")) {
        own.hidden = needed;
        assertThatThrownBy(() -> in(null, own::build)).hasRootCauseMessage("built without rules");
      }
      own.hidden = "";
      assertThat(in(null, () -> own.evaluate(own.build()))).isPositive();
    }
  }
}
