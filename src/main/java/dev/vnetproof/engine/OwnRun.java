package dev.vnetproof.engine;

import dev.vnetproof.model.Location;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.rule.Alternative;
import dev.vnetproof.rule.Demand;
import dev.vnetproof.rule.Finding;
import dev.vnetproof.rule.NeedlessFlow;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.rule.RequiredHost;
import dev.vnetproof.rule.RequiredRoute;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** What own rules do in one run of the rules: counted, timed and checked. */
final class OwnRun {
  /** Far more facts than any environment has use for: a rule that feeds itself ends here. */
  private static final int MAX_INSERTED = 200_000;

  /** Looking at the clock costs more than most steps. */
  private static final int STEPS_BETWEEN_LOOKS = 256;

  private final OwnRules rules;
  private final Watch watch;
  private final List<Location> locations;
  private int steps;
  private int inserted;
  private @Nullable RuntimeException stop;

  OwnRun(OwnRules rules, Watch watch, Collection<?> facts) {
    this.rules = rules;
    this.watch = watch;
    this.locations =
        facts.stream().filter(Location.class::isInstance).map(Location.class::cast).toList();
  }

  /**
   * The first fault that a guard found, or that the thread was interrupted; a rule may have caught
   * it.
   */
  Optional<RuntimeException> stop() {
    return Optional.ofNullable(stop);
  }

  void tick(String type) {
    if (stop != null) {
      throw stop;
    }
    if (++steps % STEPS_BETWEEN_LOOKS == 0) {
      look(type);
    }
  }

  private void look(String type) {
    overdue()
        .ifPresent(
            limit -> {
              throw fail(
                  type, "did not end within " + limit + "; expected rules that come to rest");
            });
  }

  void inserted(@Nullable Object fact, String type) {
    tick(type);
    look(type);
    if (++inserted > MAX_INSERTED) {
      throw fail(
          type,
          "feeds itself: own rules have inserted more than "
              + MAX_INSERTED
              + " facts; expected rules that come to rest");
    }
    problem(fact)
        .ifPresent(
            problem -> {
              throw fail(type, problem);
            });
  }

  private RuleFault fail(String type, String problem) {
    RuleFault failed = new RuleFault(rules.rulesOf(type), problem);
    stop = failed;
    return failed;
  }

  private Optional<String> overdue() {
    try {
      return watch.ownRulesOverdue();
    } catch (CancellationException e) {
      stop = e;
      throw e;
    }
  }

  // ---- what may be inserted ---------------------------------------------------------------------

  private Optional<String> problem(@Nullable Object fact) {
    if (fact == null) {
      return Optional.of("inserts null; expected a demand, a finding or a fact of its own");
    }
    if (fact instanceof Demand demand) {
      return problem(demand);
    }
    if (fact instanceof Finding finding) {
      return problem(finding.requirement(), finding.location());
    }
    if (fact.getClass().getName().startsWith("dev.vnetproof.")) {
      return Optional.of(
          "inserts a `"
              + fact.getClass().getSimpleName()
              + "`, which only an environment has; expected a demand, a finding or a fact of a type"
              + " that the rules declare");
    }
    return fact instanceof Iterable || fact instanceof Optional || fact instanceof Object[]
        ? Optional.of("inserts a collection; expected each demand or finding by itself")
        : Optional.empty();
  }

  private Optional<String> problem(String id, int location) {
    Optional<String> problem = rules.vocabulary().idProblem(id);
    return problem.isPresent() || location >= 0 && location < locations.size()
        ? problem
        : Optional.of("names location " + location + "; expected `$location` or its index");
  }

  private Optional<String> problem(Demand demand) {
    Optional<String> problem =
        problem(demand.requirement(), demand.location())
            .or(() -> demand.flaw().map(flaw -> "makes a demand that " + flaw));
    for (Alternative alternative : alternatives(demand)) {
      problem =
          problem
              .or(() -> problem(alternative.advice(), demand.location()))
              .or(() -> problem(alternative.remote()));
    }
    for (Remote remote : remotes(demand)) {
      problem = problem.or(() -> problem(remote));
    }
    return problem;
  }

  private static List<Alternative> alternatives(Demand demand) {
    if (demand instanceof RequiredFlow flow) {
      return flow.alternatives();
    }
    return demand instanceof RequiredRoute route ? route.alternatives() : List.of();
  }

  private static List<Remote> remotes(Demand demand) {
    List<Remote> remotes = new ArrayList<>();
    if (demand instanceof RequiredFlow flow) {
      remotes.add(flow.remote());
    } else if (demand instanceof RequiredRoute route) {
      remotes.add(route.remote());
    } else if (demand instanceof NeedlessFlow flow) {
      remotes.add(new Remote.Tag(flow.needed()));
    } else if (demand instanceof RequiredHost host) {
      host.carrier().ifPresent(tag -> remotes.add(new Remote.Tag(tag)));
      if (!host.addresses().isEmpty()) {
        remotes.add(new Remote.Addresses("the hosts", host.addresses()));
      }
    }
    return remotes;
  }

  private Optional<String> problem(Remote remote) {
    if (remote instanceof Remote.Addresses addresses) {
      return addresses.prefixes().set().ipv4().isEmpty()
          ? Optional.of(
              "makes a demand of `"
                  + addresses.name()
                  + "`, which has no IPv4 address; expected"
                  + " one: instances of API Management have no other")
          : Optional.empty();
    }
    return remote instanceof Remote.Tag tag && !isRegionHere(tag.tag())
        ? rules.vocabulary().tagProblem(tag.tag())
        : Optional.empty();
  }

  /** The region of an environment may be newer than this version. */
  private boolean isRegionHere(ServiceTag tag) {
    return tag.whole().isKnown()
        && locations.stream()
            .flatMap(location -> location.region().asOptional().stream())
            .anyMatch(region -> tag.equals(tag.in(region)));
  }
}
