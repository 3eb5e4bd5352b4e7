package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.importer.resource.Unresolved;
import dev.vnetproof.model.Assumption;
import dev.vnetproof.source.JsonDocument;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Evaluates the values of a template: strings in brackets are expressions, objects may hold
 * property loops. What cannot be evaluated becomes an {@link Unknown}; nothing here throws for a
 * bad expression.
 */
final class TemplateEvaluator {
  final Budget budget;
  final ValueOrigins origins = new ValueOrigins();
  final TemplateProblems problems = new TemplateProblems();
  final Running running = new Running();
  final DeploymentSettings settings;
  final OtherResources others;

  /** What was found of the whole tree, by lower-case id. */
  final Map<String, Declared> found = new HashMap<>();

  /** Values of a parameter file that are nothing but a placeholder that nobody fills in. */
  final Map<JsonNode, String> unfilled = new IdentityHashMap<>();

  /** Those of them in whose place a default of the template stands. */
  final Set<String> defaulted = new TreeSet<>();

  private final Set<Assumption> assumptions = new LinkedHashSet<>();

  final TemplateLinks links;
  private final JsonDocument template;
  private final Map<String, Expression> parsed = new HashMap<>();
  private int unresolved;

  /**
   * @param template the outermost one; places in other documents have the names of those
   */
  TemplateEvaluator(
      JsonDocument template,
      LinkedFiles files,
      OtherResources others,
      DeploymentSettings settings,
      Allowance shared) {
    this.budget = new Budget(shared);
    this.template = template;
    this.others = others;
    this.settings = settings;
    links = new TemplateLinks(this, files);
    origins.read(template);
  }

  /** Each is told once, and a hundred of them are enough. */
  void assume(Assumption assumption) {
    if (assumptions.size() < TemplateProblems.MAX) {
      assumptions.add(assumption);
    }
  }

  Set<Assumption> assumptions() {
    return assumptions;
  }

  /** The outermost template. */
  JsonDocument template() {
    return template;
  }

  /** What stands at {@code place} and cannot be known. */
  Unresolved cause(String expression, ExpressionPlace place) {
    String pointer = place.written().place().text(template.text().name());
    budget.write(pointer.length());
    return new Unresolved(expression, pointer);
  }

  /**
   * A value of which nothing is known, not even whether it is the same as another one: the same
   * text can mean different things in a loop or in another template.
   */
  JsonNode unresolved(String expression, ExpressionPlace place) {
    unresolved++;
    return Unknown.node(cause(expression, place), Unknown.hole(expression + "#" + unresolved));
  }

  /**
   * The value of what stands at {@code place}. A part of the template without expressions is
   * returned as it is.
   */
  JsonNode value(JsonNode node, ExpressionPlace place, Frame frame) {
    budget.enter();
    try {
      if (node.isTextual()) {
        return text(node, place, frame);
      }
      if (node.isObject()) {
        return object((ObjectNode) node, place, frame);
      }
      return node.isArray() ? array((ArrayNode) node, place, frame) : node;
    } finally {
      budget.leave();
    }
  }

  private JsonNode text(JsonNode node, ExpressionPlace place, Frame frame) {
    String text = node.textValue();
    if (ExpressionParser.isEscaped(text)) {
      return Values.text(text.substring(1));
    }
    if (!ExpressionParser.isExpression(text)) {
      return node;
    }
    Expression expression = parsed.get(text);
    if (expression == null) {
      try {
        expression = ExpressionParser.parse(text, budget);
      } catch (ExpressionSyntaxException e) {
        problems.add(
            place,
            "`" + TemplateProblems.shortened(text) + "` is not an expression: " + e.getMessage());
        return unresolved(TemplateProblems.shortened(text), place);
      }
      parsed.put(text, expression);
    }
    return evaluate(expression, frame.at(place));
  }

  /** Copies on the first change only: most of a template is plain values. */
  private JsonNode array(ArrayNode node, ExpressionPlace place, Frame frame) {
    budget.produce(1L + node.size());
    ArrayNode result = null;
    for (int i = 0; i < node.size(); i++) {
      JsonNode child = node.get(i);
      JsonNode value = Values.settle(value(child, place.child(i), frame));
      if (result == null && value != child) {
        result = Values.startOf(node, i);
      }
      if (result != null) {
        result.add(value);
      }
    }
    if (result == null) {
      return node;
    }
    origins.builtFrom(result, place);
    return result;
  }

  private JsonNode object(ObjectNode node, ExpressionPlace place, Frame frame) {
    budget.produce(1L + node.size());
    ObjectNode result = null;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      JsonNode child = field.getValue();
      if (Loops.isPropertyLoop(name, child)) {
        result = result == null ? Values.startOf(node, name) : result;
        Loops.expandProperties(child, place.child(name), frame, this).forEach(result::set);
        continue;
      }
      if (Loops.isCopy(name)) {
        return Loops.malformed(child, place.child(name), this);
      }
      String key = key(name, place, frame);
      JsonNode value = Values.settle(value(child, place.child(name), frame));
      if (result == null && (value != child || !key.equals(name))) {
        result = Values.startOf(node, name);
      }
      if (result != null) {
        result.set(key, value);
      }
    }
    if (result == null) {
      return node;
    }
    origins.builtFrom(result, place);
    return result;
  }

  private String key(String name, ExpressionPlace place, Frame frame) {
    return ExpressionParser.isExpression(name) || ExpressionParser.isEscaped(name)
        ? Unknown.symbolOf(text(Values.text(name), place.child(name), frame), budget)
        : name;
  }

  JsonNode evaluate(Expression expression, Frame frame) {
    budget.enter();
    try {
      if (expression instanceof Expression.Literal literal) {
        return literal.value();
      }
      if (expression instanceof Expression.Call call) {
        return call(call, frame);
      }
      if (expression instanceof Expression.Member member) {
        return member(evaluate(member.target(), frame), member, frame);
      }
      Expression.Index index = (Expression.Index) expression;
      return index(evaluate(index.target(), frame), evaluate(index.index(), frame), index, frame);
    } finally {
      budget.leave();
    }
  }

  private JsonNode call(Expression.Call call, Frame frame) {
    try {
      if (!call.namespace().isEmpty() && !call.namespace().equals("sys")) {
        return frame.template().callFunction(call, frame);
      }
      Functions.Function function = Functions.find(call.name());
      return function == null
          ? unresolved(call.text(), frame.place())
          : function.apply(call, frame, this);
    } catch (EvaluationFailure e) {
      return unresolved(call.text(), frame.place());
    }
  }

  private JsonNode member(JsonNode target, Expression.Member member, Frame frame) {
    return access(target, member.name(), member.safe(), member.text(), frame);
  }

  private JsonNode index(
      JsonNode target, JsonNode index, Expression.Index expression, Frame frame) {
    Unknown unknown = Values.unknown(index);
    if (unknown != null) {
      return Values.pojo(target) instanceof Unknown first
          ? first.member("[" + unknown.symbol() + "]", budget)
          : unknown.member("[]@" + shown(target), budget);
    }
    if (index.isTextual()) {
      return access(target, index.textValue(), expression.safe(), expression.text(), frame);
    }
    if (Values.pojo(target) instanceof Unknown of) {
      return of.member("[" + index.asText() + "]", budget);
    }
    JsonNode array = Values.settle(target);
    if (array.isNull() && expression.safe()) {
      return array;
    }
    if (array.isArray() && index.isIntegralNumber() && array.has(index.intValue())) {
      JsonNode element = array.get(index.intValue());
      Live live = Values.live(target);
      return live == null ? element : live.part(element, "[" + index.intValue() + "]");
    }
    return expression.safe() && array.isArray()
        ? Values.ofNull()
        : unresolved(expression.text(), frame.place());
  }

  private String shown(JsonNode node) {
    return Unknown.identity(Unknown.symbolOf(Values.settle(node), budget), budget);
  }

  private JsonNode access(JsonNode target, String name, boolean safe, String text, Frame frame) {
    if (Values.pojo(target) instanceof Unknown unknown) {
      return unknown.member("." + Unknown.identity(name, budget), budget);
    }
    Live live = Values.live(target);
    JsonNode object = live == null ? target : live.declared();
    JsonNode value = Values.member(object, name, budget);
    if (value != null) {
      return live == null ? value : live.part(value, "." + name);
    }
    if (live != null) {
      return Unknown.node(cause(text, frame.place()), Unknown.hole(live.symbol() + "." + name));
    }
    if (safe && (Values.isObject(object) || object.isNull())) {
      return Values.ofNull();
    }
    return unresolved(text, frame.place());
  }
}
