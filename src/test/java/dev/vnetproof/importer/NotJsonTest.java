package dev.vnetproof.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
        "// a comment\\n\\nresource apim 'Microsoft.ApiManagement/service@2023-05-01' = {|is Bicep;",
        "targetScope = 'subscription'|is Bicep;",
        "using './main.bicep'\\nparam name = 'x'|is a parameter file of Bicep;",
        "# ours\\nresource \"azurerm_api_management\" \"apim\" {|is a configuration of Terraform;",
        "terraform {\\n  required_version = \">= 1\"\\n}|is a configuration of Terraform;",
        "module \"network\" {\\n  source = \"./network\"\\n}|is a configuration of Terraform;",
        "PK\u0003\u0004\u0000\u0001tfplan|is a binary plan of Terraform;",
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
}
