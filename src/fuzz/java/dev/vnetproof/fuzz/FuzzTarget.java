package dev.vnetproof.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vnetproof.fuzz.Generator.Kind;
import dev.vnetproof.fuzz.Oracle.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What Jazzer calls. A finding does not end the run: each new one is printed and kept as files, so
 * that one run tells all of them.
 */
public final class FuzzTarget {
  static final Path FOLDER = Path.of(System.getProperty("fuzz.folder", "target/fuzz"));
  static final Path SUMMARY = FOLDER.resolve("summary.txt");

  private static final Generator GENERATOR = new Generator();
  private static final Oracle ORACLE = new Oracle();
  private static final Map<Kind, Integer> EXECUTIONS = new EnumMap<>(Kind.class);
  private static final Map<String, Integer> FINDINGS = new TreeMap<>();

  /** The fuzzer goes through its corpus first, whatever time that takes. */
  private static final long END =
      System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("fuzz.seconds", 1L << 30));

  private FuzzTarget() {}

  /** One execution. */
  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    if (System.nanoTime() > END) {
      return;
    }
    Trial trial = GENERATOR.trial(bytes);
    EXECUTIONS.merge(trial.kind(), 1, Integer::sum);
    Optional<Finding> finding = ORACLE.judge(trial);
    if (finding.isPresent() && FINDINGS.merge(finding.get().signature(), 1, Integer::sum) == 1) {
      keep(trial, bytes, finding.get());
    }
  }

  private static void keep(Trial trial, byte[] bytes, Finding finding) throws IOException {
    Path folder = FOLDER.resolve("finding-" + FINDINGS.size());
    Files.createDirectories(folder);
    trial.writeTo(folder);
    Files.write(folder.resolve("choices"), bytes);
    String told = finding.signature() + "\n  " + finding.description() + "\n  " + folder;
    Files.writeString(folder.resolve("finding.txt"), told + "\n", UTF_8);
    System.err.println("FINDING " + told);
  }

  /** A folder and all in it, if it is there. */
  static void delete(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When the time is over. */
  public static void fuzzerTearDown() throws IOException {
    String summary = "";
    for (Kind kind : Kind.values()) {
      summary += EXECUTIONS.getOrDefault(kind, 0) + " executions of " + kind + "\n";
    }
    summary += FINDINGS.size() + " findings\n";
    for (Map.Entry<String, Integer> finding : FINDINGS.entrySet()) {
      summary += finding.getValue() + " x " + finding.getKey() + "\n";
    }
    Files.writeString(SUMMARY, summary, UTF_8);
    System.err.print(summary);
  }
}
