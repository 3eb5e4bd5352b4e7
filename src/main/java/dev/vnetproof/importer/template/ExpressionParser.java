package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.vnetproof.importer.template.Lexer.Kind;
import dev.vnetproof.importer.template.Lexer.Token;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Recursive descent over the template expression language:
 *
 * <pre>
 * expression = primary { "." ["?"] name | "[" ["?"] expression "]" }
 * primary    = string | number | name ["." name] "(" [expression {"," expression}] ")"
 * </pre>
 *
 * <p>Source: "Syntax and expressions in ARM templates", Microsoft Learn, 2023-08-22.
 */
final class ExpressionParser {
  private static final int MAX_DEPTH = 200;

  /** Of a longer part, the text is its start and what tells it from others. */
  private static final int MAX_TEXT = 400;

  /** More digits than a number of 64 bits has, with its sign and zeros to spare. */
  private static final int MAX_DIGITS = 400;

  private final String text;
  private final Lexer lexer;
  private final Budget budget;
  private Token token;
  private int previousEnd;
  private int depth;

  private ExpressionParser(String text, Budget budget) {
    this.text = text;
    this.budget = budget;
    lexer = new Lexer(text);
    token = lexer.next();
  }

  /** Whether a string of a template is evaluated; {@code [[...]} is an escaped literal. */
  static boolean isExpression(String value) {
    return isBracketed(value) && value.charAt(1) != '[';
  }

  static boolean isEscaped(String value) {
    return isBracketed(value) && value.charAt(1) == '[';
  }

  private static boolean isBracketed(String value) {
    int length = value.length();
    return length >= 2 && value.charAt(0) == '[' && value.charAt(length - 1) == ']';
  }

  /**
   * @param value a string with its brackets
   * @throws ExpressionSyntaxException if it is not an expression of the language
   */
  static Expression parse(String value, Budget budget) {
    budget.scan(value.length());
    ExpressionParser parser = new ExpressionParser(value.substring(1, value.length() - 1), budget);
    Expression expression = parser.expression();
    if (parser.token.kind() != Kind.END) {
      throw parser.unexpected("the end");
    }
    return expression;
  }

  private Expression expression() {
    if (++depth > MAX_DEPTH) {
      throw new ExpressionSyntaxException("nested deeper than " + MAX_DEPTH);
    }
    budget.produce(1);
    int start = token.start();
    Expression result = primary();
    int links = 0;
    while (token.kind() == Kind.DOT || token.kind() == Kind.OPEN_INDEX) {
      if (++links > MAX_DEPTH) {
        throw new ExpressionSyntaxException("more than " + MAX_DEPTH + " accesses in a row");
      }
      if (accept(Kind.DOT)) {
        boolean safe = accept(Kind.QUESTION);
        String name = expect(Kind.IDENTIFIER).value();
        result = new Expression.Member(result, name, safe, since(start));
      } else {
        advance();
        boolean safe = accept(Kind.QUESTION);
        Expression index = expression();
        expect(Kind.CLOSE_INDEX);
        result = new Expression.Index(result, index, safe, since(start));
      }
    }
    depth--;
    return result;
  }

  private Expression primary() {
    int start = token.start();
    if (token.kind() == Kind.STRING) {
      String value = advance().value();
      return new Expression.Literal(TextNode.valueOf(value), since(start));
    }
    if (token.kind() == Kind.NUMBER) {
      return number(advance().value());
    }
    if (token.kind() != Kind.IDENTIFIER) {
      throw unexpected("a function, a string or a number");
    }
    String namespace = "";
    String name = advance().value();
    if (accept(Kind.DOT)) {
      namespace = name;
      name = expect(Kind.IDENTIFIER).value();
    }
    expect(Kind.OPEN);
    List<Expression> arguments = new ArrayList<>();
    if (token.kind() != Kind.CLOSE) {
      arguments.add(expression());
      while (accept(Kind.COMMA)) {
        arguments.add(expression());
      }
    }
    if (token.kind() != Kind.CLOSE) {
      throw unexpected("`,` or `)`");
    }
    advance();
    return new Expression.Call(
        namespace.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT), arguments, since(start));
  }

  private Expression number(String digits) {
    try {
      if (digits.length() > MAX_DIGITS) {
        throw new NumberFormatException();
      }
      if (digits.indexOf('.') >= 0) {
        return new Expression.Literal(DoubleNode.valueOf(Double.parseDouble(digits)), digits);
      }
      return new Expression.Literal(Values.number(new BigInteger(digits).longValueExact()), digits);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new ExpressionSyntaxException(
          "`" + TemplateProblems.shortened(digits) + "` is not a 64-bit number");
    }
  }

  private String since(int start) {
    int length = previousEnd - start;
    if (length <= MAX_TEXT) {
      return text.substring(start, previousEnd);
    }
    budget.scan(length);
    int hash = 0;
    for (int i = start; i < previousEnd; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return text.substring(start, start + MAX_TEXT / 2)
        + "...{"
        + Integer.toHexString(hash)
        + "-"
        + length
        + "}";
  }

  private Token advance() {
    Token current = token;
    previousEnd = current.end();
    token = lexer.next();
    return current;
  }

  private boolean accept(Kind kind) {
    if (token.kind() != kind) {
      return false;
    }
    advance();
    return true;
  }

  private Token expect(Kind kind) {
    if (token.kind() != kind) {
      throw unexpected(kind.shown);
    }
    return advance();
  }

  private ExpressionSyntaxException unexpected(String expected) {
    String found =
        token.kind() == Kind.END
            ? "the end"
            : "`" + TemplateProblems.shortened(token.value()) + "`";
    return new ExpressionSyntaxException(
        "found " + found + " at character " + (token.start() + 2) + "; expected " + expected);
  }
}
