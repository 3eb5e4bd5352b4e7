package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Functions that take a {@code lambda('name', ..., body)}. Source: "Lambda functions for ARM
 * templates", Microsoft Learn, 2024-09.
 */
final class LambdaFunctions {
  private LambdaFunctions() {}

  static void register(Functions functions) {
    functions.lazy("lambdaVariables", LambdaFunctions::variable);
    functions.lazy("filter", over(LambdaFunctions::filter));
    functions.lazy("map", over(LambdaFunctions::map));
    functions.lazy("sort", over(LambdaFunctions::sort));
    functions.lazy("reduce", over(LambdaFunctions::reduce));
    functions.lazy("groupBy", over(LambdaFunctions::groupBy));
    functions.lazy("toObject", over(LambdaFunctions::toObject));
    functions.lazy("mapValues", over(LambdaFunctions::mapValues));
  }

  private static JsonNode variable(Expression.Call call, Frame frame, TemplateEvaluator evaluator) {
    if (call.arguments().size() == 1
        && call.arguments().get(0) instanceof Expression.Literal name
        && frame.lambdaVariables().containsKey(name.value().asText())) {
      return Objects.requireNonNull(frame.lambdaVariables().get(name.value().asText()));
    }
    throw new EvaluationFailure("expected a variable of a lambda");
  }

  private interface Over {
    JsonNode apply(Arguments a);
  }

  /** Evaluates the first argument only; a lambda has no value. */
  private static Functions.Function over(Over function) {
    return (call, frame, evaluator) -> {
      if (call.arguments().size() < 2) {
        throw new EvaluationFailure("expected a value and a lambda");
      }
      JsonNode value = Values.settle(evaluator.evaluate(call.arguments().get(0), frame));
      if (Values.pojo(value) instanceof Unknown unknown) {
        // The lambda may see variables that its text does not show, so the place is part of it.
        String lambda = call.text() + frame.place().written().place().text("");
        return unknown.through(call.name(), List.of(value, Values.text(lambda)), evaluator.budget);
      }
      return function.apply(new Arguments(call.name(), call, List.of(value), frame, evaluator));
    };
  }

  private static JsonNode run(Arguments a, int lambda, JsonNode... values) {
    if (lambda >= a.call().arguments().size()
        || !(a.call().arguments().get(lambda) instanceof Expression.Call call)
        || !call.name().equals("lambda")
        || call.arguments().isEmpty()) {
      throw new EvaluationFailure("expected a lambda");
    }
    Map<String, JsonNode> variables = new HashMap<>();
    int parameters = call.arguments().size() - 1;
    for (int i = 0; i < Math.min(parameters, values.length); i++) {
      if (call.arguments().get(i) instanceof Expression.Literal name) {
        variables.put(name.value().asText(), values[i]);
      }
    }
    Expression body = call.arguments().get(parameters);
    return Values.settle(a.evaluator().evaluate(body, a.frame().withLambdaVariables(variables)));
  }

  private static JsonNode filter(Arguments a) {
    ArrayNode result = a.newArray(0);
    for (int i = 0; i < a.array(0).size(); i++) {
      JsonNode element = a.array(0).get(i);
      JsonNode kept = run(a, 1, element, Values.number(i));
      if (Values.pojo(kept) instanceof Unknown unknown) {
        return through(a, unknown);
      }
      if (Values.isTrue(kept)) {
        a.budget().produce(1);
        result.add(element);
      }
    }
    return result;
  }

  private static JsonNode map(Arguments a) {
    ArrayNode result = a.newArray(a.array(0).size());
    for (int i = 0; i < a.array(0).size(); i++) {
      result.add(run(a, 1, a.array(0).get(i), Values.number(i)));
    }
    return result;
  }

  private static JsonNode reduce(Arguments a) {
    if (a.call().arguments().size() < 3) {
      throw new EvaluationFailure("expected a list, an initial value and a lambda");
    }
    JsonNode result = Values.settle(a.evaluator().evaluate(a.call().arguments().get(1), a.frame()));
    for (int i = 0; i < a.array(0).size(); i++) {
      result = run(a, 2, result, a.array(0).get(i), Values.number(i));
    }
    return result;
  }

  /** Stable; the lambda says whether its first argument comes before its second. */
  private static JsonNode sort(Arguments a) {
    List<JsonNode> sorted = new ArrayList<>();
    for (JsonNode element : a.array(0)) {
      int low = 0;
      int high = sorted.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        JsonNode before = run(a, 1, element, sorted.get(middle));
        if (Values.pojo(before) instanceof Unknown unknown) {
          return through(a, unknown);
        }
        if (Values.isTrue(before)) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      a.budget().step(sorted.size() / 50);
      sorted.add(low, element);
    }
    return a.newArray(sorted.size()).addAll(sorted);
  }

  private static JsonNode groupBy(Arguments a) {
    ObjectNode result = a.newObject(a.array(0).size());
    for (int i = 0; i < a.array(0).size(); i++) {
      JsonNode element = a.array(0).get(i);
      JsonNode key = run(a, 1, element, Values.number(i));
      if (Values.pojo(key) instanceof Unknown unknown) {
        return through(a, unknown);
      }
      JsonNode group = result.get(key.asText());
      if (!(group instanceof ArrayNode)) {
        group = a.newArray(0);
        result.set(key.asText(), group);
      }
      a.budget().produce(1);
      ((ArrayNode) group).add(element);
    }
    return result;
  }

  private static JsonNode toObject(Arguments a) {
    boolean values = a.call().arguments().size() > 2;
    ObjectNode result = a.newObject(a.array(0).size());
    for (JsonNode element : a.array(0)) {
      JsonNode key = run(a, 1, element);
      if (Values.pojo(key) instanceof Unknown unknown) {
        return through(a, unknown);
      }
      result.set(key.asText(), values ? run(a, 2, element) : element);
    }
    return result;
  }

  private static JsonNode mapValues(Arguments a) {
    ObjectNode result = a.newObject(a.object(0).size());
    for (Map.Entry<String, JsonNode> field : a.object(0).properties()) {
      result.set(field.getKey(), run(a, 1, field.getValue()));
    }
    return result;
  }

  private static JsonNode through(Arguments a, Unknown unknown) {
    return unknown.through(
        a.call().name(),
        List.of(a.get(0), Values.text(a.call().text()), Values.text(unknown.symbol())),
        a.budget());
  }
}
