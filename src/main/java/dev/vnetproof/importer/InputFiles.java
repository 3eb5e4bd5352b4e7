package dev.vnetproof.importer;

import dev.vnetproof.importer.json.InputBytes;
import dev.vnetproof.importer.json.JsonReader;
import dev.vnetproof.importer.json.Spool;
import dev.vnetproof.model.SnapshotException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the files of a path. A file that is named is read whatever it is called; of a folder, the
 * JSON files are, with those of the folders below it. Hidden folders are left out, and each folder
 * is entered once, whatever links lead to it.
 */
public final class InputFiles {
  /** Some ten seconds of reading. */
  static final long MAX_BYTES = 1L << 30;

  private static final List<String> EXTENSIONS = List.of(".json", ".ndjson", ".jsonl", ".tfstate");

  /** Read where it is a table of resources. */
  private static final String TABLE = ".csv";

  private final List<Input> inputs = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Path> entered = new HashSet<>();

  private InputFiles() {}

  /**
   * What one path of the command line leads to.
   *
   * @param inputs belong together; ordered by name
   */
  public record Found(List<Input> inputs, List<Problem> problems) {
    public Found {
      inputs = List.copyOf(inputs);
      problems = List.copyOf(problems);
    }
  }

  /**
   * @param path a file, a folder, or {@code -} for {@code standardInput}
   */
  public static Found of(String path, InputStream standardInput) {
    InputFiles files = new InputFiles();
    try {
      if (path.equals("-")) {
        files.once(path, "", true, standardInput);
      } else {
        files.path(path, Path.of(path));
      }
    } catch (IOException | InvalidPathException e) {
      files.problem(path, "cannot be read; expected a file, a folder or `-`");
    }
    return new Found(files.inputs, files.problems);
  }

  /** The same for what can only be one file. */
  public static Found ofFile(Path file) {
    InputFiles files = new InputFiles();
    if (Files.isDirectory(file)) {
      files.problem(name(file), "is a folder; expected a file");
    } else if (Files.exists(file)) {
      files.file(file, "", true);
    } else {
      files.problem(name(file), "does not exist; expected a file");
    }
    return new Found(files.inputs, files.problems);
  }

  private void path(String text, Path path) throws IOException {
    if (Files.isDirectory(path)) {
      folder(path);
      if (inputs.isEmpty() && problems.isEmpty()) {
        problem(text, "the folder holds no JSON file; expected one of " + EXTENSIONS);
      }
    } else if (Files.exists(path)) {
      file(path, "", true);
    } else {
      problem(text, "does not exist; expected a file, a folder or `-`");
    }
  }

  private void folder(Path folder) throws IOException {
    if (!entered.add(folder.toRealPath())) {
      return;
    }
    List<Path> entries;
    try (Stream<Path> list = Files.list(folder)) {
      entries = list.sorted().toList();
    }
    for (Path entry : entries) {
      String name = String.valueOf(entry.getFileName());
      if (Files.isDirectory(entry)) {
        if (!name.startsWith(".")) {
          folder(entry);
        }
      } else if (Files.isRegularFile(entry) && isInput(entry, name.toLowerCase(Locale.ROOT))) {
        file(entry, folder.toString(), false);
      }
    }
  }

  private static boolean isInput(Path file, String name) {
    return EXTENSIONS.stream().anyMatch(name::endsWith)
        || name.endsWith(TABLE) && JsonReader.isTable(InputBytes.of(file));
  }

  private void file(Path file, String folder, boolean named) {
    try (InputStream in = Files.newInputStream(file)) { // That it can be read is told first.
      if (!Files.isRegularFile(file)) {
        once(name(file), folder, named, in);
      } else if (Files.size(file) > MAX_BYTES) {
        tooLarge(name(file));
      } else {
        inputs.add(new Input(name(file), folder, named, InputBytes.of(file)));
      }
    } catch (IOException e) {
      problem(name(file), "cannot be read; expected a readable file");
    }
  }

  /** What can be read only once: standard input, a pipe. */
  private void once(String name, String folder, boolean named, InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    Spool spool = new Spool();
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      spool.write(buffer, 0, read);
      if (spool.size() > MAX_BYTES) {
        tooLarge(name);
        return;
      }
    }
    inputs.add(new Input(name, folder, named, spool.bytes()));
  }

  private void tooLarge(String name) {
    problem(name, "is larger than 1 GB; expected a smaller export");
  }

  /** The same name on every system. */
  private static String name(Path path) {
    return path.toString().replace('\\', '/');
  }

  private void problem(String source, String message) {
    problems.add(new Problem(source, 0, 0, "", message));
  }
}
