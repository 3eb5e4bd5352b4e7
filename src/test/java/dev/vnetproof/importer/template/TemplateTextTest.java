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
        "{ /* open|{ /* open",
        "{ / }|{ / }",
        "\"open¶|\"open "
      })
  void comments_become_blanks_and_nothing_moves(String text, String expected) {
    assertThat(
            new String(
                TemplateText.withoutComments(
                    text.replace('¶', '\n').getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8))
        .isEqualTo(expected.replace('¶', '\n'));
  }
}
