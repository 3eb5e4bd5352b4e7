package dev.vnetproof.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.finding.Outcome;
import dev.vnetproof.model.EnvironmentSnapshot;
import dev.vnetproof.report.JsonReportWriter;
import dev.vnetproof.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One environment in seven encodings: the same findings, byte for byte, but for the places they
 * point to.
 */
class SevenEncodingsTest {
  private static final Path FIXTURE = Path.of("fixtures", "encodings");
  private static final Evaluator EVALUATOR = Evaluator.builder().build();

  private static EnvironmentSnapshot snapshot(String encoding) {
    String path = FIXTURE.resolve(encoding).toString().replace('\\', '/');
    InputFiles.Found found = InputFiles.of(path, InputStream.nullInputStream());
    Imported read = Importer.standard().read(found.inputs());
    assertThat(found.problems()).isEmpty();
    assertThat(read.problems()).isEmpty();
    assertThat(read.ignored()).isEmpty();
    assertThat(read.snapshots()).hasSize(1);
    return read.snapshots().get(0);
  }

  private static String report(String encoding) {
    Evaluation evaluation = EVALUATOR.evaluate(snapshot(encoding));
    return JsonReportWriter.text(Report.of(EVALUATOR, List.of(evaluation), List.of()))
        .replaceAll("\"source\": \"[^\"]*\"", "\"source\": \"\"")
        .replaceAll(", \"pointer\": \"[^\"]*\"", "");
  }

  @Test
  void all_seven_are_there() throws IOException {
    try (Stream<Path> folders = Files.list(FIXTURE)) {
      assertThat(folders.map(f -> String.valueOf(f.getFileName())).sorted())
          .containsExactly(
              "az",
              "native",
              "resource-graph",
              "rest",
              "template",
              "terraform-plan",
              "terraform-state");
    }
  }

  @TestFactory
  Stream<DynamicTest> every_encoding_gives_the_findings_of_the_native_one() {
    String expected = report("native");
    return Stream.of(
            "az", "resource-graph", "rest", "template", "terraform-plan", "terraform-state")
        .map(
            encoding ->
                DynamicTest.dynamicTest(
                    encoding, () -> assertThat(report(encoding)).isEqualTo(expected)));
  }

  @Test
  void the_mistakes_of_the_environment_are_found() {
    Evaluation evaluation = EVALUATOR.evaluate(snapshot("native"));

    assertThat(
            evaluation.outcomes().stream()
                .filter(o -> o.outcome() == Outcome.VIOLATED)
                .map(o -> o.requirement()))
        .containsExactly("ports.key-vault", "ports.sql", "tls.revocation-hosts");
  }
}
