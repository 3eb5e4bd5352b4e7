package dev.vnetproof.importer.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{} // gone¶{}|{}        ¶{}",
        "{ /* a¶b */ }|{     ¶     }",
        "\"http://kept/*x*/\"|\"http://kept/*x*/\"",
        "\"a\\\"//kept\"//x|\"a\\\"//kept\"   ",
        "\"[concat(¶'a')]\"|\"[concat( 'a')]\"",
        "\"[f(¶\t'a')]\"|\"[f(  'a')]\"",
        "{ /* open|{ /* open",
        "{ / }|{ / }",
        "[1, 2,¶ ]|[1, 2 ¶ ]",
        "{\"a\": [1,], /*x*/ }|{\"a\": [1 ]        }",
        "[1, \",]\", 2]|[1, \",]\", 2]",
        "\"open¶|\"open "
      })
  void what_json_has_not_becomes_blanks_and_nothing_moves(String text, String expected) {
    assertThat(
            new String(
                TemplateText.asJson(text.replace('¶', '\n').getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8))
        .isEqualTo(expected.replace('¶', '\n'));
  }
}
