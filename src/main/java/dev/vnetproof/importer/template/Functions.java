package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the template language by lower-case name. Source: "ARM template functions",
 * Microsoft Learn, 2024-09.
 */
final class Functions {
  /** A function over expressions that are not evaluated yet. */
  interface Function {
    JsonNode apply(Expression.Call call, Frame frame, TemplateEvaluator evaluator);
  }

  /** A function over values. */
  interface Strict {
    JsonNode apply(Arguments arguments);
  }

  private enum Unknowns {
    /** Accepts unknown arguments. */
    ACCEPTED,
    /** Accepts unknown values inside lists and objects. */
    INSIDE,
    /** Needs to see everything. */
    NEVER
  }

  private static final Map<String, Function> ALL = new HashMap<>();
  private static final Function LISTS =
      evaluated("list...", 0, Integer.MAX_VALUE, Unknowns.ACCEPTED, ResourceFunctions::live);

  static {
    Functions registry = new Functions();
    StringFunctions.register(registry);
    EncodingFunctions.register(registry);
    DateFunctions.register(registry);
    ArrayFunctions.register(registry);
    ObjectFunctions.register(registry);
    LambdaFunctions.register(registry);
    LogicalFunctions.register(registry);
    NumericFunctions.register(registry);
    CidrFunctions.register(registry);
    DeploymentFunctions.register(registry);
    ResourceFunctions.register(registry);
  }

  private Functions() {}

  static @Nullable Function find(String lowerCaseName) {
    Function function = ALL.get(lowerCaseName);
    return function == null && lowerCaseName.startsWith("list") ? LISTS : function;
  }

  /** Of all functions, in lower case. */
  static List<String> names() {
    return ALL.keySet().stream().sorted().toList();
  }

  /** A function that decides itself which arguments it evaluates. */
  void lazy(String name, Function function) {
    ALL.put(name.toLowerCase(Locale.ROOT), function);
  }

  /** An unknown argument makes the result unknown; lists may hold unknown elements. */
  void strict(String name, int least, int most, Strict function) {
    lazy(name, evaluated(name, least, most, Unknowns.INSIDE, function));
  }

  /** An unknown value anywhere in an argument makes the result unknown. */
  void deep(String name, int least, int most, Strict function) {
    lazy(name, evaluated(name, least, most, Unknowns.NEVER, function));
  }

  /** Deals with unknown arguments itself. */
  void open(String name, int least, int most, Strict function) {
    lazy(name, evaluated(name, least, most, Unknowns.ACCEPTED, function));
  }

  private static Function evaluated(
      String name, int least, int most, Unknowns unknowns, Strict function) {
    return (call, frame, evaluator) -> {
      int given = call.arguments().size();
      if (given < least || given > most) {
        evaluator.problems.add(frame.place(), wrongCount(name, given, least, most));
        return evaluator.unresolved(call.text(), frame.place());
      }
      List<JsonNode> values = new ArrayList<>(given);
      for (Expression argument : call.arguments()) {
        JsonNode value = evaluator.evaluate(argument, frame);
        if (unknowns != Unknowns.ACCEPTED
            && Values.pojo(value) instanceof Live live
            && Values.isObject(live.declared())) {
          return evaluator.unresolved(call.text(), frame.place());
        }
        JsonNode settled = Values.settle(value);
        if (settled.isTextual()) {
          evaluator.budget.scan(settled.textValue().length());
        }
        values.add(settled);
      }
      Unknown unknown = unknowns == Unknowns.ACCEPTED ? null : firstUnknown(values);
      if (unknown == null && unknowns == Unknowns.NEVER) {
        unknown = firstUnknownInside(values, evaluator.budget);
      }
      return unknown != null
          ? unknown.through(name, values, evaluator.budget)
          : function.apply(new Arguments(name, call, values, frame, evaluator));
    };
  }

  private static String wrongCount(String name, int given, int least, int most) {
    String expected =
        least == most
            ? Integer.toString(least)
            : most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
    return "`" + name + "` has " + given + " arguments; expected " + expected;
  }

  static @Nullable Unknown firstUnknown(List<JsonNode> values) {
    for (JsonNode value : values) {
      if (Values.pojo(value) instanceof Unknown unknown) {
        return unknown;
      }
    }
    return null;
  }

  static @Nullable Unknown firstUnknownInside(List<JsonNode> values, Budget budget) {
    for (JsonNode value : values) {
      Unknown unknown = Values.anyUnknown(value, budget);
      if (unknown != null) {
        return unknown;
      }
    }
    return null;
  }
}
