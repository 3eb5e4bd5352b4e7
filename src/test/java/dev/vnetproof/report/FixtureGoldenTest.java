package dev.vnetproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.evaluation.Evaluation;
import dev.vnetproof.evaluation.Evaluator;
import dev.vnetproof.importer.Imported;
import dev.vnetproof.importer.Importer;
import dev.vnetproof.importer.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each environment under {@code fixtures/} gives, byte for byte, the report beside it: the one that
 * {@code check --format json} prints. {@code -Dgolden.update=true} writes the reports anew; what
 * changes then is to be judged by hand.
 */
class FixtureGoldenTest {
  private static final Evaluator EVALUATOR = Evaluator.builder().build();

  /** Folders of folders, which have tests of their own. */
  private static final Set<String> NOT_ONE_ENVIRONMENT = Set.of("encodings", "templates", "traps");

  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  @TestFactory
  List<DynamicTest> fixtures() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("fixtures"))) {
      List<Path> found =
          folders
              .filter(Files::isDirectory)
              .filter(f -> !NOT_ONE_ENVIRONMENT.contains(String.valueOf(f.getFileName())))
              .sorted()
              .toList();
      assertThat(found).hasSizeGreaterThanOrEqualTo(14);
      return found.stream()
          .map(
              folder ->
                  DynamicTest.dynamicTest(
                      String.valueOf(folder.getFileName()), () -> givesItsReport(folder)))
          .toList();
    }
  }

  private static void givesItsReport(Path folder) throws IOException {
    Path golden = folder.resolve("expected/report.json");
    String report = report(folder);
    if (UPDATE) {
      Files.createDirectories(folder.resolve("expected"));
      Files.writeString(golden, report);
    }

    assertThat(golden).exists();
    assertThat(report).isEqualTo(Files.readString(golden));
  }

  private static String report(Path folder) {
    String path = folder.toString().replace('\\', '/');
    InputFiles.Found found = InputFiles.of(path, InputStream.nullInputStream());
    Imported read = Importer.standard().read(found.inputs());

    assertThat(found.problems()).isEmpty();
    assertThat(read.problems()).isEmpty();
    assertThat(read.snapshots()).hasSize(1);
    List<Evaluation> evaluations = read.snapshots().stream().map(EVALUATOR::evaluate).toList();
    return JsonReportWriter.text(Report.of(EVALUATOR, evaluations, List.of(), read.sources()));
  }
}
