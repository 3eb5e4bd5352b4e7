package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.List;
import java.util.function.LongBinaryOperator;

/** Numeric functions. Source: "Numeric functions for ARM templates", Microsoft Learn, 2024-03. */
final class NumericFunctions {
  private NumericFunctions() {}

  static void register(Functions functions) {
    binary(functions, "add", Math::addExact);
    binary(functions, "sub", Math::subtractExact);
    binary(functions, "mul", Math::multiplyExact);
    binary(functions, "div", (x, y) -> x / y);
    binary(functions, "mod", (x, y) -> x % y);
    functions.strict("int", 1, 1, NumericFunctions::toInt);
    functions.strict("float", 1, 1, NumericFunctions::toFloat);
    functions.deep("max", 1, Integer.MAX_VALUE, a -> extreme(a, 1));
    functions.deep("min", 1, Integer.MAX_VALUE, a -> extreme(a, -1));
  }

  private static void binary(Functions functions, String name, LongBinaryOperator operator) {
    functions.strict(
        name,
        2,
        2,
        a -> {
          try {
            return Values.number(operator.applyAsLong(a.integer(0), a.integer(1)));
          } catch (ArithmeticException e) {
            throw new EvaluationFailure("expected a 64-bit result");
          }
        });
  }

  private static JsonNode toInt(Arguments a) {
    JsonNode value = a.get(0);
    try {
      return value.isNumber()
          ? Values.number(value.bigIntegerValue().longValueExact())
          : Values.number(Long.parseLong(a.text(0).strip()));
    } catch (NumberFormatException | ArithmeticException e) {
      throw new EvaluationFailure("expected an integer");
    }
  }

  private static JsonNode toFloat(Arguments a) {
    JsonNode value = a.get(0);
    try {
      return DoubleNode.valueOf(
          value.isNumber() ? value.doubleValue() : Double.parseDouble(a.text(0).strip()));
    } catch (NumberFormatException e) {
      throw new EvaluationFailure("expected a number");
    }
  }

  private static JsonNode extreme(Arguments a, int sign) {
    a.budget().step(a.get(0).size());
    Iterable<JsonNode> numbers = a.get(0).isArray() ? a.array(0) : List.copyOf(a.values());
    JsonNode best = Values.ofNull();
    for (JsonNode number : numbers) {
      if (!number.isNumber()) {
        throw new EvaluationFailure("expected numbers");
      }
      if (best.isNull() || sign * Values.compareNumbers(number, best) > 0) {
        best = number;
      }
    }
    if (best.isNull()) {
      throw new EvaluationFailure("expected at least one number");
    }
    return best;
  }
}
