package dev.vnetproof.importer;

import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.InputBytes;
import dev.vnetproof.source.Spool;
import dev.vnetproof.source.table.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private final List<PassedOver> passedOver = new ArrayList<>();
  private final Set<Path> entered = new HashSet<>();

  private InputFiles() {}

  /**
   * A file of a folder that is not read, though somebody may take it for an input.
   *
   * @param why what it is, and what would be read instead
   */
  public record PassedOver(String name, String why) {}

  /**
   * What one path of the command line leads to.
   *
   * @param inputs belong together; ordered by name
   * @param passedOver in the order in which they were met
   */
  public record Found(List<Input> inputs, List<Problem> problems, List<PassedOver> passedOver) {
    public Found {
      inputs = List.copyOf(inputs);
      problems = List.copyOf(problems);
      passedOver = List.copyOf(passedOver);
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
    return files.found();
  }

  /** The same for a path that is no {@code -}. */
  static Found of(String path) {
    return of(path.equals("-") ? "./-" : path, InputStream.nullInputStream());
  }

  /** What a stream holds, read to its end. */
  static Found ofStream(String name, InputStream stream) {
    InputFiles files = new InputFiles();
    try {
      files.once(name, "", true, stream);
    } catch (IOException e) {
      files.problem(name, "cannot be read; expected a stream that can");
    }
    return files.found();
  }

  /** All inputs of several paths; each once, however many of them lead to it. */
  public static List<Input> inputs(List<Found> found) {
    Map<String, Input> inputs = new LinkedHashMap<>();
    found.forEach(each -> each.inputs().forEach(in -> inputs.putIfAbsent(in.name(), in)));
    return List.copyOf(inputs.values());
  }

  /** The same for what can only be one file. */
  public static Found ofFile(Path file) {
    InputFiles files = new InputFiles();
    if (Files.isDirectory(file)) {
      files.problem(PathNames.of(file), "is a folder; expected a file");
    } else if (Files.exists(file)) {
      files.file(file, "", true);
    } else {
      files.problem(PathNames.of(file), "does not exist; expected a file");
    }
    return files.found();
  }

  private Found found() {
    return new Found(inputs, problems, passedOver);
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

  private void folder(Path folder) {
    List<Path> entries;
    try (Stream<Path> list = Files.list(folder)) {
      if (!entered.add(folder.toRealPath())) {
        return;
      }
      entries = list.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      problem(PathNames.of(folder), "this folder cannot be read; expected a readable one");
      return;
    }
    for (Path entry : entries) {
      String name = PathNames.last(entry).toLowerCase(Locale.ROOT);
      if (Files.isDirectory(entry)) {
        if (!name.startsWith(".")) {
          folder(entry);
        }
      } else if (Files.isRegularFile(entry) && isInput(entry, name)) {
        file(entry, PathNames.of(folder), false);
      } else {
        NotRead.why(entry, name)
            .ifPresent(why -> passedOver.add(new PassedOver(PathNames.of(entry), why)));
      }
    }
  }

  private static boolean isInput(Path file, String name) {
    return EXTENSIONS.stream().anyMatch(name::endsWith)
        || name.endsWith(TABLE) && Tables.isTable(InputBytes.of(file));
  }

  private void file(Path file, String folder, boolean named) {
    try (InputStream in = Files.newInputStream(file)) { // That it can be read is told first.
      if (!Files.isRegularFile(file)) {
        once(PathNames.of(file), folder, named, in);
      } else if (Files.size(file) > MAX_BYTES) {
        tooLarge(PathNames.of(file));
      } else {
        inputs.add(new Input(PathNames.of(file), folder, named, InputBytes.of(file)));
      }
    } catch (IOException e) {
      problem(PathNames.of(file), "cannot be read; expected a readable file");
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

  private void problem(String source, String message) {
    problems.add(new Problem(source, 0, 0, "", message));
  }
}
