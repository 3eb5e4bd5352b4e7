package dev.vnetproof.rules;

import java.nio.file.Path;

/** Runs the cases of one requirement of a folder of rules, in a process of its own. */
final class CasesOf {
  private CasesOf() {}

  /** Takes the folder and the id; fails at the first case that does not hold. */
  public static void main(String[] arguments) {
    int held = 0;
    for (RuleCase.Entry entry : RuleCase.sidecars(Path.of(arguments[0]))) {
      if (entry.id().equals(arguments[1])) {
        entry.cases().forEach(RuleCasesTest::holds);
        held += entry.cases().size();
      }
    }
    System.out.println(held + " cases hold");
  }
}
