package dev.vnetproof.rule;

/** Puts a decision into words: what judgement rules report is worded outside of them. */
@FunctionalInterface
public interface Wording {
  /**
   * @param kind of the finding
   * @param requirement to report it under: the demand's own, or advice that looks at all demands
   */
  Finding finding(Decision decision, Finding.Kind kind, String requirement);
}
