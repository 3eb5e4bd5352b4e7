package dev.vnetproof.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.finding.Outcome;
import dev.vnetproof.importer.azure.Skips;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.report.JsonReportWriter;
import dev.vnetproof.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One environment in every encoding: the same findings, byte for byte, but for the places they
 * point to.
 */
class EveryEncodingTest {
  private static final Path FIXTURE = Path.of("fixtures", "encodings");
  private static final Path TRAPS = Path.of("fixtures", "traps");
  private static final Path TEMPLATES = Path.of("fixtures", "templates");
  private static final Evaluator EVALUATOR = Evaluator.builder().build();

  private static Imported read(Path folder) {
    String path = folder.toString().replace('\\', '/');
    InputFiles.Found found = InputFiles.of(path, InputStream.nullInputStream());
    Imported read = Importer.standard().read(found.inputs());
    assertThat(found.problems()).isEmpty();
    assertThat(read.problems()).isEmpty();
    assertThat(read.sources().ignored()).isEmpty();
    return read;
  }

  private static EnvironmentSnapshot only(Path folder) {
    Imported read = read(folder);
    assertThat(read.snapshots()).hasSize(1);
    return read.snapshots().get(0);
  }

  private static String report(EnvironmentSnapshot snapshot) {
    Evaluation evaluation = EVALUATOR.evaluate(snapshot);
    return JsonReportWriter.text(Report.of(EVALUATOR, List.of(evaluation), List.of(), Sources.NONE))
        .replaceAll("\"source\": \"[^\"]*\"", "\"source\": \"\"")
        .replaceAll(", \"pointer\": \"[^\"]*\"", "");
  }

  @Test
  void all_of_them_are_there() throws IOException {
    try (Stream<Path> folders = Files.list(FIXTURE)) {
      assertThat(folders.map(f -> String.valueOf(f.getFileName())).sorted())
          .containsExactly(
              "az",
              "native",
              "resource-graph",
              "resource-graph-csv",
              "rest",
              "template",
              "terraform-plan",
              "terraform-state");
    }
  }

  @TestFactory
  Stream<DynamicTest> every_encoding_gives_the_findings_of_the_native_one() {
    String expected = report(only(FIXTURE.resolve("native")));
    return Stream.of(
            "az",
            "resource-graph",
            "resource-graph-csv",
            "rest",
            "template",
            "terraform-plan",
            "terraform-state")
        .map(
            encoding ->
                DynamicTest.dynamicTest(
                    encoding,
                    () -> assertThat(report(only(FIXTURE.resolve(encoding)))).isEqualTo(expected)));
  }

  /** The spellings that Azure and people have for one and the same thing. */
  @TestFactory
  Stream<DynamicTest> no_trap_changes_the_findings() {
    String expected = report(only(FIXTURE.resolve("native")));
    return Stream.of(
            "any-and-whole-ranges",
            "comma-lists",
            "ids-in-any-case",
            "plural-empty-and-null",
            "ports-as-numbers",
            "region-in-lower-case",
            "region-in-one-word",
            "types-without-bearing",
            "words-in-any-case")
        .map(
            trap ->
                DynamicTest.dynamicTest(
                    trap, () -> assertThat(report(only(TRAPS.resolve(trap)))).isEqualTo(expected)));
  }

  /** The shapes in which templates say one and the same thing. */
  @TestFactory
  Stream<DynamicTest> no_shape_of_a_template_changes_the_findings() {
    String expected = report(only(FIXTURE.resolve("native")));
    return Stream.of("linked", "modules-with-symbolic-names", "rules-from-everywhere")
        .map(
            shape ->
                DynamicTest.dynamicTest(
                    shape,
                    () -> assertThat(report(only(TEMPLATES.resolve(shape)))).isEqualTo(expected)));
  }

  @Test
  void types_without_bearing_are_counted() {
    assertThat(read(TRAPS.resolve("types-without-bearing")).sources().account().skipped())
        .containsExactly(
            Map.entry("microsoft.compute/virtualmachines", Skips.of("vm")),
            Map.entry("microsoft.storage/storageaccounts", Skips.of("x")));
  }

  @Test
  void several_services_are_several_snapshots_with_the_same_findings() {
    List<EnvironmentSnapshot> snapshots = read(TRAPS.resolve("several-services")).snapshots();

    assertThat(snapshots)
        .extracting(EnvironmentSnapshot::name)
        .containsExactly("contoso-apim", "other-apim");
    assertThat(report(snapshots.get(0))).isEqualTo(report(only(FIXTURE.resolve("native"))));
  }

  @Test
  void a_group_that_is_on_no_subnet_is_none() {
    Evaluation evaluation = EVALUATOR.evaluate(only(TRAPS.resolve("group-that-is-on-no-subnet")));

    assertThat(evaluation.violations())
        .extracting(f -> f.requirement().id())
        .contains("nsg.assigned");
  }

  @Test
  void a_route_may_name_a_service_tag() {
    assertThat(
            only(TRAPS.resolve("tag-as-route-prefix"))
                .locations()
                .get(0)
                .routeTable()
                .orElse(Optional.empty())
                .orElseThrow()
                .routes()
                .map(routes -> routes.stream().map(Route::destination).toList()))
        .isEqualTo(Datum.known(List.of(Datum.known(RuleAddresses.of("ApiManagement")))));
  }

  @Test
  void the_mistakes_of_the_environment_are_found() {
    Evaluation evaluation = EVALUATOR.evaluate(only(FIXTURE.resolve("native")));

    assertThat(
            evaluation.outcomes().stream()
                .filter(o -> o.outcome() == Outcome.VIOLATED)
                .map(o -> o.requirement()))
        .containsExactly("ports.key-vault", "ports.sql");
  }
}
