package dev.vnetproof.rules;

import dev.vnetproof.evaluation.Evaluator;
import java.nio.file.Path;
import java.util.List;

/** Runs the cases of one requirement of a folder of rules, in a process of its own. */
final class CasesOf {
  private CasesOf() {}

  /** Takes the folder and the id; prints each case that does not hold, or how many do. */
  public static void main(String[] arguments) {
    int held = 0;
    for (RuleCase.Entry entry : RuleCase.sidecars(Path.of(arguments[0]))) {
      if (!entry.id().equals(arguments[1])) {
        continue;
      }
      for (RuleCase each : entry.cases()) {
        List<String> found =
            Findings.of(
                Evaluator.builder()
                    .edition(each.edition())
                    .laterEditions(each.later())
                    .build()
                    .evaluate(each.snapshot()));
        if (found.equals(each.findings())) {
          held++;
        } else {
          System.out.println(each + ": expected " + each.findings() + ", found " + found);
        }
      }
    }
    System.out.println(held + " cases hold");
  }
}
