package dev.vnetproof.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a path leads to. */
class InputFilesTest {
  private static final InputStream NOTHING = InputStream.nullInputStream();

  @TempDir Path folder;

  private void file(String name) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "{}");
  }

  private List<String> names(InputFiles.Found found) {
    return found.inputs().stream()
        .map(i -> i.name().replace(folder.toString().replace('\\', '/') + "/", ""))
        .toList();
  }

  @Test
  void a_folder_gives_its_json_files_in_order_without_hidden_folders() throws IOException {
    for (String name :
        List.of("b.json", "a/z.ndjson", "a/y.JSONL", "main.tfstate", "README.md", ".git/x.json")) {
      file(name);
    }

    InputFiles.Found found = InputFiles.of(folder.toString(), NOTHING);

    assertThat(names(found)).containsExactly("a/y.JSONL", "a/z.ndjson", "b.json", "main.tfstate");
    assertThat(found.inputs()).extracting(Input::named).containsOnly(false);
    assertThat(found.problems()).isEmpty();
  }

  @Test
  void a_link_back_to_its_own_folder_is_not_followed_again() throws IOException {
    file("a/x.json");
    Files.createSymbolicLink(folder.resolve("a/loop"), folder);

    assertThat(names(InputFiles.of(folder.toString(), NOTHING))).containsExactly("a/x.json");
  }

  @Test
  void a_named_file_is_read_whatever_it_is_called() throws IOException {
    file("snapshot.txt");

    InputFiles.Found found = InputFiles.of(folder.resolve("snapshot.txt").toString(), NOTHING);

    assertThat(names(found)).containsExactly("snapshot.txt");
    assertThat(found.inputs()).extracting(Input::named).containsExactly(true);
  }

  @Test
  void a_file_of_more_than_1_gb_is_refused_unread() throws IOException {
    Path huge = folder.resolve("huge.json");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength((1L << 30) + 1); // A hole: it takes no room on the disk.
    }

    assertThat(InputFiles.of(huge.toString(), NOTHING))
        .isEqualTo(InputFiles.ofFile(huge))
        .extracting(found -> found.problems().get(0).message())
        .isEqualTo("is larger than 1 GB; expected a smaller export");
  }

  @Test
  void standard_input_can_be_read_again_however_long_it_is() throws IOException {
    byte[] text = "{\"a\": 1}\n".repeat(2_000_000).getBytes(StandardCharsets.UTF_8);

    InputFiles.Found found = InputFiles.of("-", new ByteArrayInputStream(text));

    for (int i = 0; i < 2; i++) {
      try (InputStream in = found.inputs().get(0).bytes().open()) {
        assertThat(in.readAllBytes()).isEqualTo(text);
      }
      try (InputStream in = found.inputs().get(0).bytes().slice(17_999_996, 3).open()) {
        assertThat(in.readAllBytes()).asString().isEqualTo(" 1}");
      }
    }
  }

  @Test
  void of_the_tables_in_a_folder_those_of_resources_are_inputs() throws IOException {
    Files.writeString(folder.resolve("rows.csv"), "NAME;ID;TYPE\nx;/x;a.b/c\n");
    Files.writeString(folder.resolve("prices.csv"), "item,price\nbread,3\n");
    Files.write(folder.resolve("image.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xd8});

    InputFiles.Found found = InputFiles.of(folder.toString(), NOTHING);

    assertThat(names(found)).containsExactly("rows.csv");
    assertThat(found.problems()).isEmpty();
  }

  @Test
  void a_dash_is_standard_input() {
    InputFiles.Found found =
        InputFiles.of("-", new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)));

    assertThat(found.inputs()).extracting(Input::name).containsExactly("-");
  }

  @Test
  void what_is_not_there_is_a_problem() throws IOException {
    Files.createDirectories(folder.resolve("empty"));

    assertThat(InputFiles.of(folder.resolve("gone.json").toString(), NOTHING).problems())
        .extracting(p -> p.message())
        .containsExactly("does not exist; expected a file, a folder or `-`");
    assertThat(InputFiles.of(folder.resolve("empty").toString(), NOTHING).problems())
        .extracting(p -> p.message())
        .containsExactly(
            "the folder holds no JSON file; expected one of [.json, .ndjson, .jsonl, .tfstate]");
  }

  @Test
  void what_may_be_an_input_and_is_not_read_is_told() throws IOException {
    for (String name :
        List.of(
            "a.json",
            "b.json.gz",
            "c.ZIP",
            "d.tar.zst",
            "LICENSE",
            "main.tf",
            "main.bicep",
            "main.bicepparam",
            "plan.tfplan",
            "README.md",
            "logo.png",
            ".git/x.zip")) {
      file(name);
    }
    Files.createSymbolicLink(folder.resolve("gone.json"), folder.resolve("nowhere.json"));

    InputFiles.Found found = InputFiles.of(folder.toString(), NOTHING);

    assertThat(names(found)).containsExactly("a.json");
    assertThat(found.problems()).isEmpty();
    assertThat(found.passedOver())
        .extracting(file -> Path.of(file.name()).getFileName() + " " + file.why())
        .containsExactly(
            "LICENSE no ending: name them to have them read",
            "b.json.gz packed: unpack them first",
            "c.ZIP packed: unpack them first",
            "d.tar.zst packed: unpack them first",
            "gone.json links that lead nowhere",
            "main.bicep Bicep: `bicep build` makes a template of it",
            "main.bicepparam parameters of Bicep: `bicep build-params` makes JSON of them",
            "main.tf configuration of Terraform: `terraform show -json` prints its plan",
            "plan.tfplan a binary plan: `terraform show -json` prints it");
  }

  @Test
  void a_folder_that_cannot_be_read_hides_no_other() throws IOException {
    file("a/x.json");
    file("b/y.json");
    file("c/z.json");
    Path closed = folder.resolve("b");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(closed), "the superuser reads everything");
    try {
      InputFiles.Found found = InputFiles.of(folder.toString(), NOTHING);

      assertThat(names(found)).containsExactly("a/x.json", "c/z.json");
      assertThat(found.problems())
          .extracting(Object::toString)
          .containsExactly(closed + ": this folder cannot be read; expected a readable one");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
