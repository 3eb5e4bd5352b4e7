package dev.vnetproof.importer.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionParserTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [concat('a']    | found the end at character 12; expected `,` or `)`
          [concat('a' 'b')] | found `b` at character 13; expected `,` or `)`
          [name]          | found the end at character 6; expected `(`
          []              | found the end at character 2; expected a function, a string or a number
          [f(1),]         | found `,` at character 6; expected the end
          [f('a)]         | the string that starts at character 3 has no closing quote
          [f().]          | found the end at character 6; expected a name
          [f()[1]         | found the end at character 7; expected `]`
          [f(#)]          | unexpected character `#` at character 3
          [f(1.2.3)]      | `1.2.3` is not a 64-bit number
          [99999999999999999999] | `99999999999999999999` is not a 64-bit number
          """)
  void what_is_no_expression_is_told_with_its_place(String text, String message) {
    assertThatThrownBy(() -> ExpressionParser.parse(text, new Budget()))
        .isInstanceOf(ExpressionSyntaxException.class)
        .hasMessage(message);
  }

  @Test
  void deep_nesting_is_refused() {
    String deep = "[" + "not(".repeat(100_000) + "true()" + ")".repeat(100_000) + "]";
    assertThatThrownBy(() -> ExpressionParser.parse(deep, new Budget()))
        .isInstanceOf(ExpressionSyntaxException.class)
        .hasMessage("nested deeper than 200");
  }

  @Test
  void each_part_keeps_its_text() {
    Expression expression = ExpressionParser.parse("[reference( 'a' ).b['c']]", new Budget());
    assertThat(expression)
        .isEqualTo(
            new Expression.Index(
                new Expression.Member(
                    new Expression.Call(
                        "",
                        "reference",
                        java.util.List.of(new Expression.Literal(Values.text("a"), "'a'")),
                        "reference( 'a' )"),
                    "b",
                    false,
                    "reference( 'a' ).b"),
                new Expression.Literal(Values.text("c"), "'c'"),
                false,
                "reference( 'a' ).b['c']"));
  }
}
