package dev.vnetproof.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads files from disk that a named one links to: those in its folder and below, whatever links of
 * the file system lead elsewhere. No more of them are read than a deployment may have; it counts
 * them, so that each import needs one of its own.
 */
public final class SiblingFiles implements FilesBeside {
  private static final int MAX_FILES = 200;

  /** Of all together; Azure takes 4 MB for one ("Template limits", Microsoft Learn, 2024-06-20). */
  private static final int MAX_BYTES = 20 << 20;

  private int files;
  private int bytes;

  @Override
  public Optional<Input> read(Input named, String name) {
    if (named.name().equals("-")) {
      return Optional.empty(); // Standard input stands in no folder.
    }
    try {
      Path folder = Path.of(named.name()).toAbsolutePath().normalize().getParent();
      Path file = Path.of(name).toAbsolutePath();
      boolean inside =
          folder != null
              && Files.isRegularFile(file)
              && file.toRealPath().startsWith(folder.toRealPath());
      return inside && files < MAX_FILES ? read(file, name) : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty(); // The link stays unread, and is told so.
    }
  }

  private Optional<Input> read(Path file, String name) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_BYTES - bytes + 1);
      if (content.length > MAX_BYTES - bytes) {
        return Optional.empty();
      }
      files++;
      bytes += content.length;
      return Optional.of(Input.named(name, content));
    }
  }
}
