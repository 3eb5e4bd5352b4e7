package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Logical and comparison functions; an unknown argument that cannot change the result does not make
 * it unknown. Source: "Logical functions" and "Comparison functions", Microsoft Learn, 2024-09.
 */
final class LogicalFunctions {
  private LogicalFunctions() {}

  static void register(Functions functions) {
    functions.lazy("and", (call, frame, evaluator) -> junction(call, frame, evaluator, false));
    functions.lazy("or", (call, frame, evaluator) -> junction(call, frame, evaluator, true));
    functions.lazy("if", LogicalFunctions::choice);
    functions.lazy("coalesce", LogicalFunctions::coalesce);
    functions.strict("not", 1, 1, a -> Values.bool(!bool(a.get(0))));
    functions.strict("bool", 1, 1, a -> Values.bool(toBool(a.get(0))));
    functions.strict("true", 0, 0, a -> Values.bool(true));
    functions.strict("false", 0, 0, a -> Values.bool(false));
    functions.strict("null", 0, 0, a -> Values.ofNull());
    functions.open("equals", 2, 2, LogicalFunctions::equal);
    functions.strict("less", 2, 2, a -> compared(a, c -> c < 0));
    functions.strict("lessOrEquals", 2, 2, a -> compared(a, c -> c <= 0));
    functions.strict("greater", 2, 2, a -> compared(a, c -> c > 0));
    functions.strict("greaterOrEquals", 2, 2, a -> compared(a, c -> c >= 0));
  }

  private static boolean bool(JsonNode value) {
    if (!value.isBoolean()) {
      throw new EvaluationFailure("expected a boolean");
    }
    return value.booleanValue();
  }

  private static boolean toBool(JsonNode value) {
    if (value.isIntegralNumber()) {
      return value.longValue() != 0;
    }
    return switch (value.asText().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new EvaluationFailure("expected a boolean");
    };
  }

  private static JsonNode junction(
      Expression.Call call, Frame frame, TemplateEvaluator evaluator, boolean decisive) {
    List<JsonNode> values = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      JsonNode value = Values.settle(evaluator.evaluate(argument, frame));
      if (!Values.isUnknown(value) && bool(value) == decisive) {
        return Values.bool(decisive);
      }
      values.add(value);
    }
    Unknown unknown = Functions.firstUnknown(values);
    return unknown == null
        ? Values.bool(!decisive)
        : unknown.through(call.name(), values, evaluator.budget);
  }

  private static JsonNode choice(Expression.Call call, Frame frame, TemplateEvaluator evaluator) {
    List<Expression> arguments = call.arguments();
    if (arguments.size() < 2 || arguments.size() > 3) {
      throw new EvaluationFailure("expected a condition and two values");
    }
    JsonNode condition = evaluator.evaluate(arguments.get(0), frame);
    Unknown unknown = Values.unknown(condition);
    if (unknown == null) {
      if (bool(condition)) {
        return evaluator.evaluate(arguments.get(1), frame);
      }
      return arguments.size() == 3 ? evaluator.evaluate(arguments.get(2), frame) : Values.ofNull();
    }
    JsonNode then = Values.settle(evaluator.evaluate(arguments.get(1), frame));
    JsonNode otherwise =
        arguments.size() == 3
            ? Values.settle(evaluator.evaluate(arguments.get(2), frame))
            : Values.ofNull();
    return Values.isTrue(Values.equal(then, otherwise, evaluator.budget))
        ? then
        : unknown.through("if", List.of(condition, then, otherwise), evaluator.budget);
  }

  private static JsonNode coalesce(Expression.Call call, Frame frame, TemplateEvaluator evaluator) {
    for (int i = 0; i < call.arguments().size(); i++) {
      JsonNode value = evaluator.evaluate(call.arguments().get(i), frame);
      if (Values.pojo(value) instanceof Unknown unknown
          && !unknown.isPartlyKnown()
          && i + 1 < call.arguments().size()) {
        List<JsonNode> rest = new ArrayList<>(List.of(value));
        for (Expression next : call.arguments().subList(i + 1, call.arguments().size())) {
          rest.add(Values.settle(evaluator.evaluate(next, frame)));
        }
        return unknown.through("coalesce", rest, evaluator.budget);
      }
      if (!value.isNull()) {
        return value;
      }
    }
    return Values.ofNull();
  }

  private static JsonNode equal(Arguments a) {
    JsonNode result = Values.equal(a.get(0), a.get(1), a.budget());
    return Values.pojo(result) instanceof Unknown unknown
        ? unknown.through("equals", a.values(), a.budget())
        : result;
  }

  private static JsonNode compared(Arguments a, IntPredicate holds) {
    int comparison =
        a.get(0).isNumber() && a.get(1).isNumber()
            ? Values.compareNumbers(a.get(0), a.get(1))
            : Values.compareText(a.text(0), a.text(1));
    return Values.bool(holds.test(comparison));
  }
}
