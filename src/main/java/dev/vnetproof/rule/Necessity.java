package dev.vnetproof.rule;

import dev.vnetproof.model.Feature;
import dev.vnetproof.model.Missing;
import java.util.Map;
import java.util.Set;

/** How much weight a demand carries. */
public sealed interface Necessity {
  Necessity REQUIRED = new Required();
  Necessity ADVISED = new Advised();

  /** Without it the instance does not work. */
  record Required() implements Necessity {}

  /** Recommended only. */
  record Advised() implements Necessity {}

  /**
   * Belongs to features: it counts when at least one of them is used.
   *
   * @param binding whether it is demanded then, or only advised
   */
  record FeatureBound(Set<Feature> features, boolean binding) implements Necessity {
    public FeatureBound {
      features = Set.copyOf(features);
    }
  }

  /**
   * Demanded only if a datum that the snapshot leaves open says so.
   *
   * @param datum what would tell; where the demand is not met, it is what is missing
   * @param then how much weight it carries in that case
   */
  record Supposed(Missing datum, Necessity then) implements Necessity {}

  /** Demanded when one of the features is used. */
  static Necessity of(Feature... features) {
    return new FeatureBound(Set.of(features), true);
  }

  /** Advised when one of the features is used. */
  static Necessity advisedFor(Feature... features) {
    return new FeatureBound(Set.of(features), false);
  }

  /** Whether it must be met where it applies. */
  default boolean binds() {
    return this instanceof Required
        || this instanceof FeatureBound bound && bound.binding()
        || this instanceof Supposed supposed && supposed.then().binds();
  }

  /**
   * Whether what it belongs to is in use, given what the snapshot declares (true used, false
   * unused).
   */
  default Use use(Map<Feature, Boolean> declared) {
    if (this instanceof Supposed supposed) {
      return supposed.then().use(declared);
    }
    if (!(this instanceof FeatureBound bound)) {
      return Use.USED;
    }
    if (bound.features().stream().anyMatch(f -> Boolean.TRUE.equals(declared.get(f)))) {
      return Use.USED;
    }
    return bound.features().stream().allMatch(declared::containsKey) ? Use.UNUSED : Use.UNDECLARED;
  }

  /** Whether what a demand belongs to is in use. */
  enum Use {
    USED,
    UNUSED,
    UNDECLARED
  }
}
