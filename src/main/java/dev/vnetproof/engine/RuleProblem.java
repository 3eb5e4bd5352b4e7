package dev.vnetproof.engine;

import java.util.Comparator;

/**
 * What is wrong with a rule of one's own, and where.
 *
 * @param line from 1; 0 where it is not known
 * @param message problem and expectation, in lower case
 */
record RuleProblem(String path, int line, String message) implements Comparable<RuleProblem> {
  @Override
  public int compareTo(RuleProblem other) {
    return Comparator.comparing(RuleProblem::path)
        .thenComparingInt(RuleProblem::line)
        .thenComparing(RuleProblem::message)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return path + (line > 0 ? ":" + line : "") + ": " + message;
  }
}
