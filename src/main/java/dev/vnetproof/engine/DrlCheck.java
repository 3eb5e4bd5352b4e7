package dev.vnetproof.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AbstractClassTypeDeclarationDescr;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.GlobalDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.RuleDescr;

/** Refuses what the frame of own rules may not say: packages, names, imports, attributes. */
final class DrlCheck {
  /** Packages of the built-in rules, of ours, and of the engine and Java. */
  private static final Pattern NOT_THEIRS =
      Pattern.compile(
          "rules\\.(?:requirements|judgement|advice)(?:\\..*)?"
              + "|(?:dev\\.vnetproof|org\\.drools|org\\.kie|org\\.mvel2|javax?)(?:\\..*)?");

  private static final Pattern ENGINE =
      Pattern.compile("(?<![\\w$.])org\\s*\\.\\s*(?:drools|kie|mvel2?)(?![\\w$])");

  /** A backslash and a u that Java reads as a letter, wherever it stands. */
  private static final Pattern ESCAPED_LETTER = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u");

  /** What decides when or whether rules fire is what they match, and nothing else. */
  private static final Set<String> ATTRIBUTES = Set.of("dialect");

  private final List<DrlFile> files;
  private final Vocabulary vocabulary;
  private final Consumer<RuleProblem> problems;

  DrlCheck(List<DrlFile> files, Vocabulary vocabulary, Consumer<RuleProblem> problems) {
    this.files = files;
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  void run() {
    Set<String> ownRules = new HashSet<>();
    files.forEach(file -> file.rules().forEach(rule -> ownRules.add(rule.getName())));
    for (DrlFile file : files) {
      packageOf(file);
      imports(file);
      declarations(file);
      file.tree().getAttributes().forEach(attribute -> attribute(file, attribute, 0, 0));
      file.rules().forEach(rule -> rule(file, rule, ownRules));
      words(file);
    }
  }

  private void packageOf(DrlFile file) {
    String name = file.tree().getName();
    if (NOT_THEIRS.matcher(name).matches()) {
      problem(
          file,
          file.tree().getLine(),
          "package `" + name + "` is not for own rules; expected one of your own, `acme.network`");
    }
    if (file.tree().getUnit() != null) {
      problem(file, file.tree().getUnit().getLine(), "own rules have no rule unit; expected none");
    }
  }

  private void imports(DrlFile file) {
    file.tree().getImports().forEach(each -> importOf(file, each, each.getTarget()));
    file.tree().getFunctionImports().forEach(each -> functionImport(file, each));
    file.tree().getAccumulateImports().forEach(each -> importOf(file, each, each.getTarget()));
  }

  private void functionImport(DrlFile file, ImportDescr each) {
    int dot = Math.max(0, each.getTarget().lastIndexOf('.'));
    String owner = each.getTarget().substring(0, dot);
    String name = each.getTarget().substring(dot + 1);
    if (!AllowedCalls.mayUse(inner(owner), name, "") && !isOwn(owner.replace('.', '/'))) {
      refuseImport(file, each, each.getTarget());
    }
  }

  private void importOf(DrlFile file, ImportDescr each, String target) {
    if (target.endsWith(".*")) {
      String inside = target.substring(0, target.length() - 1).replace('.', '/');
      boolean plain = inside.equals("java/util/") || inside.equals("java/lang/");
      if (!plain && !AllowedCalls.mayName(inside + "X") && !isOwn(inside)) {
        refuseImport(file, each, target);
      }
      return;
    }
    if (!AllowedCalls.mayName(inner(target)) && !isOwn(target.replace('.', '/'))) {
      refuseImport(file, each, target);
    }
  }

  private void refuseImport(DrlFile file, ImportDescr each, String target) {
    problem(
        file,
        each.getLine(),
        "import of `" + target + "`; expected Azure's nouns, demands, findings and plain values");
  }

  /** A class in a class by its name in class files: what follows a capitalised part. */
  private static String inner(String target) {
    StringBuilder name = new StringBuilder();
    boolean inType = false;
    for (String part : target.split("\\.")) {
      name.append(name.isEmpty() ? "" : inType ? "$" : "/").append(part);
      inType |= !part.isEmpty() && Character.isUpperCase(part.charAt(0));
    }
    return name.toString();
  }

  private boolean isOwn(String slashed) {
    return files.stream()
        .filter(file -> !NOT_THEIRS.matcher(file.tree().getName()).matches())
        .map(file -> file.tree().getName().replace('.', '/') + "/")
        .anyMatch(slashed::startsWith);
  }

  private void declarations(DrlFile file) {
    for (GlobalDescr global : file.tree().getGlobals()) {
      problem(
          file,
          global.getLine(),
          "global `"
              + global.getIdentifier()
              + "` is set by nobody; expected facts, or a constant in the rule");
    }
    for (AbstractClassTypeDeclarationDescr type : file.tree().getClassAndEnumDeclarationDescrs()) {
      String space = type.getNamespace() == null ? "" : type.getNamespace();
      boolean ofFile = space.isEmpty() || space.equals(file.tree().getName());
      if (!ofFile || isImported(file, type.getTypeName())) {
        problem(
            file,
            type.getLine(),
            "declares `"
                + type.getTypeName()
                + "`, which is not the rules' own; expected a type of the file's package");
      }
    }
    if (!file.tree().getEntryPointDeclarations().isEmpty()
        || !file.tree().getWindowDeclarations().isEmpty()) {
      problem(file, 0, "own rules have no entry points and windows; expected facts");
    }
  }

  private static boolean isImported(DrlFile file, String type) {
    return file.tree().getImports().stream()
        .anyMatch(each -> each.getTarget().endsWith("." + type));
  }

  private void rule(DrlFile file, RuleDescr rule, Set<String> ownRules) {
    if (vocabulary.isBuiltInRule(rule.getName())) {
      problem(
          file,
          rule.getLine(),
          "rule `"
              + rule.getName()
              + "` has the name of a built-in one; expected a name of its own");
    }
    String parent = rule.getParentName();
    if (parent != null && (!ownRules.contains(parent) || vocabulary.isBuiltInRule(parent))) {
      problem(
          file,
          rule.getLine(),
          "rule `" + rule.getName() + "` extends `" + parent + "`; expected a rule of its folder");
    }
    for (Map.Entry<String, AttributeDescr> each : rule.getAttributes().entrySet()) {
      if (!file.tree().getAttributes().contains(each.getValue())) {
        attribute(file, each.getValue(), rule.getLine(), rule.getStartCharacter());
      }
    }
  }

  private void attribute(DrlFile file, AttributeDescr attribute, int lineOfRule, int from) {
    int stated = Math.max(attribute.getLine(), lineOfRule);
    // The parser gives those without a value the line of what follows.
    int found = file.text().find(attribute.getName(), from, file.text().whole().length());
    int line = found >= 0 ? Math.min(file.text().lineOf(found), stated) : stated;
    if (!ATTRIBUTES.contains(attribute.getName())) {
      problem(
          file,
          line,
          "`"
              + attribute.getName()
              + "` is not for own rules; expected conditions that say when the rule applies");
    } else if (!"java".equals(attribute.getValue())) {
      problem(
          file,
          line,
          "dialect `"
              + attribute.getValue()
              + "` is not for own rules; expected Java, the default");
    }
  }

  private void words(DrlFile file) {
    Matcher escaped = ESCAPED_LETTER.matcher(file.text().whole());
    if (escaped.find()) {
      problem(
          file,
          file.text().lineOf(escaped.end() - 1),
          "a letter is written by its number; expected the letter itself");
    }
    Matcher engine = ENGINE.matcher(file.text().code());
    while (engine.find()) {
      problem(
          file,
          file.text().lineOf(engine.start()),
          "names the rule engine; expected Azure's nouns, demands, findings and plain values");
    }
  }

  private void problem(DrlFile file, int line, String message) {
    problems.accept(file.problem(line, message));
  }
}
