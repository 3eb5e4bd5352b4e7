package dev.vnetproof.importer.template;

/** Cuts an expression into tokens, one at a time. */
final class Lexer {
  enum Kind {
    IDENTIFIER("a name"),
    STRING("a string"),
    NUMBER("a number"),
    OPEN("`(`"),
    CLOSE("`)`"),
    OPEN_INDEX("`[`"),
    CLOSE_INDEX("`]`"),
    COMMA("`,`"),
    DOT("`.`"),
    QUESTION("`?`"),
    END("the end");

    final String shown;

    Kind(String shown) {
      this.shown = shown;
    }
  }

  /**
   * @param value the name, the string without quotes and escapes, or the digits
   * @param start offset of the first character
   * @param end offset after the last one
   */
  record Token(Kind kind, String value, int start, int end) {}

  private final String text;
  private int at;

  Lexer(String text) {
    this.text = text;
  }

  Token next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    int start = at;
    if (at == text.length()) {
      return new Token(Kind.END, "", start, start);
    }
    char c = text.charAt(at);
    if (c == '\'') {
      return string(start);
    }
    if (isDigit(c) || ((c == '-' || c == '+') && at + 1 < text.length() && isDigit(peek()))) {
      return number(start);
    }
    if (isNameStart(c)) {
      while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
        at++;
      }
      return new Token(Kind.IDENTIFIER, text.substring(start, at), start, at);
    }
    Kind kind =
        switch (c) {
          case '(' -> Kind.OPEN;
          case ')' -> Kind.CLOSE;
          case '[' -> Kind.OPEN_INDEX;
          case ']' -> Kind.CLOSE_INDEX;
          case ',' -> Kind.COMMA;
          case '.' -> Kind.DOT;
          case '?' -> Kind.QUESTION;
          default ->
              throw new ExpressionSyntaxException(
                  "unexpected character `" + c + "` at character " + (start + 1));
        };
    at++;
    return new Token(kind, text.substring(start, at), start, at);
  }

  private char peek() {
    return text.charAt(at + 1);
  }

  private Token string(int start) {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '\'') {
        value.append(c);
        at++;
      } else if (at + 1 < text.length() && peek() == '\'') {
        value.append('\'');
        at += 2;
      } else {
        at++;
        return new Token(Kind.STRING, value.toString(), start, at);
      }
    }
    throw new ExpressionSyntaxException(
        "the string that starts at character " + (start + 1) + " has no closing quote");
  }

  private Token number(int start) {
    at++;
    while (at < text.length()
        && (isDigit(text.charAt(at))
            || (text.charAt(at) == '.' && at + 1 < text.length() && isDigit(peek())))) {
      at++;
    }
    return new Token(Kind.NUMBER, text.substring(start, at), start, at);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return Character.isLetter(c) || c == '_' || c == '$';
  }
}
