package dev.vnetproof.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vnetproof.fuzz.Generator.Kind;
import dev.vnetproof.importer.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One set of inputs.
 *
 * @param kind of trial
 * @param what was done to the seed
 * @param files by name
 * @param tagFile empty without one
 * @param before what these files were before something was taken away: then the outcomes of both
 *     are compared
 * @param manner how it is run: which checks that take time are made
 */
record Trial(
    Kind kind,
    String what,
    Map<String, byte[]> files,
    Optional<byte[]> tagFile,
    Optional<Trial> before,
    int manner) {

  private static final String FOLDER = "in/";

  Trial {
    files = new LinkedHashMap<>(files);
  }

  List<Input> inputs() {
    return files.entrySet().stream()
        .map(
            file ->
                files.size() == 1
                    ? Input.named(FOLDER + file.getKey(), file.getValue())
                    : found(FOLDER + file.getKey(), file.getValue()))
        .toList();
  }

  private static Input found(String name, byte[] bytes) {
    return Input.found(name, name.substring(0, name.lastIndexOf('/')), bytes);
  }

  /** What an input links to. */
  Optional<Input> beside(String name) {
    return Optional.ofNullable(files.get(name.substring(Math.min(FOLDER.length(), name.length()))))
        .map(bytes -> Input.named(name, bytes));
  }

  /** As files, to look at and to run again. */
  void writeTo(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(FOLDER + file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    if (tagFile.isPresent()) {
      Files.write(folder.resolve("tags"), tagFile.get());
    }
    if (before.isPresent()) {
      before.get().writeTo(Files.createDirectories(folder.resolve("before")));
    }
    Files.write(folder.resolve("what.txt"), (kind + ": " + what + "\n").getBytes(UTF_8));
  }
}
