package dev.vnetproof.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what CONTRIBUTING shows of adding a requirement: two files, no Java. */
class AddingRequirementTest {
  private static final Pattern STEP =
      Pattern.compile(
          "t the end of\\s`(?<file>rules/[^`]+)`:\\n\\n```\\w*\\n(?<text>.*?)\\n```",
          Pattern.DOTALL);

  @Test
  void the_page_adds_a_requirement_whose_cases_hold(@TempDir Path folder) throws Exception {
    copyRules(folder);
    Matcher step = STEP.matcher(Files.readString(Path.of("CONTRIBUTING.md")));
    int steps = 0;
    while (step.find()) {
      Files.writeString(
          folder.resolve(step.group("file")),
          "\n" + step.group("text") + "\n",
          UTF_8,
          StandardOpenOption.APPEND);
      steps++;
    }
    assertThat(steps).isEqualTo(2);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    String rules = folder.resolve("rules").toString();
    String ours = System.getProperty("java.class.path");
    Path out = folder.resolve("out");

    // As the build does; and built-in rules are read once in a process, so both need their own.
    assertThat(java(out, ours, "dev.vnetproof.engine.BuiltInRulesBuild", rules, classes.toString()))
        .isEmpty();
    assertThat(
            java(
                out,
                classes + File.pathSeparator + ours,
                CasesOf.class.getName(),
                rules,
                "ports.mail-relay"))
        .isEqualTo("4 cases hold\n");
  }

  private static String java(Path out, String classPath, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return Files.readString(out);
  }

  private static void copyRules(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(RuleCase.RULES)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(path.toString());
        Files.createDirectories(copy.getParent());
        Files.copy(path, copy);
      }
    }
  }
}
