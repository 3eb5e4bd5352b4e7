package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The tree of one template expression; {@code text} is what was written. */
sealed interface Expression {
  String text();

  record Literal(JsonNode value, String text) implements Expression {}

  /**
   * @param namespace lower case; empty for a built-in function
   * @param name lower case: function names are case-insensitive
   */
  record Call(String namespace, String name, List<Expression> arguments, String text)
      implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  record Member(Expression target, String name, boolean safe, String text) implements Expression {}

  record Index(Expression target, Expression index, boolean safe, String text)
      implements Expression {}
}
