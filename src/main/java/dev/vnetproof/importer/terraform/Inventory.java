package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.terraform.ModulePath.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a plan or a state holds, in the order of the document, found by name.
 *
 * <p>{@code complete} is false for a plan that leaves changes out (`-target`): there the absence of
 * an association proves nothing.
 */
final class Inventory {
  private record Named(ModulePath module, String resource) {}

  private record Called(ModulePath module, String name) {}

  private final List<Instance> instances;
  private final List<Instance> removed;
  private final JsonNode configuration;
  private final boolean complete;
  private final Map<Named, List<Instance>> byName = new HashMap<>();
  private final Map<Named, Map<String, Instance>> byKey = new HashMap<>();
  private final Map<Named, Set<String>> keys = new HashMap<>();
  private final Map<Set<String>, Set<String>> sameKeys = new HashMap<>();
  private final Map<Called, Set<Step>> calls = new HashMap<>();
  private final Map<ModulePath, Map<String, JsonNode>> resourceConfigurations = new HashMap<>();

  Inventory(
      List<Instance> instances, List<Instance> removed, JsonNode configuration, boolean complete) {
    this.instances = List.copyOf(instances);
    this.removed = List.copyOf(removed);
    this.configuration = configuration;
    this.complete = complete;
    for (Instance instance : instances) {
      byName
          .computeIfAbsent(
              new Named(instance.module(), instance.resource()), any -> new ArrayList<>())
          .add(instance);
      for (ModulePath module = instance.module(); !module.isRoot(); module = module.parent()) {
        boolean seen =
            !calls
                .computeIfAbsent(
                    new Called(module.parent(), module.last().name()),
                    any -> new TreeSet<>(Comparator.comparing(Step::toString)))
                .add(module.last());
        if (seen) {
          break;
        }
      }
    }
  }

  List<Instance> instances() {
    return instances;
  }

  /** What the plan deletes, with the values it had. */
  List<Instance> removed() {
    return removed;
  }

  boolean complete() {
    return complete;
  }

  List<Instance> named(ModulePath module, String resource) {
    return byName.getOrDefault(new Named(module, resource), List.of());
  }

  /** The instance with a key, if there is one. */
  List<Instance> keyed(ModulePath module, String resource, String key) {
    Instance instance =
        byKey
            .computeIfAbsent(
                new Named(module, resource),
                any -> {
                  Map<String, Instance> keyed = new HashMap<>();
                  for (Instance one : named(module, resource)) {
                    one.key().ifPresent(text -> keyed.put(text, one));
                  }
                  return keyed;
                })
            .get(key);
    return instance == null ? List.of() : List.of(instance);
  }

  /** The keys of all instances of a resource. */
  Set<String> keys(ModulePath module, String resource) {
    return keys.computeIfAbsent(
        new Named(module, resource),
        any -> {
          Set<String> collected =
              named(module, resource).stream()
                  .flatMap(instance -> instance.key().stream())
                  .collect(Collectors.toCollection(TreeSet::new));
          // Equal sets are one object, so that comparing large ones is cheap.
          return sameKeys.computeIfAbsent(collected, same -> same);
        });
  }

  /** The instances of a module call that hold at least one resource. */
  Set<Step> calls(ModulePath module, String name) {
    return calls.getOrDefault(new Called(module, name), Set.of());
  }

  /** The configuration of a module; a missing node where the document has none. */
  JsonNode module(ModulePath path) {
    JsonNode module = configuration.path("root_module");
    for (Step step : path.steps()) {
      module = module.path("module_calls").path(step.name()).path("module");
    }
    return module;
  }

  /** The call that makes {@code path}; a missing node where the document has none. */
  JsonNode call(ModulePath path) {
    return module(path.parent()).path("module_calls").path(path.last().name());
  }

  /** The configuration of an instance's resource; a missing node where the document has none. */
  JsonNode resource(Instance instance) {
    ModulePath unkeyed =
        new ModulePath(
            instance.module().steps().stream()
                .map(step -> new Step(step.name(), Optional.empty()))
                .toList());
    JsonNode found =
        resourceConfigurations.computeIfAbsent(unkeyed, this::resourcesOf).get(instance.resource());
    return found == null ? configuration.path("\0") : found;
  }

  private Map<String, JsonNode> resourcesOf(ModulePath path) {
    Map<String, JsonNode> byAddress = new LinkedHashMap<>();
    for (JsonNode resource : module(path).path("resources")) {
      byAddress.put(resource.path("address").asText(), resource);
    }
    return byAddress;
  }
}
