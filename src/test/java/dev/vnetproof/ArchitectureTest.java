package dev.vnetproof;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

  @Test
  void only_the_engine_sees_the_rule_engine() {
    DescribedPredicate<JavaClass> drools = resideInAnyPackage("org.kie..", "org.drools..");
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.vnetproof.engine")
        .should()
        .dependOnClassesThat(drools)
        .check(CLASSES);
    // Were the engine's packages renamed, the rule above would match nothing for ever.
    classes()
        .that()
        .haveFullyQualifiedName("dev.vnetproof.engine.RuleBase")
        .should()
        .dependOnClassesThat(drools)
        .check(CLASSES);
  }

  @Test
  void only_the_command_line_knows_its_library() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.vnetproof.cli")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
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
}
