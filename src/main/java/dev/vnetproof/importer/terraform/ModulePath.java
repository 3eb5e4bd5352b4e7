package dev.vnetproof.importer.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One instance of a module: the calls that lead to it, each with the key of its instance. */
record ModulePath(List<Step> steps) {
  static final ModulePath ROOT = new ModulePath(List.of());

  /**
   * @param key JSON text of the for_each key or count index; empty for a plain call
   */
  record Step(String name, Optional<String> key) {}

  ModulePath {
    steps = List.copyOf(steps);
  }

  /** Reads {@code module.net["x"].module.inner}, and such a path at the start of an address. */
  static ModulePath of(Traversal address) {
    List<Step> steps = new ArrayList<>();
    int at = 0;
    while (address.is(at, "module") && address.name(at + 1).isPresent()) {
      Optional<String> key = address.key(at + 2);
      steps.add(new Step(address.name(at + 1).get(), key));
      at += key.isPresent() ? 3 : 2;
    }
    return new ModulePath(steps);
  }

  boolean isRoot() {
    return steps.isEmpty();
  }

  Step last() {
    return steps.get(steps.size() - 1);
  }

  ModulePath parent() {
    return new ModulePath(steps.subList(0, steps.size() - 1));
  }

  ModulePath child(Step step) {
    List<Step> all = new ArrayList<>(steps);
    all.add(step);
    return new ModulePath(all);
  }
}
