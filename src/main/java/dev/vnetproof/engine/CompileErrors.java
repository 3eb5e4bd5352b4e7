package dev.vnetproof.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kie.api.builder.Message;

/** Turns the rule compiler's messages into lines that name file, line and problem. */
final class CompileErrors {
  private static final Pattern RULE_NAME = Pattern.compile("[Rr]ule ['\"]([^'\"]+)['\"]");
  private static final Pattern CLASS_NAMES =
      Pattern.compile("\\b(?:[a-z][a-z0-9_]*\\.){1,40}([A-Z]\\w*)");

  private CompileErrors() {}

  static String describe(List<Message> errors, Map<String, String> drl) {
    List<String> lines = new ArrayList<>();
    for (Message error : errors) {
      String text = error.getText() == null ? "" : error.getText();
      String path = path(error, text, drl);
      int line = error.getLine() > 0 ? error.getLine() : lineOf(text, drl.getOrDefault(path, ""));
      String described =
          (path.isEmpty() ? "rules" : path)
              + (line > 0 ? ":" + line : "")
              + ": "
              + CLASS_NAMES.matcher(text.strip().replaceAll("\\s+", " ")).replaceAll("$1");
      if (!lines.contains(described)) {
        lines.add(described);
      }
    }
    return String.join("\n", lines);
  }

  private static String path(Message error, String text, Map<String, String> drl) {
    String given = error.getPath() == null ? "" : error.getPath();
    for (String path : drl.keySet()) {
      if (given.endsWith(path)) {
        return path;
      }
    }
    for (Map.Entry<String, String> file : drl.entrySet()) {
      if (lineOf(text, file.getValue()) > 0) {
        return file.getKey();
      }
    }
    return drl.size() == 1 ? drl.keySet().iterator().next() : "";
  }

  /** The line of the rule that a message names; 0 if it names none of this text. */
  private static int lineOf(String message, String drl) {
    Matcher name = RULE_NAME.matcher(message);
    while (name.find()) {
      List<String> lines = drl.lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).startsWith("rule \"" + name.group(1) + "\"")) {
          return i + 1;
        }
      }
    }
    return lineOfQuoted(message, drl);
  }

  /** Some messages name no rule, but end with the expression that they are about. */
  private static int lineOfQuoted(String message, String drl) {
    String quoted = message.substring(message.indexOf(": ") + 1).strip();
    if (quoted.isEmpty() || quoted.length() == message.strip().length()) {
      return 0;
    }
    List<String> lines = drl.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(quoted)) {
        return i + 1;
      }
    }
    return 0;
  }
}
