package dev.vnetproof.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where results go: standard output, or a file that is written in one piece. */
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
        throw unwritable(file.get(), "its folder does not exist");
      }
      if (Files.isDirectory(file.get())) {
        throw unwritable(file.get(), "it is a folder");
      }
    }
    return new Output(terminal, file);
  }

  boolean isFile() {
    return file.isPresent();
  }

  void write(Content content) throws IOException {
    if (file.isEmpty()) {
      terminal.write(content);
      return;
    }
    try (Writer out = Files.newBufferedWriter(file.get(), UTF_8)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw unwritable(file.get(), "the file system refuses it");
    }
  }

  private static UsageException unwritable(Path file, String why) {
    return new UsageException(
        "`" + file + "` cannot be written: " + why + "; expected a file of --output");
  }
}
