package dev.vnetproof.cli;

import dev.vnetproof.model.SnapshotException.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of environment variables, as the Azure Developer CLI keeps them ({@code .azure/NAME/.env}):
 * {@code NAME=value} or {@code NAME="value"} a line, {@code #} before a remark.
 */
final class EnvironmentFile {
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");

  /** No list of variables is longer. */
  private static final long MAX_BYTES = 1 << 20;

  private EnvironmentFile() {}

  /**
   * @param files a later one wins
   * @param process whether the variables of this process count, too
   * @param problems takes files that cannot be read, and lines that are none
   */
  static Map<String, String> read(List<Path> files, boolean process, List<Problem> problems) {
    Map<String, String> variables = new HashMap<>(process ? System.getenv() : Map.of());
    for (Path file : files) {
      try {
        if (Files.size(file) > MAX_BYTES) {
          throw new IOException("too large");
        }
        int number = 0;
        for (String line : Files.readString(file, StandardCharsets.UTF_8).lines().toList()) {
          line(file, ++number, line, variables, problems);
        }
      } catch (IOException e) {
        problems.add(
            new Problem(
                name(file), 0, 0, "", "cannot be read; expected a file of lines `NAME=value`"));
      }
    }
    return variables;
  }

  private static void line(
      Path file, int number, String line, Map<String, String> variables, List<Problem> problems) {
    if (line.isBlank() || line.strip().startsWith("#")) {
      return;
    }
    Matcher matcher = LINE.matcher(line);
    if (matcher.matches()) {
      variables.put(matcher.group(1), unquoted(matcher.group(2).strip()));
    } else {
      problems.add(new Problem(name(file), number, 1, "", "is no variable; expected `NAME=value`"));
    }
  }

  private static String unquoted(String value) {
    char quote = value.isEmpty() ? ' ' : value.charAt(0);
    boolean quoted =
        value.length() >= 2
            && (quote == '"' || quote == '\'')
            && value.charAt(value.length() - 1) == quote;
    if (!quoted) {
      return value;
    }
    String inside = value.substring(1, value.length() - 1);
    return quote == '"' ? inside.replace("\\\"", "\"").replace("\\\\", "\\") : inside;
  }

  private static String name(Path file) {
    return file.toString().replace('\\', '/');
  }
}
