package dev.vnetproof.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kie.api.builder.Message;

/** Turns the rule compiler's messages into lines that name file, line and problem. */
final class CompileErrors {
  private static final Pattern RULE_NAME = Pattern.compile("[Rr]ule ['\"]([^'\"]+)['\"]");
  private static final Pattern CLASS_NAMES =
      Pattern.compile("\\b(?:[a-z][a-z0-9_]*\\.){1,40}([A-Z]\\w*)");

  /** Follows another message about the same thing, and tells nothing but generated code. */
  private static final Pattern ECHO =
      Pattern.compile("(?s)Java source of .* in error:.*|Parser returned a null Package.*");

  /** What stands before the message proper: a number, a place that is told in front. */
  private static final Pattern PREFIX = Pattern.compile("^\\[ERR \\d+\\] Line \\d+:\\d+ ");

  /** The word of the author's that a message is about. */
  private static final Pattern SUBJECT =
      Pattern.compile(
          "(\\$?\\w+) cannot be resolved|The (?:method|constructor) (\\w+)\\(|Unknown field"
              + " (\\w+)|The (?:local )?(?:variable|field) (\\$?\\w+)|Unable to resolve"
              + " (?:ObjectType )?'?(\\w+)|[Uu]nknown (?:property|variable) '?(\\$?\\w+)");

  private CompileErrors() {}

  static String describe(List<Message> errors, Map<String, String> drl) {
    TreeSet<RuleProblem> problems = new TreeSet<>();
    for (Message error : errors) {
      String text = error.getText() == null ? "" : error.getText();
      if (!ECHO.matcher(text).matches() || errors.size() == 1) {
        problems.add(problem(error, text, drl));
      }
    }
    return String.join("\n", problems.stream().map(RuleProblem::toString).toList());
  }

  private static RuleProblem problem(Message error, String text, Map<String, String> drl) {
    String given = error.getPath() == null ? "" : error.getPath();
    Optional<String> path = drl.keySet().stream().filter(given::endsWith).findFirst();
    int line = path.isPresent() ? error.getLine() : 0; // Else it is a line of generated code.
    String message =
        withoutPackages(PREFIX.matcher(text.strip().replaceAll("\\s+", " ")).replaceFirst(""));
    if (path.isPresent() && line > 0) {
      return new RuleProblem(path.get(), line, message);
    }
    Stream<String> candidates = path.map(Stream::of).orElseGet(() -> drl.keySet().stream());
    return candidates
        .map(each -> new RuleProblem(each, lineOf(text, drl.getOrDefault(each, "")), message))
        .filter(each -> each.line() > 0)
        .findFirst()
        .orElseGet(() -> new RuleProblem(path.orElseGet(() -> only(drl)), 0, message));
  }

  private static String only(Map<String, String> drl) {
    return String.join(", ", drl.keySet());
  }

  /** Names of classes without their packages, which say nothing to authors. */
  static String withoutPackages(String text) {
    return CLASS_NAMES.matcher(text).replaceAll("$1");
  }

  /** The line of the rule or the word that a message names; 0 if it names none of this text. */
  private static int lineOf(String message, String drl) {
    DrlText text = DrlText.of(drl);
    Matcher subject = SUBJECT.matcher(message);
    while (subject.find()) {
      for (int group = 1; group <= subject.groupCount(); group++) {
        int found =
            subject.group(group) == null ? -1 : text.find(subject.group(group), 0, drl.length());
        if (found >= 0) {
          return text.lineOf(found);
        }
      }
    }
    Matcher rule = RULE_NAME.matcher(message);
    while (rule.find()) {
      int found = drl.indexOf("rule \"" + rule.group(1) + "\"");
      if (found >= 0) {
        return text.lineOf(found);
      }
    }
    return lineOfQuoted(message, text);
  }

  /** Some messages name no rule, but end with the expression that they are about. */
  private static int lineOfQuoted(String message, DrlText text) {
    String quoted = message.substring(message.indexOf(": ") + 1).strip();
    int found =
        quoted.isEmpty() || quoted.length() == message.strip().length()
            ? -1
            : text.whole().indexOf(quoted);
    return found < 0 ? 0 : text.lineOf(found);
  }
}
