package dev.vnetproof.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A container has no locale; there Java takes every byte of a name for a character. */
@DisabledOnOs(OS.WINDOWS)
class LocaleTest {
  @TempDir Path folder = Path.of("");

  @Test
  void files_whose_names_are_of_one_length_are_two_inputs() throws Exception {
    for (String name : List.of("\u751f\u4ea7", "\u6d4b\u8bd5")) {
      // Written by a shell, as this Java may have no locale either.
      Path file = folder.resolve("snapshot");
      Files.writeString(file, Snapshots.violated("a"));
      run("sh", "-c", "mkdir -p \"$1/$2\" && mv \"$0\" \"$1/$2/$2.json\"", "snapshot", "in", name);
    }

    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String out =
        run(java, "-cp", classPath(), Main.class.getName(), "check", "--format", "json", "in");

    assertThat(out)
        .contains("\"source\": \"in/\u751f\u4ea7/\u751f\u4ea7.json\"")
        .contains("\"source\": \"in/\u6d4b\u8bd5/\u6d4b\u8bd5.json\"");
  }

  private static String classPath() {
    Stream<String> entries =
        Main.class.getClassLoader() instanceof URLClassLoader loader
            ? Stream.of(loader.getURLs()).map(URL::getPath)
            : Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
    return entries
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(joining(File.pathSeparator));
  }

  private String run(String... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return out;
  }
}
