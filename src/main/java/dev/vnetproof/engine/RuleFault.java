package dev.vnetproof.engine;

import java.util.Set;

/** What a rule of one's own did wrong while it ran. */
final class RuleFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Set<String> rules;

  /**
   * @param rules the names of the rules that may have done it
   * @param problem the end of a sentence with the rule as its subject, and what is expected
   */
  RuleFault(Set<String> rules, String problem) {
    super(problem);
    this.rules = rules;
  }

  Set<String> rules() {
    return rules;
  }
}
