package dev.vnetproof.engine;

import dev.vnetproof.catalogue.CatalogueException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The libraries that read, check and compile rules. Whoever adds no rules may leave them out: the
 * built-in ones were compiled when this library was built.
 */
final class CompilerLibraries {
  /** A class of each library, by the artifact that holds it. */
  private static final Map<String, String> NEEDED = needed();

  private CompilerLibraries() {}

  private static Map<String, String> needed() {
    Map<String, String> needed = new LinkedHashMap<>();
    needed.put("org.drools:drools-drl-parser", "org.drools.drl.parser.DrlParser");
    needed.put("org.drools:drools-drl-extensions", "org.drools.drl.extensions.YamlFactory");
    needed.put(
        "org.drools:drools-model-codegen", "org.drools.model.codegen.ExecutableModelProject");
    needed.put("org.kie:kie-util-maven-support", "org.kie.util.maven.support.PomModel");
    needed.put("com.github.javaparser:javaparser-core", "com.github.javaparser.JavaParser");
    needed.put("org.mvel:mvel2", "org.mvel2.asm.ClassReader");
    return needed;
  }

  /**
   * @throws CatalogueException naming the artifacts that are not there
   */
  static void require(Path folder) {
    List<String> missing =
        NEEDED.entrySet().stream()
            .filter(library -> !isThere(library.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (!missing.isEmpty()) {
      throw new CatalogueException(
          "`"
              + folder
              + "`: own rules need libraries that are not on the class path; expected "
              + String.join(", ", missing)
              + ", and org.drools:drools-ecj where there is no JDK");
    }
  }

  private static boolean isThere(String type) {
    try {
      Class.forName(type, false, CompilerLibraries.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
