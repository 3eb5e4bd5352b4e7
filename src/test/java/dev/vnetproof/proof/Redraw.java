package dev.vnetproof.proof;

import dev.vnetproof.model.AddressPrefixes;
import dev.vnetproof.model.Region;
import dev.vnetproof.proof.PlainRule.Side;
import dev.vnetproof.proof.Truth.PlainRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Other truths that a snapshot which hides something may stand for. */
final class Redraw {
  private final Random random;
  private final RandomTruths truths;
  private final List<TagWorld> worlds;
  private final List<Region> regions;

  Redraw(Random random, List<TagWorld> worlds, List<Region> regions) {
    this.random = random;
    this.truths = new RandomTruths(random);
    this.worlds = worlds;
    this.regions = regions;
  }

  /**
   * A truth that agrees with {@code truth} in all that is not hidden.
   *
   * @param hidden as in {@link Scenario}; {@code tags} for the tag file
   */
  Truth another(Truth truth, Set<String> hidden) {
    TagWorld tags = hidden.contains("tags") ? truths.one(worlds) : truth.tags();
    List<String> own = truth.own();
    List<String> subnet = truth.subnet();
    if (hidden.contains("subnet")) {
      subnet = truths.subnet(own);
    }
    if (hidden.contains("own")) {
      own = truths.own(subnet);
    }
    List<String> peered = hidden.contains("peered") ? truths.peered() : truth.peered();
    // Azure refuses to peer networks whose spaces overlap.
    if (AddressPrefixes.of(own).set().intersects(AddressPrefixes.of(peered).set())) {
      own = hidden.contains("own") ? subnet : own;
      peered = hidden.contains("peered") ? List.of() : peered;
    }
    boolean gateway = hidden.contains("gateway") ? random.nextBoolean() : truth.gateway();
    List<String> onPremises = truth.onPremises();
    if (hidden.contains("onPremises")) {
      onPremises = gateway && truths.chance(80) ? truths.onPremises(tags) : List.of();
    }
    Optional<List<PlainRoute>> routes =
        hidden.contains("routes") ? truths.routes(tags, regions) : truth.routes();
    Map<String, List<String>> groups = truths.groups(own, peered, subnet);
    Truth bare =
        new Truth(
            truth.cloud(),
            truth.platform(),
            hidden.contains("region") ? truths.one(regions) : truth.region(),
            subnet,
            own,
            peered,
            onPremises,
            gateway,
            Optional.empty(),
            routes,
            tags,
            groups,
            truths.counted(routes),
            random.nextBoolean());
    Optional<List<PlainRule>> rules = truth.rules();
    if (hidden.contains("group") || hidden.contains("rules")) {
      rules =
          hidden.contains("group") && truths.chance(30)
              ? Optional.empty()
              : Optional.of(truths.rules(bare, regions));
    }
    return rules.map(list -> bare.withRules(redrawn(list, bare, hidden))).orElse(bare);
  }

  private List<PlainRule> redrawn(List<PlainRule> rules, Truth at, Set<String> hidden) {
    List<PlainRule> redrawn = new ArrayList<>();
    for (PlainRule rule : rules) {
      PlainRule fresh =
          truths.rule(at, regions, rule.name(), rule.priority(), rule.direction(), 50);
      String name = rule.name() + "/";
      redrawn.add(
          new PlainRule(
              rule.name(),
              rule.priority(),
              rule.direction(),
              hidden.contains(name + "access") ? fresh.access() : rule.access(),
              hidden.contains(name + "protocol") ? fresh.protocols() : rule.protocols(),
              hidden.contains(name + "sources") ? fresh.sources() : rule.sources(),
              hidden.contains(name + "sourcePorts") ? fresh.sourcePorts() : rule.sourcePorts(),
              hidden.contains(name + "destinations") ? fresh.destinations() : rule.destinations(),
              hidden.contains(name + "destinationPorts")
                  ? fresh.destinationPorts()
                  : rule.destinationPorts()));
    }
    return redrawn;
  }

  /** Some rules speak of application security groups. */
  Truth withGroups(Truth truth) {
    List<PlainRule> rules = new ArrayList<>();
    for (PlainRule rule : truth.rules().orElse(List.of())) {
      rules.add(
          new PlainRule(
              rule.name(),
              rule.priority(),
              rule.direction(),
              rule.access(),
              rule.protocols(),
              withGroup(rule.sources()),
              rule.sourcePorts(),
              withGroup(rule.destinations()),
              rule.destinationPorts()));
    }
    return truth.rules().isEmpty() ? truth : truth.withRules(rules);
  }

  private Side withGroup(Side side) {
    return truths.chance(95) ? side : new Side(List.of(), List.of(truths.one(RandomTruths.GROUPS)));
  }

  Truth withRoutes(Truth truth) {
    Optional<List<PlainRoute>> routes = truths.routes(truth.tags(), regions);
    Truth routed =
        new Truth(
            truth.cloud(),
            truth.platform(),
            truth.region(),
            truth.subnet(),
            truth.own(),
            truth.peered(),
            truth.onPremises(),
            truth.gateway(),
            Optional.empty(),
            routes,
            truth.tags(),
            truth.groups(),
            truths.counted(routes),
            false);
    return truth.rules().map(routed::withRules).orElse(routed);
  }
}
