package dev.vnetproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a {@code mvn} and a {@code java} that only say that they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  @TempDir Path folder = Path.of("");

  private Path home = Path.of("");

  @BeforeEach
  void a_checkout() throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    Files.copy(Path.of("vnetproof"), home.resolve("vnetproof"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.createDirectories(home.resolve("src/main/java/dev/vnetproof"));
    Files.createDirectories(home.resolve("rules"));
    program(
        "mvn",
        """
        case $1 in -v) echo 'Apache Maven 3.9.9' ;; *) echo built >&2; touch target/vnetproof.jar ;; esac
        """);
    program(
        "java",
        """
        case $1 in -version) echo 'openjdk version "17.0.1"' >&2 ;; *) echo "ran" ;; esac
        """);
  }

  private void program(String name, String text) throws IOException {
    Path path = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(path, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String run(Path launcher) throws Exception {
    ProcessBuilder process =
        new ProcessBuilder("sh", launcher.toString(), "--version").redirectErrorStream(true);
    process.environment().remove("JAVA_HOME");
    process.environment().compute("PATH", (name, path) -> folder.resolve("bin") + ":" + path);
    Process started = process.start();
    String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(started.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  @Test
  void the_lock_of_a_build_that_was_killed_is_taken_away() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path lock = Files.createDirectories(home.resolve("target/.building"));
    Files.writeString(lock.resolve("pid"), gone.pid() + "\n");

    assertThat(run(home.resolve("vnetproof")))
        .startsWith("vnetproof: an earlier build was broken off; building anew\n")
        .contains("built\n")
        .endsWith("ran\n");
    assertThat(home.resolve("target/.building")).doesNotExist();
  }

  @Test
  void a_lock_that_nobody_owns_is_taken_away_after_some_seconds() throws Exception {
    Files.createDirectories(home.resolve("target/.building"));

    assertThat(run(home.resolve("vnetproof")))
        .contains("waiting for the build", "an earlier build was broken off")
        .endsWith("ran\n");
  }

  @Test
  void a_build_that_runs_is_waited_for() throws Exception {
    Process builder = new ProcessBuilder("sleep", "60").start();
    Path lock = Files.createDirectories(home.resolve("target/.building"));
    Files.writeString(lock.resolve("pid"), builder.pid() + "\n");
    Thread end =
        new Thread(
            () -> {
              try {
                Thread.sleep(4_000);
                Files.delete(lock.resolve("pid"));
                Files.delete(lock);
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    end.start();

    assertThat(run(home.resolve("vnetproof")))
        .contains("waiting for the build of process " + builder.pid())
        .doesNotContain("broken off")
        .endsWith("ran\n");
    end.join();
    builder.destroy();
  }

  @Test
  void a_copy_of_the_launcher_builds_nothing_in_another_project() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other/src/main/java")).resolve("../../..");
    Files.writeString(other.resolve("pom.xml"), "<project/>");
    Files.copy(Path.of("vnetproof"), other.resolve("vnetproof"));

    assertThat(run(other.resolve("vnetproof")))
        .startsWith("vnetproof: ")
        .contains("is no checkout of VNetProof")
        .doesNotContain("built");
  }
}
