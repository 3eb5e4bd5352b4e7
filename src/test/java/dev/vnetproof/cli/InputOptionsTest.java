package dev.vnetproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options that say how inputs are read. */
class InputOptionsTest {
  private static final String TEMPLATE = "fixtures/encodings/template/azuredeploy.json";

  @TempDir Path folder = Path.of("");

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }

  @Test
  void parameters_are_given_to_the_template() {
    Run without = Run.of("check", "--quiet", TEMPLATE);
    Run with =
        Run.of(
            "check",
            "--parameters",
            "fixtures/encodings/template/azuredeploy.parameters.json",
            TEMPLATE);

    assertThat(without.code()).isZero();
    assertThat(with.err()).isEmpty();
    assertThat(with.code()).isEqualTo(1);
    assertThat(with.out()).contains("ports.sql");
  }

  @Test
  void lines_of_an_environment_file_that_are_no_variables_are_told_with_their_places()
      throws IOException {
    String file =
        file("dev.env", "A=1\n\n# a remark\n  7=x\nexport B = \"two\"\nno variable\n=\n\u0000\n");
    Run run = Run.of("check", "--quiet", "--env-file", file, TEMPLATE);

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .isEqualTo(
            "%1$s:4:1: is no variable; expected `NAME=value`\n".formatted(file)
                + "%1$s:6:1: is no variable; expected `NAME=value`\n".formatted(file)
                + "%1$s:7:1: is no variable; expected `NAME=value`\n".formatted(file)
                + "%1$s:8:1: is no variable; expected `NAME=value`\n".formatted(file));
  }

  @Test
  void an_environment_file_that_cannot_be_read_is_told() throws IOException {
    String expected = ": cannot be read; expected a file of lines `NAME=value`\n";
    Path latin = folder.resolve("latin.env");
    Files.write(latin, new byte[] {'A', '=', (byte) 0xe4});
    for (String file :
        new String[] {
          "gone.env", folder.toString(), latin.toString(), file("large.env", "#".repeat(2 << 20))
        }) {
      Run run = Run.of("check", "--quiet", "--env-file", file, TEMPLATE);
      assertThat(run.err()).isEqualTo(file + expected);
      assertThat(run.code()).isEqualTo(3);
    }
  }

  @Test
  void a_parameter_file_that_is_not_there_is_a_problem() {
    Run run = Run.of("import", "--parameters", "gone.json", TEMPLATE);

    assertThat(run.err()).startsWith("gone.json: does not exist; expected a file\n");
    assertThat(run.code()).isEqualTo(3);
  }

  @Test
  void as_names_the_formats_it_knows() throws IOException {
    Run unknown = Run.of("check", "--as", "bicep", TEMPLATE);
    Run forced = Run.of("check", "--as", "snapshot", file("x.json", "{}"));

    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .startsWith(
            "vnetproof: --as: `bicep` is not a format; expected one of: snapshot, template,"
                + " parameters, terraform, azure\n");
    assertThat(forced.code()).isEqualTo(3);
    assertThat(forced.err()).contains("x.json:1:1");
  }

  @Test
  void a_cloud_that_no_input_says_is_an_assumption_of_the_report() throws IOException {
    String text = Snapshots.fine("apim").replace("\"cloud\": \"AzurePublic\",", "");
    String path = file("apim.json", text.replaceAll("\"region\": \"[^\"]*\",", ""));

    Run told = Run.of("check", "--format", "json", path);
    Run chosen = Run.of("check", "--format", "json", "--cloud", "azurechina", path);

    assertThat(told.out())
        .contains("\"subject\": \"cloud\"")
        .contains("\"value\": \"AzurePublic\"")
        .doesNotContain("AzureChina");
    assertThat(chosen.out())
        .contains("\"value\": \"AzureChina\"")
        .contains("\"why\": \"`--cloud` says so;");
  }

  @Test
  void a_word_that_is_no_cloud_is_wrong_usage() {
    Run run = Run.of("check", "--cloud", "Mars", TEMPLATE);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("`Mars` is no cloud; expected AzurePublic, AzureGovernment or AzureChina");
  }

  @Test
  void import_explains_what_became_of_the_inputs() {
    Run run = Run.of("import", "--explain", "fixtures/encodings/template");

    assertThat(run.code()).isZero();
    assertThat(run.err())
        .startsWith(
            """
            read     fixtures/encodings/template/azuredeploy.json as template
            read     fixtures/encodings/template/azuredeploy.parameters.json as parameters
            joined   Microsoft.ApiManagement/service\
            """)
        .contains("\njoined   Microsoft.Network/publicIPAddresses ")
        .contains(
            "\nassumed: the list of security admin rules (Virtual Network Manager) is empty:");
  }
}
