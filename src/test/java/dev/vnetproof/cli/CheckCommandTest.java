package dev.vnetproof.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.vnetproof.report.ReportSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "fine, violation, 0",
    "fine, undetermined, 0",
    "fine, recommendation, 0",
    "fine, never, 0",
    "advised, violation, 0",
    "advised, undetermined, 0",
    "advised, recommendation, 4",
    "advised, never, 0",
    "undetermined, violation, 0",
    "undetermined, undetermined, 4",
    "undetermined, recommendation, 4",
    "undetermined, never, 0",
    "violated, violation, 1",
    "violated, undetermined, 1",
    "violated, recommendation, 1",
    "violated, never, 0",
  })
  void the_exit_code_follows_the_worst_finding(String state, String failOn, int code)
      throws IOException {
    String text =
        switch (state) {
          case "fine" -> Snapshots.fine("a");
          case "advised" -> Snapshots.advised("a");
          case "undetermined" -> Snapshots.undetermined("a");
          default -> Snapshots.violated("a");
        };
    Run run = Run.of("check", "--fail-on", failOn, Snapshots.write(folder, "a.json", text));
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(code);
  }

  @Test
  void a_fine_environment_says_so() throws IOException {
    String path = Snapshots.write(folder, "a.json", Snapshots.fine("contoso"));
    Run run = Run.of("check", path);
    assertThat(run.out())
        .startsWith("contoso  westus  meets every requirement that applies: ")
        .contains("(" + path + ")\n\n  assumed     the list of security admin rules (Virtual")
        .contains("\n\n1 environment, edition 2023-01-06, service tags by name: ");
    assertThat(Run.of("check", "--quiet", path)).isEqualTo(new Run(0, "", ""));
  }

  @Test
  void what_was_not_judged_stands_below_a_clean_bill() throws IOException {
    Run run = Run.of("check", "fixtures/traps/types-without-bearing");

    assertThat(run.out().replaceAll("\\s+", " "))
        .contains(
            "not judged microsoft.compute/virtualmachines (vm): no requirement looks at this type",
            "not judged microsoft.storage/storageaccounts (x): nothing that is judged refers to"
                + " it");
  }

  @Test
  void a_missing_network_is_told_once_with_the_way_to_it() throws IOException {
    Path service = folder.resolve("service.json");
    Files.copy(Path.of("fixtures/azure-export/service.json"), service);
    Run run = Run.of("check", folder.toString());

    assertThat((run.out() + run.err()).lines().count()).isLessThanOrEqualTo(40);
    assertThat(run.out()).containsOnlyOnce("which is not in the input");
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains(
            "not known the virtual network `", "Add the output of `az network vnet show --ids")
        .doesNotContain("without subnet", "Give ");
    assertThat(run.out()).contains("ports.sql", "subnet.size", "nsg.assigned");
  }

  @Test
  void a_firewall_rule_that_cannot_exist_is_told() throws IOException {
    String text =
        Files.readString(Path.of("fixtures/forced-tunnel-internal-firewall/snapshot.json"));
    int at = text.indexOf("\"networkAllowances\": [") + "\"networkAllowances\": [".length();
    String rule =
        "{\"name\":\"cp-in\",\"sourceAddresses\":[\"ApiManagement\"],"
            + "\"destinationAddresses\":[\"10.0.1.0/24\"],\"destinationPorts\":[\"3443\"],"
            + "\"protocols\":[\"TCP\"]},";
    String path =
        Snapshots.write(folder, "a.json", text.substring(0, at) + rule + text.substring(at));

    assertThat(Run.of("check", path).out().replaceAll("\\s+", " "))
        .contains(
            "not judged network rule of the firewall (cp-in): it names a service tag as source,"
                + " which Azure Firewall does not take");
  }

  @Test
  void a_violation_is_told_with_witness_rule_and_fix() throws IOException {
    String path = Snapshots.write(folder, "a.json", Snapshots.violated("contoso"));
    Run run = Run.of("check", "-q", path);
    assertThat(run.out())
        .startsWith("contoso  westus  1 violation")
        .contains("VIOLATION ports.management-endpoint")
        .contains("witness   Tcp ApiManagement")
        .contains("decided   rule `DenyAllInBound` (priority 65500) of `nsg`")
        .contains("fix       ");
  }

  @Test
  void other_inputs_are_evaluated_where_one_is_bad() throws IOException {
    Snapshots.write(folder, "bad.json", "{ \"snapshot\": \"1\", \"locations\": 7, }");
    Snapshots.write(folder, "worse.json", "{ \"snapshot\": ");
    Snapshots.write(folder, "good.json", Snapshots.violated("good"));
    Run run = Run.of("check", "--format", "json", folder.toString());
    assertThat(run.code()).isEqualTo(3);
    JsonNode report = valid(run.out());
    assertThat(report.at("/snapshots/0/name").asText()).isEqualTo("good");
    assertThat(report.at("/snapshots/0/summary/violations").asInt()).isEqualTo(1);
    List<String> sources = new ArrayList<>();
    report.get("errors").forEach(e -> sources.add(e.get("source").asText()));
    assertThat(sources)
        .containsExactly(
            folder.resolve("bad.json").toString(), folder.resolve("worse.json").toString());
    assertThat(run.err().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith(folder.toString()))
        .noneMatch(line -> line.contains("Exception"));
  }

  @Test
  void inputs_that_are_not_there_are_told_one_by_one() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    String missing = folder.resolve("missing.json").toString();
    Run run = Run.of("check", missing, empty.toString());
    assertThat(run)
        .isEqualTo(
            new Run(
                3,
                "",
                missing
                    + ": does not exist; expected a file, a folder or `-`\n"
                    + empty
                    + ": the folder holds no JSON file; expected one of [.json, .ndjson, .jsonl,"
                    + " .tfstate]\n"));
  }

  @Test
  void a_folder_of_other_json_holds_nothing_to_evaluate() throws IOException {
    Snapshots.write(folder, "package.json", "{ \"name\": \"left-pad\" }");
    Run run = Run.of("check", folder.toString());
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .startsWith(folder + ": holds nothing to evaluate; expected a snapshot")
        .contains("note: one JSON file was passed over");
  }

  @Test
  void standard_input_is_an_input_and_may_be_ndjson() throws IOException {
    String lines = line(Snapshots.fine("a")) + line(Snapshots.violated("b"));
    Run run = Run.withInput(lines, "check", "-f", "ndjson", "-");
    assertThat(run.code()).isEqualTo(1);
    List<String> out = run.out().lines().toList();
    assertThat(out).hasSize(2);
    assertThat(MAPPER.readTree(out.get(0)).at("/name").asText()).isEqualTo("a");
    assertThat(MAPPER.readTree(out.get(0)).at("/source").asText()).isEqualTo("-");
    assertThat(MAPPER.readTree(out.get(1)).at("/name").asText()).isEqualTo("b");
  }

  @Test
  void the_same_bytes_whatever_the_jobs_and_the_order_of_inputs() throws IOException {
    String[] paths = new String[6];
    for (int i = 0; i < 6; i++) {
      String text = i % 2 == 0 ? Snapshots.violated("s" + i) : Snapshots.undetermined("s" + i);
      paths[i] = Snapshots.write(folder, "s" + i + ".json", text);
    }
    Run forward =
        Run.of(
            "check", "-fjson", "-j1", paths[0], paths[1], paths[2], paths[3], paths[4], paths[5]);
    Run backward =
        Run.of(
            "check", "-fjson", "-j4", paths[5], paths[4], paths[3], paths[2], paths[1], paths[0]);
    assertThat(backward).isEqualTo(forward);
    assertThat(valid(forward.out()).get("snapshots")).hasSize(6);
  }

  @Test
  void a_path_given_twice_is_evaluated_once() throws IOException {
    String path = Snapshots.write(folder, "a.json", Snapshots.fine("a"));
    assertThat(valid(Run.of("check", "-fjson", path, path).out()).get("snapshots")).hasSize(1);
  }

  @Test
  void the_report_may_go_to_a_file() throws IOException {
    String path = Snapshots.write(folder, "a.json", Snapshots.fine("a"));
    Path report = folder.resolve("report.out");
    Run run = Run.of("check", "-fjson", "--output", report.toString(), path);
    assertThat(run).isEqualTo(new Run(0, "", ""));
    assertThat(Files.readString(report)).isEqualTo(Run.of("check", "-fjson", path).out());
  }

  @Test
  void a_report_that_cannot_be_written_is_wrong_usage() throws IOException {
    String path = Snapshots.write(folder, "a.json", Snapshots.fine("a"));
    String nowhere = folder.resolve("no/such/folder/report.json").toString();
    assertThat(Run.of("check", "--output", nowhere, path))
        .isEqualTo(
            new Run(
                2,
                "",
                "vnetproof: `"
                    + nowhere
                    + "` cannot be written: its folder does not exist; expected a file of"
                    + " --output\n"));
  }

  @Test
  void service_tag_files_are_named_in_the_report() throws IOException {
    String path = Snapshots.write(folder, "a/a.json", Snapshots.fine("a"));
    String tags =
        Snapshots.write(
            folder,
            "tags.json",
            """
            { "changeNumber": 374, "cloud": "Public", "values": [
              { "name": "Sql", "properties": { "addressPrefixes": ["13.71.195.0/24"] } } ] }
            """);
    JsonNode report = valid(Run.of("check", "-fjson", "--service-tags", tags, path).out());
    assertThat(report.get("serviceTags"))
        .isEqualTo(MAPPER.readTree("[{\"cloud\": \"AzurePublic\", \"changeNumber\": 374}]"));
  }

  @Test
  void a_bad_service_tag_file_is_a_bad_input() throws IOException {
    String path = Snapshots.write(folder, "a.json", Snapshots.fine("a"));
    String missing = folder.resolve("tags.json").toString();
    Run run = Run.of("check", "-fjson", "--service-tags", missing, path);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .isEqualTo(missing + ": cannot be read; expected Microsoft's service tag file\n");
    assertThat(valid(run.out()).get("snapshots")).hasSize(1);
  }

  @Test
  void an_edition_that_does_not_exist_is_wrong_usage() throws IOException {
    String path = Snapshots.write(folder, "a.json", Snapshots.fine("a"));
    Run run = Run.of("check", "--edition", "1999-01-01", path);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("vnetproof: --edition: `1999-01-01` is no edition; expected one of 2023-01-06");
  }

  @Test
  void rules_of_ones_own_are_judged_beside_the_built_in_ones() throws IOException {
    String path = Snapshots.write(folder, "a.json", Snapshots.fine("a"));
    Rules.write(folder.resolve("own"));
    Run run = Run.of("check", "-q", "--rules", folder.resolve("own").toString(), path);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("a  westus  1 violation")
        .contains("VIOLATION own.syslog (high) Logs reach the subnet");
  }

  @Test
  void rules_that_do_not_compile_are_wrong_usage() throws IOException {
    String path = Snapshots.write(folder, "a.json", Snapshots.fine("a"));
    String own = Rules.writeBroken(folder.resolve("own"));
    Run run = Run.of("check", "--rules", own, path);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("own.drl:5: ").doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource({
    "--jobs=0, --jobs is 0; expected 1 or more",
    "--jobs=x, invalid value for option '--jobs'",
    "--format=yaml, invalid value for option '--format'",
    "--fail-on=maybe, invalid value for option '--fail-on'",
    "--colour, unknown option: '--colour'",
  })
  void wrong_options_are_wrong_usage(String option, String message) throws IOException {
    Run run = Run.of("check", option, Snapshots.write(folder, "a.json", Snapshots.fine("a")));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("vnetproof: " + message);
  }

  @Test
  void no_path_is_wrong_usage() {
    Run run = Run.of("check");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("vnetproof: missing required parameter: 'PATH'");
  }

  @Test
  void a_fault_of_ours_is_one_line_that_asks_to_report_it() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("boom");
          }
        };
    assertThat(Run.with(broken, new StringWriter(), "check", "-"))
        .isEqualTo(
            new Run(
                5,
                "",
                "vnetproof: this is a fault of ours, not of your input; please report it, with what"
                    + " VNETPROOF_DEBUG=1 prints\n"));
  }

  @Test
  void a_reader_that_leaves_early_changes_nothing() throws IOException {
    String path = Snapshots.write(folder, "a.json", Snapshots.violated("a"));
    Run run = Run.with(InputStream.nullInputStream(), failing("Broken pipe"), "check", path);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void a_full_disk_is_told() throws IOException {
    String path = Snapshots.write(folder, "a.json", Snapshots.violated("a"));
    Run run =
        Run.with(InputStream.nullInputStream(), failing("No space left on device"), "check", path);
    assertThat(run.code()).isEqualTo(6);
    assertThat(run.err())
        .isEqualTo("vnetproof: the output cannot be written: no space left on device\n");
  }

  @Test
  void a_report_replaces_the_old_one_at_once() throws IOException {
    String path = Snapshots.write(folder, "a.json", Snapshots.fine("a"));
    Path report = folder.resolve("out/report.json");
    Snapshots.write(folder, "out/report.json", "old");
    Files.setPosixFilePermissions(report, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("out/link"), report);
    Object before = Files.readAttributes(report, BasicFileAttributes.class).fileKey();

    assertThat(Run.of("check", "-fjson", "-o", link.toString(), path).code()).isZero();

    assertThat(Files.readAttributes(report, BasicFileAttributes.class).fileKey())
        .isNotEqualTo(before);
    assertThat(Files.getPosixFilePermissions(report))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(valid(Files.readString(report)).get("snapshots")).hasSize(1);
    try (Stream<Path> left = Files.list(folder.resolve("out"))) {
      assertThat(left).containsExactlyInAnyOrder(report, link);
    }
  }

  @Test
  void a_report_may_go_into_a_pipe() throws Exception {
    String path = Snapshots.write(folder, "a.json", Snapshots.fine("a"));
    Path pipe = folder.resolve("pipe");
    Assumptions.assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no pipes here");
    Process reader = new ProcessBuilder("cat", pipe.toString()).start();

    assertThat(Run.of("check", "-fjson", "-o", pipe.toString(), path))
        .isEqualTo(new Run(0, "", ""));

    assertThat(valid(new String(reader.getInputStream().readAllBytes(), UTF_8)).get("snapshots"))
        .hasSize(1);
  }

  @Test
  void no_report_is_written_over_an_input() throws IOException {
    String good = Snapshots.write(folder, "a/good.json", Snapshots.fine("a"));
    String bad = Snapshots.write(folder, "a/bad.json", "{");
    String tags = Snapshots.write(folder, "tags.json", "{}");
    for (String output : List.of(good, bad, tags, folder + "/a/../a/good.json")) {
      String before = Files.readString(Path.of(output));
      Run run =
          Run.of("check", "-o", output, "--service-tags", tags, folder.resolve("a").toString());
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err())
          .contains("vnetproof: `" + output + "` cannot be written: it is an input");
      assertThat(Files.readString(Path.of(output))).isEqualTo(before);
    }
    String report = folder.resolve("a/report.json").toString();
    for (int i = 0; i < 2; i++) { // The second time it lies among the inputs, and is none.
      assertThat(Run.of("check", "-fjson", "-o", report, folder.resolve("a").toString()).code())
          .isEqualTo(3);
    }
  }

  @Test
  void half_a_character_does_not_cost_the_report() throws IOException {
    String path = Snapshots.write(folder, "a.json", Snapshots.fine("a\\ud800b"));
    Path report = folder.resolve("report.out");
    Run run = Run.of("check", "-fjson", "--output", report.toString(), path);
    assertThat(run).isEqualTo(new Run(0, "", ""));
    assertThat(valid(Files.readString(report)).at("/snapshots/0/name").asText()).startsWith("a");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"sku\": \"Premium\"', '\"sku\": \"Consumption\"', sku is `Consumption`",
    "'\"sku\": \"Premium\"', '\"sku\": \"basicv2\"', sku is `BasicV2`",
    "'\"External\"', '\"none\"', virtualNetworkType is `None`",
  })
  void a_service_to_which_nothing_applies_is_one_line_and_no_error(
      String from, String to, String why) throws IOException {
    String path = Snapshots.write(folder, "a.json", Snapshots.violated("shop").replace(from, to));
    Run run = Run.of("check", "-fjson", path);
    assertThat(run.code()).isZero();
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("note: " + path + ":6:")
        .contains("service `shop`: no requirement applies: " + why);
    assertThat(valid(run.out()).get("snapshots")).isEmpty();
    assertThat(Run.of("check", "-q", path)).isEqualTo(new Run(0, "", ""));
  }

  @Test
  void what_else_is_wrong_with_such_a_snapshot_is_told() throws IOException {
    String path =
        Snapshots.write(
            folder,
            "a.json",
            Snapshots.fine("shop").replace("\"External\"", "\"None\", \"colour\": 1"));
    Run run = Run.of("check", path);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("/deployment/colour").doesNotContain("no requirement applies");
  }

  @Test
  void a_region_of_another_cloud_is_told() throws IOException {
    String path =
        Snapshots.write(folder, "a.json", Snapshots.fine("a").replace("westus", "usgovvirginia"));
    Run run = Run.of("check", path);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .contains(
            "/locations/0/region: `usgovvirginia` is a region of AzureGovernment, and the"
                + " deployment is in AzurePublic; expected both in the same cloud");
  }

  @Test
  void files_of_a_folder_that_nobody_reads_are_told_on_one_line() throws IOException {
    Snapshots.write(folder, "a.json", Snapshots.fine("a"));
    Snapshots.write(folder, "b.zip", "PK");
    Snapshots.write(folder, "c.json.gz", "x");
    Snapshots.write(folder, "main.tf", "x");
    assertThat(Run.of("check", folder.toString()).err())
        .isEqualTo(
            "note: 3 files were passed over: %1$s/b.zip, %1$s/c.json.gz (packed: unpack them first);"
                    .formatted(folder)
                + " %s/main.tf (configuration of Terraform: `terraform show -json` prints its plan)\n"
                    .formatted(folder));
  }

  @Test
  void of_thousands_of_errors_the_first_hundred_are_told() throws IOException {
    String path =
        Snapshots.write(folder, "a.ndjson", "{}\n".repeat(20_000) + line(Snapshots.fine("a")));
    Run run = Run.of("check", "-fjson", path);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err().lines()).hasSize(101);
    assertThat(run.err()).endsWith(path + ": has 19,900 more problems; these are the first\n");
    assertThat(valid(run.out()).get("snapshots")).hasSize(1);
  }

  @Test
  void of_a_value_eighty_characters_are_quoted() throws IOException {
    String path =
        Snapshots.write(
            folder, "a.json", Snapshots.fine("a").replace("10.0.1.0/24", "x".repeat(5_000)));
    assertThat(Run.of("check", path).err())
        .contains("`" + "x".repeat(77) + "...`")
        .doesNotContain("x".repeat(78));
  }

  private static Writer failing(String why) {
    return new Writer() {
      @Override
      public void write(char[] text, int from, int length) throws IOException {
        throw new IOException(why);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static String line(String json) throws IOException {
    return MAPPER.readTree(json) + "\n";
  }

  /** Every JSON the command prints is valid by the schema it ships. */
  private static JsonNode valid(String json) throws IOException {
    JsonNode report = MAPPER.readTree(json);
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(MAPPER.readTree(ReportSchema.text()))
                .validate(report))
        .isEmpty();
    return report;
  }
}
