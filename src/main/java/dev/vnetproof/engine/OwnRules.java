package dev.vnetproof.engine;

import dev.vnetproof.catalogue.CatalogueException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * The rules of a folder beside the built-in ones: read, checked and compiled. They insert demands,
 * findings and facts of their own, and nothing else; what does more is refused here with file and
 * line.
 *
 * @param classes with guards in them, by path
 * @param models names of the classes that hold the rules
 * @param ids of requirements that the rules write out, with file and line of each
 */
record OwnRules(
    List<DrlFile> files,
    Vocabulary vocabulary,
    RuleClasses compiled,
    Map<String, byte[]> classes,
    List<String> models,
    Map<String, String> ids) {

  /**
   * @throws CatalogueException naming every problem's file and line
   */
  static OwnRules read(Path folder, Vocabulary vocabulary) {
    Map<String, String> drl = RuleFiles.read(folder, "");
    if (drl.isEmpty()) {
      throw new CatalogueException("`" + folder + "` holds no rules; expected `*.drl` files");
    }
    List<DrlFile> files = new ArrayList<>();
    drl.forEach((path, text) -> DrlFile.parse(path, text).ifPresent(files::add));
    Problems problems = new Problems();
    new DrlCheck(files, vocabulary, problems::add).run();
    Map<String, String> ids = new TreeMap<>();
    for (DrlFile file : files) {
      for (DrlFile.Code code : file.code()) {
        ids.putAll(new ConsequenceCheck(file, code, vocabulary, problems::add).run());
      }
    }
    CompiledRules compiled = compile(drl, problems);
    RuleClasses classes = new RuleClasses(compiled.classes());
    classes.offences().forEach(offence -> tell(offence, files, problems));
    problems.throwAny();
    return new OwnRules(files, vocabulary, classes, classes.guarded(), compiled.models(), ids);
  }

  /** What our own checks found already is not told once more in the compiler's words. */
  private static CompiledRules compile(Map<String, String> drl, Problems problems) {
    try {
      return RuleCompiler.compile(drl);
    } catch (CatalogueException e) {
      problems.throwAny();
      throw e;
    }
  }

  /** The first problem of each line. */
  private static final class Problems {
    private final Map<String, RuleProblem> found = new LinkedHashMap<>();

    void add(RuleProblem problem) {
      found.putIfAbsent(problem.path() + ":" + problem.line(), problem);
    }

    void throwAny() {
      if (!found.isEmpty()) {
        throw new CatalogueException(
            String.join("\n", found.values().stream().sorted().map(String::valueOf).toList()));
      }
    }
  }

  // ---- places -----------------------------------------------------------------------------------

  /** Tells what a class may not use, at each line of its rules that says it. */
  private static void tell(RuleClasses.Offence offence, List<DrlFile> files, Problems problems) {
    String message =
        "`"
            + offence.described()
            + "` is not for rules; expected demands, findings, Azure's nouns and plain values";
    boolean told = false;
    for (DrlFile file : files) {
      for (RuleDescr rule : file.rules()) {
        if (offence.rules().contains(rule.getName())) {
          int line = lineOf(offence, file.text(), rule.getStartCharacter(), rule.getEndCharacter());
          problems.add(
              file.problem(
                  line > 0 ? line : rule.getLine(), "rule `" + rule.getName() + "`: " + message));
          told = true;
        }
      }
    }
    for (DrlFile file : told ? List.<DrlFile>of() : files) {
      int line = lineOf(offence, file.text(), 0, file.text().whole().length());
      if (line > 0) {
        problems.add(file.problem(line, message));
        told = true;
      }
    }
    if (!told) {
      problems.add(files.get(0).problem(0, message));
    }
  }

  private static int lineOf(RuleClasses.Offence offence, DrlText text, int from, int to) {
    for (String word : offence.words()) {
      int found = text.find(word, from, to);
      if (found >= 0) {
        return text.lineOf(found);
      }
    }
    return 0;
  }

  /** {@code acme.drl:11: rule `acme.ntp` ...} for the rules that did it. */
  String told(Collection<String> rules, String problem) {
    for (DrlFile file : files) {
      for (RuleDescr rule : file.rules()) {
        if (rules.contains(rule.getName())) {
          return file.problem(rule.getLine(), "rule `" + rule.getName() + "` " + problem)
              .toString();
        }
      }
    }
    Set<String> paths = new TreeSet<>();
    files.forEach(file -> paths.add(file.path()));
    return String.join(", ", paths) + ": a rule " + problem;
  }

  Set<String> rulesOf(String type) {
    return compiled.rulesOf(type);
  }
}
