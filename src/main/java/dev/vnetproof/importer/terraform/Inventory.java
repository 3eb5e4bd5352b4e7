package dev.vnetproof.importer.terraform;

import dev.vnetproof.importer.terraform.ModulePath.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  private final Configuration configuration;
  private final boolean complete;
  private final Map<Named, List<Instance>> byName = new HashMap<>();
  private final Map<Named, Map<String, Instance>> byKey = new HashMap<>();
  private final Map<Named, Map<String, List<Instance>>> byAzureName = new HashMap<>();
  private final Map<Named, Keys> keys = new HashMap<>();
  private final Map<Called, Keys> callKeys = new HashMap<>();
  private final Map<Set<String>, Keys> sameKeys = new HashMap<>();
  private final Map<Called, Set<Step>> calls = new HashMap<>();
  private final Map<ModulePath, Set<String>> resources = new HashMap<>();

  Inventory(
      List<Instance> instances,
      List<Instance> removed,
      Configuration configuration,
      boolean complete) {
    this.instances = List.copyOf(instances);
    this.removed = List.copyOf(removed);
    this.configuration = configuration;
    this.complete = complete;
    for (Instance instance : instances) {
      byName
          .computeIfAbsent(
              new Named(instance.module(), instance.resource()), any -> new ArrayList<>())
          .add(instance);
      resources
          .computeIfAbsent(instance.module(), any -> new LinkedHashSet<>())
          .add(instance.resource());
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

  Configuration configuration() {
    return configuration;
  }

  /** What Terraform calls the resources and data sources of a module that have instances. */
  Set<String> resources(ModulePath module) {
    return resources.getOrDefault(module, Set.of());
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

  /** The instances with a name that Azure knows them by. */
  List<Instance> called(ModulePath module, String resource, String name) {
    return byAzureName
        .computeIfAbsent(
            new Named(module, resource),
            any ->
                named(module, resource).stream()
                    .collect(Collectors.groupingBy(one -> one.text("name").orElse(""))))
        .getOrDefault(name, List.of());
  }

  /** The keys of all instances of a resource. */
  Keys keys(ModulePath module, String resource) {
    return keys.computeIfAbsent(
        new Named(module, resource),
        any -> keys(named(module, resource).stream().flatMap(one -> one.key().stream())));
  }

  /** The keys of all instances of a module call. */
  Keys callKeys(ModulePath module, String name) {
    return callKeys.computeIfAbsent(
        new Called(module, name),
        any -> keys(calls(module, name).stream().flatMap(step -> step.key().stream())));
  }

  private Keys keys(Stream<String> texts) {
    return sameKeys.computeIfAbsent(
        texts.collect(Collectors.toCollection(TreeSet::new)), Keys::new);
  }

  /** The instances of a module call that hold at least one resource. */
  Set<Step> calls(ModulePath module, String name) {
    return calls.getOrDefault(new Called(module, name), Set.of());
  }
}
