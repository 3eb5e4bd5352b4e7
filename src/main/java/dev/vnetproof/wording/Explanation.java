package dev.vnetproof.wording;

import dev.vnetproof.model.Missing;
import dev.vnetproof.rule.Alternative;
import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.DecidedBy;
import dev.vnetproof.rule.Decision;
import dev.vnetproof.rule.Demand;
import dev.vnetproof.rule.Finding;
import dev.vnetproof.rule.NearMiss;
import dev.vnetproof.rule.Necessity;
import dev.vnetproof.rule.NeedlessFlow;
import dev.vnetproof.rule.Recommendation;
import dev.vnetproof.rule.Remote;
import dev.vnetproof.rule.RequiredFlow;
import dev.vnetproof.rule.RequiredHost;
import dev.vnetproof.rule.RequiredRoute;
import dev.vnetproof.rule.RequiredSetting;
import dev.vnetproof.rule.Undetermined;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.rule.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts decisions into sentences. */
public final class Explanation {
  /** Obstacles that a sentence names; the finding has all of them. */
  private static final int MOST_NAMES = 5;

  private Explanation() {}

  /** The {@link dev.vnetproof.rule.Wording} of the built-in judgement. */
  public static Finding of(Decision decision, Finding.Kind kind, String requirement) {
    if (!requirement.equals(decision.demand().requirement())) {
      return decision.margin() == Decision.Margin.BY_DEFAULT_RULE
          ? restingOnDefaultRule(decision, requirement)
          : nearlyMissed(decision, requirement);
    }
    return switch (kind) {
      case VIOLATION -> violation(decision);
      case RECOMMENDATION -> recommendation(decision);
      case UNDETERMINED -> undetermined(decision);
    };
  }

  private static Violation violation(Decision decision) {
    Demand demand = decision.demand();
    List<Block> blocks = blocks(decision.verdict());
    return new Violation(
        demand.requirement(),
        demand.location(),
        unmet(demand, blocks) + slips(decision),
        named(demand, blocks),
        Optional.empty(),
        Fixes.of(demand, decision.group(), blocks));
  }

  /** What custom rules were probably meant to do about it. */
  private static String slips(Decision decision) {
    StringBuilder text = new StringBuilder();
    decision.misses().forEach(miss -> text.append(' ').append(miss.sentence()));
    return text.toString();
  }

  private static Recommendation recommendation(Decision decision) {
    Demand demand = decision.demand();
    Verdict verdict = decision.verdict();
    if (verdict instanceof Verdict.Allowed allowed && allowed.through().isPresent()) {
      return accepted(decision, allowed.through().get(), allowed.leftOut());
    }
    List<Block> blocks = blocks(verdict);
    String message;
    if (verdict instanceof Verdict.Partial) {
      message =
          unmet(demand, blocks)
              + " Other packets of it pass, so this may be meant; nothing in the snapshot says so.";
    } else if (decision.use() == Necessity.Use.UNDECLARED) {
      message =
          unmet(demand, blocks)
              + " That matters only if the instance uses "
              + features(demand)
              + ", which the snapshot does not declare.";
    } else {
      message = unmet(demand, blocks);
    }
    return new Recommendation(
        demand.requirement(),
        demand.location(),
        message + slips(decision),
        named(demand, blocks),
        Optional.empty(),
        Fixes.of(demand, decision.group(), blocks));
  }

  /** What stops many hosts and ports is listed once, with the first packet that meets it. */
  private static List<Block> named(Demand demand, List<Block> blocks) {
    if (!(demand instanceof RequiredHost)) {
      return blocks;
    }
    Map<DecidedBy, Block> first = new LinkedHashMap<>();
    blocks.forEach(block -> first.putIfAbsent(block.decidedBy(), block));
    return List.copyOf(first.values());
  }

  private static Recommendation accepted(
      Decision decision, Alternative through, List<Block> leftOut) {
    Demand demand = decision.demand();
    String only =
        (demand instanceof RequiredRoute ? " leave through the Internet for " : " is possible for ")
            + through.remote()
            + " only"
            + (leftOut.isEmpty() ? "" : "; the rest stops at " + leftOut.get(0).decidedBy())
            + ". ";
    String message =
        sentence(demand.describe())
            + switch (through.standing()) {
              case FALLBACK ->
                  " stops at " + obstacles(leftOut) + "; " + through.remote() + " answers instead.";
              case TOLERATED -> only + "The document offers no such part in place of the whole.";
              case PERMITTED, DISCOURAGED ->
                  only
                      + "That works, but the document advises to name the whole by its service"
                      + " tag.";
            };
    Optional<String> fix =
        switch (through.standing()) {
          case FALLBACK, TOLERATED -> Fixes.of(demand, decision.group(), leftOut);
          case PERMITTED, DISCOURAGED -> Fixes.byTag(demand);
        };
    return new Recommendation(
        through.advice(), demand.location(), message, leftOut, Optional.empty(), fix);
  }

  private static Recommendation restingOnDefaultRule(Decision decision, String advice) {
    Demand demand = decision.demand();
    Block block = decision.byDefault().orElseThrow();
    return new Recommendation(
        advice,
        demand.location(),
        "A custom rule is meant for "
            + demand.describe()
            + ", but leaves out part of it; that part passes only through default "
            + block.decidedBy()
            + " and is cut as soon as another rule denies it."
            + slips(decision),
        List.of(block),
        Optional.empty(),
        Optional.of("Let the custom rule cover all of " + demand.describe() + "."));
  }

  /** A rule that misses its row goes unnoticed. */
  private static Recommendation nearlyMissed(Decision decision, String advice) {
    Demand demand = decision.demand();
    List<NearMiss> misses = decision.misses();
    return new Recommendation(
        advice,
        demand.location(),
        String.join(" ", misses.stream().map(NearMiss::sentence).toList())
            + " "
            + sentence(demand.describe())
            + " passes by other rules alone and is cut as soon as another rule denies it.",
        misses.stream()
            .map(miss -> new Block(demand.describe(), Optional.empty(), miss.rule()))
            .toList(),
        Optional.empty(),
        Optional.of(String.join(" ", misses.stream().map(NearMiss::fix).toList())));
  }

  /** A property that somebody can look up comes before what nobody has written. */
  private static Missing foremost(List<Missing> missing) {
    Missing first = missing.get(0);
    return first.kind() != Missing.Kind.DOCUMENT_SILENT
        ? first
        : missing.stream()
            .filter(each -> each.kind() == Missing.Kind.PROPERTY)
            .findFirst()
            .orElse(first);
  }

  private static Undetermined undetermined(Decision decision) {
    Demand demand = decision.demand();
    Verdict.Unknown unknown = (Verdict.Unknown) decision.verdict();
    // Only an unmet demand has its datum first; further behind, it is one of several things.
    if (demand.necessity() instanceof Necessity.Supposed supposed
        && unknown.missing().get(0).equals(supposed.datum())) {
      return supposed(demand, unknown);
    }
    Missing settledBy = foremost(unknown.missing());
    StringBuilder message = new StringBuilder("Whether ");
    String step;
    if (demand instanceof RequiredFlow flow
        && flow.remote() instanceof Remote.Unlocated place
        && !place.isProperty()) {
      message
          .append(demand.describe())
          .append(" is possible cannot be decided: neither the document nor the snapshot says")
          .append(" where that is");
      step =
          "Look it up in the documentation of the cloud, and see that security group, routes and"
              + " firewall let "
              + demand.describe()
              + " through.";
    } else if (settledBy.equals(demand.reallyNeeded())) {
      message
          .append(demand.describe())
          .append(" reaches every address in use cannot be decided: part of it does not pass, and")
          .append(" the snapshot does not say which addresses are in use");
      step =
          "See that no address in use is among those to which "
              + demand.describe()
              + " does not pass.";
    } else {
      message
          .append(claim(demand))
          .append(" cannot be decided without ")
          .append(nouns(unknown.missing()));
      step = MissingWords.step(settledBy);
    }
    if (!unknown.suspects().isEmpty()) {
      message.append(". It may stop at ").append(unknown.suspects().get(0).decidedBy());
    }
    return new Undetermined(
        demand.requirement(),
        demand.location(),
        message.append('.').toString(),
        named(demand, unknown.suspects()),
        Optional.of(settledBy),
        Optional.of(step));
  }

  /** A demand that is not met, and a datum that may lift it. */
  private static Undetermined supposed(Demand demand, Verdict.Unknown unknown) {
    Missing datum = unknown.missing().get(0);
    return new Undetermined(
        demand.requirement(),
        demand.location(),
        unmet(demand, unknown.suspects())
            + " Whether that is demanded here depends on "
            + MissingWords.noun(datum)
            + ", which the snapshot does not say.",
        named(demand, unknown.suspects()),
        Optional.of(datum),
        Optional.of(MissingWords.step(datum)));
  }

  /**
   * What becomes of a requirement differs with a setting that the snapshot leaves open.
   *
   * @param byValue the outcome for each value of it
   */
  public static Undetermined dependingOn(
      String requirement, int location, Missing missing, String byValue) {
    return new Undetermined(
        requirement,
        location,
        "Whether the requirement is met depends on "
            + MissingWords.noun(missing)
            + ", which the snapshot does not say: "
            + byValue
            + ".",
        List.of(),
        Optional.of(missing),
        Optional.of(MissingWords.step(missing)));
  }

  /** Each thing once: a subnet is missing with its network. */
  private static String nouns(List<Missing> missing) {
    Map<String, String> bySubject = new LinkedHashMap<>();
    for (Missing one : missing) {
      bySubject.putIfAbsent(MissingWords.subject(one), MissingWords.noun(one));
    }
    return String.join("; ", bySubject.values());
  }

  private static String claim(Demand demand) {
    if (demand instanceof RequiredSetting) {
      return demand.describe().isEmpty()
          ? "the requirement is met"
          : "there is what the document asks for (" + demand.describe() + ")";
    }
    return demand.describe()
        + (demand instanceof RequiredRoute ? " leave through the Internet" : " is possible");
  }

  private static List<Block> blocks(Verdict verdict) {
    if (verdict instanceof Verdict.Blocked blocked) {
      return blocked.blocks();
    }
    return verdict instanceof Verdict.Partial partial ? partial.blocks() : List.of();
  }

  private static String unmet(Demand demand, List<Block> blocks) {
    if (demand instanceof RequiredSetting setting) {
      return setting.observation();
    }
    if (demand instanceof NeedlessFlow flow) {
      return sentence(demand.describe())
          + " comes in through "
          + blocks.get(0).decidedBy()
          + "; only "
          + flow.needed()
          + " needs that port.";
    }
    if (demand instanceof RequiredRoute) {
      return sentence(demand.describe())
          + " leave through "
          + obstacles(blocks)
          + "; they must leave through the Internet, where the requests came in, or a firewall on"
          + " the way drops them.";
    }
    if (demand instanceof RequiredHost host) {
      return unmet(host, blocks);
    }
    StringBuilder message = new StringBuilder(sentence(demand.describe()));
    if (blocks.isEmpty()) {
      return message.append(" is not possible.").toString();
    }
    return message
        .append(" stops at ")
        .append(obstacles(blocks))
        .append("; every packet of it must pass.")
        .toString();
  }

  private static String unmet(RequiredHost host, List<Block> blocks) {
    List<String> stopped =
        host.hosts().stream()
            .filter(name -> blocks.stream().anyMatch(b -> b.demand().endsWith(" to " + name)))
            .toList();
    return sentence(host.describe(stopped))
        + " stops at "
        + obstacles(blocks)
        + "; "
        + (stopped.size() == 1 ? "the host" : "each of these hosts")
        + " must be reachable.";
  }

  /** What stands in the way, each once: the deciding one, the others of its layer, other layers. */
  private static String obstacles(List<Block> blocks) {
    List<String> names =
        blocks.stream().map(block -> block.decidedBy().toString()).distinct().toList();
    int shown = Math.min(names.size(), MOST_NAMES);
    return names.get(0)
        + (names.size() == 1
            ? ""
            : ", and further at " + String.join(", ", names.subList(1, shown)))
        + (names.size() > shown ? " and " + (names.size() - shown) + " more" : "");
  }

  private static String features(Demand demand) {
    if (!(demand.necessity() instanceof Necessity.FeatureBound bound)) {
      return "it";
    }
    return String.join(
        " or ", bound.features().stream().map(f -> "`" + f.azureName() + "`").sorted().toList());
  }

  private static String sentence(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
