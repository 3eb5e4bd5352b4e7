package dev.vnetproof.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.importer.resource.Skips;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.DeclaredDeployment;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.model.Location;
import dev.vnetproof.model.Route;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.Subnet;
import dev.vnetproof.model.VirtualNetwork;
import dev.vnetproof.report.JsonReportWriter;
import dev.vnetproof.report.Report;
import dev.vnetproof.rule.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
  private static final Evaluator EVALUATOR = Evaluator.builder().laterEditions(false).build();

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

  /**
   * The report on what every encoding can show: a template does not know its subscription, and some
   * encodings leave out where a network is.
   */
  private static String report(EnvironmentSnapshot snapshot) {
    Evaluation evaluation = EVALUATOR.evaluate(core(snapshot));
    return JsonReportWriter.text(Report.of(EVALUATOR, List.of(evaluation), List.of(), Sources.NONE))
        .replaceAll("\"source\": \"[^\"]*\"", "\"source\": \"\"")
        .replaceAll(", \"pointer\": \"[^\"]*\"", "");
  }

  private static EnvironmentSnapshot core(EnvironmentSnapshot snapshot) {
    DeclaredDeployment d = snapshot.deployment();
    return new EnvironmentSnapshot(
        snapshot.name(),
        snapshot.source(),
        snapshot.capturedAt(),
        new DeclaredDeployment(
            d.name(),
            d.cloud(),
            d.platformVersion(),
            d.virtualNetworkType(),
            d.sku(),
            d.features(),
            d.clientAddressPrefixes()),
        snapshot.serviceTags(),
        snapshot.locations().stream().map(EveryEncodingTest::core).toList(),
        snapshot.live(),
        snapshot.origins(),
        snapshot.assumptions());
  }

  private static Location core(Location l) {
    VirtualNetwork n = l.virtualNetwork();
    return new Location(
        l.index(),
        l.region(),
        l.primary(),
        l.units(),
        new Subnet(
            l.pointer(),
            l.subnet().name(),
            l.subnet().addressPrefixes(),
            l.subnet().serviceEndpoints(),
            l.subnet().delegations()),
        new VirtualNetwork(
            l.pointer(),
            n.name(),
            n.addressSpace(),
            n.peeredAddressSpaces(),
            n.onPremisesAddressSpaces(),
            n.gateway()),
        l.networkSecurityGroup(),
        l.routeTable(),
        l.dns(),
        l.egressFirewall());
  }

  private static List<String> violated(Path folder) {
    return EVALUATOR.evaluate(only(folder)).outcomes().stream()
        .filter(o -> o.outcome() == Outcome.VIOLATED)
        .map(o -> o.requirement())
        .toList();
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
    return eachForeign(
        encoding -> assertThat(report(only(FIXTURE.resolve(encoding)))).isEqualTo(expected));
  }

  private static Stream<DynamicTest> eachForeign(Consumer<String> holds) {
    return Stream.of(
            "az",
            "resource-graph",
            "resource-graph-csv",
            "rest",
            "template",
            "terraform-plan",
            "terraform-state")
        .map(encoding -> DynamicTest.dynamicTest(encoding, () -> holds.accept(encoding)));
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
        .containsExactly(Map.entry("microsoft.compute/virtualmachines", Skips.of("vm")));
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

  @TestFactory
  Stream<DynamicTest> the_mistakes_of_the_environment_are_found_and_no_others() {
    assertThat(violated(FIXTURE.resolve("native"))).containsExactly("ports.key-vault", "ports.sql");
    return eachForeign(
        encoding ->
            assertThat(violated(FIXTURE.resolve(encoding)))
                .containsExactly("ports.key-vault", "ports.sql"));
  }
}
