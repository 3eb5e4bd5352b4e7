package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.vnetproof.importer.terraform.Attributes.Value;
import dev.vnetproof.importer.terraform.ModulePath.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Follows the references of a plan's configuration back to the resources they come from, across
 * module calls and outputs.
 *
 * <p>A plan prints which references an expression holds, not the expression: a traversal up to its
 * first computed key ({@code azurerm_subnet.s[each.key].id} is {@code azurerm_subnet.s} and {@code
 * each.key}), each followed by its prefixes; a local's own expression is not printed at all.
 */
final class References {
  /** Module calls and outputs nested deeper than this are left unresolved. */
  private static final int DEPTH = 400;

  /** References followed for one attribute; circular or exploding ones end here. */
  private static final int STEPS = 5_000;

  /** Blocks that azurerm keeps as sets. */
  private static final Set<String> SETS =
      Set.of(
          "security_rule of azurerm_network_security_group",
          "route of azurerm_route_table",
          "subnet of azurerm_virtual_network",
          "rule of azurerm_firewall_network_rule_collection");

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

  /** Which instance of several a computed key picks. */
  private record Pick(String key, Set<String> keys) {}

  /**
   * @param owner the configuration that holds {@code for_each_expression}
   */
  private record Scope(ModulePath module, JsonNode owner, Optional<Pick> each) {}

  private final Inventory inventory;
  private final Map<String, Traversal> parsed = new HashMap<>();
  private Set<Origin> found = new LinkedHashSet<>();
  private boolean complete = true;
  private int steps;

  References(Inventory inventory) {
    this.inventory = inventory;
  }

  /** The origins of an attribute that is known only after apply. */
  Origins of(Value value) {
    found = new LinkedHashSet<>();
    complete = true;
    steps = 0;
    if (!attribute(value.instance(), value.path(), 0)) {
      complete = false;
    }
    return new Origins(found, complete);
  }

  /** Whether the attribute's expression is in the document; its origins are then added. */
  private boolean attribute(Instance instance, List<String> path, int depth) {
    JsonNode resource = inventory.resource(instance);
    List<JsonNode> expressions = new ArrayList<>();
    boolean set = !path.isEmpty() && SETS.contains(path.get(0) + " of " + instance.type());
    collect(resource.path("expressions"), instance.values(), path, set, expressions);
    if (expressions.isEmpty()) {
      return false;
    }
    Optional<Pick> each =
        instance
            .key()
            .map(key -> new Pick(key, inventory.keys(instance.module(), instance.resource())));
    Scope scope = new Scope(instance.module(), resource, each);
    for (JsonNode expression : expressions) {
      expression(expression, scope, Optional.empty(), depth);
    }
    return true;
  }

  /**
   * Finds the expressions at {@code path}. Blocks are printed in the order they are written, which
   * is the order of a list but not of a set: of a set all blocks count. Dynamic blocks are not
   * printed: where the numbers differ, no block is taken for another.
   */
  private static void collect(
      JsonNode expression, JsonNode values, List<String> path, boolean set, List<JsonNode> result) {
    if (expression.has("references")) {
      result.add(expression);
      return;
    }
    if (path.isEmpty()) {
      return;
    }
    String token = path.get(0);
    List<String> rest = path.subList(1, path.size());
    if (!expression.isArray()) {
      JsonNode below = values.isArray() ? values.path(0) : values.path(token);
      boolean single = expression.isObject() && values.isArray();
      collect(single ? expression : expression.path(token), below, rest, set, result);
    } else if (values.size() == expression.size()) {
      for (int i = 0; i < expression.size(); i++) {
        if (set || token.equals(Integer.toString(i))) {
          collect(expression.get(i), values.path(i), rest, set, result);
        }
      }
    }
  }

  private void expression(JsonNode expression, Scope scope, Optional<Pick> outer, int depth) {
    List<Traversal> roots = roots(expression.path("references"));
    boolean byKey = roots.stream().anyMatch(r -> r.is(0, "each") && r.is(1, "key"));
    boolean byIndex = roots.stream().anyMatch(r -> r.is(0, "count"));
    boolean byValue = roots.stream().anyMatch(r -> r.is(0, "each") && r.is(1, "value"));
    // With each.value about, the key may be computed from it: then no instance is picked.
    Optional<Pick> pick = (byKey || byIndex) && !byValue ? scope.each() : outer;
    for (Traversal root : roots) {
      reference(root, scope, pick, depth + 1);
    }
  }

  private List<Traversal> roots(JsonNode references) {
    List<Traversal> roots = new ArrayList<>();
    Optional<Traversal> last = Optional.empty();
    for (JsonNode reference : references) {
      Traversal here = parsed.computeIfAbsent(reference.asText(), Traversal::parse);
      boolean prefix =
          last.isPresent() && here.size() < last.get().size() && last.get().startsWith(here);
      if (!prefix) {
        roots.add(here);
      }
      last = Optional.of(here);
    }
    return roots;
  }

  private void reference(Traversal reference, Scope scope, Optional<Pick> pick, int depth) {
    if (++steps > STEPS || depth > DEPTH) {
      complete = false;
      return;
    }
    switch (reference.name(0).orElse("")) {
      case "count", "path", "terraform", "self" -> {}
      case "each" -> each(reference, scope, depth);
      case "local" -> complete = false;
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
    List<Traversal> roots = roots(scope.owner().path("for_each_expression").path("references"));
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
    JsonNode call = inventory.call(module);
    JsonNode expression = call.path("expressions").path(reference.name(1).orElse(""));
    Optional<Pick> each =
        module
            .last()
            .key()
            .map(
                key ->
                    new Pick(
                        key,
                        inventory.calls(module.parent(), module.last().name()).stream()
                            .flatMap(step -> step.key().stream())
                            .collect(Collectors.toCollection(TreeSet::new))));
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
        return Optional.of(new Pick(key.get(), Set.of()));
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
    Set<String> keys =
        steps.stream()
            .flatMap(step -> step.key().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Optional<String> wanted = key.or(() -> picked(pick, keys));
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
      JsonNode outputs = inventory.module(module).path("outputs");
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

  /** The key that a computed one surely is; empty where all of them are possible. */
  private static Optional<String> picked(Optional<Pick> pick, Set<String> keys) {
    return pick.filter(p -> p.keys().isEmpty() ? keys.contains(p.key()) : p.keys().equals(keys))
        .map(Pick::key);
  }

  private void resource(String name, Traversal path, Scope scope, Optional<Pick> pick, int depth) {
    Set<String> keys = inventory.keys(scope.module(), name);
    Optional<String> written = keys.isEmpty() ? Optional.empty() : path.key(0);
    Optional<String> wanted = written.or(() -> picked(pick, keys));
    List<Instance> chosen =
        wanted.isPresent()
            ? inventory.keyed(scope.module(), name, wanted.get())
            : inventory.named(scope.module(), name);
    for (Instance instance : chosen) {
      origin(instance, path.from(written.isPresent() ? 1 : 0), depth);
    }
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
