package dev.vnetproof.rule;

/** What became of one requirement at one location, worst first. */
public enum Outcome {
  /** A required demand is provably not met. */
  VIOLATED,
  /** It cannot be decided from the snapshot. */
  UNDETERMINED,
  /** A demand that is only advised, or whose feature is not declared, is not met. */
  ADVISED,
  /** Every demand is met. */
  SATISFIED,
  /** Its condition does not hold, or its feature is not used. */
  NOT_APPLICABLE
}
