package dev.vnetproof.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Optional;

/**
 * Where results go: standard output, or a file. A file is written beside its place and moved there
 * at the end: nobody reads half a report, and one that cannot be written leaves the old one.
 */
final class Output {
  private final Terminal terminal;
  private final Optional<Path> file;

  /** Something that writes itself. */
  interface Content {
    void writeTo(Writer out) throws IOException;
  }

  private Output(Terminal terminal, Optional<Path> file) {
    this.terminal = terminal;
    this.file = file;
  }

  /**
   * @param file empty for standard output
   * @throws UsageException if there can be no such file
   */
  static Output to(Terminal terminal, Optional<Path> file) {
    if (file.isPresent()) {
      Path parent = file.get().toAbsolutePath().getParent();
      if (parent == null || !Files.isDirectory(parent)) {
        throw unusable(file.get(), "its folder does not exist");
      }
      if (Files.isDirectory(file.get())) {
        throw unusable(file.get(), "it is a folder");
      }
    }
    return new Output(terminal, file);
  }

  boolean isFile() {
    return file.isPresent();
  }

  /**
   * @param inputs what the command reads
   * @throws UsageException if the output is one of them
   */
  void refuse(List<Path> inputs) {
    inputs.forEach(this::refuse);
  }

  void refuse(Path input) {
    try {
      if (file.isPresent()
          && Files.isRegularFile(file.get())
          && Files.isRegularFile(input)
          && Files.isSameFile(file.get(), input)) {
        throw unusable(file.get(), "it is an input");
      }
    } catch (IOException e) {
      return; // What cannot be looked at was not read either.
    }
  }

  /**
   * @throws UnwrittenException if the file system refuses it
   */
  void write(Content content) throws IOException {
    if (file.isEmpty()) {
      terminal.write(content);
      return;
    }
    try {
      replace(file.get(), content);
    } catch (IOException e) {
      throw new UnwrittenException(
          "`" + file.get() + "` cannot be written: the file system refuses it", e);
    }
  }

  private static void replace(Path file, Content content) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      write(file, content); // A device or a pipe, which may have no path of its own.
      return;
    }
    Path target = Files.exists(file) ? file.toRealPath() : file; // A link stays one.
    Path beside = beside(target);
    try {
      write(beside, content);
      keepRights(target, beside);
      move(beside, target);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static Path beside(Path target) {
    return target.resolveSibling(
        "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
  }

  /** A lone surrogate, which no file can hold, becomes a question mark. */
  private static void write(Path file, Content content) throws IOException {
    try (Writer out =
        new OutputStreamWriter(
            Files.newOutputStream(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            UTF_8)) {
      content.writeTo(out);
    }
  }

  private static void keepRights(Path from, Path to) throws IOException {
    PosixFileAttributeView old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (old != null && Files.exists(from)) {
      Files.setPosixFilePermissions(to, old.readAttributes().permissions());
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static UsageException unusable(Path file, String why) {
    return new UsageException(
        "`" + file + "` cannot be written: " + why + "; expected a file of --output");
  }
}
