package dev.vnetproof.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.model.EnvironmentSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An importer as other programs use it: paths, bytes and streams, all problems in one list. */
class EmbeddedImporterTest {
  private static final Path FILE = Path.of("fixtures/sql-port-1443/snapshot.json");
  private static final Importer IMPORTER = Importer.standard();

  private static List<String> problems(Imported imported) {
    return imported.problems().stream().map(String::valueOf).toList();
  }

  private static List<String> names(Imported imported) {
    return imported.snapshots().stream().map(EnvironmentSnapshot::name).toList();
  }

  @Test
  void a_file_is_the_same_however_it_is_given() throws IOException {
    byte[] bytes = Files.readAllBytes(FILE);
    try (InputStream in = Files.newInputStream(FILE)) {
      EnvironmentSnapshot read = IMPORTER.read(FILE).snapshots().get(0);

      assertThat(IMPORTER.read(FILE, FILE).snapshots()).containsExactly(read);
      assertThat(IMPORTER.read(read.source(), bytes).snapshots()).containsExactly(read);
      assertThat(IMPORTER.read(read.source(), in).snapshots()).containsExactly(read);
    }
  }

  @Test
  void problems_of_paths_and_of_contents_are_in_one_list() {
    Imported read = IMPORTER.read(Path.of("missing"), Path.of("rules/data"), FILE);

    assertThat(problems(read))
        .containsExactly(
            "missing: does not exist; expected a file, a folder or `-`",
            "rules/data: the folder holds no JSON file; expected one of"
                + " [.json, .ndjson, .jsonl, .tfstate]");
    assertThat(names(read)).hasSize(1);
  }

  @Test
  void nothing_to_evaluate_is_a_problem() {
    assertThat(problems(IMPORTER.read("body", "{}".getBytes(UTF_8))))
        .containsExactly(
            "body:1:1: holds nothing to evaluate; expected one of: snapshot, template, parameters,"
                + " terraform, azure");
    assertThat(problems(IMPORTER.read("body", InputStream.nullInputStream()))).hasSize(1);
  }

  @Test
  void parameters_that_are_not_there_are_a_problem() {
    Imported read = IMPORTER.withParameters(Path.of("missing.json")).read(FILE);

    assertThat(problems(read)).hasSize(1);
    assertThat(problems(read).get(0)).startsWith("missing.json: ");
    assertThat(names(read)).hasSize(1);
  }

  @Test
  void a_stream_that_breaks_is_a_problem() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };

    assertThat(problems(IMPORTER.read("upload", broken)))
        .containsExactly("upload: cannot be read; expected a stream that can");
  }
}
