package dev.vnetproof.evaluation;

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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Everything on the class path, seen by nobody else; jars can be left out, a resource hidden. */
final class OwnLoader extends URLClassLoader {
  private static final Path FIXTURE = Path.of("fixtures/stv2-external-premium/snapshot.json");

  private volatile String hidden = "";

  OwnLoader() throws IOException {
    this(jar -> true);
  }

  /**
   * @param wanted asked for the file name of each jar that the tests see
   */
  OwnLoader(Predicate<String> wanted) throws IOException {
    super(classPath(wanted), ClassLoader.getPlatformClassLoader());
  }

  /** Our classes, and the jars. */
  private static URL[] classPath(Predicate<String> wanted) throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(Evaluator.class.getProtectionDomain().getCodeSource().getLocation());
    ClassLoader tests = OwnLoader.class.getClassLoader();
    for (URL manifest : Collections.list(tests.getResources("META-INF/MANIFEST.MF"))) {
      if (manifest.openConnection() instanceof JarURLConnection jar) {
        String path = jar.getJarFileURL().getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        // The jar that Surefire starts with names all others in its manifest.
        if (!name.startsWith("surefire") && wanted.test(name)) {
          urls.add(jar.getJarFileURL());
        }
      }
    }
    return urls.toArray(URL[]::new);
  }

  /** Nobody finds this resource from now on, and the one before again. */
  void hide(String resource) {
    hidden = resource;
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
    Object input =
        type("importer.Input")
            .getMethod("named", String.class, byte[].class)
            .invoke(null, "x", Files.readAllBytes(FIXTURE));
    Object importer = type("importer.Importer").getMethod("standard").invoke(null);
    Object imported =
        importer.getClass().getMethod("read", List.class).invoke(importer, List.of(input));
    Object snapshots = imported.getClass().getMethod("snapshots").invoke(imported);
    Object snapshot = ((List<?>) snapshots).get(0);
    Object evaluation =
        evaluator.getClass().getMethod("evaluate", snapshot.getClass()).invoke(evaluator, snapshot);
    return ((List<?>) evaluation.getClass().getMethod("outcomes").invoke(evaluation)).size();
  }

  private Class<?> type(String name) throws ClassNotFoundException {
    return loadClass("dev.vnetproof." + name);
  }
}
