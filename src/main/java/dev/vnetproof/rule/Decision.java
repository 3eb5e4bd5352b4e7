package dev.vnetproof.rule;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A demand and what became of it: what judgement rules match, by {@link #state()}, {@link
 * #weight()}, {@link #use()} and {@link #margin()}.
 *
 * @param use whether what the demand belongs to is in use
 * @param byDefault packets that pass through a default rule only, although a custom rule names the
 *     far side and a port of the demand
 * @param group the network security group of the subnet, if it has one
 * @param nearMisses custom rules that miss the demand by a slip; to be asked once all demands on
 *     the location are known
 * @param wording puts what is judged into sentences
 */
public record Decision(
    Demand demand,
    Verdict verdict,
    Necessity.Use use,
    Optional<Block> byDefault,
    Optional<String> group,
    Supplier<List<NearMiss>> nearMisses,
    Wording wording) {

  /** What became of the demand. */
  public enum State {
    /** Every packet, host or route is as demanded. */
    MET,
    /** It works in a way that the document does not offer or advises against. */
    MET_WITH_ADVICE,
    /** At least one packet, host or route is provably not as demanded. */
    UNMET,
    /** The snapshot does not tell. */
    UNDECIDED
  }

  /** How much weight the demand carries where it applies. */
  public enum Weight {
    BINDING,
    ADVISED
  }

  /** By how much a custom rule meets the demand, where it is met. */
  public enum Margin {
    /** Nothing to say. */
    CLEAR,
    /** A custom rule for the demand falls short, and a default rule makes up for it. */
    BY_DEFAULT_RULE,
    /** A custom rule misses the demand by a slip, and something else lets the packets pass. */
    BESIDE_NEAR_MISS
  }

  /** What became of the demand. */
  public State state() {
    if (verdict instanceof Verdict.Blocked) {
      return State.UNMET;
    }
    if (verdict instanceof Verdict.Unknown) {
      return State.UNDECIDED;
    }
    return verdict instanceof Verdict.Partial
            || verdict instanceof Verdict.Allowed allowed && allowed.isAdvisedAgainst()
        ? State.MET_WITH_ADVICE
        : State.MET;
  }

  /** How much it matters that the demand is met. */
  public Weight weight() {
    return demand.necessity().binds() ? Weight.BINDING : Weight.ADVISED;
  }

  /** How closely it is met. */
  public Margin margin() {
    if (byDefault.isPresent()) {
      return Margin.BY_DEFAULT_RULE;
    }
    return verdict instanceof Verdict.Allowed && !misses().isEmpty()
        ? Margin.BESIDE_NEAR_MISS
        : Margin.CLEAR;
  }

  /** The same, with what was found of near misses elsewhere. */
  public Decision with(Supplier<List<NearMiss>> others) {
    return new Decision(demand, verdict, use, byDefault, group, others, wording);
  }

  /** The near misses of a demand that concerns the instance. */
  public List<NearMiss> misses() {
    return use == Necessity.Use.UNUSED ? List.of() : nearMisses.get();
  }

  /** The decision as a violation. */
  public Finding violation() {
    return wording.finding(this, Finding.Kind.VIOLATION, demand.requirement());
  }

  /** The decision as a recommendation. */
  public Finding recommendation() {
    return wording.finding(this, Finding.Kind.RECOMMENDATION, demand.requirement());
  }

  /**
   * What the {@link #margin()} gives reason to recommend.
   *
   * @param advice the requirement to report under
   */
  public Finding recommendation(String advice) {
    return wording.finding(this, Finding.Kind.RECOMMENDATION, advice);
  }

  /** The decision as something that cannot be decided. */
  public Finding undetermined() {
    return wording.finding(this, Finding.Kind.UNDETERMINED, demand.requirement());
  }

  /** A demand is decided once, so it stands for its decision. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Decision decision && demand.equals(decision.demand);
  }

  @Override
  public int hashCode() {
    return demand.hashCode();
  }
}
