package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an expression sees: its template, where it stands, the loops around it, and the variables of
 * the lambdas or the arguments of the user-defined function in whose body it is.
 *
 * @param loops index by loop name, as it was written and in lower case
 * @param resourceLoop the loop that {@code copyIndex()} without a name means
 * @param body the call of the user-defined function in whose body it is
 */
record Frame(
    Template template,
    ExpressionPlace place,
    Map<String, Integer> loops,
    Optional<String> resourceLoop,
    Map<String, JsonNode> lambdaVariables,
    Optional<FunctionCall> body) {

  /**
   * @param name of a user-defined function, with its namespace
   * @param arguments by lower-case name
   * @param caller the call in whose body this one stands
   */
  record FunctionCall(String name, Map<String, JsonNode> arguments, Optional<FunctionCall> caller) {

    boolean isWithin(String other) {
      return name.equals(other) || caller.filter(call -> call.isWithin(other)).isPresent();
    }
  }

  static Frame of(Template template, ExpressionPlace place) {
    return new Frame(template, place, Map.of(), Optional.empty(), Map.of(), Optional.empty());
  }

  Frame at(ExpressionPlace here) {
    return new Frame(template, here, loops, resourceLoop, lambdaVariables, body);
  }

  /** Inside a loop over a whole resource. */
  Frame inResourceLoop(String name, int index) {
    return withLoop(name, index, Optional.of(lower(name)));
  }

  /** Inside a loop over a property, a variable or an output. */
  Frame inLoop(String name, int index) {
    return withLoop(
        name, index, resourceLoop.isPresent() ? resourceLoop : Optional.of(lower(name)));
  }

  private Frame withLoop(String name, int index, Optional<String> nameless) {
    Map<String, Integer> more = new HashMap<>(loops);
    more.put(lower(name), index);
    more.put(name, index);
    return new Frame(template, place, more, nameless, lambdaVariables, body);
  }

  Frame withLambdaVariables(Map<String, JsonNode> variables) {
    Map<String, JsonNode> more = new HashMap<>(lambdaVariables);
    more.putAll(variables);
    return new Frame(template, place, loops, resourceLoop, more, body);
  }

  /** The body of a user-defined function sees nothing but its arguments. */
  Frame inFunction(String name, Map<String, JsonNode> arguments, ExpressionPlace at) {
    return new Frame(
        template,
        at,
        Map.of(),
        Optional.empty(),
        Map.of(),
        Optional.of(new FunctionCall(name, arguments, body)));
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
