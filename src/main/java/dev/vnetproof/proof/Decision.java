package dev.vnetproof.proof;

import dev.vnetproof.rule.Block;
import dev.vnetproof.rule.Demand;
import dev.vnetproof.rule.NearMiss;
import dev.vnetproof.rule.Necessity;
import dev.vnetproof.rule.Recommendation;
import dev.vnetproof.rule.Undetermined;
import dev.vnetproof.rule.Verdict;
import dev.vnetproof.rule.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A demand and what became of it: what judgement rules match.
 *
 * @param use whether what the demand belongs to is in use
 * @param byDefault packets that pass through a default rule only, although a custom rule names the
 *     far side and a port of the demand
 * @param group the network security group of the subnet, if it has one
 * @param nearMisses custom rules that miss the demand by a slip; to be asked once all demands on
 *     the location are known
 */
public record Decision(
    Demand demand,
    Verdict verdict,
    Necessity.Use use,
    Optional<Block> byDefault,
    Optional<String> group,
    Supplier<List<NearMiss>> nearMisses) {

  /** Whether the demand is one that must be met: required, or of a feature declared used. */
  public boolean isBinding() {
    return demand.necessity().binds() && use == Necessity.Use.USED;
  }

  /** Whether the demand concerns the instance at all. */
  public boolean isApplicable() {
    return use != Necessity.Use.UNUSED;
  }

  /** Whether at least one packet, host or route is provably not as demanded. */
  public boolean isUnmet() {
    return verdict instanceof Verdict.Blocked;
  }

  /** Whether it cannot be decided. */
  public boolean isOpen() {
    return verdict instanceof Verdict.Unknown;
  }

  /** Whether it is met in a way that the document does not offer or advises against. */
  public boolean isMetWithAdvice() {
    return verdict instanceof Verdict.Partial
        || verdict instanceof Verdict.Allowed allowed && Explanation.hasAdvice(allowed);
  }

  /** Whether a custom rule for the demand falls short and a default rule makes up for it. */
  public boolean isRestingOnDefaultRule() {
    return byDefault.isPresent();
  }

  /**
   * Whether a custom rule misses the demand by a slip, which goes unnoticed as something else lets
   * the packets pass.
   */
  public boolean isNearlyMissed() {
    return verdict instanceof Verdict.Allowed && !isRestingOnDefaultRule() && !misses().isEmpty();
  }

  /** The same, with what was found of near misses elsewhere. */
  Decision with(Supplier<List<NearMiss>> others) {
    return new Decision(demand, verdict, use, byDefault, group, others);
  }

  List<NearMiss> misses() {
    return isApplicable() ? nearMisses.get() : List.of();
  }

  /** Whether there is anything to report. */
  public boolean isNoteworthy() {
    return isApplicable()
        && (isUnmet()
            || isOpen()
            || isMetWithAdvice()
            || isRestingOnDefaultRule()
            || isNearlyMissed());
  }

  public Violation violation() {
    return Explanation.violation(this);
  }

  public Recommendation recommendation() {
    return Explanation.recommendation(this);
  }

  /**
   * @param advice the requirement to report under
   */
  public Recommendation restingOnDefaultRule(String advice) {
    return Explanation.restingOnDefaultRule(this, advice);
  }

  /**
   * @param advice the requirement to report under
   */
  public Recommendation nearlyMissed(String advice) {
    return Explanation.nearlyMissed(this, advice);
  }

  public Undetermined undetermined() {
    return Explanation.undetermined(this);
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
