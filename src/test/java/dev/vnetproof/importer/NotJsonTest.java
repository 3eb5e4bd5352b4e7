package dev.vnetproof.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotJsonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "@description('Its name')\\nparam name string|is Bicep;",
        "// a comment\\n"
            + "\\n"
            + "resource apim 'Microsoft.ApiManagement/service@2023-05-01' = {|is Bicep;",
        "targetScope = 'subscription'|is Bicep;",
        "using './main.bicep'\\nparam name = 'x'|is a parameter file of Bicep;",
        "# ours\\nresource \"azurerm_api_management\" \"apim\" {|is a configuration of Terraform;",
        "terraform {\\n  required_version = \">= 1\"\\n}|is a configuration of Terraform;",
        "module \"network\" {\\n  source = \"./network\"\\n}|is a configuration of Terraform;",
        "Name    Location\\n------  ----------\\napim    westus|is a table for people;",
        "---\\nname: apim|looks like YAML;",
        "name: apim\\nlocation: westus|looks like YAML;",
        "- name: apim|looks like YAML;"
      })
  void a_text_of_another_language_is_told_by_its_content(String text, String expected) {
    assertThat(NotJson.describe(text.replace("\\n", "\n").getBytes(UTF_8)).orElse(""))
        .startsWith(expected);
  }

  @Test
  void a_mistake_in_json_is_left_to_the_parser() {
    assertThat(NotJson.describe("{\"a\": }".getBytes(UTF_8))).isEmpty();
    assertThat(NotJson.describe(" \n[1, 2".getBytes(UTF_8))).isEmpty();
    assertThat(NotJson.describe("nothing of the kind".getBytes(UTF_8))).isEmpty();
    assertThat(NotJson.describe(new byte[0])).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"tfplan, is a binary plan of Terraform;", "tfplan.json, is a zip archive;"})
  void a_zip_archive_is_a_plan_only_where_it_holds_one(String entry, String expected)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : List.of("other", entry)) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(new byte[100]);
      }
    }
    assertThat(NotJson.describe(bytes.toByteArray()).orElse("")).startsWith(expected);
  }

  @Test
  void what_is_packed_is_told_by_its_first_bytes() throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    new GZIPOutputStream(gzip).close();
    byte[] tar = new byte[512];
    System.arraycopy("ustar".getBytes(UTF_8), 0, tar, 257, 5);
    byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0};

    assertThat(NotJson.describe(gzip.toByteArray()))
        .contains("is compressed with gzip; expected it unpacked (`gunzip`)");
    assertThat(NotJson.describe(tar))
        .contains("is a tar archive; expected it unpacked (`tar -xf`)");
    assertThat(NotJson.describe(zstd))
        .contains("is compressed with zstd; expected it unpacked (`unzstd`)");
  }

  @Test
  void no_text_is_too_long_to_be_told() {
    assertThat(NotJson.describe("--- ".repeat(20_000).getBytes(UTF_8))).isPresent();
    assertThat(NotJson.describe("- ".repeat(40_000).getBytes(UTF_8))).isEmpty();
    assertThat(NotJson.describe(("---- " + "---- ".repeat(20_000) + "x").getBytes(UTF_8)))
        .isEmpty();
    assertThat(NotJson.describe("a: ".repeat(20_000).getBytes(UTF_8))).isPresent();
  }
}
