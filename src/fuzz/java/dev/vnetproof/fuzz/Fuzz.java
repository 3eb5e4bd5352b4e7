package dev.vnetproof.fuzz;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes corpus and dictionary, runs Jazzer on them for a while, and fails where it found a thing.
 */
public final class Fuzz {
  private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";

  private Fuzz() {}

  /**
   * @param args seconds and seed; or a file {@code choices} to run once
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 1) {
      byte[] bytes = Files.readAllBytes(Path.of(args[0]));
      new Generator().trial(bytes).writeTo(Files.createDirectories(FuzzTarget.FOLDER));
      System.err.println("the inputs are in " + FuzzTarget.FOLDER);
      FuzzTarget.fuzzerTestOneInput(bytes);
      FuzzTarget.fuzzerTearDown();
      System.exit(0);
    }
    long seed = Long.parseLong(args[1]);
    FuzzTarget.delete(FuzzTarget.FOLDER); // Every run starts from the same.
    Path corpus = Files.createDirectories(FuzzTarget.FOLDER.resolve("corpus"));
    Generator generator = new Generator();
    int number = 0;
    for (byte[] bytes : generator.corpus(seed)) {
      Files.write(corpus.resolve("%05d".formatted(number++)), bytes);
    }
    Path dictionary = FuzzTarget.FOLDER.resolve("dictionary");
    Files.write(dictionary, Vocabulary.dictionary(generator.words()));

    int code = jazzer(corpus, dictionary, args[0], seed);
    writeTrials(generator);
    if (code != 0 || !Files.exists(FuzzTarget.SUMMARY)) {
      fail("the fuzzer ended with code " + code + "; the input is in " + FuzzTarget.FOLDER);
    }
    String summary = Files.readString(FuzzTarget.SUMMARY);
    if (summary.lines().anyMatch(line -> line.startsWith("0 executions"))) {
      fail("a kind of trial was never executed; expected each to be");
    }
    if (summary.lines().noneMatch(line -> line.equals("0 findings"))) {
      fail("there are findings; see " + FuzzTarget.FOLDER);
    }
  }

  private static int jazzer(Path corpus, Path dictionary, String seconds, long seed)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dfuzz.seconds=" + seconds,
                "-cp",
                System.getProperty("java.class.path"),
                JAZZER,
                "--target_class=" + FuzzTarget.class.getName(),
                "--instrumentation_includes=dev.vnetproof.**",
                "--instrumentation_excludes=dev.vnetproof.fuzz.**",
                "--custom_hook_includes=dev.vnetproof.**",
                "--trace=cov",
                "--mutator_framework=false",
                "--reproducer_path=" + FuzzTarget.FOLDER,
                "-artifact_prefix=" + FuzzTarget.FOLDER + "/",
                "-dict=" + dictionary,
                "-seed=" + seed,
                "-max_total_time=" + seconds,
                "-timeout=300", // Ten times what an input may take: this one is instrumented.
                "-rss_limit_mb=0",
                "-max_len=65536",
                "-reload=0",
                "-print_final_stats=1",
                corpus.toString()));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** Of inputs that ended the fuzzer itself, it keeps the choices. */
  private static void writeTrials(Generator generator) throws IOException {
    try (DirectoryStream<Path> kept =
        Files.newDirectoryStream(FuzzTarget.FOLDER, "{crash,timeout,oom}-*")) {
      for (Path choices : kept) {
        Path folder = FuzzTarget.FOLDER.resolve("trial-" + choices.getFileName());
        try {
          generator.trial(Files.readAllBytes(choices)).writeTo(Files.createDirectories(folder));
        } catch (RuntimeException e) {
          System.err.println("fuzz: the generator itself fails on " + choices + ": " + e);
        }
      }
    }
  }

  private static void fail(String why) {
    System.err.println("fuzz: " + why);
    System.exit(1);
  }
}
