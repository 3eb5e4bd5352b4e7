package dev.vnetproof.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The fixtures: each folder that holds inputs is one seed. */
final class Seeds {
  private static final Path FIXTURES = Path.of("fixtures");

  /** What a seed is written in; what counts as left out differs. */
  enum Encoding {
    /** Our own snapshots: what is not there is not known. */
    NATIVE,
    /** What Azure prints of what exists. */
    EXPORT,
    /** Templates: what is not there is meant so. */
    TEMPLATE,
    /** Plans and states: as in templates. */
    TERRAFORM
  }

  /**
   * @param name within the seed, with {@code /}
   */
  record SeedFile(String name, String text) {}

  record Seed(String name, Encoding encoding, List<SeedFile> files) {}

  private Seeds() {}

  static List<Seed> read() {
    List<Seed> seeds = new ArrayList<>();
    try (Stream<Path> folders = Files.walk(FIXTURES)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        if (folder.endsWith("nested")) {
          continue; // Part of the folder above.
        }
        List<SeedFile> files = files(folder);
        if (!files.isEmpty()) {
          seeds.add(new Seed(folder.toString(), encoding(files), files));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (seeds.isEmpty()) {
      throw new IllegalStateException("no fixtures; expected to run where fixtures/ is");
    }
    return List.copyOf(seeds);
  }

  private static List<SeedFile> files(Path folder) throws IOException {
    List<SeedFile> files = new ArrayList<>();
    boolean linked = Files.isDirectory(folder.resolve("nested"));
    try (Stream<Path> entries = Files.walk(folder, linked ? 2 : 1)) {
      for (Path file : entries.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.startsWith(folder.resolve("expected"))) {
          String name = folder.relativize(file).toString().replace('\\', '/');
          files.add(new SeedFile(name, Files.readString(file)));
        }
      }
    }
    return files;
  }

  private static Encoding encoding(List<SeedFile> files) {
    String head = files.get(0).text();
    if (head.contains("\"snapshot\"")) {
      return Encoding.NATIVE;
    }
    String lower = head.toLowerCase(Locale.ROOT);
    if (lower.contains("contentversion")) {
      return Encoding.TEMPLATE;
    }
    return lower.contains("terraform_version") ? Encoding.TERRAFORM : Encoding.EXPORT;
  }
}
