package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.vnetproof.importer.terraform.Attributes.Value;
import dev.vnetproof.importer.terraform.ModulePath.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the references of a plan's configuration back to the resources they come from, across
 * module calls and outputs.
 *
 * <p>A plan prints which references an expression holds, not the expression: a traversal up to its
 * first computed key ({@code azurerm_subnet.s[each.key].id} is {@code azurerm_subnet.s} and {@code
 * each.key}), each followed by its prefixes. A local's own expression and what stands in a dynamic
 * block are not printed at all: there, whatever its module can refer to counts.
 */
final class References {
  /** Module calls and outputs nested deeper than this are left unresolved. */
  private static final int DEPTH = 400;

  /** References followed for one attribute; circular or exploding ones end here. */
  private static final int STEPS = 5_000;

  private static final JsonNode NOTHING = MissingNode.getInstance();

  /**
   * Where a value comes from.
   *
   * @param path of the attribute; empty where a computed key hides it
   */
  record Origin(Instance instance, Traversal path) {}

  /**
   * @param complete false when something was referred to that the plan does not show
   */
  record Origins(Set<Origin> found, boolean complete) {}

  /**
   * @param owner the configuration that holds {@code for_each_expression}
   */
  private record Scope(ModulePath module, JsonNode owner, Optional<Pick> each) {}

  /** Of more resources than this that it may be, none is ever told. */
  private static final int MANY = 8;

  /** What was followed already in one search. */
  private record Visit(
      ModulePath module, Traversal reference, Optional<Pick> pick, Optional<Pick> each) {}

  private final Inventory inventory;
  private final Configuration configuration;
  private final Variables variables;
  private final Set<Visit> visited = new HashSet<>();
  private Set<Origin> found = new LinkedHashSet<>();
  private Candidates candidates = Candidates.NONE;
  private boolean complete = true;
  private int steps;

  References(Inventory inventory) {
    this.inventory = inventory;
    this.configuration = inventory.configuration();
    this.variables = new Variables(configuration);
  }

  /**
   * The origins of an attribute that is known only after apply.
   *
   * @param wanted what it may come from, where its expression is not printed
   */
  Origins of(Value value, Candidates wanted) {
    visited.clear();
    found = new LinkedHashSet<>();
    candidates = wanted;
    complete = true;
    steps = 0;
    if (!attribute(value.instance(), value.path(), 0)) {
      if (Expressions.of(configuration, value.instance()).isUnprinted(value.path())) {
        anything(scope(value.instance()), 0);
      } else {
        complete = false;
      }
    }
    return new Origins(found, complete);
  }

  private Scope scope(Instance instance) {
    Optional<Pick> each =
        instance
            .key()
            .map(key -> new Pick(key, inventory.keys(instance.module(), instance.resource())));
    return new Scope(instance.module(), configuration.resource(instance), each);
  }

  /** Whether the attribute's expression is in the document; its origins are then added. */
  private boolean attribute(Instance instance, List<String> path, int depth) {
    List<JsonNode> expressions = Expressions.of(configuration, instance).at(path);
    for (JsonNode expression : expressions) {
      expression(expression, scope(instance), Optional.empty(), depth);
    }
    return !expressions.isEmpty();
  }

  private void expression(JsonNode expression, Scope scope, Optional<Pick> outer, int depth) {
    List<Traversal> roots = Traversal.roots(expression.path("references"));
    Optional<Pick> pick = pick(roots, scope, outer);
    for (Traversal root : roots) {
      reference(root, scope, pick, depth + 1);
    }
  }

  /** The instance that a computed key picks; with a key computed from more than one, none. */
  private Optional<Pick> pick(List<Traversal> roots, Scope scope, Optional<Pick> outer) {
    boolean byKey =
        roots.stream().anyMatch(r -> r.is(0, "each") && r.is(1, "key") || r.is(0, "count"));
    List<Traversal> values =
        roots.stream().filter(r -> r.is(0, "each") && r.is(1, "value")).toList();
    if (values.isEmpty()) {
      return byKey ? scope.each() : outer;
    }
    List<Traversal> forEach = forEach(scope);
    if (byKey || values.size() > 1 || forEach.size() != 1 || scope.each().isEmpty()) {
      return outer;
    }
    return variables
        .eachValue(values.get(0), forEach.get(0), scope.module(), scope.each().get().key())
        .map(Pick::known)
        .or(() -> outer);
  }

  private static List<Traversal> forEach(Scope scope) {
    return Traversal.roots(scope.owner().path("for_each_expression").path("references"));
  }

  private void reference(Traversal reference, Scope scope, Optional<Pick> pick, int depth) {
    if (!visited.add(new Visit(scope.module(), reference, pick, scope.each()))) {
      return;
    }
    if (++steps > STEPS || depth > DEPTH) {
      complete = false;
      return;
    }
    switch (reference.name(0).orElse("")) {
      case "count", "path", "terraform", "self" -> {}
      case "each" -> each(reference, scope, depth);
      case "local" -> anything(scope, depth);
      case "var" -> variable(reference, scope, pick, depth);
      case "module" -> output(reference, scope, pick, depth);
      case "data" ->
          resource(
              "data." + reference.name(1).orElse("") + "." + reference.name(2).orElse(""),
              reference.from(3),
              scope,
              pick,
              depth);
      default ->
          resource(
              reference.name(0).orElse("") + "." + reference.name(1).orElse(""),
              reference.from(2),
              scope,
              pick,
              depth);
    }
  }

  private void each(Traversal reference, Scope scope, int depth) {
    if (!reference.is(1, "value")) {
      return;
    }
    List<Traversal> roots = forEach(scope);
    if (roots.isEmpty() || scope.each().isEmpty()) {
      complete = false;
      return;
    }
    String key = "[" + scope.each().get().key() + "]";
    for (Traversal root : roots) {
      boolean whole = root.size() == 2 && (root.is(0, "module") || !isKeyword(root));
      boolean wholeData = root.size() == 3 && root.is(0, "data");
      Traversal here =
          whole || wholeData ? Traversal.parse(root + key).then(reference.from(2)) : root;
      reference(here, scope, scope.each(), depth + 1);
    }
  }

  private static boolean isKeyword(Traversal root) {
    return root.is(0, "var") || root.is(0, "local") || root.is(0, "each") || root.is(0, "data");
  }

  private void variable(Traversal reference, Scope scope, Optional<Pick> pick, int depth) {
    if (scope.module().isRoot()) {
      return;
    }
    ModulePath module = scope.module();
    JsonNode call = configuration.call(module);
    JsonNode expression = call.path("expressions").path(reference.name(1).orElse(""));
    Optional<Pick> each =
        module
            .last()
            .key()
            .map(key -> new Pick(key, inventory.callKeys(module.parent(), module.last().name())));
    expression(
        expression,
        new Scope(module.parent(), call, each),
        written(reference).or(() -> pick),
        depth);
  }

  /** A key that is written in the reference itself: {@code module.net.ids["apim"]}. */
  private static Optional<Pick> written(Traversal reference) {
    for (int at = 2; at < reference.size(); at++) {
      Optional<String> key = reference.key(at);
      if (key.isPresent()) {
        return key.map(Pick::known);
      }
    }
    return Optional.empty();
  }

  private void output(Traversal reference, Scope scope, Optional<Pick> pick, int depth) {
    String name = reference.name(1).orElse("");
    Optional<String> key = reference.key(2);
    Traversal rest = reference.from(key.isPresent() ? 3 : 2);
    Set<Step> steps = inventory.calls(scope.module(), name);
    List<Step> chosen = new ArrayList<>();
    Keys keys = inventory.callKeys(scope.module(), name);
    Optional<String> wanted = key.or(() -> pick.flatMap(any -> any.of(keys)));
    for (Step step : steps) {
      if (wanted.isEmpty() || step.key().equals(wanted)) {
        chosen.add(step);
      }
    }
    if (steps.isEmpty()) {
      chosen.add(new Step(name, key));
    }
    for (Step step : chosen) {
      ModulePath module = scope.module().child(step);
      JsonNode outputs = configuration.module(module).path("outputs");
      Scope inside = new Scope(module, NOTHING, Optional.empty());
      if (rest.name(0).isPresent()) {
        JsonNode expression = outputs.path(rest.name(0).get()).path("expression");
        complete &= !expression.isMissingNode();
        Optional<Pick> inner = written(reference.from(key.isPresent() ? 2 : 1));
        expression(expression, inside, inner.or(() -> pick), depth);
      } else {
        // A computed key hides which output is meant.
        for (JsonNode any : outputs) {
          expression(any.path("expression"), inside, pick, depth);
        }
      }
    }
  }

  private void resource(String name, Traversal path, Scope scope, Optional<Pick> pick, int depth) {
    Keys keys = inventory.keys(scope.module(), name);
    Optional<String> written = keys.isEmpty() ? Optional.empty() : path.key(0);
    Optional<String> wanted = written.or(() -> pick.flatMap(any -> any.of(keys)));
    for (Instance instance : chosen(scope.module(), name, wanted, pick)) {
      origin(instance, path.from(written.isPresent() ? 1 : 0), depth);
    }
  }

  private List<Instance> chosen(
      ModulePath module, String name, Optional<String> wanted, Optional<Pick> pick) {
    if (wanted.isPresent()) {
      return inventory.keyed(module, name, wanted.get());
    }
    // A list of ids may go by the names of the resources.
    List<Instance> called =
        pick.filter(Pick::isKnown)
            .map(known -> inventory.called(module, name, Traversal.bare(known.key())))
            .orElse(List.of());
    return called.size() == 1 ? called : inventory.named(module, name);
  }

  /** Adds whatever an expression that is not printed may refer to. */
  private void anything(Scope scope, int depth) {
    ModulePath module = scope.module();
    JsonNode configured = configuration.module(module);
    if (!visited.add(new Visit(module, Traversal.NONE, scope.each(), Optional.empty()))) {
      return;
    }
    if (candidates.isNone() || configured.isMissingNode()) {
      complete = false;
      return;
    }
    for (String name : inventory.resources(module)) {
      candidates(module, name, scope.each(), depth);
    }
    for (String call : names(configured.path("module_calls"))) {
      reference(Traversal.parse("module." + call), scope, scope.each(), depth + 1);
    }
    if (!module.isRoot()) {
      for (String name : names(configuration.call(module).path("expressions"))) {
        reference(Traversal.parse("var." + name), scope, scope.each(), depth + 1);
      }
    }
  }

  private void candidates(ModulePath module, String name, Optional<Pick> each, int depth) {
    if (!candidates.mayCome(inventory.named(module, name).get(0))) {
      return;
    }
    Optional<String> wanted = each.flatMap(pick -> pick.of(inventory.keys(module, name)));
    for (Instance instance : chosen(module, name, wanted, Optional.empty())) {
      if (found.size() > MANY) {
        complete = false;
        return;
      }
      Optional<Traversal> attribute = candidates.attribute(instance);
      if (attribute.isPresent()) {
        // What is known already is not what makes the value unknown.
        complete &= !candidates.isKnown(instance);
        found.add(new Origin(instance, attribute.get()));
      } else if (instance.type().equals("terraform_data")) {
        origin(instance, Traversal.parse("output"), depth + 1);
      } else {
        complete &= !candidates.isOpaque(instance);
      }
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Stops at an id or a name; follows any other attribute that is itself an expression. */
  private void origin(Instance instance, Traversal path, int depth) {
    if (++steps > STEPS || depth > DEPTH) {
      complete = false;
      return;
    }
    String attribute = path.name(0).orElse("id");
    if (attribute.equals("id") && instance.type().endsWith("_association")) {
      // azurerm gives the association the id of the subnet.
      attribute = "subnet_id";
    } else if (instance.type().equals("terraform_data") && attribute.equals("output")) {
      attribute = "input";
    }
    Value value = Attributes.of(instance).get(attribute);
    boolean leaf =
        attribute.equals("id")
            || attribute.equals("name")
            || attribute.equals("subnet")
            || !value.isUnknown();
    if (leaf || !attribute(instance, List.of(attribute), depth + 1)) {
      found.add(new Origin(instance, path));
    }
  }
}
