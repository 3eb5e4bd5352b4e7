package dev.vnetproof.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drools.drl.ast.descr.FunctionDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;

/**
 * A file of own rules as the rule engine's parser reads it.
 *
 * @param path below the folder of rules, with slashes
 */
record DrlFile(String path, DrlText text, PackageDescr tree) {

  /** Java code in a file: a consequence or the body of a function. */
  record Code(String text, int offset, Optional<RuleDescr> rule) {}

  /** Empty where the file has an error of syntax, which the compiler tells. */
  static Optional<DrlFile> parse(String path, String text) {
    DrlParser parser = new DrlParser();
    try {
      PackageDescr tree = parser.parse(false, text);
      return tree == null || parser.hasErrors()
          ? Optional.empty()
          : Optional.of(new DrlFile(path, DrlText.of(text), tree));
    } catch (DroolsParserException e) {
      return Optional.empty();
    }
  }

  List<RuleDescr> rules() {
    return tree.getRules();
  }

  /** Every consequence and function. */
  List<Code> code() {
    List<Code> all = new ArrayList<>();
    for (RuleDescr rule : rules()) {
      add(all, rule.getConsequence(), rule.getStartCharacter(), Optional.of(rule));
      for (Object named : rule.getNamedConsequences().values()) {
        add(all, named, rule.getStartCharacter(), Optional.of(rule));
      }
    }
    for (FunctionDescr function : tree.getFunctions()) {
      add(all, function.getBody(), 0, Optional.empty());
    }
    return all;
  }

  private void add(List<Code> all, Object body, int from, Optional<RuleDescr> rule) {
    if (body instanceof String code && !code.isBlank()) {
      int offset = text.whole().indexOf(code, from);
      all.add(new Code(code, Math.max(offset, from), rule));
    }
  }

  RuleProblem problem(int line, String message) {
    return new RuleProblem(path, line, message);
  }

  RuleProblem problemAt(int offset, String message) {
    return problem(text.lineOf(offset), message);
  }
}
