package dev.vnetproof;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.vnetproof");

  /** What each package may use of ours, besides itself. */
  private static final Map<String, List<String>> ARROWS = arrows();

  private static Map<String, List<String>> arrows() {
    Map<String, List<String>> arrows = new LinkedHashMap<>();
    arrows.put("space", List.of());
    arrows.put("model", List.of("space"));
    arrows.put("rule", List.of("model", "space"));
    arrows.put("proof.tag", List.of("rule", "model", "space"));
    arrows.put("proof.layer", List.of("proof.tag", "rule", "model", "space"));
    arrows.put("proof.firewall", List.of("proof.tag", "rule", "model", "space"));
    arrows.put("proof.nsg", List.of("proof.layer", "proof.tag", "rule", "model", "space"));
    arrows.put(
        "proof.route",
        List.of("proof.firewall", "proof.layer", "proof.tag", "rule", "model", "space"));
    arrows.put(
        "proof",
        List.of(
            "proof.nsg",
            "proof.route",
            "proof.firewall",
            "proof.layer",
            "proof.tag",
            "rule",
            "model",
            "space"));
    arrows.put("wording", List.of("rule", "model", "space"));
    arrows.put("catalogue", List.of("rule", "model", "space"));
    arrows.put("engine", List.of("catalogue", "rule", "model", "space"));
    arrows.put(
        "evaluation",
        List.of("engine", "catalogue", "wording", "proof", "proof.tag", "rule", "model", "space"));
    arrows.put("source", List.of("model", "space"));
    arrows.put("source.table", List.of("source", "model", "space"));
    arrows.put("importer.noun", List.of("model", "space"));
    arrows.put("importer.snapshot", List.of("importer.noun", "source", "model", "space"));
    List<String> ofResources = List.of("importer.noun", "source", "model", "space");
    arrows.put("importer.resource", ofResources);
    arrows.put("importer.captured", and(ofResources, "importer.resource"));
    arrows.put("importer.azure", and(ofResources, "importer.resource", "importer.captured"));
    arrows.put("importer.template", List.of("importer.resource", "source", "model", "space"));
    arrows.put("importer.terraform", List.of("importer.resource", "source", "model", "space"));
    arrows.put(
        "importer",
        List.of(
            "importer.azure",
            "importer.resource",
            "importer.snapshot",
            "importer.template",
            "importer.terraform",
            "source",
            "source.table",
            "model",
            "space"));
    arrows.put(
        "report",
        List.of(
            "importer",
            "importer.resource",
            "evaluation",
            "wording",
            "catalogue",
            "proof.tag",
            "rule",
            "source", // A spool for what can be written last only.
            "model",
            "space"));
    arrows.put(
        "cli",
        List.of(
            "report",
            "importer",
            "importer.snapshot",
            "importer.resource",
            "importer.template",
            "evaluation",
            "engine",
            "catalogue",
            "proof",
            "proof.tag",
            "rule",
            "model",
            "space"));
    return arrows;
  }

  @TestFactory
  Stream<DynamicTest> a_package_uses_only_what_its_arrows_point_to() {
    return ARROWS.entrySet().stream()
        .map(
            arrow ->
                DynamicTest.dynamicTest(
                    arrow.getKey(),
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage("dev.vnetproof." + arrow.getKey())
                            .should()
                            .dependOnClassesThat(oursOutside(arrow.getKey(), arrow.getValue()))
                            .check(CLASSES)));
  }

  private static List<String> and(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  private static DescribedPredicate<JavaClass> oursOutside(String self, List<String> allowed) {
    List<String> names = new ArrayList<>(allowed);
    names.add(self);
    String[] packages = names.stream().map(n -> "dev.vnetproof." + n).toArray(String[]::new);
    return resideInAnyPackage("dev.vnetproof..")
        .and(DescribedPredicate.not(resideInAnyPackage(packages)))
        .as("are ours and outside " + names);
  }

  @Test
  void every_package_has_its_arrows() {
    Set<String> packages = new TreeSet<>();
    for (JavaClass each : CLASSES) {
      packages.add(each.getPackageName().substring("dev.vnetproof.".length()));
    }
    assertThat(packages).containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
  }

  private static final String CORE = "com.fasterxml.jackson.core";
  private static final String TREE = "com.fasterxml.jackson.databind";

  /** Annotations of nullness are everywhere, and go no further than the compiler. */
  private static final String EVERYWHERE = "org.jspecify";

  /** What each package uses of other people's libraries: all others use the JDK alone. */
  private static final Map<String, Set<String>> LIBRARIES = libraries();

  private static Map<String, Set<String>> libraries() {
    Map<String, Set<String>> libraries = new TreeMap<>();
    // The only package that sees the rule engine, and what checks rules before it does.
    libraries.put("engine", Set.of("org.kie", "org.drools", "com.github.javaparser", "org.mvel2"));
    // The only one that knows the command line's library; `requirements --format json`.
    libraries.put("cli", Set.of("picocli", TREE));
    // Sidecars are YAML; the build writes them as JSON.
    libraries.put("catalogue", Set.of(CORE, TREE, "com.fasterxml.jackson.dataformat"));
    // Microsoft's file has 20 MB: it is read as a stream, and no document is made of it.
    libraries.put("proof.tag", Set.of(CORE));
    // Reports are written as streams.
    libraries.put("report", Set.of(CORE));
    libraries.put("source", Set.of(CORE, TREE));
    // Tables are CSV.
    libraries.put("source.table", Set.of(CORE, TREE, "com.fasterxml.jackson.dataformat"));
    // Documents are trees of Jackson's, for whoever reads them; strings of JSON are made with core.
    libraries.put("importer", Set.of(CORE, TREE));
    libraries.put("importer.azure", Set.of(CORE, TREE));
    libraries.put("importer.captured", Set.of(TREE));
    libraries.put("importer.resource", Set.of(CORE, TREE));
    libraries.put("importer.template", Set.of(CORE, TREE));
    libraries.put("importer.terraform", Set.of(TREE));
    // The only format of our own, and so the only one with a schema to hold inputs to.
    libraries.put("importer.snapshot", Set.of(CORE, TREE, "com.networknt"));
    return libraries;
  }

  @TestFactory
  Stream<DynamicTest> a_package_uses_the_libraries_that_it_has_a_reason_for() {
    Map<String, Set<String>> used = new TreeMap<>();
    ARROWS.keySet().forEach(name -> used.put(name, new TreeSet<>()));
    for (JavaClass each : CLASSES) {
      Set<String> libraries = used.get(each.getPackageName().substring("dev.vnetproof.".length()));
      each.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType().getPackageName())
          .filter(name -> !name.isEmpty() && !name.startsWith("java") && !name.startsWith("dev.vn"))
          .map(ArchitectureTest::library)
          .filter(name -> !name.equals(EVERYWHERE))
          .forEach(libraries::add);
    }
    return used.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () ->
                        assertThat(each.getValue())
                            .containsExactlyInAnyOrderElementsOf(
                                LIBRARIES.getOrDefault(each.getKey(), Set.of()))));
  }

  /** The first parts of a package name that tell whose it is; Jackson's libraries are several. */
  private static String library(String packageName) {
    String[] parts = packageName.split("\\.");
    int known = parts[0].equals("picocli") ? 1 : parts[0].equals("com") ? 3 : 2;
    if (packageName.startsWith("com.fasterxml.jackson.")) {
      known = 4;
    } else if (packageName.startsWith("com.networknt")) {
      known = 2;
    }
    return String.join(".", Arrays.asList(parts).subList(0, Math.min(known, parts.length)));
  }

  @Test
  void only_the_command_line_prints_exits_and_reads_clock_and_environment() {
    DescribedPredicate<JavaClass> clock =
        describe(
            "are clocks",
            type ->
                Set.of("java.time.Clock", "java.time.Instant", "java.time.LocalDate")
                    .contains(type.getName()));
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.vnetproof.cli")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .accessField(System.class, "in")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .dependOnClassesThat(clock)
        .check(CLASSES);
    // A time limit ends an evaluation; no result depends on it.
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.vnetproof.cli")
        .and()
        .doNotHaveFullyQualifiedName("dev.vnetproof.engine.Watch")
        .should()
        .callMethod(System.class, "nanoTime")
        .check(CLASSES);
  }

  @Test
  void every_package_is_null_marked() {
    Set<String> unmarked = new TreeSet<>();
    for (String name : ARROWS.keySet()) {
      JavaPackage each = CLASSES.getPackage("dev.vnetproof." + name);
      if (!each.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(name);
      }
    }
    assertThat(unmarked).isEmpty();
  }

  /** Whoever reads a name need not look at imports to know what is meant. */
  @Test
  void no_two_classes_have_one_name() {
    Map<String, List<String>> byName =
        CLASSES.stream()
            .filter(c -> c.isTopLevelClass() && !c.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getPackageName, Collectors.toList())));
    byName.values().removeIf(packages -> packages.size() == 1);

    assertThat(byName).isEmpty();
  }
}
